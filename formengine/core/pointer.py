"""Ways through documents: scopes, JSON Pointers and the values that they lead to."""

from collections.abc import Iterable, Iterator, MutableMapping
from enum import Enum
from typing import Any, Final, Literal, TypeAlias

from formengine.core.model import ITEM, Document, Indices, Path


class _Missing(Enum):
    """The type of MISSING; an enum so that type checkers can tell it from every answer."""

    MISSING = "MISSING"

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = _Missing.MISSING
"""What is there when nothing is there; never equal to any answer."""

_OUTSIDE: Final[tuple[Indices, ...]] = ((),)

Missing: TypeAlias = Literal[_Missing.MISSING]


def parse_scope(scope: str) -> Path:
    """`#/properties/a/properties/b` → ("a", "b"); `#` → (). Raises ValueError for anything else."""
    if scope in ("#", "#/"):
        return ()
    parts = [part.replace("~1", "/").replace("~0", "~") for part in scope.split("/")]
    if parts[0] != "#" or len(parts) % 2 == 0 or any(part != "properties" for part in parts[1::2]):
        raise ValueError(scope)
    return tuple(parts[2::2])


def write_scope(path: Iterable[str]) -> str:
    """The inverse of `parse_scope`."""
    return "#" + "".join("/properties/" + escape(name) for name in path)


def escape(segment: str | int) -> str:
    """One segment of a JSON Pointer (RFC 6901)."""
    text = str(segment)
    return text.replace("~", "~0").replace("/", "~1") if "/" in text or "~" in text else text


def join(*segments: str | int) -> str:
    """A JSON Pointer from plain segments."""
    return "".join(["/" + escape(segment) for segment in segments])


def split(pointer: str) -> tuple[str, ...]:
    """The plain segments of a JSON Pointer."""
    if pointer and not pointer.startswith("/"):
        raise ValueError(pointer)
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])


def get(document: Any, path: Path) -> Any:
    """The value at a path of property names, or MISSING."""
    for name in path:
        if not isinstance(document, dict) or name not in document:
            return MISSING
        document = document[name]
    return document


def place(path: Path, indices: Indices) -> tuple[str | int, ...]:
    """A path with its ITEM marks replaced by positions."""
    if not indices:
        return path
    positions = iter(indices)
    return tuple(next(positions) if name == ITEM else name for name in path)


def at(document: Any, place_: Iterable[str | int]) -> Any:
    """The value at a place (property names and list positions), or MISSING."""
    for key in place_:
        if isinstance(document, dict):
            if key not in document:
                return MISSING
        elif not isinstance(document, list) or not isinstance(key, int) or key >= len(document):
            return MISSING
        document = document[key]
    return document


def put(document: MutableMapping[str, Any], place_: tuple[str | int, ...], value: Any) -> None:
    """Set a value in place, making objects on the way; list positions must exist."""
    target: Any = document
    for key in place_[:-1]:
        target = target[key] if isinstance(key, int) else target.setdefault(key, {})
    target[place_[-1]] = value


def remove(document: Any, place_: tuple[str | int, ...]) -> None:
    """Take a property away where it is there."""
    holder = at(document, place_[:-1])
    if isinstance(holder, dict):
        holder.pop(place_[-1], None)


def positions(document: Document, lists: tuple[Path, ...]) -> Iterator[Indices]:
    """All positions of items of nested lists that a document has; one empty position outside lists."""
    if not lists:
        return iter(_OUTSIDE)
    found: list[Indices] = [()]
    for list_path in lists:
        deeper: list[Indices] = []
        for indices in found:
            items = at(document, place(list_path, indices))
            deeper += [(*indices, i) for i in range(len(items))] if isinstance(items, list) else []
        found = deeper
    return iter(found)


def touches(one: Path, other: Path) -> bool:
    """True where one path is the other, holds it or lies in it."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def merge(into: dict[str, Any], more: Document) -> dict[str, Any]:
    """Deep union of objects; for anything else the later value wins. Changes and returns `into`."""
    for name, value in more.items():
        if isinstance(value, dict) and isinstance(into.get(name), dict):
            merge(into[name], value)
        else:
            into[name] = value
    return into


def copied(document: Document) -> dict[str, Any]:
    """Objects copied, lists and values shared: enough where lists are only ever replaced as a whole."""
    return {name: copied(part) if isinstance(part, dict) else part for name, part in document.items()}
