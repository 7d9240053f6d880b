"""Looks at states: shows each, asks axe and the checks, and takes a picture of what is wrong."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from usability import axe
from usability.browser import BrowserLostError, Error
from usability.checks import CHECKS, CLOCK, Check, Scope, Verdict
from usability.model import Answer, Fact, Found, Look, Rule, State, Tally, fingerprint, worst
from usability.picturing import picture, place_now
from usability.places import HELPER
from usability.placing import Placing, Visit
from usability.playing import Play
from usability.site import Site
from usability.spoken import speak
from usability.stages import NotInThisEngineError, Stage, Windows
from usability.states import Placed, States, smoke
from usability.ways import Way

AXE: Final = "axe"
SPEAKING: Final = "vorlesen"
OPENING: Final = "öffnen"
"""Under this name stand the seconds that states take to come up."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that was found in one state."""

    state: State
    look: Look
    found: Found
    fingerprint: str


@dataclass
class Looked:
    """What a look at several states brought."""

    seen: list[Seen] = field(default_factory=list)
    pictures: dict[str, str] = field(default_factory=dict)
    """PNG in base64 by fingerprint, of the first state."""
    tallies: dict[str, Tally] = field(default_factory=dict)
    """By rule; axe counts as one."""
    facts: dict[str, list[Fact]] = field(default_factory=dict)
    """By rule: what was noted for the end of the journey."""
    outcomes: dict[str, dict[str, Answer]] = field(default_factory=dict)
    """By the id of the rule (each of axe's for itself) and of the state."""
    rules: dict[str, Rule] = field(default_factory=dict)
    """Those of axe, which only a browser knows."""
    spoken: dict[str, str] = field(default_factory=dict)
    """What a screen reader would say, by the id of the state."""
    looked_at: list[str] = field(default_factory=list)
    states: list[State] = field(default_factory=list)
    """Those that are known only since they were looked at: of pages that come from no definition."""
    seconds: dict[str, float] = field(default_factory=dict)
    """By rule; axe counts as one."""
    not_here: set[str] = field(default_factory=set)
    """Ids of checks that ask for more than the engine offers."""
    failed: str = ""
    """Why the run could not be finished; "" where it was."""

    def answered(self, rule: str, state: str, answer: Answer) -> None:
        """Note what a rule says of a state; from several looks the gravest stays."""
        known = self.outcomes.setdefault(rule, {})
        known[state] = worst([answer, known.get(state, answer)]) or answer

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        """Count the time that the block takes."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[what] = self.seconds.get(what, 0.0) + time.perf_counter() - started


@dataclass(frozen=True)
class Judge:
    """Judges pages, wherever they come from."""

    slug: str
    look: Look
    only: Collection[str] = ()
    """Ids of rules, or `axe`; nothing: all."""

    def of(self, scope: Scope) -> list[Check]:
        """The wanted checks of a scope; those that act need the page's scripts."""
        if not self.look.scripts:
            return []
        return [check for check in CHECKS.values() if check.scope == scope and self.wanted(check.rule.id)]

    def wanted(self, id_: str) -> bool:
        """Whether a rule was asked for."""
        return not self.only or id_ in self.only

    def shown(self, page: Any, state: State, result: Looked) -> None:
        """What axe and the checks that only read say of a page as it stands."""
        page.evaluate(HELPER)
        if self.wanted(AXE):
            with result.timed(AXE):
                scan = axe.judge(page)
            if not result.rules:
                # Some rules only run when they are asked for by name.
                result.rules = {id_: rule for id_, rule in axe.rules(page).items() if id_ in scan.answers}
            for id_, answer in scan.answers.items():
                result.answered(id_, state.id, answer)
            gravest = worst(each.answer for each in scan.found) or Answer.PASS
            result.tallies[AXE] = result.tallies.get(AXE, Tally()).plus(gravest)
            self._note(page, state, scan.found, result)
        for check in CHECKS.values():
            if not check.fits(state) or not self.wanted(check.rule.id):
                continue
            if check.scope == "shown":
                self.ask(check, page, state, result)
            elif check.collect is not None:
                self._collect(check, check.collect, page, state, result)

    def _collect(
        self, check: Check, collect: Callable[[Any], Mapping[str, Any]], page: Any, state: State, result: Looked
    ) -> None:
        """Note what a check wants to know of a state at the end of the journey."""
        try:
            result.facts.setdefault(check.rule.id, []).append(Fact(state, self.look, collect(page)))
        except NotInThisEngineError:
            self.cannot(check, state, result)

    def cannot(self, check: Check, state: State, result: Looked) -> None:
        """Count a check that goes further than what is to be looked at."""
        result.not_here.add(check.rule.id)
        result.tallies[check.rule.id] = result.tallies.get(check.rule.id, Tally()).plus(Answer.UNSURE)
        result.answered(check.rule.id, state.id, Answer.UNSURE)

    def live(self, state: State) -> list[Check]:
        """The checks that act on a page."""
        return [check for check in self.of("live") if check.fits(state)]

    def ask(self, check: Check, page: Any, state: State, result: Looked) -> None:
        """What one check says; where the engine does not go far enough, it cannot tell, and that is counted."""
        try:
            with result.timed(check.rule.id):
                verdict = check.evaluate(page)
        except NotInThisEngineError:
            self.cannot(check, state, result)
            return
        self.told(check, verdict, page, state, result)

    def told(self, check: Check, verdict: Verdict, page: Any, state: State, result: Looked) -> None:
        """Note what a check said."""
        result.tallies[check.rule.id] = result.tallies.get(check.rule.id, Tally()).plus(verdict.answer)
        result.answered(check.rule.id, state.id, verdict.answer)
        self._note(page, state, verdict.found, result)

    def _note(self, page: Any, state: State, found: Iterable[Found], result: Looked) -> None:
        for each in found:
            mark = fingerprint(self.slug, each)
            result.seen.append(Seen(state, self.look, each, mark))
            if mark not in result.pictures:
                result.pictures[mark] = picture(page, place_now(page, each.place))


