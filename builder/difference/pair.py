"""Two revisions side by side: which elements stand in both, in one, elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from builder.difference.change import Change, Kind, Severity
from builder.difference.reduced import mentioned
from builder.difference.renaming import Renaming, renaming
from builder.difference.side import PAGES, Side
from builder.tree import ROOT
from formengine.core.bundle import Bundle
from formengine.core.model import ITEM, Path

_ASKING: Final = ("rules", "outcomes", "messages")


@dataclass(eq=False)
class Pair:
    """Two revisions; elements are named by the id that they have in the later one."""

    before: Side
    after: Side

    @classmethod
    def of(cls, before: Bundle, after: Bundle) -> "Pair":
        """Lay out what differs of two revisions."""
        kept = frozenset(_kept(before.form, after.form))
        pair = cls(Side(before, kept), Side(after, kept))
        pair.before.mentions |= _mentions(pair.before, pair.after)
        pair.after.mentions |= _mentions(pair.after, pair.before)
        return pair

    @cached_property
    def renamed(self) -> Renaming:
        """What has only another name."""
        return renaming(self.before, self.after)

    @cached_property
    def both(self) -> Mapping[str, str]:
        """The old ids of the elements that stand in both, by their new ones."""
        found = {self.renamed.id(old): old for old in self.before.elements}
        return {new: old for new, old in found.items() if new in self.after.elements}

    @cached_property
    def redemanded(self) -> tuple[str, ...]:
        """The ids of elements that are as they were, but for whether an answer must be given."""
        return tuple(_redemanded(self.after, self.before))

    @cached_property
    def gone(self) -> tuple[str, ...]:
        """The ids of elements that are no more."""
        return tuple(old for old in self.before.elements if self.renamed.id(old) not in self.after.elements)

    @cached_property
    def new(self) -> tuple[str, ...]:
        """The ids of elements that were not there."""
        return tuple(id_ for id_ in self.after.elements if id_ not in self.both)

    def change(self, id_: str, kind: Kind, sentence: str, severity: Severity = "harmlos", short: str = "") -> Change:
        """A change at an element of the later revision."""
        page, subject = self.after.page(id_), self.after.called(id_)
        return Change(_id(id_), page, kind, sentence, severity, subject, short)

    def former(self, id_: str, kind: Kind, sentence: str, severity: Severity = "harmlos", short: str = "") -> Change:
        """A change at an element that only the earlier revision has."""
        page, subject = self.before.page(id_), self.before.called(id_)
        return Change(_id(id_), page, kind, sentence, severity, subject, short)


def _id(key: str) -> str:
    """The id of an element; one without an id has none to show."""
    return "" if key.startswith("\0") else key


def _kept(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
    """The ids of pages that are the same in both, whatever became of their places."""
    pages = dict(_pages(one.get("uischema", {})))
    for id_, page in _pages(other.get("uischema", {})):
        if id_ and (page is pages.get(id_) or page == pages.get(id_)):
            yield id_


def _pages(node: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if node.get("type") in PAGES:
        yield str(node.get("id", "")), node
        return
    for child in node.get("elements", ()):
        yield from _pages(child)


def _mentions(side: Side, other: Side) -> set[Path]:
    """The answers that conditions ask for wherever the two sides differ."""
    named = side.form.get("conditions", {})
    found: set[Path] = set()
    for id_, element in (*side.elements.items(), *((id_, side.raw(id_)) for id_ in _redemanded(side, other))):
        if element != other.elements.get(id_):
            options = element.get("options") or {}
            item = side.nodes[id_].item if id_ in side.nodes else ()
            found |= mentioned([element.get("rule"), options.get("calc"), options.get("from")], named, item)
    for name in _ASKING:
        theirs = other.form.get(name, [])
        for entry in side.form.get(name, []):
            if entry not in theirs:
                found |= mentioned(entry, named, item_of(side, entry))
    for name, condition in named.items():
        if condition != other.form.get("conditions", {}).get(name):
            found |= mentioned(condition, named)
    return found


def _redemanded(side: Side, other: Side) -> Iterator[str]:
    if side.form.get("schema") != other.form.get("schema"):
        for id_, node in side.nodes.items():
            if id_ not in side.elements and node.path and side.demanded(id_) != other.demanded(id_):
                yield id_


def item_of(side: Side, rule: Mapping[str, Any]) -> Path:
    """The items that a cross rule is asked for, () for one that looks at the document."""
    around = side.nodes.get(str(rule.get("each", ROOT)))
    return (*around.path, ITEM) if around is not None and around.path else ()
