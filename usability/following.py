"""Follows a tester through a visible browser: every page and every changed state is checked in a copy without values.

The tester's own window is only read: what is judged is a picture of its markup, shown in a second browser that nobody
sees, without scripts and without anything that was typed.
"""

import datetime
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from usability.axe import AxeError
from usability.browser import BrowserLostError, Error, Followed, followed
from usability.browsing import CannotRunError
from usability.looking import Judge, Looked
from usability.model import State
from usability.pages import Order, Subject, name_of, reported
from usability.proxy import filtering, host_of, own_business
from usability.results import Run
from usability.states import MOST

SLUG: Final = "mitgegangen"
_ROUND: Final = 0.3
"""Seconds between two looks at the tester's window; a page is quiet when two of them see the same."""
_FOLDER: Final = Path(__file__).parent
_SHAPE: Final = (_FOLDER / "shape.js").read_text(encoding="utf-8")
_SNAPSHOT: Final = (_FOLDER / "snapshot.js").read_text(encoding="utf-8")
_WRONG: Final = "() => !!document.querySelector('[aria-invalid=true]')"
STILL_TOO: Final = frozenset(
    {
        "ausrichtung", "druck", "erzwungene-farben", "fokus-deutlich", "fokus-sichtbar", "fokus-verdeckt",
        "textabstaende", "umbruch-320", "vergroesserung", "zielgroesse",
    }
)  # fmt: skip
"""Checks that act on a page and need none of its scripts: they hold for a copy, too."""
Turn = Callable[[Any, int], None]
Told = Callable[[State], None]


@dataclass
class _Watch:
    """What is known of the windows so far."""

    judge: Judge
    browsers: Followed
    tell: Told
    allowed: frozenset[str]
    result: Looked = field(default_factory=Looked)
    states: dict[str, State] = field(default_factory=dict)
    """By the hash of their shape."""
    before: dict[Any, str] = field(default_factory=dict)
    """The shape of each window a round ago."""
    left_out: int = 0

    def round(self) -> None:
        """Look at every window once, and check what is quiet and new."""
        for window in self.browsers.windows():
            # A page that is just being left cannot be read; the next one is looked at in the next round.
            with suppress(Error, ValueError):
                if host_of(window.url) not in self.allowed:
                    continue
                shape = window.evaluate(_SHAPE)
                quiet = shape and self.before.get(window) == shape
                self.before[window] = shape
                if quiet and shape not in self.states:
                    self._check(window, shape)

    def _check(self, window: Any, shape: str) -> None:
        if len(self.states) >= MOST:
            self.left_out += 1
            return
        taken = window.evaluate(_SNAPSHOT, sorted(self.browsers.typed))
        page = name_of(taken["address"])
        number = 1 + sum(state.page == page for state in self.states.values())
        copy = self.browsers.copied(taken["address"], taken["html"])
        state = State(f"{page}#{number}", page, taken["title"], "page", "mitgegangen")
        if copy.evaluate(_WRONG):
            state = replace(state, kind="errors")
        self.states[shape] = state
        self.judge.shown(copy, state, self.result)
        for check in self.judge.live(state):
            if check.rule.id in STILL_TOO:
                self.judge.ask(check, copy, state, self.result)
            else:
                self.judge.cannot(check, state, self.result)
        self.result.looked_at.append(state.id)
        self.tell(state)


def follow(order: Order, tell: Told, *, visible: bool = True, turn: Turn = lambda _window, _round: None) -> Run:
    """Follow until the window is closed; `turn` is asked between two looks, and plays the tester in tests."""
    started, clock = datetime.datetime.fromtimestamp(time.time(), datetime.UTC), time.monotonic()  # noqa: TID251
    with filtering(order.allowed) as proxy:
        try:
            with followed(proxy, order.browsing.chromium, order.looks[0], visible=visible) as browsers:
                watch = _Watch(Judge(SLUG, order.looks[0], order.only), browsers, tell, order.allowed)
                with _ending(watch.result):
                    _go(watch, order.urls[0], turn)
        except BrowserLostError as error:
            raise CannotRunError(str(error)) from error
        refused = [entry for entry in proxy.refused if not own_business(entry)]
    subject = Subject(SLUG, f"Mitgegangen: {name_of(order.urls[0])}", order.today)
    found = reported(
        order, subject, watch.result, tuple(watch.states.values()), refused, started, time.monotonic() - clock
    )
    hashes = {state.id: shape for shape, state in watch.states.items()}
    return replace(found, hashes=hashes, left_out={"alle": watch.left_out} if watch.left_out else {})


@contextmanager
def _ending(result: Looked) -> Iterator[None]:
    try:
        yield
    except (Error, BrowserLostError, AxeError) as error:
        result.failed = f"Das Mitgehen brach ab: {str(error).splitlines()[0]}"


def _go(watch: _Watch, url: str, turn: Turn) -> None:
    window = watch.browsers.first(url)
    number = 0
    while watch.browsers.windows():
        watch.round()
        with suppress(Error):
            turn(window, number)
        number += 1
        watch.browsers.wait(_ROUND)
