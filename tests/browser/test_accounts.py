"""Accounts in a browser: by keyboard, with and without scripts, at every width; axe finds nothing on any page."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from builder.app import install
from formengine.store.accounts import Role
from formengine.web.clock import ZONE
from tests.browser import axe
from tests.browser.site import Site, running
from tests.browser.windows import Window, Windows
from tests.definitions.cases import settings

pytestmark = pytest.mark.browser

PASSWORD = "vier kurze bunte Wörter"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("daten"), prepare=install) as started:
        yield started


@pytest.fixture(scope="module")
def windows(browser: Browser, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    opened = Windows(browser, site.address, tmp_path_factory.mktemp("dateien"))
    yield opened
    opened.close()


def now() -> datetime.datetime:
    """The time of the site's clock, which stands still."""
    return settings(Path()).clock.now().astimezone(ZONE)


def link(site: Site, role: str) -> str:
    return f"/werkstatt/einladung/{site.store.invitations.make(Role(role), 'shell', now())}"


def type_in(page: Page, *typed: str) -> None:
    """Fill in the fields of a form by keyboard alone, and send it."""
    page.locator("form.aw-form input:not([type=hidden]):not([hidden])").first.focus()
    for number, text in enumerate(typed):
        if number:
            page.keyboard.press("Tab")
            if page.locator(":focus").get_attribute("type") == "button":
                page.keyboard.press("Tab")
        page.keyboard.press("Control+A")
        page.keyboard.type(text)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_somebody_joins_signs_out_and_in_by_keyboard(site: Site, window: Window) -> None:
    name = f"anna-{window.scripts}".lower()
    window.open(link(site, "designer"))
    type_in(window.page, name, "Anna Muster", PASSWORD)
    expect(window.page.get_by_role("link", name="Anna Muster")).to_be_visible()
    window.page.get_by_role("link", name="Anna Muster").press("Enter")
    window.page.get_by_role("button", name="Abmelden", exact=True).press("Enter")
    expect(window.page.get_by_text("Sie sind abgemeldet.")).to_be_visible()
    type_in(window.page, name, PASSWORD)
    expect(window.page.get_by_role("link", name="Anna Muster")).to_be_visible()


def test_a_password_is_pasted_and_shown_and_hidden_before_it_is_sent(site: Site, scripted: Window) -> None:
    scripted.open("/werkstatt/anmelden")
    page, field = scripted.page, scripted.page.get_by_label("Kennwort", exact=True)
    field.focus()
    page.keyboard.insert_text(PASSWORD)
    expect(field).to_have_value(PASSWORD)
    button = page.get_by_role("button", name="Anzeigen: Kennwort")
    button.press("Enter")
    expect(field).to_have_attribute("type", "text")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.evaluate("document.querySelector('form.aw-form').addEventListener('submit', event => event.preventDefault())")
    field.press("Enter")
    expect(field).to_have_attribute("type", "password")


LOOKS = {"wide": {"width": 1280}, "narrow": {"width": 320}, "dark": {"width": 1280, "color_scheme": "dark"}}


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_any_page_of_accounts(site: Site, windows: Windows, look: str) -> None:
    window = windows.fresh(**LOOKS[look])  # type: ignore[arg-type]  # widths and colour schemes
    page, found, name = window.page, list[str](), f"bea-{look}"

    def judge() -> None:
        found.extend(f"{page.url}: {text}" for text in axe.sentences(axe.scan(page)["violations"]))
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} sticks out by {wide} px"

    window.open(link(site, "admin"))
    judge()
    type_in(page, "a b", "", "kurz")
    expect(page.locator("#fehlerliste")).to_be_focused()
    judge()
    type_in(page, name, "Bea Muster", PASSWORD)
    expect(page.get_by_role("link", name="Bea Muster")).to_be_visible()
    for path in ("konto", "konten", "konten/protokoll", "erscheinungsbild"):
        window.open(f"/werkstatt/{path}")
        judge()
    window.open("/werkstatt/konten")
    with window.leaving():
        page.get_by_role("button", name="Link erstellen").click()
    judge()
    window.open("/werkstatt/konto/zweiter-faktor")
    judge()
    secret = page.locator("[name=schluessel]").get_attribute("value") or ""
    type_in(page, pyotp.TOTP(secret).at(now()), PASSWORD)
    judge()
    codes = re.findall(r"[a-z0-9]{4}(?:-[a-z0-9]{4}){3}", page.locator("ul.wb-codes").inner_text())
    window.open("/werkstatt/konto")
    with window.leaving():
        page.get_by_role("button", name="Abmelden", exact=True).click()
    judge()
    type_in(page, name, PASSWORD)
    expect(page.get_by_role("heading", name="Code eingeben")).to_be_visible()
    judge()
    type_in(page, codes[0])
    expect(page.get_by_role("link", name="Bea Muster")).to_be_visible()
    window.context.close()
    assert found == []
