"""Keeps the answers in cases and tasks where their questions are: moved with them, and dropped with them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from builder.operations._keys import rename
from builder.operations._sheet import Sheet
from formengine.core.model import ITEM, Path
from formengine.core.pointer import join, split


@dataclass(frozen=True, slots=True)
class Shift:
    """An answer that lives elsewhere now, or nowhere."""

    old: Path
    new: Path | None

    def below(self, place: Path) -> "Shift | None":
        """The same seen from an object around both; None where the answer does not lie in it."""
        if self.old[: len(place)] != place or len(self.old) == len(place):
            return None
        inside = self.new is not None and self.new[: len(place)] == place
        return Shift(self.old[len(place) :], self.new[len(place) :] if self.new and inside else None)


def shift(sheet: Sheet, old: Path, new: Path | None) -> None:
    """Rewrite every case and task for an answer that moved (or, without `new`, is not asked any more)."""
    moved = Shift(old, new)
    cases = sheet.cases or {}
    for case in cases.get("cases", ()):
        if isinstance(case.get("answers"), dict):
            shift_document(case["answers"], moved)
        expect = case.get("expect", {})
        for holder, key in ((case, "change"), (expect, "errors"), (expect, "values")):
            if isinstance(holder.get(key), dict):
                holder[key] = _by_pointer(holder[key], moved, dotted=key == "values")
        if isinstance(case.get("remove"), list):
            case["remove"] = [place for old_ in case["remove"] if (place := _pointer(old_, moved)) is not None]
    for task in cases.get("tasks", ()):
        if isinstance(task.get("slips"), dict):
            task["slips"] = _by_pointer(task["slips"], moved)


def shift_document(document: dict[str, Any], moved: Shift) -> None:
    """Move an answer inside a document; out of a list the first item's is kept, into one each item gets it."""
    old, new = moved.old, moved.new
    if new is not None and old[:-1] == new[:-1]:
        for holder, _ in _holders(document, old[:-1]):
            if old[-1] in holder:
                rename(holder, old[-1], new[-1])
        return
    found = [(indices, holder.pop(old[-1])) for holder, indices in _holders(document, old[:-1]) if old[-1] in holder]
    for indices, value in found if new else ():
        _put(document, new or (), indices, value)


def _holders(node: Any, path: Path, indices: tuple[int, ...] = ()) -> Iterator[tuple[dict[str, Any], tuple[int, ...]]]:
    if not path:
        if isinstance(node, dict):
            yield node, indices
    elif path[0] == ITEM:
        for index, item in enumerate(node if isinstance(node, list) else ()):
            yield from _holders(item, path[1:], (*indices, index))
    elif isinstance(node, dict) and path[0] in node:
        yield from _holders(node[path[0]], path[1:], indices)


def _put(document: dict[str, Any], new: Path, indices: tuple[int, ...], value: Any) -> None:
    objects = new[: next((place for place, name in enumerate(new) if name == ITEM), len(new)) - 1]
    node = document
    for name in objects:
        node = node.setdefault(name, {})
    for holder, at in _holders(document, new[:-1]):
        if at[: len(indices)] == indices[: len(at)]:
            holder.setdefault(new[-1], value)


def _by_pointer(entries: dict[str, Any], moved: Shift, *, dotted: bool = False) -> dict[str, Any]:
    """Entries by JSON Pointer (or with points, as values may be named) at their new places."""
    found: dict[str, Any] = {}
    for place, value in entries.items():
        plain = dotted and not place.startswith("/")
        new = _pointer("/" + place.replace(".", "/") if plain else place, moved)
        if new is None:
            continue
        inner = moved.below(_template(place if not plain else "/" + place.replace(".", "/"), moved.old))
        if inner is not None and isinstance(value, dict | list):
            _shift_value(value, inner)
        found[".".join(split(new)) if plain else new] = value
    return found


def _shift_value(value: Any, moved: Shift) -> None:
    """Move an answer inside a part of a document, which may be the list that it lies in."""
    if isinstance(value, dict):
        shift_document(value, moved)
    elif moved.old[:1] == (ITEM,):
        inner = moved.below((ITEM,))
        for item in value if inner else ():
            _shift_value(item, inner or moved)


def _template(place: str, like: Path) -> Path:
    """A pointer as a path, with ITEM where the path that it is compared with has it."""
    names = split(place)
    return tuple(
        ITEM if index < len(like) and like[index] == ITEM and re.fullmatch(r"[0-9]+", name) else name
        for index, name in enumerate(names)
    )


def _pointer(place: str, moved: Shift) -> str | None:
    """Where a pointer leads now; None for an answer that is gone."""
    names, old, new = split(place), moved.old, moved.new
    if _template(place, old)[: len(old)] != old:
        return place
    if new is None:
        return None
    indices = iter([name for name, like in zip(names, old, strict=False) if like == ITEM])
    return join(*(next(indices, "0") if name == ITEM else name for name in new), *names[len(old) :])
