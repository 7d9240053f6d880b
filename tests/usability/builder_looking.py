"""Looks at screens of the builder as the harness looks at states of an assistant."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from playwright.sync_api import Browser, Page

from tests.usability.builder_screens import Screen
from tests.usability.builder_site import Built
from usability.browser import STILL, stage
from usability.concluding import conclude
from usability.looking import Judge, Looked, Seen
from usability.model import Answer, Kind, Look, State
from usability.places import HELPER

BUILDER: Final = "werkstatt"
_WRONG: Final = "() => !!document.querySelector('main [aria-invalid=true]')"

_PAINTED: Final = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def look_at(browser: Browser, site: Built, screens: Sequence[Screen], look: Look, *, acting: bool) -> list[Looked]:
    """What axe and our own checks say of these screens, one answer for each person who looks.

    `acting`: also the checks that press keys, resize the window and the like.
    """
    people = groupby(sorted(screens, key=lambda screen: screen.who), key=lambda screen: screen.who)
    return [_as(browser, site, who, [*several], look, acting=acting) for who, several in people]


def _as(browser: Browser, site: Built, who: str, screens: list[Screen], look: Look, *, acting: bool) -> Looked:
    judge, looked = Judge(BUILDER, look), Looked()
    with stage(browser, site.address, look) as shown:
        site.sign_in(shown.page.context, who)
        for screen in screens:
            state = arrive(shown.page, site, screen)
            judge.shown(shown.page, state, looked)
            if acting:
                _act(judge, shown.page, site, screen, state, looked)
            looked.looked_at.append(screen.name)
    conclude(BUILDER, looked, (look,), {}, ())
    return looked


def arrive(page: Page, site: Built, screen: Screen) -> State:
    """Open a screen and bring it into its state."""
    answer = page.goto(screen.address(site))
    assert answer is not None
    assert answer.status == screen.status, f"{screen.name}: {answer.status}"
    page.evaluate(STILL)
    for act in screen.acts:
        act(page, site)
    page.evaluate(STILL)
    # A field that takes the focus of its own accord does so when the page is painted.
    page.evaluate(_PAINTED)
    if screen.shows:
        page.locator(screen.shows).first.wait_for(state="attached")
    kind: Kind = "errors" if page.evaluate(_WRONG) else "page"
    return State(screen.name, screen.path.partition("?")[0] or "/", page.title(), kind, "")


def _act(judge: Judge, page: Page, site: Built, screen: Screen, state: State, looked: Looked) -> None:
    """The checks that act and leave the page as it was; those that send would change what later screens show."""
    arrive(page, site, screen)
    page.evaluate(HELPER)
    for check in judge.live(state):
        if not check.stage:
            judge.ask(check, page, state, looked)


def failures(looked: Sequence[Looked]) -> list[str]:
    """What is wrong, a line each; the same cause once."""
    found = {seen.fingerprint + seen.state.page: seen for one in looked for seen in one.seen if _fails(seen)}
    return [_line(seen) for seen in found.values()]


def _fails(seen: Seen) -> bool:
    return seen.found.answer is Answer.FAIL


def _line(seen: Seen) -> str:
    found = seen.found
    return f"{seen.state.id}: {found.rule.id}: {found.message} ({found.place.selector} {found.place.html[:120]})"


def doubts(looked: Sequence[Looked]) -> dict[str, int]:
    """On how many screens no rule could tell, by rule."""
    found = {(seen.found.rule.id, seen.state.id) for one in looked for seen in one.seen if not _fails(seen)}
    return {rule: sum(each == rule for each, _ in found) for rule in sorted({rule for rule, _ in found})}
