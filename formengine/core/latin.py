"""String.Latin: the data types A, B and C of DIN 91379 as patterns that every regular expression engine reads alike."""

from collections.abc import Iterator, Mapping
from typing import Final

import re2

from formengine.core import din91379

_SPECIAL: Final = frozenset("\\]^-[")


def _points(ranges: str) -> Iterator[tuple[int, int]]:
    for word in ranges.replace(",", " ").split():
        first, _, last = word.partition("-")
        yield int(first, 16), int(last or first, 16)


def _written(point: int) -> str:
    """A code point inside square brackets; RE2 and ECMA-262 share just the short form of escapes."""
    if point < 0x20 or 0x7F <= point <= 0xA0 or point == 0xAD:
        return f"\\x{point:02x}"
    return f"\\{chr(point)}" if chr(point) in _SPECIAL else chr(point)


def _class(*ranges: str) -> str:
    points = [pair for group in ranges for pair in _points(group)]
    return "".join(
        _written(first) if first == last else f"{_written(first)}-{_written(last)}" for first, last in points
    )


def _sequences() -> Iterator[str]:
    """Letters of several code points. They come first, as a letter alone would also match."""
    for entry in din91379.SEQUENCES.split():
        marks, _, letters = entry.partition(":")
        yield f"[{_class(letters)}]" + "".join(chr(int(mark, 16)) for mark in marks.split("+"))


def _pattern(*ranges: str) -> str:
    return f"^(?:{'|'.join(_sequences())}|[{_class(*ranges)}])*$"


_TYPES: Final = {
    "din91379-a": (din91379.LETTERS, din91379.N1),
    "din91379-b": (din91379.LETTERS, din91379.N1, din91379.N2),
    "din91379-c": (din91379.LETTERS, din91379.N1, din91379.N2, din91379.N3, din91379.N4),
}

PATTERNS: Final[Mapping[str, str]] = {name: _pattern(*ranges) for name, ranges in _TYPES.items()}
"""By name of the format: A is for the names of people, B for other names (with digits and signs), C for free text."""

_READ: Final = {name: re2.compile(pattern.removesuffix("$")) for name, pattern in PATTERNS.items()}


def foreign(name: str, text: str) -> str:
    """The first character of a text that a data type does not know, with the letter that it stands on; "" for none."""
    if name not in _READ:
        return ""
    end = _READ[name].match(text).end()
    character = text[end : end + 1]
    return text[max(end - 1, 0) : end + 1] if _is_mark(character) else character


def _is_mark(character: str) -> bool:
    return bool(re2.fullmatch("\\p{M}", character))
