"""A participant's page follows what is released: by itself where nothing was typed, else with a note and a button."""

import copy
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from formengine.core.bundle import Bundle
from formengine.store import Store
from tests.browser.site import Site, running
from tests.browser.windows import Windows
from tests.definitions.cases import NOW

pytestmark = pytest.mark.browser

SLUG = "lp03-maengelmelder"
TYPED = "#felder textarea:visible, #felder input[type=text]:visible"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("daten")) as site:
        yield site


@pytest.fixture
def page(browser: Browser, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A participant's window."""
    windows = Windows(browser, site.address, tmp_path_factory.mktemp("dateien"))
    window = windows.fresh()
    yield window.page
    complaints = list(window.complaints)
    windows.close()
    assert complaints == []


def release(store: Store, label: str) -> None:
    """Give the first question another label and publish it."""
    head = store.bundles.head(SLUG)
    assert head is not None
    bundle = store.bundles.load(head)
    form = copy.deepcopy(dict(bundle.form))
    next(each for each in form["uischema"]["elements"][0]["elements"] if each["type"] == "Control")["label"] = label
    saved = store.bundles.save_edited(Bundle(SLUG, form, bundle.cases, bundle.texts, bundle.shared), NOW)
    store.edits.publish(SLUG, saved.number)


def begin(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/dienste/{SLUG}")
    page.locator("main form button[type=submit]:visible").last.click()
    page.wait_for_url("**/antrag/**")


def test_a_page_on_which_nothing_was_typed_loads_what_is_released(page: Page, site: Site) -> None:
    release(site.store, "Erste Frage")
    begin(page, site)
    release(site.store, "Zweite Frage")
    page.wait_for_function("() => document.querySelector('#felder').textContent.includes('Zweite Frage')")


def test_what_was_typed_stays_and_comes_along_when_the_button_is_pressed(page: Page, site: Site) -> None:
    release(site.store, "Erste Frage")
    begin(page, site)
    page.locator(TYPED).first.fill("schon getippt")
    release(site.store, "Dritte Frage")
    page.locator("#stand button").wait_for()
    assert "Erste Frage" in page.locator("#felder").inner_text()
    page.locator("#stand button").click()
    page.wait_for_function("() => document.querySelector('#felder').textContent.includes('Dritte Frage')")
    assert page.locator(TYPED).first.input_value() == "schon getippt"
