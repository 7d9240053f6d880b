"""Two revisions as a page shows them: the sentences by page, by kind, and which pages to look at side by side."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from builder.difference import KINDS, Change
from builder.tree import nodes
from formengine.core.bundle import Bundle

WHOLE: Final = "Der ganze Dienst"
CASES: Final = "Beispiele"
_CASES: Final = "\0cases"


@dataclass(frozen=True, slots=True)
class Group:
    """What changed on one page; `before` and `after` are its paths in the two revisions, "" where it is not."""

    id: str
    title: str
    before: str
    after: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """One kind of change, and how many there are."""

    kind: str
    name: str
    count: int


def groups(changes: Sequence[Change], before: Bundle, after: Bundle) -> tuple[Group, ...]:
    """The changes by page in the order that they come in; those of no page first."""
    one, other = dict(_pages(before)), dict(_pages(after))
    found: dict[str, list[Change]] = {}
    for change in changes:
        page = change.page if change.page in one or change.page in other else ""
        found.setdefault(_CASES if change.kind == "case" else page, []).append(change)
    return tuple(_group(id_, tuple(own), one.get(id_), other.get(id_)) for id_, own in found.items())


def filters(changes: Sequence[Change]) -> tuple[Filter, ...]:
    """The kinds that occur, in their order."""
    counts = Counter(change.kind for change in changes)
    return tuple(Filter(kind, name, counts[kind]) for kind, name in KINDS.items() if kind in counts)


def _group(
    id_: str, changes: tuple[Change, ...], one: Mapping[str, Any] | None, other: Mapping[str, Any] | None
) -> Group:
    if id_ == _CASES:
        return Group("", CASES, "", "", changes)
    title = str((other or one or {}).get("label", "")) or (id_ or WHOLE)
    return Group(id_, title, _path(id_, one), _path(id_, other), changes)


def _path(id_: str, page: Mapping[str, Any] | None) -> str:
    return "" if page is None else str((page.get("options") or {}).get("path", id_))


def _pages(bundle: Bundle) -> Iterator[tuple[str, Mapping[str, Any]]]:
    return ((id_, node.raw) for id_, node in nodes(bundle.form).items() if node.kind == "page")
