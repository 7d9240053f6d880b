"""The map as a graph: pages, the check page and outcomes in order, and what hangs on the answers of which page."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, Literal

from formengine.core.conditions import leaves
from formengine.core.definition import Definition
from formengine.core.model import CHECK_PAGE, UNSURE, Condition, Effect, Element, Page, Path
from formengine.core.order import Places, descend
from formengine.core.phrases import Phrases, item_of, quoted

NodeKind = Literal["page", "check", "outcome", "section"]
EdgeKind = Literal["next", "skip", "shows", "inside", "ends"]
"""next: the page after it; skip: where it goes on when what lies between is not needed; shows: the page is there only
with certain answers; inside: something on the page hangs on answers; ends: the answers lead to an outcome."""
MarkKind = Literal["error", "unreachable", "contradiction", "hint"]

END: Final = "ende"
"""The id of the check page where no page of the definition is on it."""
_MARKS: Final[Mapping[MarkKind, str]] = {
    "error": "Fehler",
    "unreachable": "Nicht erreichbar",
    "contradiction": "Widerspruch",
    "hint": "Hinweis zur Logik",
}
_VISIBILITY: Final = ("SHOW", "HIDE", "FORBID")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that an author should look at, on a page."""

    kind: MarkKind
    text: str
    element: str = ""

    @property
    def word(self) -> str:
        """What it is called, in the picture and in the list."""
        return _MARKS[self.kind]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an edge is there: the element whose rule it is, and the rule in words."""

    element: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A node of the map."""

    id: str
    kind: NodeKind
    label: str
    number: int = 0
    """The number of the page among all pages; 0 for what is no page."""
    section: str = ""
    """The id of the section that it stands in."""
    condition: str = ""
    """When it is there, in words; "" for always."""
    questions: int = 0
    marks: tuple[Mark, ...] = ()
    pages: int = 1
    """How many pages it stands for."""


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of the map; edges with reasons have a number, by which the picture and the text name them."""

    kind: EdgeKind
    source: str
    target: str
    reasons: tuple[Reason, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the form."""

    id: str
    label: str


@dataclass(frozen=True)
class Graph:
    """The whole map, spots in reading order."""

    spots: tuple[Spot, ...]
    edges: tuple[Edge, ...]
    sections: Mapping[str, Section] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Spot]:
        """The spots by their id."""
        return {spot.id: spot for spot in self.spots}

    def leaving(self, id_: str) -> list[Edge]:
        """The edges that leave a spot."""
        return [edge for edge in self.edges if edge.source == id_]

    def count(self, kind: EdgeKind) -> int:
        """How many edges there are of a kind."""
        return sum(edge.kind == kind for edge in self.edges)


def graph_of(definition: Definition, marks: Mapping[str, tuple[Mark, ...]] | None = None) -> Graph:
    """The map of a definition; `marks` by the id of the page."""
    return _Drawing(definition, marks or {}).graph()


