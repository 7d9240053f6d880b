"""The derived schema: plain JSON Schema 2020-12 that accepts a settled document exactly when the journey does."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from formengine.core import formats
from formengine.core.conditions import conjunction, decide, disjunction, leaves, negation, to_schema
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
)
from formengine.core.reader import schema_at

RELAXED: Final = {
    "calc": "Ob ein berechneter Wert richtig berechnet ist.",
    "file": "Ob der Inhalt einer Datei zu ihren Angaben passt.",
    "multipleOf": "Vielfache bei Kommazahlen (binäre Fließkommazahlen).",
}
"""What plain JSON Schema cannot say; nothing else is relaxed."""


def derive(definition: Definition) -> dict[str, Any]:
    """The schema of what may be submitted, for the parameters and the day that the definition was compiled for."""
    return _Derivation(definition).run()


class _Derivation:
    def __init__(self, definition: Definition) -> None:
        self.definition = definition
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
        schema["properties"][ENVIRONMENT] = {"type": "object"}
        head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": definition.title}
        return head | schema | ({"x-relaxed": relaxed} if (relaxed := self._relaxed()) else {})

    def _relaxed(self) -> list[dict[str, str]]:
        found = []
        for control in self.definition.controls.values():
            reasons = [name for name in ("calc",) if control.fixed]
            reasons += [control.type] if control.type in RELAXED else []
            reasons += ["multipleOf"] if isinstance(control.schema.get("multipleOf"), float) else []
            found += [{"element": control.id, "what": RELAXED[reason]} for reason in reasons]
        return found

    def _object_schema(self, path: Path, own: Mapping[str, Any]) -> dict[str, Any]:
        """An object with just the properties that questions answer; unconditional demands stand in `required`."""
        properties: dict[str, Any] = {ITEM_ID: {"type": "string"}} if path and path[-1] == ITEM else {}
        for name, part in own.get("properties", {}).items():
            inner = (*path, name)
            control = self._control_at(inner)
            if control is not None:
                properties[name] = self._answer_schema(control)
            elif inner in self.definition.objects:
                properties[name] = self._object_schema(inner, part)
        schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
        if path in self.required:
            schema["required"] = self.required[path]
        clauses = self.clauses if not path else self.item_clauses.get(path, [])
        return schema | ({"allOf": clauses} if clauses else {})

    def _control_at(self, path: Path) -> Control | None:
        return next((control for control in self.definition.controls.values() if control.path == path), None)

    def _answer_schema(self, control: Control) -> dict[str, Any]:
        if control.type == "list":
            items = schema_at(self.definition.schema, (*control.path, ITEM))
            inner = self._object_schema((*control.path, ITEM), items if isinstance(items, Mapping) else {})
            return {name: part for name, part in control.schema.items() if name != "items"} | {"items": inner}
        schema: dict[str, Any] = plain(formats.clean(control.schema))
        return schema

    def _visibility(self, element: Element) -> Condition:
        """The element's own SHOW and HIDE and those of everything around it, up to the enclosing list item."""
        own = [effect.condition for effect in element.effects if effect.name == "SHOW"]
        own += [negation(effect.condition) for effect in element.effects if effect.name in ("HIDE", "FORBID")]
        parent = self.definition.elements.get(element.parent)
        if parent is None or (parent.kind == "list" and element.lists and element.lists[-1] == _path_of(parent)):
            return conjunction(*own)
        return conjunction(self._visibility(parent), *own)

    def _enabled(self, element: Element) -> Condition:
        own = [effect.condition for effect in element.effects if effect.name == "ENABLE"]
        own += [negation(effect.condition) for effect in element.effects if effect.name == "DISABLE"]
        parent = self.definition.elements.get(element.parent)
        return conjunction(*own) if parent is None else conjunction(self._enabled(parent), *own)

    def _control(self, control: Control) -> None:
        element = self.definition.elements[control.id]
        visible, enabled = self._visibility(element), self._enabled(element)
        if control.required:
            self._demand(control, control.path, conjunction(visible, enabled))
        demands = disjunction(*(effect.condition for effect in element.effects if effect.name == "REQUIRE"))
        if demands != NEVER:
            forced = demanding(_tail(control))
            self._clause(control, conjunction(visible, enabled, demands), forced)
        if visible != ALWAYS:
            self._clause(control, negation(visible), within(_tail(control), {"properties": {control.path[-1]: False}}))

    def _object(self, path: Path) -> None:
        """A required group is there exactly when something in it is visible."""
        depth = path.count(ITEM)
        inside = [control for control in self.definition.inside(path) if len(control.lists) == depth]
        shown = disjunction(*(self._visibility(self.definition.elements[control.id]) for control in inside))
        holder = next((control for control in inside), None)
        if holder is not None:
            self._demand(holder, path, shown)

    def _demand(self, near: Control, path: Path, condition: Condition) -> None:
        """Demand a property where a condition holds; `near` is a question in the same list item (or outside lists)."""
        if condition == ALWAYS:
            self.required.setdefault(path[:-1], []).append(path[-1])
        else:
            self._clause(near, condition, within(path[_last_item(path) :], {"required": [path[-1]]}))

    def _rule(self, rule: CrossRule) -> None:
        elements = self.definition.elements
        shown = disjunction(*(self._visibility(elements[id_]) for id_ in rule.at))
        base = (*rule.each, ITEM) if rule.each else ()
        self._place(base, conjunction(shown, rule.when, negation(rule.require)), {"not": {}})

    def _clause(self, control: Control, condition: Condition, then: dict[str, Any]) -> None:
        base = (*control.lists[-1], ITEM) if control.lists else ()
        self._place(base, condition, then)

    def _place(self, base: Path, condition: Condition, then: dict[str, Any]) -> None:
        """Add `condition ⇒ then` where its leaves can be seen: in the item, or at the top for root leaves in items."""
        roots = [leaf for leaf in leaves(condition) if leaf.root] if base else []
        if not base:
            self.clauses += implication(condition, then)
        elif not roots:
            self.item_clauses.setdefault(base, []).extend(implication(condition, then))
        else:
            self._by_cases(base, condition, then, roots)

    def _by_cases(self, base: Path, condition: Condition, then: dict[str, Any], roots: list[Condition]) -> None:
        """Shannon expansion over the root leaves: at the top their truth, in the items what is left to ask."""
        remaining: list[tuple[Condition, Condition]] = [(ALWAYS, condition)]
        for leaf in roots:
            remaining = [
                (conjunction(known, leaf if value else negation(leaf)), decide(rest, leaf, value))
                for known, rest in remaining
                for value in (True, False)
                if rest != NEVER
            ]
        for known, rest in remaining:
            inside = implication(rest, then)
            if inside:
                self.clauses += implication(known, in_items(base, {"allOf": inside}))


