"""Two designers in two windows see each other and each other's changes; the storyboard has no barriers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from builder.app import install
from builder.studio import Order
from formengine.store.accounts import Role, insert_account, new_account
from formengine.wsgi import photograph
from tests.browser.axe import scan, sentences
from tests.browser.site import Site, running
from tests.browser.windows import Windows
from tests.definitions.cases import NOW

pytestmark = pytest.mark.browser

SLUG = "lp03-maengelmelder"
EDIT = """async label => {
  const angaben = JSON.stringify({element: "was", place: "label", value: label});
  const basis = document.querySelector("#wb").dataset.fassung;
  const _csrf = document.querySelector("input[name=_csrf]").value;
  const body = new URLSearchParams({_csrf, schritt: "set", basis, angaben});
  return (await fetch(location.pathname + "tun", {method: "POST", body})).status;
}"""
LISTEN = """() => {
  window.heard = [];
  document.addEventListener("wb:revision", ({detail}) => window.heard.push({...detail, at: Date.now()}));
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("daten"), prepare=install) as site:
        yield site


def sees(page: Page, people: str) -> None:
    """Wait until the workbench names these people."""
    page.wait_for_function("text => document.querySelector('#wb-anwesend').textContent === text", arg=people)


def signed_in(windows: Windows, site: Site, name: str) -> Page:
    """A window of somebody who has an account."""
    account = site.store.accounts.named(name) or new_account(name, name.title(), Role.DESIGNER)
    if site.store.accounts.named(name) is None:
        with site.store.database.transaction() as db:
            insert_account(db, account, "", NOW)
    window = windows.fresh()
    secret = site.store.sign_ins.begin(account.id, NOW)
    window.context.add_cookies([{"name": "aw-konto", "value": secret, "url": site.address}])
    return window.page


@pytest.fixture
def windows(browser: Browser, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    opened = Windows(browser, site.address, tmp_path_factory.mktemp("dateien"))
    yield opened
    opened.close()


def test_a_change_is_heard_in_the_other_window_within_a_second_and_its_preview_follows(
    windows: Windows, site: Site
) -> None:
    anna, boris = (signed_in(windows, site, name) for name in ("anna", "boris"))
    for page in (anna, boris):
        page.goto(f"{site.address}/werkstatt/{SLUG}/")
    sees(anna, "Boris")
    sees(boris, "Anna")
    anna.evaluate(LISTEN)
    began = anna.evaluate("Date.now()")
    assert boris.evaluate(EDIT, "Was ist denn kaputt?") == 200
    anna.wait_for_function("() => window.heard.length")
    heard = anna.evaluate("window.heard[0]")
    assert (heard["account"], heard["own"], heard["elements"]) == ("Boris", False, ["was"])
    assert heard["at"] - began < 1000
    frame = anna.frame_locator("#wb-rahmen")
    frame.get_by_text("Was ist denn kaputt?").first.wait_for()
    sees(anna, "Boris")
    boris.close()
    sees(anna, "")


def test_the_storyboard_is_without_barriers_and_takes_no_focus(windows: Windows, site: Site) -> None:
    page = signed_in(windows, site, "anna")
    page.goto(f"{site.address}/werkstatt/{SLUG}/storyboard")
    page.wait_for_load_state("networkidle")
    found = scan(page)
    assert list(sentences(found["violations"])) == []
    assert page.evaluate("document.activeElement === document.body && scrollY === 0")
    pressed = []
    for _ in range(12):
        page.keyboard.press("Tab")
        pressed.append(page.evaluate("document.activeElement.tagName"))
    assert "IFRAME" not in pressed


def test_pictures_are_taken_by_a_browser_of_its_own(site: Site, tmp_path: Path) -> None:
    anna = new_account("kamera", "Kamera", Role.DESIGNER)
    with site.store.database.transaction() as db:
        insert_account(db, anna, "", NOW)
    cookies = {"aw-konto": site.store.sign_ins.begin(anna.id, NOW)}
    pictures = {"01-was-leer.png": f"/vorschau/{SLUG}/was?bild=1", "02-wo-leer.png": f"/vorschau/{SLUG}/wo?bild=1"}
    photograph(Order(site.address, cookies, pictures, 320, tmp_path))
    sizes = [Image.open(tmp_path / name).size for name in pictures]
    assert [width for width, _ in sizes] == [320, 320]
    # The whole page, and of one that is shorter than the window the window.
    assert sizes[0][1] > sizes[1][1] >= 640