@dataclass
class _Windows:
    """Windows in which live checks act, opened when first needed: what they loaded once is there the next time."""

    browser: Windows
    origin: str
    look: Look
    kept: ExitStack
    opened: dict[bool, Stage] = field(default_factory=dict)

    def one(self, *, clock: bool) -> Stage:
        """The window; the one with a clock of its own serves only who turns it."""
        if clock not in self.opened:
            self.opened[clock] = self.kept.enter_context(self.browser.stage(self.origin, self.look))
            if clock:
                self.opened[clock].page.clock.install()
        return self.opened[clock]


@dataclass(frozen=True)
class Looking:
    """One browser window's work."""

    site: Site
    browser: Windows
    judge: Judge
    speech: bool = False
    """Whether to write down what a screen reader would say."""
    acting: Collection[str] | None = None
    """Ids of the states on which live checks act; None: the first of each page and kind."""

    def run(self, states: Sequence[Placed], done: Callable[[State], None], ways: Sequence[Way] = ()) -> Looked:
        """Look at every state, and go these ways. A browser that is lost ends the run, and the result says where."""
        result, placing, live = Looked(), Placing(self.site.app, self.judge.slug), self._first(states)
        here = "dem Start"
        try:
            with self.browser.stage(self.site.address, self.judge.look) as shown, ExitStack() as kept:
                windows = _Windows(self.browser, self.site.address, self.judge.look, kept)
                for placed in states:
                    here = f"Zustand {placed.state.id}"
                    with result.timed(OPENING):
                        visit = self._visit(placing, placed)
                        _answered(shown.show(visit.url, visit.button)[0])
                    self.judge.shown(shown.page, placed.state, result)
                    if placed.state.id in live:
                        self._act(windows, placing, placed, result)
                        if self.speech:
                            self._speak(windows, placing, placed, result)
                    result.looked_at.append(placed.state.id)
                    done(placed.state)
                for way in ways:
                    here = f"dem Weg „{way.case.title}“"
                    self._play(windows, Play(placing, way, placing.begin(way.case)), states, result)
        except (Error, BrowserLostError, axe.AxeError) as error:
            result.failed = f"Der Lauf brach bei {here} ab: {str(error).splitlines()[0]}"
        return result

    def _first(self, states: Sequence[Placed]) -> Collection[str]:
        return {each.state.id for each in smoke(States(list(states)))} if self.acting is None else self.acting

    def _visit(self, placing: Placing, placed: Placed) -> Visit:
        visit = placing.place(placed)
        self.site.keys.know(visit)
        return visit

    def _act(self, windows: _Windows, placing: Placing, placed: Placed, result: Looked) -> None:
        """The live checks of a state: those of one stage share a draft and an opening."""
        checks = self.judge.live(placed.state)
        if not self.browser.acts:
            for check in checks:
                self.judge.cannot(check, placed.state, result)
            return
        for name in sorted({check.stage for check in checks}):
            own = windows.one(clock=name == CLOCK)
            with result.timed(OPENING):
                visit = self._visit(placing, placed)
                _answered(own.open(self.site.address + visit.url, visit.button))
                own.page.evaluate(HELPER)
            for check in checks:
                if check.stage == name:
                    self.judge.ask(check, own.page, placed.state, result)

    def _play(self, windows: _Windows, play: Play, states: Sequence[Placed], result: Looked) -> None:
        """The checks that go a way; whatever they find belongs to the state of the page on which it happened."""
        for check in self.judge.of("played"):
            if check.play is None:
                continue
            if not self.browser.acts:
                self.judge.cannot(check, states[0].state, result)
                continue
            self.site.keys.know(play.visit)
            own = windows.one(clock=False)
            own.open(self.site.address + play.visit.url)
            with result.timed(check.rule.id):
                verdict = check.play(own.page, play.answers)
            path = own.page.evaluate("() => location.pathname").strip("/").split("/")[2:3]
            at = [placed.state for placed in states if [placed.state.page] == path] or [states[0].state]
            self.judge.told(check, verdict, own.page, at[0], result)

    def _speak(self, windows: _Windows, placing: Placing, placed: Placed, result: Looked) -> None:
        """Write down what a screen reader would say."""
        with result.timed(SPEAKING):
            visit, own = self._visit(placing, placed), windows.one(clock=False)
            own.open(self.site.address + visit.url, visit.button)
            result.spoken[placed.state.id] = speak(own.page, visit.number)


def _answered(status: int) -> None:
    """The page of an error is no state; whatever it looks like, the run has failed."""
    if status >= 500:
        raise BrowserLostError(f"Der Server antwortet mit {status}.")
