"""The semantic difference of two revisions: what changed, each change a sentence for people; no JSON is shown."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from builder.difference import answers, effects, material, parts, places, properties
from builder.difference.change import KINDS, Change, Kind, Severity
from builder.difference.pair import Pair
from builder.difference.wording import same
from formengine.core.bundle import Bundle

__all__ = ["KINDS", "Change", "Kind", "Severity", "difference", "summary"]

_FOLLOWING: Final = ("case", "language")
"""Kinds that mostly follow from another change."""
_LEADING: Final = ("gone", "new", "retyped", "moved", "renamed")
_NO_WORDS: Final = "Nur die Schreibweise ist anders; am Antrag ändert sich nichts"


def difference(before: Bundle, after: Bundle) -> tuple[Change, ...]:
    """Everything that changed, page by page; () for bundles that differ in nothing but the order of names.

    Neither bundle has to compile. Swapping both gives the mirrored kinds.
    """
    pair = Pair.of(before, after)
    found = [*_in_pages(pair), *parts.changes(pair), *material.changes(pair)]
    if not found and not _equal(before, after):
        return (Change("", "", "form", _NO_WORDS, subject="Schreibweise", short="geändert"),)
    order = {page: place for place, page in enumerate(dict.fromkeys(_pages(pair)))}
    return tuple(sorted(found, key=lambda change: _place(change, order)))


def _place(change: Change, order: Mapping[str, int]) -> int:
    """The whole first, then page by page, the cases last."""
    if change.kind == "case":
        return len(order) + 1
    return order.get(change.page, len(order) if change.page else -1)


def _in_pages(pair: Pair) -> Iterator[Change]:
    yield from places.changes(pair)
    for new, old in pair.both.items():
        yield from effects.changes(pair, new, old)
        yield from properties.changes(pair, new, old)
    for id_ in pair.redemanded:
        yield from effects.changes(pair, id_, id_)
    yield from answers.changes(pair)


def _pages(pair: Pair) -> list[str]:
    return [id_ for side in (pair.after, pair.before) for id_, node in side.nodes.items() if node.kind == "page"]


def _equal(one: Bundle, other: Bundle) -> bool:
    """Whether two bundles say the same, the order of names aside."""
    rooms = ("slug", "form", "cases", "texts", "shared", "parameters", "codelists")
    return all(same(getattr(one, room), getattr(other, room)) for room in rooms)


def summary(changes: Sequence[Change]) -> str:
    """One short line for the history and the button that takes back: `„Stammumfang“ verschoben`."""
    found = [change for change in changes if change.kind not in _FOLLOWING] or list(changes)
    if not found:
        return "Keine Änderung"
    subjects = [*dict.fromkeys(change.subject for change in found)]
    first = min(found, key=_weight)
    if not first.subject or not first.short:
        return first.sentence if len(found) == 1 else f"{len(found)} Änderungen"
    if len(subjects) == 1:
        alike = len({change.short for change in found}) == 1
        return f"{first.subject} {first.short}" if alike else f"{len(found)} Änderungen an {first.subject}"
    if len(subjects) == 2 and len({change.short for change in found}) == 1:
        return f"{subjects[0]} und {subjects[1]} {first.short}"
    more = len(found) - 1
    return f"{first.subject} {first.short} und {more} weitere {'Änderung' if more == 1 else 'Änderungen'}"


def _weight(change: Change) -> tuple[bool, int]:
    """What an edit is mostly about: an element rather than the whole, its place rather than its words."""
    kind = _LEADING.index(change.kind) if change.kind in _LEADING else len(_LEADING)
    return not change.element, kind
