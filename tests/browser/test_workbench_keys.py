"""The workbench without a mouse: Tab reaches everything once, in reading order, is always seen and never caught."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.windows import Window, Windows
from tests.usability.builder_site import SLUG, Built, built

pytestmark = pytest.mark.browser

SCRIPT: Final = (Path(__file__).parent / "stops.js").read_text(encoding="utf-8")
UNFOLD: Final = "() => document.querySelectorAll('details').forEach(fold => { fold.open = true; })"
MOST: Final = 600
SCREENS: Final = {
    "nothing chosen": f"{SLUG}/",
    "a choice": f"{SLUG}/?element=kategorie",
    "a list among many rows": "lp01-baumfaellung/?element=baeume",
}

LOOKS: Final = ((1280, False), (1280, True), (320, True))
"""Widths, and whether everything is unfolded."""


@dataclass(frozen=True)
class Way:
    """Where Tab stops that should, and where it did."""

    wanted: list[str]
    gone: list[dict[str, Any]]

    def outside(self) -> list[dict[str, Any]]:
        """The stops of the page itself, the frame counted once each time Tab enters it."""
        return [next(several) for _, several in groupby(self.gone, key=lambda stop: stop["index"])]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    with built(tmp_path_factory.mktemp("daten")) as running:
        yield running


@pytest.fixture(scope="module")
def windows(browser: Browser, site: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    opened = Windows(browser, site.address, tmp_path_factory.mktemp("dateien"))
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=[(*look, screen) for screen in SCREENS for look in LOOKS], ids=str)
def way(request: pytest.FixtureRequest, site: Built, windows: Windows) -> Iterator[Way]:
    width, unfolded, screen = request.param
    window = windows.fresh(width=width, reduced_motion="reduce")
    yield _gone(site, window, SCREENS[screen], unfolded=unfolded)
    window.context.close()


def _gone(site: Built, window: Window, screen: str, *, unfolded: bool) -> Way:
    page = window.page
    site.sign_in(window.context, "admin")
    with page.expect_response("**/befunde/am-element**"):
        window.open(f"/werkstatt/{screen}")
    page.frame_locator("#wb-rahmen").locator("main").wait_for()
    page.wait_for_timeout(500)
    if unfolded:
        page.evaluate(UNFOLD)
    page.evaluate(SCRIPT)
    return Way(page.evaluate("() => window.__stops.all()"), list(_tabbed(page)))


def _tabbed(page: Page) -> Iterator[dict[str, Any]]:
    """Press Tab until it leaves the page."""
    page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
    began = False
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate("() => window.__stops.now()")
        if stop is None or (began and stop["index"] == 0):
            return
        began = True
        yield stop
    raise AssertionError(f"Tab does not leave the page; it is at {page.evaluate('() => window.__stops.now()')}")


def test_tab_reaches_everything_once_in_the_order_of_the_page(way: Way) -> None:
    gone = way.outside()
    assert [stop["index"] for stop in gone] == [*range(len(way.wanted))], (way.wanted, [stop["name"] for stop in gone])


def test_the_order_follows_how_the_page_is_read(way: Way) -> None:
    areas = [stop["area"] for stop in way.outside() if stop["area"] >= 0]
    assert areas == sorted(areas)
    for one, other in pairwise(way.outside()):
        if one["area"] == other["area"]:
            assert other["bottom"] > one["top"], f"{other['name']} stands above {one['name']}"


def test_the_focus_is_always_seen(way: Way) -> None:
    assert [stop["name"] for stop in way.outside() if not stop["seen"]] == []
    assert [stop["name"] for stop in way.outside() if not stop["frame"] and not stop["ring"]] == []


def test_tab_goes_through_the_preview_and_out_again(way: Way) -> None:
    frames = [stop for stop in way.gone if stop["frame"]]
    assert len(frames) > 1
    assert way.gone[-1]["index"] == len(way.wanted) - 1
