"""Reads the page tree of a form into elements and controls, and collects what is wrong with it on the way."""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from formengine.core import conditions
from formengine.core.answers import objects_of, required_at, schema_at, source_of
from formengine.core.asking import offered, type_of
from formengine.core.conditionreader import ConditionReader
from formengine.core.identifiers import Identifiers
from formengine.core.model import (
    ITEM,
    RESERVED_PATHS,
    Control,
    Effect,
    Element,
    FieldType,
    Page,
    Path,
    Source,
)
from formengine.core.pointer import MISSING, parse_scope
from formengine.core.translation import LANG
from formengine.core.unwritten import Fallen, completed_elements

EFFECTS: Final = ("SHOW", "HIDE", "ENABLE", "DISABLE", "REQUIRE", "FORBID")
_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]*\Z")
_PATHS: Final = "Nur a-z, 0-9, -."
_GROUPS: Final = ("Group", "VerticalLayout", "HorizontalLayout")
_Kind = Literal["section", "page", "group", "label", "control", "list"]


@dataclass(frozen=True, slots=True)
class _Where:
    """Where the reader stands: page, parent element, enclosing lists and the schema that scopes refer to."""

    page: str
    parent: str
    schema: Mapping[str, Any]
    base: Path = ()
    lists: tuple[Path, ...] = ()


