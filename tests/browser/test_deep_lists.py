"""Lists in lists in the browser: with the keyboard, without scripts, and as axe sees them, narrow and wide."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from formengine.core.cases import read_cases
from formengine.core.definition import compile_definition
from formengine.fields import TYPES
from formengine.store.folder import read_all
from formengine.web import Settings
from formengine.web.clock import Clock
from tests.browser import axe
from tests.browser.person import Person
from tests.browser.site import Site, running
from tests.browser.windows import Window, Windows
from tests.definitions.cases import NOW
from tests.definitions.travel import Trip
from tests.web import deep

pytestmark = pytest.mark.browser

LOOKS: Final[list[dict[str, object]]] = [{"width": 320}, {"width": 1280, "scripts": False, "inspectable": True}]


@pytest.fixture(scope="module", params=["inline", pytest.param("pages", marks=pytest.mark.slow)])
def layout(request: pytest.FixtureRequest) -> str:
    """Whether rooms stand on the page of their house."""
    return str(request.param)


@pytest.fixture(scope="module")
def site(layout: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The application with the houses."""
    folder = deep.write(tmp_path_factory.mktemp("definitionen"), layout)
    data = tmp_path_factory.mktemp("daten")
    with running(data, own=Settings(data=data, definitions=folder, clock=Clock(NOW))) as started:
        yield started


@pytest.fixture(scope="module")
def windows(browser: Browser, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    opened = Windows(browser, site.address, tmp_path_factory.mktemp("dateien"))
    yield opened
    opened.close()


def to_room(window: Window) -> Page:
    """A new house, and a new room in it."""
    page = window.page
    window.open("/dienste/haeuser")
    with window.leaving():
        page.click("form button[type=submit]")
    for button in ("add:haeuser", "/raeume"):
        with window.sending():
            page.click(f'button[name="_liste"][value*="{button}"]')
    page.wait_for_selector('input[name$="/art"]')
    return page


@pytest.mark.parametrize("look", LOOKS, ids=["narrow", "wide-no-scripts"])
def test_axe_finds_nothing_in_lists_in_lists_and_nothing_runs_over(windows: Windows, look: dict[str, object]) -> None:
    window = windows.shared(**look)  # type: ignore[arg-type]
    page = to_room(window)
    with window.sending():
        page.click('button[name="_liste"][value$="/lampen"]')
    with window.sending():
        page.click('.aw-actions button[name="_weiter"]')
    found = axe.scan(page)
    assert list(axe.sentences(found["violations"])) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert window.complaints == []


def test_what_was_added_takes_the_focus_and_the_keyboard_goes_on_in_it(windows: Windows) -> None:
    page = to_room(windows.shared(width=1280))
    if "/raeume/" not in page.url:
        assert page.evaluate("document.activeElement.textContent").startswith("Raum 1")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator('input[name$="/art"]:checked').count() == 1


def test_the_style_sheet_shows_in_one_inner_item_what_hangs_on_its_own_choice(windows: Windows) -> None:
    window = windows.shared(width=1280)
    page = to_room(window)
    if "/raeume/" in page.url:
        pytest.skip("each room has a page of its own")
    with window.sending():
        page.click('button[name="_liste"][value$="/raeume"]')
    page.locator('input[name$="/art"][value="sonst"]').nth(1).check()
    fields = page.locator('[data-field="welcher"]')
    assert [fields.nth(i).is_visible() for i in range(2)] == [False, True]


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
def test_a_case_comes_out_as_the_journey_says(
    windows: Windows, site: Site, layout: str, tmp_path: Path, scripts: bool
) -> None:
    bundle = read_all(deep.write(tmp_path, layout), "").bundles[0]
    definition = compile_definition(bundle, TYPES, NOW.date())
    case = next(case for case in read_cases(definition) if case.id == "schlecht")
    Trip(definition, case, Person(windows.shared(scripts=scripts)), site.store).run()
