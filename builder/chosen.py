"""The chosen element, as the right side of the workbench shows it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from builder import palette
from builder.outline import is_required, schema_of, type_of
from builder.panel import Panel, Panels
from builder.sight import LANGUAGES
from builder.tree import ROOT, Node, nodes_of
from formengine import locales
from formengine.core.bundle import Bundle
from formengine.core.definition import Definition
from formengine.core.journey import Mistake
from formengine.core.model import Control
from formengine.core.phrases import Phrases
from formengine.core.translation import slots
from formengine.web.filling import Typed

_HEADINGS: Final[Mapping[str, str]] = {
    "section": "Abschnitt",
    "page": "Seite",
    "group": "Gruppe",
    "label": "Text",
    "block": "Baustein",
    "list": "Liste",
    "control": "Frage",
}
_WORDS: Final[Mapping[str, str]] = {
    "label": "Überschrift oder Frage",
    "text": "Text",
    "title": "Titel",
    "hint": "Hinweis",
    "help": "Hilfe",
}


@dataclass(frozen=True, slots=True)
class Word:
    """One text of the element in another language."""

    language: str
    what: str
    title: str
    german: str
    text: str

    @property
    def tag(self) -> str:
        """The language as the `lang` attribute names it."""
        return locales.tag(self.language)


@dataclass(frozen=True)
class Chosen:
    """What the properties show of an element."""

    id: str
    type: str
    heading: str
    kind_name: str
    parent: str
    data_name: str
    first: bool
    last: bool
    can_split: bool
    can_group: bool
    is_group: bool
    can_join: bool
    fields: Markup
    errors: Sequence[tuple[str, str]]
    options: str | None
    """The options as lines; None where there are none to edit."""
    rules: Sequence[str]
    targets: Sequence[tuple[str, str]]
    retypes: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    words: Sequence[Word]

    @property
    def untranslated(self) -> int:
        """How many texts lack a translation."""
        return sum(not word.text for word in self.words)


@dataclass(frozen=True)
class Choosing:
    """Works out what is shown of elements of one head."""

    bundle: Bundle
    definition: Definition | None
    """None while the head does not compile."""
    panels: Panels
    today: Any

    def panel(self, id_: str) -> Panel | None:
        """The panel of an element; None where nothing of it can be set by one."""
        node = nodes_of(self.bundle).get(id_)
        if node is not None:
            return self._own_panel(node)
        control = self.definition.controls.get(id_) if self.definition else None
        return None if control is None else self._inner_panel(control)

    def chosen(self, id_: str, posted: tuple[Typed, tuple[Mistake, ...]] | None = None) -> Chosen | None:
        """What is shown of an element, its fields as they were posted or as they stand; None for an unknown id."""
        found = nodes_of(self.bundle)
        node, panel = found.get(id_), self.panel(id_)
        if node is None and panel is None:
            return None
        typed, mistakes = posted or (panel.opened() if panel else None, ())
        shown = panel.fields(typed, mistakes) if panel and typed else Markup()
        errors = panel.summary(typed, mistakes) if panel and typed and mistakes else []
        type_ = type_of(node, self.bundle.form) if node else self._control(id_).type
        kind = node.kind if node else "control"
        siblings = [other for other in found.values() if node and other.parent == node.parent]
        return Chosen(
            id=id_,
            type=type_,
            heading=_HEADINGS.get(kind, "Element") if node else "Frage eines Bausteins",
            kind_name=palette.TITLES.get(type_, _HEADINGS.get(kind, "Element")),
            parent=node.parent if node else "",
            data_name=node.path[-1] if node and node.path else "",
            first=node is None or node.index == 0,
            last=node is None or node.index == len(siblings) - 1,
            can_split=node is not None and node.parent == node.page and node.index > 0,
            can_group=node is not None and node.kind not in ("page", "section"),
            is_group=kind == "group",
            can_join=node is not None and node.kind == "page" and node.index < len(siblings) - 1,
            fields=shown,
            errors=errors,
            options=self._options(node),
            rules=tuple(self._rules(id_)),
            targets=tuple(_targets(found, node)),
            retypes=self._retypes(node),
            words=tuple(self._words(id_)),
        )

    def _control(self, id_: str) -> Control:
        if self.definition is None:
            raise KeyError(id_)
        return self.definition.controls[id_]

    def _own_panel(self, node: Node) -> Panel | None:
        type_ = type_of(node, self.bundle.form)
        kind = type_ or (node.kind if node.kind != "control" else self._guessed(node.id))
        try:
            form = self.panels.form(kind, self.today)
        except KeyError:
            return None
        schema = schema_of(self.bundle.form, node.path)
        raw = {"label": str(schema.get("title", "")), **node.raw} if node.path else node.raw
        return Panel(form, {"element": raw, "schema": schema, "required": is_required(self.bundle.form, node.path)})

    def _guessed(self, id_: str) -> str:
        control = self.definition.controls.get(id_) if self.definition else None
        return control.type if control else "text"

    def _inner_panel(self, control: Control) -> Panel:
        """A question that a block brings along: what it is called can be changed here, the rest in the block."""
        options = {"hint": control.hint, "help": control.help}
        element = {"label": control.label, "options": {name: text for name, text in options.items() if text}}
        form = self.panels.form("inner", self.today)
        return Panel(form, {"element": element, "schema": {}, "required": control.required})

    def _options(self, node: Node | None) -> str | None:
        if node is None or node.kind != "control":
            return None
        schema = schema_of(self.bundle.form, node.path)
        offered = schema.get("oneOf", schema.get("items", {}).get("oneOf"))
        if type_of(node, self.bundle.form) not in ("choice", "choices", "select") or "x-codelist" in schema:
            return None
        return "\n".join(_line(option) for option in offered or ())

    def _rules(self, id_: str) -> Iterator[str]:
        element = self.definition.elements.get(id_) if self.definition else None
        if self.definition is None or element is None or not element.effects:
            return
        phrases = Phrases(self.definition)
        yield from (phrases.effect(element, effect) + "." for effect in element.effects)

    def _retypes(self, node: Node | None) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        if node is None or node.kind != "control":
            return ()
        return [group for group in palette.groups() if group[0] != palette.ORDER[-1]]

    def _words(self, id_: str) -> Iterator[Word]:
        if not self.bundle.texts:
            return
        own = [slot for slot in slots(self.bundle.form) if slot.id == id_ and slot.keys[0] in _WORDS]
        for language in (each for each in LANGUAGES if each in self.bundle.texts):
            texts = self.bundle.texts[language].get(id_, {})
            for slot in own:
                what = slot.keys[0]
                title = f"{_WORDS[what]}, {LANGUAGES[language]}"
                yield Word(language, what, title, str(slot.text), str(texts.get(what, "")))


def _line(option: Mapping[str, Any]) -> str:
    parts = [str(option.get("const", "")), str(option.get("title", "")), str(option.get("description", ""))]
    return "\t".join(parts if parts[2] else parts[:2])


def _targets(found: Mapping[str, Node], node: Node | None) -> Iterator[tuple[str, str]]:
    """Where an element can be moved to: pages, groups and lists, not into itself."""
    if node is None or node.kind in ("page", "section"):
        return
    number = 0
    for other in found.values():
        number += other.kind == "page"
        if other.kind in ("page", "group", "list") and not _inside(found, other, node.id):
            words = f"Seite {number}: {other.label or other.id}" if other.kind == "page" else other.label or other.id
            yield other.id, words if other.kind == "page" else f"– {_HEADINGS[other.kind]}: {words}"


def _inside(found: Mapping[str, Node], node: Node, around: str) -> bool:
    while node.id != around:
        if node.parent == ROOT:
            return False
        node = found[node.parent]
    return True
