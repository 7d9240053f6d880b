"""Looks at states: shows each, asks axe and the checks, and takes a picture of what is wrong."""

import base64
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from usability import axe
from usability.browser import BrowserLostError, Error
from usability.checks import CHECKS, Check, Verdict
from usability.model import Answer, Fact, Found, Look, State, Tally, fingerprint
from usability.places import HELPER
from usability.placing import Placing
from usability.site import Site
from usability.stages import NotInThisEngineError, Windows
from usability.states import Placed

AXE: Final = "axe"
_MARGIN: Final = 24
_MARK: Final = (Path(__file__).parent / "mark.js").read_text(encoding="utf-8")
_UNMARK: Final = "() => document.getElementById('aw-marke')?.remove()"


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
    looked_at: list[str] = field(default_factory=list)
    not_here: set[str] = field(default_factory=set)
    """Ids of checks that ask for more than the engine offers."""
    failed: str = ""
    """Why the run could not be finished; "" where it was."""


@dataclass(frozen=True)
class Judge:
    """Judges pages, wherever they come from."""

    slug: str
    look: Look
    only: Collection[str] = ()
    """Ids of rules, or `axe`; nothing: all."""

    def wanted(self, id_: str) -> bool:
        """Whether a rule was asked for."""
        return not self.only or id_ in self.only

    def shown(self, page: Any, state: State, result: Looked) -> None:
        """What axe and the checks that only read say of a page as it stands."""
        page.evaluate(HELPER)
        if self.wanted(AXE):
            found = axe.scan(page)
            worst = (
                Answer.FAIL if any(f.answer is Answer.FAIL for f in found) else Answer.UNSURE if found else Answer.PASS
            )
            result.tallies[AXE] = result.tallies.get(AXE, Tally()).plus(worst)
            self._note(page, state, found, result)
        for check in CHECKS.values():
            if state.kind not in check.kinds or not self.wanted(check.rule.id):
                continue
            if check.scope == "shown":
                self.ask(check, page, state, result)
            elif check.collect is not None:
                self._collect(check, page, state, result)

    def _collect(self, check: Check, page: Any, state: State, result: Looked) -> None:
        """Note what a check wants to know of a state at the end of the journey."""
        if check.collect is None:
            return
        try:
            result.facts.setdefault(check.rule.id, []).append(Fact(state, self.look, check.collect(page)))
        except NotInThisEngineError:
            self.cannot(check, result)

    def live(self, state: State) -> list[Check]:
        """The checks that act on a page; they need its scripts."""
        if not self.look.scripts:
            return []
        return [c for c in CHECKS.values() if c.scope == "live" and state.kind in c.kinds and self.wanted(c.rule.id)]

    def cannot(self, check: Check, result: Looked) -> None:
        """Count a check that goes further than what is to be looked at."""
        result.tallies[check.rule.id] = result.tallies.get(check.rule.id, Tally()).plus(Answer.UNSURE)
        result.not_here.add(check.rule.id)

    def ask(self, check: Check, page: Any, state: State, result: Looked) -> None:
        """What one check says; where the engine does not go far enough, it cannot tell, and that is counted."""
        try:
            verdict = check.evaluate(page)
        except NotInThisEngineError:
            verdict = Verdict(Answer.UNSURE)
            result.not_here.add(check.rule.id)
        result.tallies[check.rule.id] = result.tallies.get(check.rule.id, Tally()).plus(verdict.answer)
        self._note(page, state, verdict.found, result)

    def _note(self, page: Any, state: State, found: Iterable[Found], result: Looked) -> None:
        for each in found:
            mark = fingerprint(self.slug, each)
            result.seen.append(Seen(state, self.look, each, mark))
            if mark not in result.pictures:
                result.pictures[mark] = picture(page, each.place.box)


@dataclass(frozen=True)
class Looking:
    """One browser window's work."""

    site: Site
    windows: Windows
    judge: Judge

    def run(self, states: Iterable[Placed], done: Callable[[State], None]) -> Looked:
        """Look at every state. A browser that is lost ends the run, and the result says where."""
        result, placing, live = Looked(), Placing(self.site.app, self.judge.slug), set[tuple[str, str, str]]()
        here = "dem Start"
        try:
            with self.windows.stage(self.site.address, self.judge.look) as shown:
                for placed in states:
                    here = f"Zustand {placed.state.id}"
                    visit = placing.place(placed)
                    self.site.keys.know(visit)
                    shown.show(visit.url, visit.button)
                    self.judge.shown(shown.page, placed.state, result)
                    key = (placed.state.page, placed.state.kind, placed.state.item)
                    if self.judge.live(placed.state) and key not in live:
                        live.add(key)
                        with self.windows.stage(self.site.address, self.judge.look) as own:
                            for check in self.judge.live(placed.state):
                                own.open(self.site.address + visit.url, visit.button)
                                self.judge.ask(check, own.page, placed.state, result)
                    result.looked_at.append(placed.state.id)
                    done(placed.state)
        except (Error, BrowserLostError, axe.AxeError) as error:
            result.failed = f"Der Lauf brach bei {here} ab: {str(error).splitlines()[0]}"
        return result


def picture(page: Any, box: tuple[float, float, float, float] | None) -> str:
    """The place with its surroundings, marked; "" where there is no place to show."""
    if box is None or box[2] <= 0 or box[3] <= 0:
        return ""
    x, y, width, height = box
    size = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    left, top = max(0.0, x - _MARGIN), max(0.0, y - 3 * _MARGIN)
    clip = {
        "x": left,
        "y": top,
        "width": min(size[0] - left, max(width + 2 * _MARGIN, 480.0)),
        "height": min(size[1] - top, min(height, 500.0) + 6 * _MARGIN),
    }
    if clip["width"] <= 0 or clip["height"] <= 0:
        return ""
    page.evaluate(_MARK, list(box))
    try:
        taken = page.screenshot(clip=clip, full_page=True)
    finally:
        page.evaluate(_UNMARK)
    return base64.b64encode(taken).decode()
