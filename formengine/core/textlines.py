"""Where in the text of a JSON file a JSON Pointer leads: findings name lines, since editors jump to them."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

from formengine.core.pointer import join

_PIECE: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+')


def line_of(found: Mapping[str, int], place: str) -> int:
    """The line of a place, or of the nearest one around it that stands in the file; 0 where there is none."""
    while place and place not in found:
        place = place.rpartition("/")[0]
    return found.get(place, 0)


def lines(text: str) -> dict[str, int]:
    """The line (from one) of every member and item of a JSON text that is known to be valid, by JSON Pointer."""
    found: dict[str, int] = {}
    _read(_pieces(text), "", found)
    return found


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    line, last = 1, 0
    for match in _PIECE.finditer(text):
        line += text.count("\n", last, match.start())
        last = match.start()
        yield match[0], line


def _read(pieces: Iterator[tuple[str, int]], place: str, found: dict[str, int]) -> bool:
    """Read one value and note where it stands; False where the list around it ends instead."""
    piece, line = next(pieces)
    if piece == "]":
        return False
    found.setdefault(place, line)
    if piece == "{":
        _read_members(pieces, place, found)
    elif piece == "[":
        _read_items(pieces, place, found)
    return True


def _read_members(pieces: Iterator[tuple[str, int]], place: str, found: dict[str, int]) -> None:
    for piece, line in pieces:
        if piece == "}":
            return
        if piece != ",":
            inner = place + join(json.loads(piece))
            found[inner] = line
            next(pieces)
            _read(pieces, inner, found)


def _read_items(pieces: Iterator[tuple[str, int]], place: str, found: dict[str, int]) -> None:
    index = 0
    while _read(pieces, f"{place}/{index}", found):
        index += 1
        if next(pieces)[0] == "]":
            return
