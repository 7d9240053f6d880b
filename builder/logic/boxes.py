"""The boxes of the map: what is written in each and how large it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.logic.graph import Spot
from builder.logic.lettering import lines

WIDTH: Final = 232
PADDING: Final = 14
TITLE: Final = 16
SMALL: Final = 13
_LEADING: Final = 1.3
_ROOM: Final = WIDTH - 2 * PADDING


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: how it looks, and its baseline below the top of the box."""

    style: str
    text: str
    y: float


@dataclass(frozen=True, slots=True)
class Plate:
    """What is written in a box."""

    lines: tuple[Line, ...]
    height: float


def plate(spot: Spot) -> Plate:
    """The lines of a spot, from the top."""
    found: list[Line] = []
    y = float(PADDING)
    for style, text in _texts(spot):
        size = TITLE if style == "titel" else SMALL
        y += size * _LEADING if found else size
        if style in ("wenn", "marke") and found[-1].style != style:
            y += 3
        found.append(Line(style, text, round(y, 1)))
    return Plate(tuple(found), round(y + PADDING, 1))


def kicker(spot: Spot) -> str:
    """The words above the title that say what it is."""
    if spot.kind == "section":
        return f"Abschnitt · {spot.pages} {'Seite' if spot.pages == 1 else 'Seiten'}"
    if spot.kind == "outcome":
        return "Ergebnis"
    asked = f" · {spot.questions} {'Frage' if spot.questions == 1 else 'Fragen'}" if spot.questions else ""
    if spot.kind == "check":
        return "Abschluss" + asked
    return f"Seite {spot.number}{asked}"


def when(spot: Spot) -> str:
    """When it is there, in words; "" for always."""
    return f"{'' if spot.kind == 'outcome' else 'nur '}wenn {spot.condition}" if spot.condition else ""


def mark_words(spot: Spot) -> list[str]:
    """What is wrong with it, each thing once."""
    return list(dict.fromkeys(mark.word for mark in spot.marks))


def _texts(spot: Spot) -> Iterator[tuple[str, str]]:
    yield "art", kicker(spot)
    yield from (("titel", text) for text in lines(spot.label, _ROOM, TITLE, 3))
    yield from (("marke", word) for word in mark_words(spot))
    if spot.condition:
        yield from (("wenn", text) for text in lines(when(spot), _ROOM, SMALL, 3))
