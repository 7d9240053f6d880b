"""What designers see of each other while it happens: new revisions, what is published, and who is on which element."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

from builder.compiling import relying_on
from builder.merging import changed
from builder.refusals import Refused
from formengine.core import strictjson
from formengine.store import Store
from formengine.store.bundles import Revision
from formengine.store.presence import Window

LIFE: Final = 5.0
"""Seconds that a stream lasts before the browser asks again: a server that stops never waits longer for it."""
LOOK: Final = 0.25
"""Seconds between two looks at what is new."""
MOST: Final = 12
"""So many streams at once in one process; whoever comes later asks every second instead."""
EACH: Final = 6
"""So many of them for one account, so that nobody's windows shut out everybody else's."""
_RETRY: Final = 100
"""Milliseconds after which a browser asks again."""


@dataclass(frozen=True, slots=True)
class Watch:
    """A window that wants to know what others do."""

    slug: str
    account: str
    tab: str
    since: int
    """The number of the newest revision that it knows."""


@dataclass(frozen=True)
class Live:
    """What is going on in an installation, read from its store: any process may have written it."""

    store: Store
    ticks: Callable[[], float]

    def state(self, watch: Watch) -> dict[str, Any]:
        """Everything that a window may want to know, for one that asks again and again. Raises KeyError."""
        head, published = self._pointers(watch.slug)
        news = self.revision(watch, head) if head.number > watch.since else None
        return {"head": head.number, "published": published, "revision": news, "presence": self.people(watch)}

    def events(self, watch: Watch, sleep: Callable[[float], None] = time.sleep) -> Iterator[str]:
        """What happens while a stream lasts, as server-sent events. Raises KeyError."""
        start, since, last, around = self.ticks(), watch.since, 0, None
        yield f"retry: {_RETRY}\n\n"
        while True:
            head, published = self._pointers(watch.slug)
            if head.number > since:
                yield _event("revision", self.revision(watch, head, since), head.number)
                since = head.number
            if published != last:
                yield _event("published", {"number": published})
                last = published
            here = self.people(watch)
            if here != around:
                yield _event("presence", here)
                around = here
            if self.ticks() - start >= LIFE:
                return
            sleep(LOOK)

    def revision(self, watch: Watch, head: Revision, since: int | None = None) -> dict[str, Any]:
        """What others made of the revision that a window knows."""
        newest = next(iter(self.store.edits.history(watch.slug, 1)), None)
        known = self.store.edits.revision(watch.slug, watch.since if since is None else since)
        load = self.store.bundles.load
        elements: list[str] = []
        if known:
            before, after = load(known), load(head)
            with suppress(Refused), relying_on(before, after):
                elements = sorted(changed(before, after) - {""})
        author = newest.account if newest and newest.number == head.number else ""
        said = {"account": self._display(author), "own": author == watch.account}
        said["summary"] = newest.summary if author and newest else ""
        return {"number": head.number, "elements": elements, **said}

    def people(self, watch: Watch) -> dict[str, Any]:
        """Who else is here, each account once, with the elements that its windows are on."""
        found: dict[str, list[str]] = {}
        for window in self.store.presence.windows(watch.slug, self.ticks()):
            if window.tab != watch.tab:
                found.setdefault(window.account, []).append(window.element)
        return {"people": [self._person(watch, account, set(elements)) for account, elements in found.items()]}

    def _person(self, watch: Watch, account: str, elements: set[str]) -> dict[str, Any]:
        name, own = self._display(account), account == watch.account
        return {"display": name, "own": own, "elements": sorted(elements - {""})}

    def here(self, slug: str, window: Window) -> None:
        """A window says that it is open."""
        self.store.presence.here(slug, window, self.ticks())

    def _pointers(self, slug: str) -> tuple[Revision, int]:
        head, published = self.store.bundles.head(slug), self.store.bundles.published(slug)
        if head is None:
            raise KeyError(slug)
        return head, published.number if published else 0

    def _display(self, account: str) -> str:
        found = self.store.accounts.get(account) if account else None
        return found.display if found else ""


_held: Counter[str] = Counter()
"""The streams of each account."""
_lock: Final = Lock()


@contextmanager
def place(account: str) -> Iterator[bool]:
    """A place for a stream of an account, held while the block runs; False where all are taken, or all of its own."""
    with _lock:
        free = _held.total() < MOST and _held[account] < EACH
        _held[account] += free
    try:
        yield free
    finally:
        with _lock:
            _held[account] -= free
            if not _held[account]:
                del _held[account]


def _event(name: str, said: Mapping[str, Any], number: int = 0) -> str:
    """One event; JSON has no line ends, so nothing in it can begin another."""
    id_ = f"id: {number}\n" if number else ""
    return f"{id_}event: {name}\ndata: {strictjson.dumps(said).decode()}\n\n"
