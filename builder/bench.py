"""Everything that the workbench shows of one definition, worked out from its head and from what somebody looks at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from builder import palette
from builder.chosen import Chosen
from builder.outline import Leaf, outline
from builder.sight import LANGUAGES, STATES, WIDTHS, Sight
from builder.tree import Node, nodes_of
from builder.workshop import Head

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something new would go."""

    parent: str
    after: str
    words: str


@dataclass(frozen=True)
class Bench:
    """One look at the workbench."""

    head: Head
    sight: Sight
    csrf: str
    chosen: Chosen | None
    published: int
    undo: str = ""
    """What would be undone, in a sentence; "" for nothing."""
    redo: str = ""
    saved: str = ""
    said: str = ""
    """What a screen reader is told after a change."""
    refusal: Any = None
    """An edit that could not be made (message, mend)."""
    insist: str = ""
    """The element that can be deleted only together with what refers to it."""
    typed: str = ""
    """Lines that could not be added."""
    fresh: str = ""
    """The preview as it is after an edit, so that the browser need not ask for it."""
    may_edit: bool = True
    may_release: bool = True
    waiting: bool = False
    blocks: Sequence[tuple[str, str]] = ()
    marks: Sequence[tuple[str, str]] = ()

    @property
    def slug(self) -> str:
        """The name of the definition."""
        return self.sight.slug

    @property
    def number(self) -> int:
        """The number of the head."""
        return self.head.number

    @property
    def title(self) -> str:
        """What the definition is called."""
        return str(self.head.bundle.form.get("title") or self.slug)

    @cached_property
    def pages(self) -> tuple[Leaf, ...]:
        """The structure."""
        return outline(self.head.bundle)

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """The elements as they are written."""
        return nodes_of(self.head.bundle)

    @cached_property
    def page(self) -> Leaf | None:
        """The page that is open: that of the chosen element, else the first."""
        wanted = page_of(self.nodes, self.sight.element)
        return next((page for page in self.pages if page.id == wanted), self.pages[0] if self.pages else None)

    @cached_property
    def place(self) -> Place:
        """New elements go after the chosen one, or to the end of what is chosen and holds others."""
        node = self.nodes.get(self.sight.element)
        if node is None or node.kind == "section":
            return Place(self.page.id if self.page else "", "", "")
        if node.holds:
            return Place(node.id, "", f"Kommt ans Ende von „{_short(node.label or node.id)}“")
        return Place(node.parent, node.id, f"Kommt hinter „{_short(node.label or node.id)}“")

    @property
    def preview(self) -> str:
        """The address of the preview, "" where there is no page yet."""
        return self.sight.preview(self.page.path) if self.page else ""

    @property
    def palette(self) -> list[tuple[str, Pairs]]:
        """The field types by group."""
        return palette.groups()

    @property
    def people(self) -> Pairs:
        """The personas and cases whose answers the preview can show."""
        return [("", "passende"), *_people(self.head.bundle.cases or {})]

    @property
    def states(self) -> Pairs:
        """What can stand in the fields."""
        return list(STATES.items())

    @property
    def widths(self) -> Pairs:
        """How wide the preview can be."""
        return list(WIDTHS.items())

    @property
    def languages(self) -> Pairs:
        """German and what there are texts for."""
        there = self.head.bundle.texts
        return [(key, name) for key, name in LANGUAGES.items() if key == "de" or key in there]


def page_of(found: Mapping[str, Node], element: str) -> str:
    """The page of an element; for a section its first one, for what a block brings along that of the block."""
    node = found.get(element)
    while node is None and "." in element:
        element = element.rpartition(".")[0]
        node = found.get(element)
    if node is None:
        return ""
    if node.kind != "section":
        return node.page
    return next((other.id for other in found.values() if other.kind == "page" and other.parent == node.id), "")


def _people(cases: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    names = {id_: str(each.get("name", id_)) for id_, each in cases.get("personas", {}).items()}
    for case in cases.get("cases", ()):
        id_, person = str(case.get("id", "")), names.get(str(case.get("persona", "")), "")
        title = str(case.get("title", id_))
        if not case.get("expect", {}).get("errors"):
            yield id_, f"{person}: {title}" if person else title


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"
