"""Where everything on the map stands, in pixels: boxes, frames of sections, lines and the numbers on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from builder.logic.boxes import WIDTH, Plate, plate
from builder.logic.columns import Cell, Column, Grid, grid_of
from builder.logic.graph import Edge, Graph
from builder.logic.lettering import lines
from builder.logic.routes import MARGIN, Side, Trunk, Way, way_of
from builder.logic.tracks import Channel, channel, tracks_of

TRACK: Final = 10
"""The distance between two lines that run side by side."""
PORT: Final = 18
NUMBERED: Final = 30
"""The room that a line takes at the side of a box, and one with a number."""
STUB: Final = 38
"""The room beside a box in which lines run straight to it, with their numbers."""
ROW: Final = 38
"""The room between two boxes of a column."""
HEADING: Final = 38
FRAME: Final = 12
EDGE: Final = 16
_GRID: Final = 6
"""Lines end on a grid, those to the left of boxes between those to the right, so that none run into each other."""
NUMBER: Final = 11
"""The radius of a number."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right border."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower border."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame around the boxes of a section in one column; `first` for the one that carries the name."""

    section: str
    label: str
    box: Box
    first: bool


Point = tuple[float, float]
Port = tuple[str, Trunk]
"""Where lines begin ("out") or end ("in") at the side of a box."""


@dataclass(frozen=True, slots=True)
class Run:
    """The line of an edge and where its number stands."""

    edge: Edge
    points: tuple[Point, ...]
    number: Point | None


@dataclass(frozen=True)
class Layout:
    """The whole picture."""

    width: float
    height: float
    boxes: Mapping[str, Box]
    plates: Mapping[str, Plate]
    frames: tuple[Frame, ...]
    runs: tuple[Run, ...]


def layout(graph: Graph) -> Layout:
    """Lay a map out; the same map always comes out the same."""
    return _Layout(graph).run()


