"""A town's map as numbers: where its places are, and how metres become picture pixels and squares."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import hypot
from pathlib import Path
from typing import Any, Final

from formengine import locales
from formengine.core import strictjson
from formengine.fields.german import rounded
from formengine.fields.setting import say

WIDTH: Final = 600
HEIGHT: Final = 500
"""The picture's own size; every rendered size has the same proportions."""

_NEAR: Final = 400
_NO_TOWNS: Final = frozenset({"examples", "properties"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place that people know by name, in metres."""

    name: str
    e: int
    n: int


@dataclass(frozen=True, slots=True)
class Town:
    """The named places and the extent of a map, and the data its picture is drawn from."""

    name: str
    crs: str
    west: int
    east: int
    south: int
    north: int
    columns: str
    rows: int
    places: Sequence[Place]
    boundary: Mapping[str, int]
    drawing: Mapping[str, Any]

    def point(self, x: float, y: float, width: int) -> tuple[int, int]:
        """The metres under a pixel of the picture shown `width` pixels wide."""
        metres = Decimal(self.east - self.west) / width
        return rounded(self.west + Decimal(str(x)) * metres), rounded(self.north - Decimal(str(y)) * metres)

    def pixel(self, e: float, n: float) -> tuple[float, float]:
        """Where a point lies in the picture's own size."""
        x = (e - self.west) * WIDTH / (self.east - self.west)
        y = (self.north - n) * HEIGHT / (self.north - self.south)
        return round(x, 1), round(y, 1)

    def holds(self, e: float, n: float) -> bool:
        """True for a point that the picture shows."""
        return self.west <= e <= self.east and self.south <= n <= self.north

    def square(self, e: float, n: float) -> str:
        """The square of the grid, column letter first, rows counted from the north; "" outside the picture."""
        if not self.holds(e, n):
            return ""
        column = int((e - self.west) * len(self.columns) / (self.east - self.west))
        row = int((self.north - n) * self.rows / (self.north - self.south))
        return f"{self.columns[min(column, len(self.columns) - 1)]}{min(row, self.rows - 1) + 1}"

    def nearest(self, e: float, n: float) -> Place | None:
        """The named place next to a point, None where nothing is near."""
        place = min(self.places, key=lambda place: hypot(place.e - e, place.n - n))
        return place if hypot(place.e - e, place.n - n) <= _NEAR else None

    def words(self, e: float, n: float, language: str = locales.GERMAN) -> str:
        """Where a point is, as one says it on the telephone."""
        square, place = self.square(e, n), self.nearest(e, n)
        outside = say(language, "map_outside", town=self.name)
        where = say(language, "map_square", square=square) if square else outside
        return say(language, "map_near", where=where, place=place.name) if place else where


def towns() -> list[Path]:
    """The data files of all towns."""
    return [path for path in sorted(Path(__file__).parent.glob("*.json")) if path.stem not in _NO_TOWNS]


@functools.cache
def town(name: str) -> Town:
    """The town whose data stands beside this module as `<name>.json`."""
    path = next((path for path in towns() if path.stem == name), None)
    if path is None:
        raise LookupError(f"Es gibt keine Karte mit dem Namen „{name}“.")
    data = strictjson.loads(path.read_bytes())
    return Town(
        name=data["name"],
        crs=data["crs"],
        columns=data["grid"]["columns"],
        rows=data["grid"]["rows"],
        places=tuple(Place(**place) for place in data["places"]),
        boundary=data["boundary"],
        drawing=data["drawing"],
        **data["extent"],
    )
