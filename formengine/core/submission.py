"""The derived schema: plain JSON Schema 2020-12 that accepts a settled document exactly when the journey does."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from formengine.core import formats
from formengine.core.answers import schema_at
from formengine.core.conditions import conjunction, decide, disjunction, leaves, negation, spelled, to_schema
from formengine.core.definition import Definition
from formengine.core.model import (
    ALWAYS,
    ENVIRONMENT,
    ITEM,
    ITEM_ID,
    NEVER,
    Condition,
    Control,
    CrossRule,
    Element,
    Path,
    last_item,
)
from formengine.core.schemas import subschemas
from formengine.core.showing import enabled, visibility

Levels: TypeAlias = Sequence[tuple[Path, Condition]]
"""Conditions by the item that they look at, innermost first; () is the document."""

RELAXED: Final = {
    "calc": "Ob ein berechneter Wert richtig berechnet ist.",
    "iban": "Ob die Prüfziffer einer IBAN stimmt.",
    "file": "Ob der Inhalt einer Datei zu ihren Angaben passt.",
    "from": "Ob es den gewählten Eintrag einer anderen Liste gibt.",
    "multipleOf": "Vielfache bei Kommazahlen (binäre Fließkommazahlen).",
}
"""What plain JSON Schema cannot say; nothing else is relaxed."""

_OWN_KEYWORDS: Final = ("formatMinimum", "formatMaximum", "x-code")
_SCHEMA_KEYWORDS: Final = ("items", "contains", "not", "if", "then", "else", "additionalProperties")


def derive(definition: Definition, *, settled: bool = True) -> dict[str, Any]:
    """The schema of what may be submitted, for the parameters and the day that the definition was compiled for.

    Other engines keep what is hidden: with `settled` false it may be there, and what the engine itself adds may not.
    """
    return _Derivation(definition, settled=settled).run()


class _Derivation:
    def __init__(self, definition: Definition, *, settled: bool) -> None:
        self.definition = definition
        self.settled = settled
        self.places = {control.path: control for control in definition.controls.values()}
        self.required: dict[Path, list[str]] = {}
        self.clauses: list[dict[str, Any]] = []
        self.item_clauses: dict[Path, list[dict[str, Any]]] = {}

    def run(self) -> dict[str, Any]:
        definition = self.definition
        for control in definition.controls.values():
            self._control(control)
        for path, required in definition.objects.items():
            if required:
                self._object(path)
        for rule in definition.rules:
            if rule.severity == "error":
                self._rule(rule)
        schema = self._object_schema((), definition.schema)
        if self.settled:
            schema["properties"][ENVIRONMENT] = {"type": "object"}
        head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": definition.title}
        return head | schema | ({"x-relaxed": relaxed} if (relaxed := self._relaxed()) else {})

    def _relaxed(self) -> list[dict[str, str]]:
        found = []
        for control in self.definition.controls.values():
            reasons = [name for name in ("calc",) if control.fixed]
            reasons += [control.type] if control.type in RELAXED else []
            reasons += ["from"] if control.source is not None else []
            nodes = [node for node, _ in subschemas(_own(control), "")]
            reasons += ["multipleOf"] if any(isinstance(node.get("multipleOf"), float) for node in nodes) else []
            reasons += sorted({str(node.get("format")) for node in nodes} & formats.PARTLY_SAID)
            found += [{"element": control.id, "what": RELAXED[reason]} for reason in dict.fromkeys(reasons)]
        return found

    def _object_schema(self, path: Path, own: Mapping[str, Any]) -> dict[str, Any]:
        """An object with just the properties that questions answer; unconditional demands stand in `required`."""
        named = self.settled and path[-1:] == (ITEM,)
        properties: dict[str, Any] = {ITEM_ID: {"type": "string"}} if named else {}
        for name, part in own.get("properties", {}).items():
            inner = (*path, name)
            control = self.places.get(inner)
            if control is not None:
                properties[name] = self._answer_schema(control)
            elif inner in self.definition.objects:
                properties[name] = self._object_schema(inner, part)
        schema: dict[str, Any] = {"type": "object", "properties": properties}
        schema |= {"additionalProperties": False} if self.settled else {}
        if path in self.required:
            schema["required"] = self.required[path]
        clauses = self.clauses if not path else self.item_clauses.get(path, [])
        return schema | ({"allOf": clauses} if clauses else {})

    def _answer_schema(self, control: Control) -> dict[str, Any]:
        if control.type == "list":
            items = schema_at(self.definition.schema, (*control.path, ITEM))
            inner = self._object_schema((*control.path, ITEM), items if isinstance(items, Mapping) else {})
            own: dict[str, Any] = plain(_own(control))
            return own | {"items": inner}
        schema: dict[str, Any] = plain(formats.clean(control.schema) if self.settled else control.schema)
        return schema

    def _visibility(self, element: Element) -> Condition:
        return spelled(visibility(self.definition.elements, element))

    def _enabled(self, element: Element) -> Condition:
        return spelled(enabled(self.definition.elements, element))

    def _lists_enabled(self, control: Control) -> list[tuple[Path, Condition]]:
        """When the enclosing lists are enabled, innermost first, each with the item that its condition looks at."""
        elements = (self.definition.elements[self.places[path].id] for path in reversed(control.lists))
        return [(_item(element.lists), self._enabled(element)) for element in elements]

    def _control(self, control: Control) -> None:
        element = self.definition.elements[control.id]
        visible, active = self._visibility(element), self._enabled(element)
        outer = self._lists_enabled(control)
        if control.fixed and not self.settled:
            # Nobody else works it out, so nobody else can be asked for it.
            return
        if control.required:
            self._demand(control, control.path, conjunction(visible, active), outer)
        demands = disjunction(*(spelled(effect.condition) for effect in element.effects if effect.name == "REQUIRE"))
        if demands != NEVER:
            forced = demanding(_tail(control))
            self._clause(control, conjunction(visible, active, demands), forced, outer)
        if visible != ALWAYS and self.settled:
            self._clause(control, negation(visible), within(_tail(control), {"properties": {control.path[-1]: False}}))

    def _object(self, path: Path) -> None:
        """A required group is there exactly when something in it is visible."""
        depth = path.count(ITEM)
        inside = [control for control in self.definition.inside(path) if len(control.lists) == depth]
        shown = disjunction(*(self._visibility(self.definition.elements[control.id]) for control in inside))
        holder = next((control for control in inside), None)
        if holder is not None:
            self._demand(holder, path, shown)

    def _demand(self, near: Control, path: Path, condition: Condition, outer: Levels = ()) -> None:
        """Demand a property where a condition holds; `near` is a question in the same list item (or outside lists)."""
        if condition == ALWAYS and all(above == ALWAYS for _, above in outer):
            self.required.setdefault(path[:-1], []).append(path[-1])
        else:
            self._clause(near, condition, within(path[last_item(path) :], {"required": [path[-1]]}), outer)

    def _rule(self, rule: CrossRule) -> None:
        elements = self.definition.elements
        shown = disjunction(*(self._visibility(elements[id_]) for id_ in rule.at))
        lists = (rule.each,) if rule.each else ()
        self._place(
            [(_item(lists), conjunction(shown, spelled(rule.when), negation(spelled(rule.require))))], {"not": {}}
        )

    def _seen(self, element: Element, rule: CrossRule) -> Condition:
        """When an element at which a rule stands is visible; a list around an item that is there always is."""
        around = element.control is not None and element.control.path in rule.lists
        return ALWAYS if around else self._visibility(element)

    def _clause(self, control: Control, condition: Condition, then: dict[str, Any], outer: Levels = ()) -> None:
        above = [(base, active) for base, active in outer if active != ALWAYS]
        self._place([(_item(control.lists), condition), *above], then)

    def _place(self, levels: Levels, then: dict[str, Any], known: Condition = ALWAYS) -> None:
        """Add `conditions ⇒ then`: each condition where its answers can be seen, in its list item or at the top."""
        (base, condition), *outer = levels
        if not base:
            self.clauses += implication(conjunction(known, condition), then)
            return
        for truth, rest in by_cases(condition):
            inside, at_top = implication(rest, then), conjunction(known, truth)
            if inside and at_top == ALWAYS and not outer:
                self.item_clauses.setdefault(base, []).extend(inside)
            elif inside:
                above = outer or [((), ALWAYS)]
                self._place(above, in_items(base[len(above[0][0]) :], {"allOf": inside}), at_top)


def _own(control: Control) -> dict[str, Any]:
    """The schema of an answer without what other questions ask for: the items of a list."""
    return {name: part for name, part in control.schema.items() if (control.type, name) != ("list", "items")}


def by_cases(condition: Condition) -> list[tuple[Condition, Condition]]:
    """Shannon expansion of an item's condition: what holds outside the list, and what is then left to ask inside."""
    part = _outside(condition)
    if part is None:
        return [(ALWAYS, condition)]
    return [
        (conjunction(truth, known), rest)
        for value, truth in ((True, part), (False, negation(part)))
        for known, rest in by_cases(decide(condition, part, value))
    ]


