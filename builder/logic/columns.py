"""Which box of the map stands where: sections from top to bottom in columns, columns side by side in bands."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from builder.logic.graph import Graph, Spot

_TALLEST: Final = 6
"""So many boxes stand in a column at most."""
_BROADEST: Final = 4
"""So many columns stand side by side at most."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a box in the grid."""

    band: int
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Stack:
    """Boxes of one section that stand in one column, below each other."""

    section: str
    ids: tuple[str, ...]


Column = tuple[Stack, ...]


@dataclass(frozen=True)
class Grid:
    """The bands of the map, each a row of columns."""

    bands: tuple[tuple[Column, ...], ...]

    def cells(self) -> dict[str, Cell]:
        """Where each box stands."""
        found: dict[str, Cell] = {}
        for b, band in enumerate(self.bands):
            for c, column in enumerate(band):
                for row, id_ in enumerate(id_ for stack in column for id_ in stack.ids):
                    found[id_] = Cell(b, c, row)
        return found


def grid_of(graph: Graph) -> Grid:
    """Spread the boxes: outcomes in bands of their own, below everything else."""
    way = [spot for spot in graph.spots if spot.kind != "outcome"]
    ends = [spot for spot in graph.spots if spot.kind == "outcome"]
    return Grid((*_bands(way), *_bands(ends)))


def _bands(spots: list[Spot]) -> Iterator[tuple[Column, ...]]:
    columns = [*_columns(spots, _height(len(spots)))]
    for start in range(0, len(columns), _BROADEST):
        yield tuple(columns[start : start + _BROADEST])


def _height(count: int) -> int:
    """How many boxes a column holds: a small form is wider than tall."""
    return min(_TALLEST, max(3, math.ceil(count / _BROADEST)))


def _columns(spots: list[Spot], height: int) -> Iterator[Column]:
    column: list[Stack] = []
    for section, group in groupby(spots, key=lambda spot: spot.section):
        ids = [spot.id for spot in group]
        free = height - sum(len(stack.ids) for stack in column)
        if column and section and len(ids) > free:
            yield tuple(column)
            column, free = [], height
        while ids:
            if free <= 0:
                yield tuple(column)
                column, free = [], height
            column.append(Stack(section, tuple(ids[:free])))
            ids, free = ids[free:], free - len(column[-1].ids)
    if column:
        yield tuple(column)
