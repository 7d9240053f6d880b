"""Plain pages without a definition: each is opened as a person's browser does it, and looked at like a state."""

import datetime
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from usability import accepted, results
from usability.axe import AxeError
from usability.browser import BrowserLostError, Error
from usability.browsing import Browsing, CannotRunError
from usability.checks import CHECKS
from usability.concluding import conclude
from usability.looking import Judge, Looked
from usability.model import Kind, Look, State
from usability.proxy import filtering, host_of
from usability.results import Run
from usability.runner import Part, Progress, shared
from usability.stages import Stage, Windows
from usability.ways import Coverage

SLUG: Final = "seiten"
NOTHING: Final = Coverage((0, 0), (0, 0), (0, 0), (0, 0), (0, 0), ())
_WRONG: Final = "() => !!document.querySelector('[aria-invalid=true]')"
_WHERE: Final = "() => [location.href, document.title]"


@dataclass(frozen=True)
class Order:
    """Which pages are to be checked, and how."""

    urls: tuple[str, ...]
    allowed: frozenset[str]
    """`host:port` of every place that may be asked."""
    today: datetime.date
    looks: tuple[Look, ...] = (Look(),)
    only: tuple[str, ...] = ()
    jobs: int = 1
    report: Path | None = None
    accepted: Path | None = None
    browsing: Browsing = field(default_factory=Browsing)


@dataclass(frozen=True)
class Subject:
    """What is known of pages that come from no definition: nothing."""

    slug: str
    title: str
    today: datetime.date
    elements: Mapping[str, Any] = field(default_factory=dict)


def allowing(origins: Sequence[str], urls: Sequence[str]) -> frozenset[str]:
    """The hosts of the allowed origins. Raises CannotRunError where an address lies outside."""
    try:
        allowed = frozenset(map(host_of, origins))
        outside = [url for url in urls if host_of(url) not in allowed]
    except ValueError as error:
        raise CannotRunError(str(error)) from error
    if outside:
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(outside[0]))
        raise CannotRunError(f"{outside[0]} ist nicht erlaubt. Erlauben Sie den Server mit --allow-origin {origin}")
    return allowed


def run(order: Order, tell: Progress = lambda _done, _all: None) -> Run:
    """Check pages. Raises CannotRunError where nothing could be checked."""
    started, clock = datetime.datetime.fromtimestamp(time.time(), datetime.UTC), time.monotonic()  # noqa: TID251
    order.browsing.require(order.looks)
    looked, refused = shared(order, order.urls, tell, _share)
    hosts = ", ".join(sorted({urlsplit(url).netloc for url in order.urls}))
    subject = Subject(SLUG, f"Seiten von {hosts}", order.today)
    known = {state.id: state for state in looked.states}
    states = tuple(known[id_] for id_ in dict.fromkeys(map(name_of, order.urls)) if id_ in known)
    return reported(order, subject, looked, states, refused, started, time.monotonic() - clock)


def reported(
    order: Any,
    subject: Subject,
    looked: Looked,
    states: tuple[State, ...],
    refused: Sequence[str],
    started: datetime.datetime,
    seconds: float,
) -> Run:
    """What was seen, as a run like any other."""
    earlier = results.before(order.report / subject.slug) if order.report else results.Before()
    conclude(subject.slug, looked, order.looks, {}, ())
    lived = accepted.read(order.accepted) if order.accepted else {}
    return Run(
        **results.told(results.Against(subject, {}, lived, earlier), looked),
        slug=subject.slug,
        title=subject.title,
        revision="",
        started=started,
        seconds=seconds,
        engine=order.browsing.name,
        looks=order.looks,
        states=states,
        hashes={},
        skipped=(),
        coverage=NOTHING,
        left_out={},
        # What stands behind a question mark may have been typed.
        refused=tuple(sorted({entry.partition("?")[0] for entry in refused})),
        whole=not order.only,
        plain=True,
        rules={**looked.rules, **{id_: check.rule for id_, check in CHECKS.items()}},
        outcomes=looked.outcomes,
        subject="{0.scheme}://{0.netloc}".format(urlsplit(order.urls[0])),
    )


def name_of(url: str) -> str:
    """An address without its query, which may hold what somebody typed."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path or '/'}"


def _state(url: str, title: str, kind: Kind = "page") -> State:
    return State(name_of(url), name_of(url), title, kind, "")


def _share(order: Order, part: Part) -> Looked:
    with filtering(order.allowed, order.browsing.host) as proxy:
        try:
            with order.browsing.opened(proxy) as windows:
                return _Visiting(order, windows, Judge(SLUG, part.look, order.only)).run(part.ids, part.done)
        except (Error, BrowserLostError) as error:
            return Looked(failed=f"{order.browsing.name} ließ sich nicht benutzen: {str(error).splitlines()[0]}")
        finally:
            part.refused(proxy)


@dataclass(frozen=True)
class _Visiting:
    order: Order
    windows: Windows
    judge: Judge

    def run(self, urls: Sequence[str], done: Callable[[State], None]) -> Looked:
        """Look at every page; one that cannot be looked at fails the run and stops none of the others."""
        result, failed = Looked(), list[str]()
        with self.windows.stage("", self.judge.look) as shown:
            for url in urls:
                try:
                    state = self._arrived(shown, url)
                    self.judge.shown(shown.page, state, result)
                    self._act(url, state, result)
                    result.looked_at.append(state.id)
                    result.states.append(state)
                except _AwayError as error:
                    failed.append(str(error))
                except (Error, AxeError) as error:
                    failed.append(f"{url}: {str(error).splitlines()[0]}")
                done(_state(url, ""))
        result.failed = " ".join(failed)
        return result

    def _arrived(self, stage: Stage, url: str) -> State:
        """Open a page and see where that led. Raises _AwayError."""
        status = stage.open(url)
        there, title = stage.page.evaluate(_WHERE)
        try:
            outside = host_of(there) not in self.order.allowed
        except ValueError:
            outside = True
        if outside:
            raise _AwayError(f"{url} führt zu {there.partition('?')[0]}; das ist nicht erlaubt (--allow-origin).")
        if status >= 400:
            raise _AwayError(f"{url} antwortet mit {status}.")
        return _state(url, title, "errors" if stage.page.evaluate(_WRONG) else "page")

    def _act(self, url: str, state: State, result: Looked) -> None:
        """The checks that act on a page, each in a fresh one; a foreign page is never sent anything."""
        checks = self.judge.live(state)
        if not self.windows.acts:
            for check in checks:
                self.judge.cannot(check, state, result)
        elif checks:
            with self.windows.stage("", self.judge.look) as own:
                for check in checks:
                    # Whoever names a stage changes answers or sends.
                    if check.stage:
                        self.judge.cannot(check, state, result)
                        continue
                    self._arrived(own, url)
                    self.judge.ask(check, own.page, state, result)


class _AwayError(Exception):
    """A page is not where it was said to be."""
