"""Which track of its channel each line takes, so that lines of different boxes never run on top of each other."""

from collections.abc import Iterable, Iterator, Mapping

from builder.logic.columns import Cell
from builder.logic.graph import Edge
from builder.logic.routes import MARGIN, Lane, Trunk, Way

Channel = tuple[str, int]
"""A channel from top to bottom through all bands ("gap", number), the room above a band ("bus", band), the margin."""


def channel(lane: Lane) -> Channel:
    """The channel that a lane is a part of."""
    kind, band, number = lane
    return (kind, band if kind == "bus" else number)


def tracks_of(edges: Iterable[tuple[Edge, Way]], cells: Mapping[str, Cell]) -> dict[Channel, dict[Trunk, int]]:
    """The number of each trunk's track in each channel; trunks that keep apart share one."""
    spans: dict[Channel, dict[Trunk, tuple[int, int]]] = {}
    for edge, way in edges:
        for lane, here, there in _stretches(way, cells[edge.source], cells[edge.target]):
            own = spans.setdefault(channel(lane), {})
            low, high = own.get(way.trunk, (here, here))
            own[way.trunk] = (min(low, here, there), max(high, here, there))
    return {key: _spread(own) for key, own in spans.items()}


def _stretches(way: Way, source: Cell, target: Cell) -> Iterator[tuple[Lane, int, int]]:
    """Each lane of a way with where it is entered and left, in steps along it."""
    for position, lane in enumerate(way.lanes):
        before = way.lanes[position - 1] if position else None
        after = way.lanes[position + 1] if position + 1 < len(way.lanes) else None
        yield lane, _step(before, source), _step(after, target)


def _step(lane: Lane | None, cell: Cell) -> int:
    """Where a lane that is crossed stands; without one the band of the box, since rows differ from column to column."""
    if lane is None:
        return cell.band * 2 + 1
    kind, band, number = lane
    if kind == "bus":
        return band * 2
    return 0 if lane == MARGIN else number + 1


def _spread(spans: Mapping[Trunk, tuple[int, int]]) -> dict[Trunk, int]:
    """Each span on the first track that is free all along it."""
    ends: list[int] = []
    found: dict[Trunk, int] = {}
    for trunk, (low, high) in sorted(spans.items(), key=lambda entry: entry[1]):
        track = next((i for i, end in enumerate(ends) if end < low), len(ends))
        ends[track : track + 1] = [high]
        found[trunk] = track
    return found
