"""How wide words are on the map, near enough to break them into lines without a browser."""

from typing import Final

_NARROW: Final = frozenset("ijltfrI.,:;'|!()[]‘’ „“-")
_WIDE: Final = frozenset("mwMWÄÖÜABCDEGHKNOPQRUVXYZ@%—…")
ELLIPSIS: Final = " …"


def width(text: str, size: float) -> float:
    """The width of a line in Fira Sans at a size, rounded up."""
    units = sum(0.36 if sign in _NARROW else 0.8 if sign in _WIDE else 0.58 for sign in text)
    return units * size


def lines(text: str, room: float, size: float, most: int) -> tuple[str, ...]:
    """The text in at most so many lines; what is left over is replaced by an ellipsis."""
    words = [piece for word in text.split() for piece in _pieces(word, room, size)]
    found: list[str] = []
    for word in words:
        longer = f"{found[-1]} {word}" if found else word
        if found and width(longer, size) <= room:
            found[-1] = longer
        elif len(found) < most:
            found.append(word)
        else:
            found[-1] = _shortened(found[-1], room, size)
            return tuple(found)
    return tuple(found)


def _pieces(word: str, room: float, size: float) -> list[str]:
    """A word that is too long for a line, in pieces with hyphens."""
    pieces = [""]
    for sign in word:
        if width(f"{pieces[-1]}{sign}-", size) > room:
            pieces[-1] += "-"
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _shortened(line: str, room: float, size: float) -> str:
    """Whole words, as long as one is left."""
    while " " in line and width(line + ELLIPSIS, size) > room:
        line = line.rpartition(" ")[0]
    return line + ELLIPSIS
