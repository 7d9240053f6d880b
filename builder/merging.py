"""Joins what two people did to one bundle, element by element; what both changed differently is a conflict."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from builder.inventory import PARENT, bundle_of, inventory
from builder.refusals import Refused
from formengine.core.bundle import Bundle
from formengine.core.pointer import MISSING

_KEYS: Final = ("id", "const")
"""What tells the entries of a list apart: rules, outcomes, messages, cases, personas by id; options by value."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One property that both sides changed since they parted, each to something else; MISSING where it is gone."""

    element: str
    """The id of the element; "" for what belongs to no element."""
    place: tuple[str, ...]
    """The names that lead to the property, from the element or from the part of the bundle."""
    base: Any
    ours: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """The joined bundle; where there are conflicts it holds what *theirs* says of those places."""

    bundle: Bundle
    conflicts: tuple[Conflict, ...]


def merge(base: Bundle, ours: Bundle, theirs: Bundle, *, insist: bool = False) -> Merged:
    """Apply to `theirs` what leads from `base` to `ours`.

    `merge(b, o, b).bundle == o` and `merge(b, b, t).bundle == t`, both by hash. With base = a revision, ours = the one
    before it and theirs = the head this is undo. Who insists has seen both sides of what clashes: there *ours* counts.
    """
    if base.hash == theirs.hash or ours.hash == theirs.hash:
        return Merged(ours, ())
    if base.hash == ours.hash:
        return Merged(theirs, ())
    run = _Run(insist)
    joined = run.value(inventory(base), inventory(ours), inventory(theirs), ())
    run.orphans(joined["elements"], inventory(ours)["elements"], inventory(theirs)["elements"])
    if run.conflicts:
        return Merged(theirs, tuple(run.conflicts))
    try:
        return Merged(bundle_of(joined, theirs), ())
    except Refused:
        return Merged(theirs, (Conflict("", ("order",), base.hash, ours.hash, theirs.hash),))


def changed(before: Bundle, after: Bundle) -> set[str]:
    """The ids of the elements that differ in anything but where their children stand; "" for anything else."""
    one, other = inventory(before), inventory(after)
    ids = {
        id_
        for id_ in one["elements"].keys() | other["elements"].keys()
        if not _same(one["elements"].get(id_, MISSING), other["elements"].get(id_, MISSING))
    }
    rest = (name for name in one if name not in ("elements", "order"))
    return ids | ({""} if any(not _same(one[name], other[name]) for name in rest) else set())


@dataclass
class _Run:
    insist: bool
    conflicts: list[Conflict] = field(default_factory=list)

    def value(self, base: Any, ours: Any, theirs: Any, place: tuple[str, ...]) -> Any:
        if _same(base, ours) or _same(ours, theirs):
            return theirs
        if _same(base, theirs):
            return ours
        values = (base, ours, theirs)
        if all(isinstance(value, Mapping) for value in values):
            return self._objects(base, ours, theirs, place)
        if all(isinstance(value, list) for value in values):
            return self._lists(base, ours, theirs, place)
        return self._clash(base, ours, theirs, place)

    def _objects(
        self, base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any], place: tuple[str, ...]
    ) -> dict[str, Any]:
        names = _joined_order(list(base), list(ours), list(theirs)) or list(dict.fromkeys([*theirs, *ours]))
        names = list(dict.fromkeys([*names, *(name for name in base if name in ours or name in theirs)]))
        found = {
            name: self.value(
                base.get(name, MISSING), ours.get(name, MISSING), theirs.get(name, MISSING), (*place, name)
            )
            for name in names
        }
        return {name: value for name, value in found.items() if value is not MISSING}

    def _lists(self, base: list[Any], ours: list[Any], theirs: list[Any], place: tuple[str, ...]) -> Any:
        keyed = [_keyed(side) for side in (base, ours, theirs)]
        if any(side is None for side in keyed):
            return self._clash(base, ours, theirs, place)
        one, mine, other = (side or {} for side in keyed)
        order = _joined_order(list(one), list(mine), list(other))
        if order is None:
            return self._clash(base, ours, theirs, place)
        entries = self._objects(one, mine, other, place)
        return [entries[key] for key in dict.fromkeys([*order, *entries]) if key in entries]

    def _clash(self, base: Any, ours: Any, theirs: Any, place: tuple[str, ...]) -> Any:
        if self.insist:
            return ours
        if place[:1] == ("elements",) and len(place) > 1:
            self.conflicts.append(Conflict(place[1], place[2:], base, ours, theirs))
        elif place[:1] == ("order",) and len(place) > 1:
            self.conflicts.append(Conflict(place[1], ("order",), base, ours, theirs))
        else:
            self.conflicts.append(Conflict("", place, base, ours, theirs))
        return theirs

    def orphans(self, joined: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
        """An element that one side keeps, adds or moves into what the other deletes belongs nowhere."""
        for id_, element in joined.items():
            parent = element.get(PARENT)
            if parent is not None and parent not in joined:
                sides = (ours.get(id_, MISSING), theirs.get(id_, MISSING))
                self.conflicts.append(Conflict(id_, (PARENT,), parent, *sides))


def _same(one: Any, other: Any) -> bool:
    """Equal as JSON: `True` is not 1. The order of names does not count, that of entries does."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(value, other[name]) for name, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def _keyed(entries: list[Any]) -> dict[str, Any] | None:
    """The entries of a list by what tells them apart; None where nothing does."""
    keys = [_key(entry) for entry in entries]
    if any(key is None for key in keys) or len(set(keys)) < len(keys):
        return None
    return {str(key): entry for key, entry in zip(keys, entries, strict=True)}


def _key(entry: Any) -> str | None:
    if isinstance(entry, str):
        return entry
    if isinstance(entry, Mapping):
        return next((f"{name}={entry[name]!r}" for name in _KEYS if name in entry), None)
    return None


def _joined_order(base: list[str], ours: list[str], theirs: list[str]) -> list[str] | None:
    """The keys of both sides in one order; None where both sides put the same keys into different orders."""
    kept = [key for key in base if key in ours and key in theirs]
    mine, other = ([key for key in side if key in kept] for side in (ours, theirs))
    if kept not in (mine, other) and mine != other:
        return None
    leading, following = (theirs, ours) if mine == kept else (ours, theirs)
    gone = {key for key in base if key not in ours or key not in theirs}
    result = [key for key in leading if key not in gone]
    for key, before in _with_predecessors([key for key in following if key not in gone]):
        if key not in result:
            result.insert(result.index(before) + 1 if before in result else 0, key)
    return result


def _with_predecessors(keys: list[str]) -> Iterator[tuple[str, str]]:
    yield from zip(keys, ["", *keys], strict=False)
