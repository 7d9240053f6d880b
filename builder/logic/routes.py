"""The way of each edge through the free room between the boxes, in words: which side, which channels, which side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from builder.logic.columns import Cell
from builder.logic.graph import Edge, EdgeKind

Side = Literal["left", "right", "below"]
Lane = tuple[str, int, int]
"""A channel between columns ("gap", band, number), the room above a band ("bus", band, 0), the margin."""
Trunk = tuple[str, EdgeKind]
MARGIN: Final[Lane] = ("margin", 0, 0)


@dataclass(frozen=True, slots=True)
class Way:
    """How an edge runs; a trunk is what edges of one kind from the same box share."""

    trunk: Trunk
    start: Side
    lanes: tuple[Lane, ...]
    """Channels are vertical, buses horizontal, in turns."""
    end: Side


def way_of(edge: Edge, cells: Mapping[str, Cell]) -> Way:
    """The way of an edge between two boxes."""
    here, there = cells[edge.source], cells[edge.target]
    trunk = (edge.source, edge.kind)
    if here.band == there.band and here.column == there.column:
        return _within(edge, trunk, here, there)
    lanes = _lanes(here, there)
    return Way(trunk, "right", lanes, "left")


def _within(edge: Edge, trunk: Trunk, here: Cell, there: Cell) -> Way:
    """In one column: straight down to the next box, past others on the left or on the right."""
    if edge.kind == "next" and there.row == here.row + 1:
        return Way(trunk, "below", (), "below")
    side: Side = "left" if edge.kind == "skip" else "right"
    return Way(trunk, side, (("gap", here.band, here.column + (side == "right")),), side)


def _lanes(here: Cell, there: Cell) -> tuple[Lane, ...]:
    out: Lane = ("gap", here.band, here.column + 1)
    into: Lane = ("gap", there.band, there.column)
    if out == into:
        return (out,)
    if here.band == there.band:
        return (out, ("bus", here.band, 0), into)
    if there.band == here.band + 1:
        return (out, ("bus", there.band, 0), into)
    return (out, ("bus", here.band + 1, 0), MARGIN, ("bus", there.band, 0), into)
