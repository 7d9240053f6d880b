"""In a browser with scripts: the questions change while somebody answers, and the page that says so is really shown."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from formengine.core.bundle import Bundle
from tests.browser.person import Person
from tests.browser.site import Site, running
from tests.browser.windows import Windows
from tests.web import probe, revising
from tests.web.conftest import NOW

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = probe.write(tmp_path_factory.mktemp("definitionen"), revising.FORM)
    with running(tmp_path_factory.mktemp("daten"), folder) as found:
        yield found


def test_the_next_step_after_a_change_says_what_changed(
    site: Site, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    windows = Windows(browser, site.address, tmp_path_factory.mktemp("dateien"))
    window = windows.fresh()
    Person(window).begin(probe.SLUG)
    page = window.page
    page.locator("[id='f-name']").fill("Jürgen Groß")
    page.locator("[id='f-anzahl']").fill("2")
    page.locator("[id='f-telefon']").fill("0371 23125")
    page.locator("input[name=art][value=a]").check()
    edited = revising.form(revising.removed("telefon"), revising.added("neu", "angaben", required=True))
    site.store.bundles.publish_shipped(Bundle(probe.SLUG, edited), NOW)
    page.get_by_role("button", name="Weiter", exact=True).click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Die Fragen haben sich geändert")
    expect(page.get_by_text("0371 23125")).to_be_visible()
    assert page.url.endswith("/neue-fassung")
    page.get_by_role("link", name="Weiter ausfüllen").click()
    expect(page.get_by_label("Neu: neu")).to_be_visible()
    expect(page.locator("[id='f-name']")).to_have_value("Jürgen Groß")
    windows.close()