def _outside(condition: Condition) -> Condition | None:
    """The first largest part of a condition that looks at nothing in the item."""
    found = list(leaves(condition))
    if found and all(leaf.root for leaf in found):
        return condition
    return next((part for child in condition.children if (part := _outside(child)) is not None), None)


def _item(lists: tuple[Path, ...]) -> Path:
    """The path of the enclosing item, () outside lists."""
    return (*lists[-1], ITEM) if lists else ()


def _tail(control: Control) -> Path:
    """The path from the enclosing list item (or the root)."""
    return control.path[last_item(control.path) :]


def implication(condition: Condition, then: dict[str, Any]) -> list[dict[str, Any]]:
    """`condition ⇒ then` as clauses: none when it never holds, `then` itself when it always does."""
    if condition == NEVER:
        return []
    return [then] if condition == ALWAYS else [{"if": plain(to_schema(condition)), "then": then}]


def within(path: Path, schema: dict[str, Any]) -> dict[str, Any]:
    """A demand on the object that holds the last name of a path; it asks nothing where that object is absent."""
    for name in reversed(path[:-1]):
        schema = {"properties": {name: schema}}
    return schema


def demanding(path: Path) -> dict[str, Any]:
    """The demand that every object on a path and its last property be there."""
    schema: dict[str, Any] = {"required": [path[-1]]}
    for name in reversed(path[:-1]):
        schema = {"required": [name], "properties": {name: schema}}
    return schema