def _path_of(element: Element) -> Path:
    return element.control.path if element.control else ()


def _last_item(path: Path) -> int:
    return max((i + 1 for i, name in enumerate(path) if name == ITEM), default=0)


def _tail(control: Control) -> Path:
    """The path from the enclosing list item (or the root)."""
    return control.path[_last_item(control.path) :]


def implication(condition: Condition, then: dict[str, Any]) -> list[dict[str, Any]]:
    """`condition ⇒ then` as clauses: none when it never holds, `then` itself when it always does."""
    if condition == NEVER:
        return []
    return [then] if condition == ALWAYS else [{"if": to_schema(condition), "then": then}]


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
    if isinstance(schema, list):
        return [plain(part) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    result = {
        name: plain(part) for name, part in schema.items() if name not in ("formatMinimum", "formatMaximum", "x-code")
    }
    patterns: list[str] = list(_own_patterns(schema))
    if schema.get("format") in formats.REPLACED:
        del result["format"]
    return result | (
        {"allOf": [*result.get("allOf", []), *({"pattern": pattern} for pattern in patterns)]} if patterns else {}
    )


def _own_patterns(schema: Mapping[str, Any]) -> Iterable[str]:
    if isinstance(schema.get("formatMinimum"), str):
        yield formats.at_least(schema["formatMinimum"])
    if isinstance(schema.get("formatMaximum"), str):
        yield formats.at_most(schema["formatMaximum"])
    if isinstance(schema.get("format"), str) and schema["format"] in formats.PATTERNS:
        yield formats.PATTERNS[schema["format"]]
