"""Every engine says what Playwright's Chromium says, asks nobody but the filter, and says what it cannot do."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from formengine.core.settling import Context
from formengine.web.clock import Clock
from formengine.web.services import KEY
from tests.definitions.cases import NOW
from tests.usability.test_run import order, planted
from tests.web import probe
from usability.browser import BrowserLostError, Chromium
from usability.browsing import Browsing, CannotRunError
from usability.checks import CHECKS
from usability.engines import Drivers, Engine, lacking_here, lacks
from usability.engines import probe as watched
from usability.looking import Judge, Looked, Looking
from usability.model import Answer, Look
from usability.proxy import filtering
from usability.runner import run
from usability.site import Site, running
from usability.stages import Windows
from usability.states import enumerate_states, smoke
from usability.ways import find

pytestmark = pytest.mark.browser

READING = tuple(check.rule.id for check in CHECKS.values() if check.scope == "shown")


def engine_or_skip(engine: Engine) -> Engine:
    lacking = lacking_here(engine)
    if lacking:
        pytest.skip(lacking)
    return engine


def looked(site: Site, windows: Windows, only: tuple[str, ...], look: Look) -> Looked:
    """What an engine sees in a few states of the small definition with a planted defect."""
    published = site.app.extensions[KEY].catalogue.published(probe.SLUG)
    definition, context = published[1].definition, Context(NOW)
    states = list(smoke(enumerate_states(definition, find(definition, context).ways, context)))[:4]
    found = Looking(site, windows, Judge(probe.SLUG, look, only)).run(states, lambda _: None)
    assert found.failed == ""
    assert len(found.looked_at) == 4
    return found


def told(found: Looked, answers: tuple[Answer, ...]) -> set[tuple[str, str, str]]:
    return {
        (seen.fingerprint, seen.found.rule.id, seen.found.place.selector)
        for seen in found.seen
        if seen.found.answer in answers
    }


@contextmanager
def stood_up(folder: Path) -> Iterator[tuple[Site, ExitStack]]:
    with ExitStack() as stack:
        definitions = probe.write(folder / "definitionen", planted())
        yield stack.enter_context(running(definitions=definitions, clock=Clock(NOW))), stack


@pytest.mark.parametrize("engine", [*Engine])
@pytest.mark.slow
def test_an_engine_of_webdriver_finds_what_playwright_finds(tmp_path: Path, browser: Browser, engine: Engine) -> None:
    engine_or_skip(engine)
    only, look = ("axe", *READING), Look()
    with stood_up(tmp_path) as (site, stack):
        proxy = stack.enter_context(filtering(frozenset({site.host})))
        ours = looked(site, Drivers(engine, proxy), only, look)
        theirs = looked(site, Chromium(browser), only, look)
    # An engine of its own may be unsure of another place; what is wrong is wrong in all.
    answers = (Answer.FAIL,) if engine is Engine.FIREFOX else (Answer.FAIL, Answer.UNSURE)
    assert told(ours, answers) == told(theirs, answers) != set()
    assert {seen.found.place.element for seen in ours.seen if seen.found.answer is Answer.FAIL} == {"name"}
    if engine is not Engine.FIREFOX:
        assert {id_: tally.counts for id_, tally in ours.tallies.items()} == {
            id_: tally.counts for id_, tally in theirs.tallies.items()
        }
    assert all(ours.pictures[seen.fingerprint] for seen in ours.seen if seen.found.place.box)
    assert not ours.not_here


@pytest.mark.slow
def test_a_check_that_needs_more_cannot_tell_and_is_counted(tmp_path: Path) -> None:
    engine_or_skip(Engine.CHROMIUM)
    with stood_up(tmp_path) as (site, stack):
        proxy = stack.enter_context(filtering(frozenset({site.host})))
        found = looked(site, Drivers(Engine.CHROMIUM, proxy), ("tastatur", "umbruch-320"), Look())
    assert found.not_here == {"tastatur", "umbruch-320"}
    assert {answer for id_ in found.not_here for answer in found.tallies[id_].counts} == {Answer.UNSURE}


@pytest.mark.parametrize("engine", [*Engine])
@pytest.mark.slow
def test_an_engine_asks_nobody_but_the_filter(engine: Engine) -> None:
    engine_or_skip(engine)
    with ExitStack() as stack:
        site = stack.enter_context(running(clock=Clock(NOW)))
        other = stack.enter_context(running(clock=Clock(NOW)))
        proxy = stack.enter_context(filtering(frozenset({site.host})))
        shown = stack.enter_context(Drivers(engine, proxy).stage(site.address, Look()))
        for address in (other.address, other.address.replace("127.0.0.1", "localhost"), "http://example.org"):
            shown.page.try_to_open(f"{address}/hinweise")
            assert any(address.removeprefix("http://") in entry for entry in proxy.refused)
            assert "Antragswerkstatt" not in shown.page.driver.title


@pytest.mark.slow
def test_a_browser_that_goes_past_the_filter_is_not_used() -> None:
    engine_or_skip(Engine.CHROMIUM)
    with (
        running(clock=Clock(NOW)) as site,
        filtering(frozenset({site.host})) as proxy,
        filtering(frozenset()) as elsewhere,
        # It is told of another proxy than the one that is watched: as if it had none.
        Drivers(Engine.CHROMIUM, elsewhere).tab(Look()) as tab,
        pytest.raises(BrowserLostError, match="vorbei"),
    ):
        watched(tab, proxy)


def test_what_an_engine_cannot_show_is_refused_before_anything_starts(tmp_path: Path) -> None:
    folder = probe.write(tmp_path / "definitionen")
    assert lacks(Engine.CHROMIUM, Look(scripts=False, scheme="dark", forced=True)) == ""
    with pytest.raises(CannotRunError, match="--no-js"):
        run(order(folder, browsing=Browsing(Engine.FIREFOX, "http://127.0.0.1:9"), looks=(Look(scripts=False),)))


def test_a_grid_that_does_not_answer_fails_the_run(tmp_path: Path) -> None:
    folder = probe.write(tmp_path / "definitionen")
    found = run(order(folder, browsing=Browsing(grid="http://127.0.0.1:9"), only=("axe",)))
    assert "ließ sich nicht benutzen" in found.failed or "brach bei" in found.failed
    assert found.engine.endswith("auf einem Selenium Grid")