@dataclass
class Reader(ConditionReader):
    """Reads one form; `elements`, `controls` and `pages` fill up as it goes, in the order of the document."""

    types: Mapping[str, FieldType] = field(default_factory=dict)
    language: str = "de"
    """The language of all texts that name no other one (`lang`)."""
    elements: dict[str, Element] = field(default_factory=dict)
    controls: dict[str, Control] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    taken: set[Path] = field(default_factory=set)
    """The paths of the questions so far; `ways` holds what leads to them as well, `paths` those of pages."""
    ways: set[Path] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    identifiers: Identifiers = field(default_factory=Identifiers)

    def read(self, uischema: Any) -> None:
        """Read the whole tree."""
        if not isinstance(uischema, Mapping) or not isinstance(uischema.get("elements"), list):
            self.error("/uischema", "„uischema“ braucht „elements“.", "Beginnen Sie mit „Categorization“.")
        elif uischema.get("type") == "Categorization":
            self._section(uischema, "/uischema", "", "")
        else:
            self._page(uischema, "/uischema", "", "")
        if not self.pages:
            self.error("/uischema", "Die Definition hat keine Seite.", "Ergänzen Sie eine „Category“ mit Fragen.")
        self.fallen = Fallen(self.elements, dict(self.controls), objects_of(self.controls.values(), self.schema))
        if self.fallen.any():
            self.elements |= completed_elements(self.elements, self.complete)
            self.pages = [replace(page, element=self.elements[page.id]) for page in self.pages]

    def _section(self, node: Mapping[str, Any], place: str, parent: str, section: str) -> None:
        for i, child in enumerate(node["elements"]):
            here = f"{place}/elements/{i}"
            kind = child.get("type") if isinstance(child, Mapping) else None
            if kind == "Category":
                self._page(child, here, parent, section)
            elif kind == "Categorization" and isinstance(child.get("elements"), list):
                id_ = self._id(child, here, str(child.get("label", "abschnitt")))
                label = str(child.get("label", ""))
                effects, language = self._effects(child, here, ()), self._language(child)
                section_ = Element(id_, "section", label, here, effects=effects, parent=parent, language=language)
                self.elements[id_] = section_
                self._section(child, here, id_, label)
            else:
                mend = "Erlaubt sind „Category“ und „Categorization“."
                self.error(here, f"Hier steht „{kind}“ statt einer Seite.", mend)

    def _page(self, node: Mapping[str, Any], place: str, parent: str, section: str) -> None:
        label = str(node.get("label", ""))
        id_ = self._id(node, place, label or "seite")
        path = str(_options(node).get("path", id_))
        if not _ID.match(path) or path in self.paths or path in RESERVED_PATHS:
            self.error(f"{place}/options/path", f"Der Seitenpfad „{path}“ ist nicht frei oder nicht erlaubt.", _PATHS)
        if not label:
            self.error(place, "Der Seite fehlt „label“.", "Geben Sie der Seite eine Überschrift.")
        self.paths.add(path)
        known = len(self.controls)
        effects, language = self._effects(node, place, ()), self._language(node)
        element = Element(id_, "page", label, place, _options(node), effects, parent=parent, language=language)
        self.elements[id_] = element
        element = self._keep(replace(element, children=self._children(node, place, _Where(id_, id_, self.schema))))
        controls = tuple(itertools.islice(self.controls.values(), known, None))
        self.pages.append(Page(id_, path, label, element, controls, section, language))

    def _children(self, node: Mapping[str, Any], place: str, where: _Where) -> tuple[Element, ...]:
        elements = node.get("elements", [])
        if not isinstance(elements, list):
            self.error(f"{place}/elements", "„elements“ muss eine Liste sein.", "Schreiben Sie eine Liste.")
            return ()
        read = (self._element(child, f"{place}/elements/{i}", where) for i, child in enumerate(elements))
        return tuple(element for element in read if element is not None)

    def _element(self, node: Any, place: str, where: _Where) -> Element | None:
        kind = node.get("type") if isinstance(node, Mapping) else None
        if kind == "Control":
            return self._control(node, place, where)
        if kind in _GROUPS:
            return self._group(node, place, where)
        if kind == "Label":
            return self._label(node, place, where)
        self.error(place, f"Die Elementart „{kind}“ gibt es nicht.", "Erlaubt sind Control, Group, Label und Block.")
        return None

    def _group(self, node: Mapping[str, Any], place: str, where: _Where) -> Element:
        label = str(node.get("label", ""))
        id_ = self._id(node, place, label or "gruppe")
        element = self._new(id_, "group", label, node, place, where)
        return self._keep(replace(element, children=self._children(node, place, replace(where, parent=id_))))

    def _label(self, node: Mapping[str, Any], place: str, where: _Where) -> Element:
        text = str(node.get("text", node.get("label", "")))
        id_ = self._id(node, place, text[:30] or "text")
        options = {"type": "note"} | dict(_options(node))
        kind, said = str(options["type"]), self._language(node)
        if kind not in self.types or not self.types[kind].static:
            self.error(f"{place}/options/type", f"Die Textart „{kind}“ gibt es nicht.", "Etwa „note“.")
        control = Control(id_, kind, (), text, {}, where.page, place, options=options, language=said)
        return self._keep(replace(self._new(id_, "label", text, node, place, where), options=options, control=control))

    def _new(self, id_: str, kind: _Kind, label: str, node: Mapping[str, Any], place: str, where: _Where) -> Element:
        element = Element(
            id_,
            kind,
            label,
            place,
            _options(node),
            self._effects(node, place, where.lists),
            lists=where.lists,
            parent=where.parent,
            language=self._language(node),
        )
        self.elements[id_] = element
        return element

    def _keep(self, element: Element) -> Element:
        self.elements[element.id] = element
        return element

    def _control(self, node: Mapping[str, Any], place: str, where: _Where) -> Element | None:
        try:
            path = parse_scope(str(node.get("scope")))
        except ValueError:
            path = ()
        found = schema_at(where.schema, path) if path else MISSING
        if found is MISSING:
            scope = node.get("scope")
            self.error(f"{place}/scope", f"„{scope}“ gibt es im Schema nicht.", "Legen Sie die Angabe in „schema“ an.")
            return None
        id_ = self._id(node, place, path[-1])
        control = self._new_control(id_, node, place, where, path, found)
        if control.type == "list":
            return self._list(control, node, place, where)
        return self._keep_control(control, node, place, where)

    def _keep_control(self, control: Control, node: Mapping[str, Any], place: str, where: _Where) -> Element:
        ways = {control.path[: i + 1] for i in range(len(control.path))}
        if control.path in self.ways or ways & self.taken - {*where.lists}:
            scope = node.get("scope")
            self.error(f"{place}/scope", f"„{scope}“ wird zweimal gefragt.", "Fragen Sie jede Angabe einmal.")
        self.taken.add(control.path)
        self.ways |= ways
        self.controls[control.id] = control
        kind: _Kind = "list" if control.type == "list" else "control"
        element = self._new(control.id, kind, control.label, node, place, where)
        return self._keep(replace(element, control=control))

    def _list(self, control: Control, node: Mapping[str, Any], place: str, where: _Where) -> Element:
        element = self._keep_control(control, node, place, where)
        items = control.schema.get("items", {})
        detail = control.options.get("detail", {"type": "VerticalLayout", "elements": []})
        inner = _Where(where.page, control.id, items, (*control.path, ITEM), (*where.lists, control.path))
        return self._keep(replace(element, children=self._children(detail, f"{place}/options/detail", inner)))

    def _new_control(
        self, id_: str, node: Mapping[str, Any], place: str, where: _Where, path: Path, schema: Mapping[str, Any]
    ) -> Control:
        options = _options(node)
        label = node.get("label", schema.get("title", ""))
        if not isinstance(label, str) or not label:
            if options.get("display", True):
                self.hint(place, f"Der Frage „{id_}“ fehlt „label“.", "Schreiben Sie, was Sie wissen möchten.")
            label = path[-1]
        kind, misfit = type_of(self.types, options, schema)
        choices, doubled = offered(schema, options)
        for fault, at in ((misfit, f"{place}/options/type"), (doubled, place)):
            if fault is not None:
                self.error(at, *fault)
        return Control(
            id=id_,
            type=kind,
            path=where.base + path,
            label=label,
            schema=schema,
            page=where.page,
            pointer=place,
            hint=str(options.get("hint", "")),
            help=str(options.get("help", "")),
            options=options,
            required=path[-1] in required_at(where.schema, path[:-1]),
            choices=choices,
            errors=dict(options.get("errors", {})),
            language=self._language(node),
            calc=options.get("calc"),
            source=self._source(options, place, where),
        )

    def _language(self, node: Mapping[str, Any]) -> str:
        return str(node.get(LANG, self.language))

    def _source(self, options: Mapping[str, Any], place: str, where: _Where) -> Source | None:
        """The list that a reference takes its choices from."""
        said = options.get("from")
        source = None if said is None else source_of(said, self.schema, where.schema, where.base)
        if source is None and said is not None:
            mend = "Nennen Sie in „scope“ eine Liste der Definition."
            self.error(f"{place}/options/from", "Die Auswahl nennt keine Liste, aus der sie schöpft.", mend)
        return source

    def _effects(self, node: Mapping[str, Any], place: str, lists: tuple[Path, ...]) -> tuple[Effect, ...]:
        rules = node.get("rule", [])
        effects = []
        for i, rule in enumerate(rules if isinstance(rules, list) else [rules]):
            here = f"{place}/rule" + (f"/{i}" if isinstance(rules, list) else "")
            name = rule.get("effect") if isinstance(rule, Mapping) else None
            if name not in EFFECTS:
                self.error(f"{here}/effect", f"Die Wirkung „{name}“ gibt es nicht.", f"Es gibt: {', '.join(EFFECTS)}.")
                continue
            condition = self.condition(rule.get("condition"), f"{here}/condition", lists)
            if condition is not None:
                effects.append(Effect(name, condition, conditions.compile_test(condition)))
        return tuple(effects)

    def _id(self, node: Mapping[str, Any], place: str, fallback: str) -> str:
        id_ = node.get("id")
        if isinstance(id_, str) and _ID.match(id_):
            if id_ in self.elements:
                mend = "Geben Sie jedem Element eine eigene."
                self.error(f"{place}/id", f"Die Kennung „{id_}“ gibt es zweimal.", mend)
            return id_
        if id_ is not None:
            mend = "Erlaubt sind a-z, 0-9, Punkt, Strich und Unterstrich."
            self.error(f"{place}/id", f"„{id_}“ ist keine Kennung.", mend)
        id_ = self.identifiers.fresh(fallback, self.elements)
        self.hint(place, "Dem Element fehlt „id“.", f"Schreiben Sie zum Beispiel „id“: „{id_}“.")
        return id_


def _options(node: Mapping[str, Any]) -> Mapping[str, Any]:
    options = node.get("options")
    return options if isinstance(options, Mapping) else {}