class _Layout:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.grid: Grid = grid_of(graph)
        self.cells = self.grid.cells()
        self.ways = [way_of(edge, self.cells) for edge in graph.edges]
        self.plates = {spot.id: plate(spot) for spot in graph.spots}
        self.tracks = tracks_of(zip(graph.edges, self.ways, strict=True), self.cells)
        self.ports = self._ports()
        self.boxes: dict[str, Box] = {}
        self.frames: list[Frame] = []
        self.starts: dict[Channel, float] = {}
        """The left or upper border of each channel."""

    def run(self) -> Layout:
        x = EDGE + self._room(channel(MARGIN))
        self.starts[channel(MARGIN)] = EDGE
        columns = max(len(band) for band in self.grid.bands)
        lefts = self._lefts(x, columns)
        y = float(EDGE)
        for number in range(len(self.grid.bands)):
            y = self._band(number, lefts, y)
        runs = tuple(self._run(edge, way) for edge, way in zip(self.graph.edges, self.ways, strict=True))
        width = lefts[columns - 1] + WIDTH + self._gap(columns) + EDGE
        return Layout(round(width), round(y - ROW + FRAME + EDGE), self.boxes, self.plates, tuple(self.frames), runs)

    def _room(self, key: Channel) -> float:
        return (max(self.tracks[key].values()) + 1) * TRACK if key in self.tracks else 0

    def _gap(self, number: int) -> float:
        tracks = self._room(("gap", number))
        return tracks + (2 * STUB if tracks else STUB)

    def _lefts(self, x: float, columns: int) -> list[float]:
        lefts = []
        for number in range(columns):
            self.starts["gap", number] = x + (STUB if number else 0)
            x += self._gap(number) - (0 if number else STUB)
            lefts.append(x)
            x += WIDTH
        self.starts["gap", columns] = x + STUB
        return lefts

    def _band(self, number: int, lefts: list[float], y: float) -> float:
        """Set one band and give the y below it."""
        room = self._room(("bus", number))
        self.starts["bus", number] = y
        top = y + (room + EDGE if room else 0)
        bottoms = [self._column(column, lefts[i], top) for i, column in enumerate(self.grid.bands[number])]
        return max(bottoms) + ROW

    def _column(self, column: Column, x: float, y: float) -> float:
        for stack in column:
            section = self.graph.sections.get(stack.section)
            start = y
            y += HEADING if section else 0
            for id_ in stack.ids:
                self.boxes[id_] = Box(x, y, WIDTH, self._height(id_))
                y = self.boxes[id_].bottom + ROW
            if section:
                first = not any(frame.section == section.id for frame in self.frames)
                label = lines(section.label, WIDTH - 60, 14, 1)[0]
                box = Box(x - FRAME, start, WIDTH + 2 * FRAME, y - ROW + FRAME - start)
                self.frames.append(Frame(section.id, label, box, first))
                y += FRAME
        return y - ROW

    def _height(self, id_: str) -> float:
        sides: tuple[Side, Side] = ("left", "right")
        return max(
            self.plates[id_].height, *(self._needed(self.ports.get((id_, side), ())) + 2 * _GRID for side in sides)
        )

    def _needed(self, ports: Sequence[Port]) -> float:
        return sum(map(_slot, ports))

    def _ports(self) -> dict[tuple[str, Side], list[Port]]:
        """For each side of a box what ends there, from top to bottom: what comes from further up stands higher."""
        found: dict[tuple[str, Side], dict[Port, tuple[int, Cell]]] = {}
        for edge, way in zip(self.graph.edges, self.ways, strict=True):
            if way.start != "below":
                leaving = found.setdefault((edge.source, way.start), {})
                leaving.setdefault(("out", way.trunk), (1, self.cells[edge.target]))
                arriving = found.setdefault((edge.target, way.end), {})
                arriving["in", way.trunk] = (0, self.cells[edge.source])
        return {key: sorted(own, key=lambda port: _rank(*own[port])) for key, own in found.items()}

    def _port(self, id_: str, side: Side, port: Port) -> Point:
        box, own = self.boxes[id_], self.ports[id_, side]
        above = own[: own.index(port)]
        y = box.y + (box.height - self._needed(own)) / 2 + self._needed(above) + _slot(port) / 2
        step = y // _GRID * _GRID
        return (box.right, step) if side == "right" else (box.x, step + _GRID / 2)

    def _run(self, edge: Edge, way: Way) -> Run:
        if way.start == "below":
            return Run(edge, self._straight(edge), None)
        start = self._port(edge.source, way.start, ("out", way.trunk))
        end = self._port(edge.target, way.end, ("in", way.trunk))
        points = [start]
        for lane in way.lanes:
            key = channel(lane)
            along = self.starts[key] + (self.tracks[key][way.trunk] + 0.5) * TRACK
            last = points[-1]
            points.append((last[0], along) if lane[0] == "bus" else (along, last[1]))
        points += [(points[-1][0], end[1]), end]
        number = (end[0] + (STUB / 2 + 2) * (1 if way.end == "right" else -1), end[1]) if edge.number else None
        return Run(edge, tuple(points), number)

    def _straight(self, edge: Edge) -> tuple[Point, ...]:
        """Down the middle; beside the heading where another section begins."""
        above, below = self.boxes[edge.source], self.boxes[edge.target]
        section = self.graph.by_id[edge.target].section
        headed = section in self.graph.sections and section != self.graph.by_id[edge.source].section
        x = above.x + (WIDTH - 24 if headed else WIDTH / 2)
        return (x, above.bottom), (x, below.y)


def _rank(direction: int, cell: Cell) -> tuple[int, int, int, int]:
    return direction, cell.band, cell.column, cell.row


def _slot(port: Port) -> int:
    direction, (_, kind) = port
    return NUMBERED if direction == "in" and kind not in ("next", "skip") else PORT