class _Drawing:
    def __init__(self, definition: Definition, marks: Mapping[str, tuple[Mark, ...]]) -> None:
        self.definition = definition
        self.marks = marks
        self.phrases = Phrases(definition)
        self.places = Places(definition.controls.values())
        self.rank = {page.id: i for i, page in enumerate(definition.pages)}

    def graph(self) -> Graph:
        pages = [self._page(page, number) for number, page in enumerate(self.definition.pages, start=1)]
        spots = [*pages, *self._ends()]
        order = [*_next(spots), *_skips(spots)]
        reasoned = [*self._hanging(), *self._outcomes()]
        sections = {
            element.id: Section(element.id, element.label or "Ohne Namen")
            for element in self.definition.elements.values()
            if element.kind == "section"
        }
        return Graph(tuple(spots), numbered([*order, *reasoned]), sections)

    def _page(self, page: Page, number: int) -> Spot:
        section = page.element.parent
        asked = sum(control.displayed and not control.fixed for control in page.controls)
        kind: NodeKind = "check" if page.path == CHECK_PAGE else "page"
        condition = " und ".join(self._when(effect, element) for element, effect in self._visibility(page.element))
        marks = self.marks.get(page.id, ())
        return Spot(page.id, kind, page.title, number, section, condition, asked, marks)

    def _ends(self) -> Iterator[Spot]:
        for outcome in self.definition.outcomes:
            yield Spot(outcome.id, "outcome", outcome.title, condition=self._clause(outcome.condition))
        if not self.definition.outcomes and not any(page.path == CHECK_PAGE for page in self.definition.pages):
            yield Spot(END, "check", "Prüfen und absenden")

    def _visibility(self, element: Element) -> Iterator[tuple[Element, Effect]]:
        """The rules that decide whether a page is there, its sections' included."""
        if element.parent:
            yield from self._visibility(self.definition.elements[element.parent])
        for effect in element.effects:
            if effect.name in _VISIBILITY and not self._offered(effect.condition):
                yield element, effect

    def _offered(self, condition: Condition) -> bool:
        """What comes with *Weiß ich nicht*, which no author wrote."""
        asked = [leaf.schema for leaf in leaves(condition)]
        return bool(asked) and self.definition.kind == "klaerung" and all(one == {"const": UNSURE} for one in asked)

    def _clause(self, condition: Condition) -> str:
        """When an outcome is met; "" for one that is left when no other is."""
        if self._offered(condition):
            return f"eine Frage mit {quoted('Weiß ich nicht')} beantwortet ist"
        return self.phrases.clause(condition, titles=True) if [*leaves(condition)] else ""

    def _when(self, effect: Effect, element: Element) -> str:
        holds = effect.name == "SHOW"
        return self.phrases.clause(effect.condition, item_of(element), holds=holds, titles=True)

    def _hanging(self) -> Iterator[Edge]:
        """What hangs on other pages: the pages themselves, then what stands on them."""
        for page in self.definition.pages:
            yield from self._edges("shows", page, self._visibility(page.element))
            inner = (one for one in descend(page.element) if one is not page.element)
            yield from self._edges("inside", page, ((one, effect) for one in inner for effect in one.effects))

    def _edges(self, kind: EdgeKind, page: Page, rules: Iterable[tuple[Element, Effect]]) -> Iterator[Edge]:
        found: dict[str, list[Reason]] = {}
        for element, effect in rules:
            sources = self._pages(effect.condition, item_of(element)) - {page.id}
            reason = Reason(element.id, self.phrases.effect(element, effect)) if sources else None
            for source in sources:
                if reason is not None and reason not in found.setdefault(source, []):
                    found[source].append(reason)
        for source in sorted(found, key=self.rank.__getitem__):
            yield Edge(kind, source, page.id, tuple(found[source]))

    def _pages(self, condition: Condition, item: Path) -> set[str]:
        """The pages whose answers a condition names."""
        paths = {leaf.path if leaf.root else item + leaf.path for leaf in leaves(condition)}
        return {control.page for path in paths for control in self.places.touching(path)}

    def _outcomes(self) -> Iterator[Edge]:
        """To each outcome from the last page that its condition names."""
        last = self.definition.pages[-1].id
        for outcome in self.definition.outcomes:
            named = self._pages(outcome.condition, ())
            clause = self._clause(outcome.condition) or "sonst nichts zutrifft"
            reason = Reason(outcome.id, f"Ergebnis {quoted(outcome.title)}, wenn {clause}")
            yield Edge("ends", max(named, key=self.rank.__getitem__, default=last), outcome.id, (reason,))


def _next(spots: list[Spot]) -> Iterator[Edge]:
    """From each page to the one after it; outcomes have no order."""
    way = [spot for spot in spots if spot.kind != "outcome"]
    for one, other in itertools.pairwise(way):
        yield Edge("next", one.id, other.id)


def _skips(spots: list[Spot]) -> Iterator[Edge]:
    """Around each run of pages that are there only sometimes."""
    way = [spot for spot in spots if spot.kind != "outcome"]
    before: Spot | None = None
    skipped = False
    for spot in way:
        if spot.condition:
            skipped = True
            continue
        if skipped and before is not None:
            yield Edge("skip", before.id, spot.id)
        before, skipped = spot, False


def numbered(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """The edges, those with reasons numbered in the order in which they are given."""
    found: list[Edge] = []
    count = 0
    for edge in edges:
        count += bool(edge.reasons)
        found.append(replace(edge, number=count if edge.reasons else 0))
    return tuple(found)
