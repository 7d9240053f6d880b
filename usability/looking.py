"""Looks at states: shows each, asks axe and the checks, and takes a picture of what is wrong."""

import base64
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from usability import axe
from usability.browser import Browser, BrowserLostError, Error, Page, stage
from usability.checks import CHECKS, Check
from usability.model import Answer, Fact, Found, Look, Rule, State, Tally, fingerprint, worst
from usability.places import HELPER
from usability.placing import Placing
from usability.site import Site
from usability.spoken import speak
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
    outcomes: dict[str, dict[str, Answer]] = field(default_factory=dict)
    """By the id of the rule (each of axe's for itself) and of the state."""
    rules: dict[str, Rule] = field(default_factory=dict)
    """Those of axe, which only a browser knows."""
    spoken: dict[str, str] = field(default_factory=dict)
    """What a screen reader would say, by the id of the state."""
    looked_at: list[str] = field(default_factory=list)
    failed: str = ""
    """Why the run could not be finished; "" where it was."""

    def answered(self, rule: str, state: str, answer: Answer) -> None:
        """Note what a rule says of a state; from several looks the gravest stays."""
        known = self.outcomes.setdefault(rule, {})
        known[state] = worst([answer, known.get(state, answer)]) or answer


@dataclass(frozen=True)
class Looking:
    """One browser window's work."""

    site: Site
    slug: str
    browser: Browser
    look: Look
    only: Collection[str] = ()
    """Ids of rules, or `axe`; nothing: all."""
    speech: bool = False
    """Whether to write down what a screen reader would say."""

    def run(self, states: Iterable[Placed], done: Callable[[State], None]) -> Looked:
        """Look at every state. A browser that is lost ends the run, and the result says where."""
        result, placing, live = Looked(), Placing(self.site.app, self.slug), set[tuple[str, str, str]]()
        here = "dem Start"
        try:
            with stage(self.browser, self.site.address, self.look) as shown:
                for placed in states:
                    here = f"Zustand {placed.state.id}"
                    visit = placing.place(placed)
                    self.site.keys.know(visit)
                    shown.show(visit.url, visit.button)
                    self._shown(shown.page, placed.state, result)
                    key = (placed.state.page, placed.state.kind, placed.state.item)
                    if key not in live and (self._live(placed.state) or self.speech):
                        live.add(key)
                        with stage(self.browser, self.site.address, self.look) as own:
                            for check in self._live(placed.state):
                                own.open(self.site.address + visit.url, visit.button)
                                self._ask(check, own.page, placed.state, result)
                            if self.speech:
                                own.open(self.site.address + visit.url, visit.button)
                                result.spoken[placed.state.id] = speak(own.page, visit.number)
                    result.looked_at.append(placed.state.id)
                    done(placed.state)
        except (Error, BrowserLostError, axe.AxeError) as error:
            result.failed = f"Der Lauf brach bei {here} ab: {str(error).splitlines()[0]}"
        return result

    def _wanted(self, id_: str) -> bool:
        return not self.only or id_ in self.only

    def _shown(self, page: Page, state: State, result: Looked) -> None:
        page.evaluate(HELPER)
        if self._wanted(AXE):
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
            if state.kind not in check.kinds or not self._wanted(check.rule.id):
                continue
            if check.scope == "shown":
                self._ask(check, page, state, result)
            elif check.collect is not None:
                result.facts.setdefault(check.rule.id, []).append(Fact(state, self.look, check.collect(page)))

    def _live(self, state: State) -> list[Check]:
        if not self.look.scripts:
            return []
        return [c for c in CHECKS.values() if c.scope == "live" and state.kind in c.kinds and self._wanted(c.rule.id)]

    def _ask(self, check: Check, page: Page, state: State, result: Looked) -> None:
        verdict = check.evaluate(page)
        result.tallies[check.rule.id] = result.tallies.get(check.rule.id, Tally()).plus(verdict.answer)
        result.answered(check.rule.id, state.id, verdict.answer)
        self._note(page, state, verdict.found, result)

    def _note(self, page: Page, state: State, found: Iterable[Found], result: Looked) -> None:
        for each in found:
            mark = fingerprint(self.slug, each)
            result.seen.append(Seen(state, self.look, each, mark))
            if mark not in result.pictures:
                result.pictures[mark] = picture(page, each.place.box)


def picture(page: Page, box: tuple[float, float, float, float] | None) -> str:
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
        taken = page.screenshot(clip=clip, full_page=True)  # type: ignore[arg-type]  # a plain dict will do
    finally:
        page.evaluate(_UNMARK)
    return base64.b64encode(taken).decode()
