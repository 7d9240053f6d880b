"""A page that asks the server of its own accord takes nothing back that was typed or chosen in the meantime."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.person import Person
from tests.browser.site import running
from tests.browser.windows import Window, Windows
from tests.web import probe

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def elsewhere(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    """Windows on a definition with a question whose answer only the server can draw a conclusion from."""
    folder = probe.write(tmp_path_factory.mktemp("definitionen"))
    with running(tmp_path_factory.mktemp("daten"), folder) as site:
        windows = Windows(browser, site.address, tmp_path_factory.mktemp("dateien"))
        yield windows
        windows.close()


@pytest.fixture
def window(elsewhere: Windows) -> Iterator[Window]:
    opened = elsewhere.fresh()
    yield opened
    opened.context.close()


def held(window: Window) -> list[Route]:
    """The requests that the page makes of its own accord; they wait until the test lets them go on."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        if "_aktualisieren" in (route.request.post_data_buffer or b"").decode("utf-8", "replace"):
            waiting.append(route)
        else:
            route.continue_()

    window.page.route("**/antrag/**", hold)
    return waiting


def wait_for(window: Window, waiting: list[Route], number: int) -> None:
    """Wait until that many requests have been made."""
    while len(waiting) < number:
        window.page.wait_for_timeout(20)


def test_what_changes_while_the_answer_is_on_its_way_stays(window: Window) -> None:
    Person(window).begin(probe.SLUG)
    page = window.page
    name, box = page.locator("[id='f-name']"), page.locator("input[name=mehr][value=eins]")
    yes, no = (page.locator(f"input[name=stimmt][value={answer}]") for answer in ("ja", "nein"))
    name.fill("Anna")
    yes.check()
    box.check()
    waiting = held(window)
    page.locator("[id='f-anzahl']").fill("5")
    page.locator("[id='f-anzahl']").blur()
    wait_for(window, waiting, 1)
    no.check()
    box.uncheck()
    name.fill("Änne")
    waiting[0].continue_()
    page.locator("[id='f-grund']").wait_for()
    expect(no).to_be_checked()
    expect(box).not_to_be_checked()
    expect(name).to_have_value("Änne")
    expect(name).to_be_focused()
    assert window.complaints == []


def test_an_answer_to_an_untouched_page_is_taken_in_at_once(window: Window) -> None:
    Person(window).begin(probe.SLUG)
    waiting, page = held(window), window.page
    page.locator("[id='f-anzahl']").fill("5")
    page.locator("[id='f-anzahl']").blur()
    wait_for(window, waiting, 1)
    waiting[0].continue_()
    page.locator("[id='f-grund']").wait_for()
    assert len(waiting) == 1
