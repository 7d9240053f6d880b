"""The map as values for the template of the picture and for the list beside it; both have the same places to go to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from builder.logic.boxes import kicker, mark_words, when
from builder.logic.folding import folded, without
from builder.logic.graph import Edge, EdgeKind, Graph, Mark, Spot, graph_of
from builder.logic.layout import Box, Layout, Run, layout
from formengine.core.definition import Definition

CROWDED: Final = 24
"""With more edges between questions than this they are left out, unless somebody asks for them."""
ZOOMS: Final = ("breite", "100", "150")
_ROUND: Final = 8
_LEAST: Final = 0.82
"""Smaller than this nobody could hit the numbers, which are 30 pixels wide."""
_KINDS: Final[Mapping[EdgeKind, str]] = {
    "next": "danach",
    "skip": "oder gleich",
    "shows": "entscheidet über die Seite",
    "inside": "entscheidet über Fragen auf der Seite",
    "ends": "führt zum Ergebnis",
}


@dataclass(frozen=True, slots=True)
class View:
    """How somebody wants to see the map."""

    zoom: str = "breite"
    closed: tuple[str, ...] = ()
    questions: bool | None = None
    """With the edges between questions; None: as long as there are few."""

    def query(self) -> str:
        """The part of the address that says so, with its question mark."""
        said = [("zoom", self.zoom)] if self.zoom != ZOOMS[0] else []
        said += [("zu", id_) for id_ in self.closed]
        said += [] if self.questions is None else [("fragen", "1" if self.questions else "0")]
        return "?" + urlencode(said) if said else ""


@dataclass(frozen=True, slots=True)
class Link:
    """An edge as somebody reads and follows it."""

    edge: Edge
    words: str
    target: str
    """The label of the spot that it leads to."""
    href: str
    sentences: tuple[tuple[str, str], ...]
    """Each reason with the address where it is edited."""

    @property
    def name(self) -> str:
        """All that it says, in one line."""
        if not self.sentences:
            return f"{self.words} {self.target}"
        told = "; ".join(sentence for sentence, _ in self.sentences)
        return f"Verbindung {self.edge.number}: {told}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A spot as somebody reads and follows it."""

    spot: Spot
    kicker: str
    href: str
    marks: tuple[str, ...]
    links: tuple[Link, ...]

    @property
    def name(self) -> str:
        """What it is, in one line."""
        return ", ".join([f"{self.kicker}: {self.spot.label}", *self.marks, *([self.when] if self.when else [])])

    @property
    def when(self) -> str:
        """When it is there; "" for always."""
        return when(self.spot)


@dataclass(frozen=True)
class Map:
    """Everything that the templates show."""

    graph: Graph
    layout: Layout
    entries: tuple[Entry, ...]
    view: View
    hidden: int
    """How many edges between questions are left out."""
    address: str

    @property
    def boxes(self) -> Mapping[str, Box]:
        """The boxes by id."""
        return self.layout.boxes

    @property
    def lines(self) -> list[tuple[Link, Run]]:
        """The edges with their lines: the order of pages first, above it what decides about them, by number."""
        links = {link.edge: link for entry in self.entries for link in entry.links}
        return sorted(((links[run.edge], run) for run in self.layout.runs), key=lambda line: line[0].edge.number)

    @property
    def numbers(self) -> list[tuple[Link, Run]]:
        """The numbered ones, in order."""
        return [line for line in self.lines if line[0].edge.number]

    @property
    def foldable(self) -> list[tuple[str, str, bool, str]]:
        """Each section with pages: id, label, whether it is folded, and the address that changes that."""
        return [
            (section.id, section.label, section.id in self.view.closed, self.toggled(section.id))
            for section in self.graph.sections.values()
            if any(section.id in (spot.section, spot.id) for spot in self.graph.spots)
        ]

    def toggled(self, section: str) -> str:
        """The address of the map with a section folded, or unfolded."""
        closed = self.view.closed
        other = tuple(id_ for id_ in closed if id_ != section) if section in closed else (*closed, section)
        return self.address + View(self.view.zoom, other, self.view.questions).query()

    def zoomed(self, zoom: str) -> str:
        """The address of the map in another size."""
        return self.address + View(zoom, self.view.closed, self.view.questions).query()

    def asked(self, *, questions: bool) -> str:
        """The address of the map with or without the edges between questions."""
        return self.address + View(self.view.zoom, self.view.closed, questions).query()

    @property
    def least(self) -> int:
        """How narrow the picture may become where it fills the room that there is."""
        return round(self.layout.width * _LEAST)

    def way(self, run: Run) -> str:
        """The line of an edge as an SVG path."""
        return path(run.points)

    @property
    def scale(self) -> float | None:
        """How much larger than drawn; None to fill the room that there is."""
        return {"100": 1.0, "150": 1.5}.get(self.view.zoom)


def map_of(
    definition: Definition, marks: Mapping[str, tuple[Mark, ...]] | None = None, view: View | None = None
) -> Map:
    """The map of a definition, for the templates `werkstatt/karte.svg.html` and `werkstatt/_karte.html`."""
    view = view or View()
    whole = graph_of(definition, marks)
    closed = {id_ for id_ in view.closed if id_ in whole.sections}
    many = whole.count("inside")
    shown = view.questions if view.questions is not None else many <= CROWDED
    graph = folded(whole if shown else without(whole, "inside"), closed)
    base = f"/werkstatt/{quote(definition.slug)}"
    entries = tuple(_entry(graph, spot, base) for spot in graph.spots)
    return Map(graph, layout(graph), entries, view, 0 if shown else many, f"{base}/logik")


def path(points: Collection[tuple[float, float]]) -> str:
    """An SVG path through points, with round corners."""
    way = [*points]
    pieces = [f"M{_at(way[0])}"]
    for before, corner, after in zip(way, way[1:], way[2:], strict=False):
        pieces.append(f"L{_at(_toward(corner, before))}Q{_at(corner)} {_at(_toward(corner, after))}")
    return "".join([*pieces, f"L{_at(way[-1])}"])


def _toward(corner: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """A point a little off a corner, at most half the way to the other."""
    across, down = other[0] - corner[0], other[1] - corner[1]
    length = abs(across) + abs(down)
    part = min(_ROUND, length / 2) / length if length else 0.0
    return corner[0] + across * part, corner[1] + down * part


def _at(point: tuple[float, float]) -> str:
    return f"{round(point[0], 1):g} {round(point[1], 1):g}"


def _entry(graph: Graph, spot: Spot, base: str) -> Entry:
    links = tuple(_link(graph, edge, base) for edge in graph.leaving(spot.id))
    return Entry(spot, kicker(spot), _spot_address(spot, base), tuple(mark_words(spot)), links)


def _spot_address(spot: Spot, base: str) -> str:
    if spot.kind == "outcome":
        return f"{base}/dienst"
    known = spot.number > 0
    return f"{base}/?element={quote(spot.id)}" if known else f"{base}/"


def _link(graph: Graph, edge: Edge, base: str) -> Link:
    ends = edge.kind == "ends"
    sentences = tuple(
        (reason.sentence, f"{base}/dienst" if ends else f"{base}/logik/{quote(reason.element)}")
        for reason in edge.reasons
    )
    target = graph.by_id[edge.target]
    href = sentences[0][1] if len(sentences) == 1 else f"#verbindung-{edge.number}"
    return Link(edge, _KINDS[edge.kind], target.label, href if sentences else _spot_address(target, base), sentences)
