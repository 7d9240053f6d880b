"""The switch in a browser, with and without JavaScript; and axe finds nothing in any language."""

import re

import pytest
from playwright.sync_api import expect

from formengine import locales
from tests.browser import axe
from tests.browser.windows import Window, Windows

pytestmark = pytest.mark.browser
STREET = "[name='grundstueck_anschrift.strasse']"


def switch(window: Window, language: str) -> None:
    """Press the button of a language and wait for the page in it."""
    with window.leaving():
        window.page.click(f"#sprachen [value='{language}']")
    assert window.page.locator("html").get_attribute("lang") == locales.tag(language)


def begin(window: Window) -> None:
    """The first page of the application to fell trees."""
    window.open("/dienste/lp01-baumfaellung")
    with window.leaving():
        window.page.click("form[action='/dienste/lp01-baumfaellung'] button")


def test_the_switch_keeps_the_place_and_what_was_typed(window: Window) -> None:
    begin(window)
    page = window.page
    page.check("input[name=grundstueck_art][value=adresse]")
    page.fill(STREET, "Lindenallee")
    before = page.url
    switch(window, "en")
    assert page.url == before
    expect(page.locator(STREET)).to_have_value("Lindenallee")
    expect(page.locator("h1")).to_contain_text("Property")
    for name, text in (("hausnummer", "3"), ("plz", "09999"), ("ort", "Musterhausen")):
        page.fill(f"[name='grundstueck_anschrift.{name}']", text)
    with window.sending():
        # Enter sends the page; it does not press the switch that stands before the fields.
        page.press("[name='grundstueck_anschrift.ort']", "Enter")
    expect(page).to_have_url(re.compile("/eigentum$"))
    assert page.locator("html").get_attribute("lang") == "en"
    switch(window, "de-einfach")
    expect(page).to_have_url(re.compile("/eigentum$"))
    expect(page.locator("h1")).to_contain_text("Wem gehört es?")


@pytest.mark.slow
@pytest.mark.parametrize("language", locales.LANGUAGES[1:])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(windows: Windows, language: str, width: int) -> None:
    window = windows.fresh(width=width)
    page = window.page
    window.open(f"/sprache/{language}?nach=/")
    for address in ("/", "/hinweise", "/dienste/lp01-baumfaellung", "/weitermachen", "/gibt-es-nicht"):
        window.open(address)
        assert list(axe.sentences(axe.scan(page)["violations"])) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    begin(window)
    with window.sending():
        page.click(".kern-btn[name=_weiter]")
    expect(page.locator("#fehlerliste")).to_be_focused()
    assert list(axe.sentences(axe.scan(page)["violations"])) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    window.context.close()