def in_items(base: Path, schema: dict[str, Any]) -> dict[str, Any]:
    """A demand on every item of a list, seen from the root; `base` ends in ITEM."""
    for name in reversed(base):
        schema = {"items": schema} if name == ITEM else {"properties": {name: schema}}
    return schema


def plain(schema: Any) -> Any:
    """A schema without our own keywords: date bounds and formats of ours become patterns."""
    if not isinstance(schema, Mapping):
        return schema
    result = {name: _plain_part(name, part) for name, part in schema.items() if name not in _OWN_KEYWORDS}
    patterns = list(_own_patterns(schema))
    if schema.get("format") in formats.REPLACED:
        del result["format"]
    return result | (
        {"allOf": [*result.get("allOf", []), *({"pattern": pattern} for pattern in patterns)]} if patterns else {}
    )


def _plain_part(keyword: str, part: Any) -> Any:
    """Only what stands where a schema stands is a schema; `const: {"format": …}` is an answer."""
    if keyword in ("properties", "$defs"):
        return {name: plain(inner) for name, inner in part.items()}
    if keyword in ("allOf", "anyOf", "oneOf", "prefixItems"):
        return [plain(inner) for inner in part]
    return plain(part) if keyword in _SCHEMA_KEYWORDS else part


def _own_patterns(schema: Mapping[str, Any]) -> Iterable[str]:
    """Years before 1 are days to some validators and to us are not."""
    if schema.get("format") == "date" or "formatMinimum" in schema:
        yield _bounds(schema, schema.get("formatMinimum", "0001-01-01"), formats.at_least)
    if "formatMaximum" in schema:
        yield _bounds(schema, schema["formatMaximum"], formats.at_most)
    if schema.get("format") in formats.PATTERNS:
        yield formats.PATTERNS[schema["format"]]


def _bounds(schema: Mapping[str, Any], bound: str, pattern: Callable[[str], str]) -> str:
    """The pattern of a bound; of a partial date each length is compared with as much of the bound."""
    lengths = (4, 7, 10) if schema.get("format") == "partial-date" else (len(bound),)
    return "|".join(pattern(bound[:length]) for length in lengths)
