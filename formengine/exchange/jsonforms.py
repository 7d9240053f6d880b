"""Reads a JSON Schema with a JSON Forms UI schema into a definition of our own; what it cannot keep, it names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from formengine.core.model import CHECK_PAGE, RESERVED_PATHS, Finding, Path
from formengine.core.pointer import MISSING, get, parse_scope, write_scope
from formengine.exchange.implications import Demand, read_demands
from formengine.fields import best_fit

__all__ = ["Imported", "read"]

Node = Mapping[str, Any]
_LAYOUTS: Final = ("VerticalLayout", "HorizontalLayout", "Group")
_FIRST: Final = re.compile(r"[^a-z0-9]+")
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_KEPT_OPTIONS: Final = ("hint", "help", "errors", "autocomplete", "rows", "unit", "width")
_ONE_PAGE: Final = "Ihre Angaben"


@dataclass(frozen=True, slots=True)
class Imported:
    """A definition as `form.json` holds it, and what was lost or guessed on the way."""

    form: dict[str, Any]
    findings: tuple[Finding, ...]


def read(schema: Node, uischema: Node, *, slug: str, title: str) -> Imported:
    """The definition that means what the two documents mean to JSON Forms."""
    reading = _Reading(schema, read_demands(schema))
    tree = reading.pages(uischema)
    form = {
        "slug": slug,
        "kind": "antrag",
        "version": "1.0.0",
        "title": title,
        "schema": _without_demands(schema, reading.always),
        "uischema": tree,
    }
    return Imported(form, tuple(reading.findings))


def _without_demands(schema: Node, always: Iterable[Path]) -> dict[str, Any]:
    """The data schema without what became rules; a question that is shown only where it is required is required."""
    plain = {name: part for name, part in schema.items() if name not in ("$schema", "$id", "allOf")}
    required = [*plain.get("required", ()), *(path[-1] for path in always)]
    return plain | ({"required": list(dict.fromkeys(required))} if required else {})


@dataclass
class _Reading:
    """One import; ids fill up as it goes, in the order of the document."""

    schema: Node
    demands: Mapping[Path, tuple[Demand, ...]]
    ids: set[str] = field(default_factory=set)
    always: list[Path] = field(default_factory=list)
    """Questions that are required whenever they are shown."""
    findings: list[Finding] = field(default_factory=list)

    def pages(self, node: Node) -> dict[str, Any]:
        """The page tree; a form without pages becomes one page."""
        if node.get("type") == "Categorization":
            return {"type": "Categorization", "elements": list(self._categories(node, "/uischema"))}
        page = {"type": "Category", "label": _ONE_PAGE, "elements": node.get("elements", [node])}
        return {"type": "Categorization", "elements": [self._page(page, "/uischema")]}

    def _categories(self, node: Node, place: str) -> Iterator[dict[str, Any]]:
        for i, child in enumerate(node.get("elements", ())):
            here = f"{place}/elements/{i}"
            if child.get("type") == "Category":
                yield self._page(child, here)
            elif child.get("type") == "Categorization":
                yield self._section(child, here)
            else:
                self._lost(here, f"„{child.get('type')}“ zwischen Seiten fehlt.", "Legen Sie dafür eine Seite an.")

    def _section(self, node: Node, place: str) -> dict[str, Any]:
        label = str(node.get("label", ""))
        own = {"type": "Categorization", "id": self._id(label or "abschnitt"), "label": label} | self._rule(node)
        return own | {"elements": list(self._categories(node, place))}

    def _page(self, node: Node, place: str) -> dict[str, Any]:
        label = str(node.get("label") or "Seite")
        id_ = self._id(label, RESERVED_PATHS | {CHECK_PAGE})
        own = {"type": "Category", "id": id_, "label": label, "options": {"path": id_}} | self._rule(node)
        return own | {"elements": self._elements(node, place, self.schema)}

    def _elements(self, node: Node, place: str, schema: Node) -> list[dict[str, Any]]:
        read_ = (
            self._element(child, f"{place}/elements/{i}", schema) for i, child in enumerate(node.get("elements", ()))
        )
        return [element for element in read_ if element is not None]

    def _element(self, node: Node, place: str, schema: Node) -> dict[str, Any] | None:
        kind = node.get("type")
        if kind == "Control":
            return self._control(node, place, schema)
        if kind == "Label":
            return self._label(node)
        if kind in _LAYOUTS:
            return self._layout(node, place, schema)
        self._lost(place, f"„{kind}“ gibt es hier nicht.", "Ersetzen Sie es durch „Group“, „Label“ oder „Control“.")
        return None

    def _layout(self, node: Node, place: str, schema: Node) -> dict[str, Any]:
        label = str(node.get("label", "")) if node["type"] == "Group" else ""
        own = {"type": node["type"], "id": self._id(label or "gruppe")} | ({"label": label} if label else {})
        return own | self._rule(node) | {"elements": self._elements(node, place, schema)}

    def _label(self, node: Node) -> dict[str, Any]:
        text = str(node.get("text", ""))
        return {"type": "Label", "id": self._id(text[:30] or "text"), "text": text} | self._rule(node)

    def _control(self, node: Node, place: str, schema: Node) -> dict[str, Any] | None:
        scope = str(node.get("scope", ""))
        try:
            path = parse_scope(scope)
        except ValueError:
            path = ()
        found = _schema_at(schema, path)
        if not path or not isinstance(found, Mapping):
            self._lost(f"{place}/scope", f"„{scope}“ gibt es im Schema nicht.", "Legen Sie die Angabe im Schema an.")
            return None
        options = self._options(node, found, place)
        own: dict[str, Any] = {"type": "Control", "id": self._id(path[-1]), "scope": write_scope(path)}
        own["label"] = str(node.get("label") or found.get("title") or path[-1])
        if options.get("type") == "list":
            options["detail"] = {
                "type": "VerticalLayout",
                "elements": self._elements(_detail(node, found), f"{place}/options/detail", found["items"]),
            }
        rules = self._demanded(path, node) if schema is self.schema else _listed(node)
        return own | {"options": options} | ({"rule": rules} if rules else {})

    def _options(self, node: Node, schema: Node, place: str) -> dict[str, Any]:
        given = node.get("options", {})
        kept = {name: given[name] for name in _KEPT_OPTIONS if name in given}
        if given.get("format", "radio") != "radio":
            self._lost(f"{place}/options/format", f"„{given['format']}“ wird nicht beachtet.", "Wählen Sie einen Typ.")
        return {"type": _type(schema, given)} | kept

    def _demanded(self, path: Path, node: Node) -> list[Any]:
        """The rules of a question with those that demand an answer; one that repeats when it is shown needs none."""
        rules, demands = _listed(node), self.demands.get(path, ())
        shown = [rule["condition"] for rule in rules if rule.get("effect") == "SHOW"]
        if demands and all(demand.condition in shown for demand in demands):
            self.always.append(path)
            return rules
        return rules + [{"effect": "REQUIRE", "condition": demand.condition} for demand in demands]

    def _rule(self, node: Node) -> dict[str, Any]:
        rules = _listed(node)
        return {"rule": rules} if rules else {}

    def _id(self, text: str, taken: frozenset[str] = frozenset()) -> str:
        """The same document always gets the same ids."""
        base = _FIRST.sub("-", _plain(text)).strip("-") or "element"
        id_, n = base, 2
        while id_ in self.ids or id_ in taken:
            id_, n = f"{base}-{n}", n + 1
        self.ids.add(id_)
        return id_

    def _lost(self, place: str, message: str, mend: str) -> None:
        self.findings.append(Finding("hint", "form", place, message, mend))


def _plain(text: str) -> str:
    return text.lower().translate(_UMLAUTS)


def _listed(node: Node) -> list[Any]:
    rule = node.get("rule", [])
    return list(rule) if isinstance(rule, list) else [rule]


def _schema_at(schema: Node, path: Path) -> Any:
    steps = tuple(step for name in path for step in ("properties", name))
    found = get(schema, steps)
    return None if found is MISSING else found


def _detail(node: Node, schema: Node) -> Node:
    """The questions of an item: as the document lists them, else one for each property."""
    given = node.get("options", {}).get("detail")
    if isinstance(given, Mapping):
        return given
    properties = schema["items"].get("properties", {})
    return {"elements": [{"type": "Control", "scope": write_scope((name,))} for name in properties]}


def _type(schema: Node, options: Node) -> str:
    """The field type that comes nearest to what JSON Forms would show."""
    if schema.get("type") == "array" and schema.get("items", {}).get("type") == "object":
        return "list"
    if "enum" in schema or "oneOf" in schema:
        return "choice" if options.get("format") == "radio" else "select"
    if schema.get("type") == "boolean":
        return "yes-no" if options.get("format") == "radio" else "confirm"
    if schema.get("type") == "string" and options.get("multi"):
        return "multiline"
    if schema.get("type") == "string" and schema.get("format") == "date":
        return "date-picker"
    fits = best_fit(schema)
    return fits.name if fits else "text"
