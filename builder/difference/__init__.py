"""The semantic difference of two revisions: what changed, each change a sentence for people; no JSON is shown."""

from collections.abc import Iterator, Sequence

from builder.difference import answers, effects, material, parts, places, properties
from builder.difference.change import KINDS, Change, Kind, Severity
from builder.difference.pair import Pair
from builder.difference.wording import same
from formengine.core.bundle import Bundle

__all__ = ["KINDS", "Change", "Kind", "Severity", "difference", "summary"]

_NO_WORDS = "Nur die Schreibweise ist anders; am Antrag ändert sich nichts"


def difference(before: Bundle, after: Bundle) -> tuple[Change, ...]:
    """Everything that changed, page by page; () for bundles that differ in nothing but the order of names.

    Neither bundle has to compile. Swapping both gives the mirrored kinds.
    """
    pair = Pair.of(before, after)
    found = [*_in_pages(pair), *parts.changes(pair), *material.changes(pair)]
    if not found and not _equal(before, after):
        return (Change("", "", "form", _NO_WORDS, subject="Schreibweise", short="geändert"),)
    order = {page: place for place, page in enumerate(_pages(pair))}
    return tuple(sorted(found, key=lambda change: order.get(change.page, len(order) if change.page else -1)))


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
    if not changes:
        return "Keine Änderung"
    subjects = {change.subject for change in changes}
    if len(changes) == 1:
        change = changes[0]
        return f"{change.subject} {change.short}" if change.subject and change.short else change.sentence
    subject = changes[0].subject
    if len(subjects) == 1 and subject:
        words = {change.short for change in changes}
        return f"{subject} {changes[0].short}" if len(words) == 1 else f"{len(changes)} Änderungen an {subject}"
    return f"{len(changes)} Änderungen an {len(subjects)} Stellen"
