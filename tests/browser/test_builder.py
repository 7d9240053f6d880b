"""The builder in a browser: a form built by keyboard alone, the preview that follows, and no barrier on any screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from builder.app import install
from builder.tree import Node, nodes
from formengine.store.accounts import Role
from formengine.store.invitations import Newcomer
from formengine.web.clock import ZONE
from tests.browser import axe
from tests.browser.site import Site, running
from tests.browser.windows import Window, Windows
from tests.definitions.cases import settings

pytestmark = pytest.mark.browser

SLUG = "lp03-maengelmelder"
SCREENS = (
    "",
    f"{SLUG}/",
    f"{SLUG}/?element=kategorie",
    f"{SLUG}/?element=was&zustand=fehler",
    f"{SLUG}/?element=hinweis-notruf",
    f"{SLUG}/logik",
    f"{SLUG}/logik/laterne_nr",
    f"{SLUG}/logik/bedingungen",
    f"{SLUG}/warum/laterne_nr",
    f"{SLUG}/storyboard",
    f"{SLUG}/befunde",
    f"{SLUG}/fassungen",
    f"{SLUG}/dienst",
    f"{SLUG}/texte",
    f"{SLUG}/fragenkatalog",
    f"{SLUG}/json",
    f"{SLUG}/mitnehmen",
    f"{SLUG}/uebernehmen",
    "erscheinungsbild",
)
FORM = """# Wer sind Sie?
Vorname *
Haben Sie Bäume? (Ja/Nein) *
# Bäume
Ihre Bäume (Liste)
# Zum Schluss
Bemerkung (mehrzeilig)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("daten"), prepare=install) as started:
        yield started


@pytest.fixture(scope="module")
def windows(browser: "object", site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    opened = Windows(browser, site.address, tmp_path_factory.mktemp("dateien"))  # type: ignore[arg-type]
    yield opened
    opened.close()


@pytest.fixture
def page(site: Site, scripted: Window) -> Page:
    """A window of a designer."""
    sign_in(site, scripted.page)
    return scripted.page


def sign_in(site: Site, page: Page, name: str = "anna") -> None:
    """Give a window the cookie of an account."""
    store, now = site.store, settings(Path()).clock.now().astimezone(ZONE)
    account = store.accounts.named(name)
    if account is None:
        link = store.invitations.make(Role.ADMIN, "shell", now)
        account = store.invitations.accept(link, Newcomer(name, name.title(), "-"), now)
    page.context.add_cookies(
        [{"name": "aw-konto", "value": store.sign_ins.begin(account.id, now), "url": site.address}]
    )


def elements(site: Site, slug: str) -> dict[str, Node]:
    head = site.store.bundles.head(slug)
    assert head is not None
    return nodes(site.store.bundles.load(head).form)


def reach(page: Page, selector: str, words: str = "") -> None:
    """Press Tab until an element (with these words) has the focus, as somebody without a mouse does."""
    here = """([selector, words]) => {
        const now = document.activeElement;
        return now.matches(selector) && now.textContent.trim().includes(words);
    }"""
    for _ in range(150):
        if page.evaluate(here, [selector, words]):
            return
        page.keyboard.press("Tab")
    shown = page.locator("main").inner_text()[:500]
    raise AssertionError(f"Tab never reaches {selector} „{words}“ on {page.url}: {shown}")


def saved(page: Page, number: int) -> None:
    """Wait until the workbench says that it is at a revision."""
    expect(page.locator("#wb-stand")).to_have_text(f"Fassung {number}, alles gespeichert")


def test_a_form_of_three_pages_with_a_list_and_a_condition_is_built_by_keyboard_alone(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/werkstatt/")
    reach(page, "#titel")
    page.keyboard.type("Baum melden")
    reach(page, "#aus")
    page.keyboard.type("Leer")
    page.keyboard.press("Tab")
    reach(page, "form[action='/werkstatt/neu'] button")
    page.keyboard.press("Enter")
    saved(page, 1)
    reach(page, "#wb-zeilen")
    page.keyboard.type(FORM.strip())
    page.keyboard.press("Control+Enter")
    saved(page, 2)
    _delete_the_empty_page(page)
    _fill_the_list(page)
    _make_it_depend(page)
    found = elements(site, "baum-melden")
    assert [node.label for node in found.values() if node.kind == "page"] == ["Wer sind Sie?", "Bäume", "Zum Schluss"]
    (list_,) = [node for node in found.values() if node.kind == "list"]
    assert [node.label for node in found.values() if node.parent == list_.id] == ["Höhe", "Art"]
    assert next(node for node in found.values() if node.label == "Bäume").raw["rule"]["effect"] == "SHOW"


def _delete_the_empty_page(page: Page) -> None:
    reach(page, ".wb-page[data-id='seite-eins'] > a")
    page.keyboard.press("Delete")
    saved(page, 3)


def _fill_the_list(page: Page) -> None:
    reach(page, ".wb-page > a", "Bäume")
    page.keyboard.press("Enter")
    expect(page.locator(".wb-row__link", has_text="Ihre Bäume")).to_be_visible()
    reach(page, ".wb-row__link")
    page.keyboard.press("Enter")
    expect(page.locator("#wb-eigenschaften")).to_have_text("Eigenschaften: Liste")
    reach(page, "#wb-zeilen")
    page.keyboard.type("Art *\nHöhe (Zahl)")
    page.keyboard.press("Control+Enter")
    saved(page, 4)
    reach(page, ".wb-row__link", "Höhe")
    page.keyboard.press("Alt+ArrowUp")
    saved(page, 5)
    expect(page.locator(".wb-row__link:focus")).to_contain_text("Höhe")


def _make_it_depend(page: Page) -> None:
    reach(page, ".wb-page > a", "Bäume")
    page.keyboard.press("Enter")
    expect(page.locator("#wb-eigenschaften")).to_have_text("Eigenschaften: Seite")
    reach(page, "a", "Vorschau überspringen")
    page.keyboard.press("Enter")
    reach(page, "a", "Bedingungen ändern")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Bäume")
    _press(page, "Zeigen, wenn …")
    reach(page, "[name=frage]")
    page.keyboard.type("Haben Sie")
    expect(page.locator("[name=wert]").first).to_be_visible()
    reach(page, "[name=wert]")
    page.keyboard.press("Space")
    _press(page, "Übernehmen und speichern")
    expect(page.locator("main")).to_contain_text("„Haben Sie Bäume?“")


def _press(page: Page, words: str) -> None:
    """Reach a button by Tab and press it."""
    reach(page, "button", words)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("Enter")
    page.wait_for_timeout(300)


LOOKS = {
    "wide": {"width": 1280},
    "narrow": {"width": 320},
    "wide, no scripts": {"width": 1280, "scripts": False, "inspectable": True},
    "dark": {"width": 1280, "color_scheme": "dark"},
    "forced colours": {"width": 1280, "forced_colors": "active"},
}


@pytest.mark.parametrize(
    "look", [look if look in ("wide", "narrow") else pytest.param(look, marks=pytest.mark.slow) for look in LOOKS]
)
def test_no_screen_of_the_builder_has_a_barrier_or_sticks_out(site: Site, windows: Windows, look: str) -> None:
    window = windows.fresh(**LOOKS[look])  # type: ignore[arg-type]  # widths, colour schemes
    page, found = window.page, list[str]()
    sign_in(site, page)
    for screen in SCREENS:
        window.open(f"/werkstatt/{screen}")
        page.wait_for_timeout(200)
        found += [f"{screen}: {text}" for text in axe.sentences(axe.scan(page, frames=False)["violations"])]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [f"{screen} sticks out by {wide} px"] if wide > 0 else []
    window.context.close()
    assert found == []


def test_the_preview_follows_an_edit_and_keeps_what_was_typed_in_it(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/werkstatt/{SLUG}/?element=beschreibung")
    inside = page.frame_locator("#wb-rahmen")
    inside.locator("[name=beschreibung]").fill("Ein Loch im Weg")
    page.locator("#felder [name=frage]").fill("Was ist kaputt?")
    page.keyboard.press("Tab")
    expect(inside.get_by_text("Was ist kaputt?").first).to_be_visible()
    expect(inside.locator("[name=beschreibung]")).to_have_value("Ein Loch im Weg")
    expect(page.locator("#felder [name=kurzhinweis]")).to_be_focused()


def test_a_click_in_the_preview_chooses_the_element(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/werkstatt/{SLUG}/")
    page.frame_locator("#wb-rahmen").get_by_text("Was möchten Sie melden?").first.click()
    expect(page.locator("#wb-eigenschaften")).to_have_text("Eigenschaften: Frage")
    expect(page.locator(".wb-row--here")).to_contain_text("Was möchten Sie melden?")


def test_two_designers_see_each_other_and_each_other_s_changes(site: Site, page: Page, windows: Windows) -> None:
    other = windows.fresh()
    sign_in(site, other.page, "boris")
    for each in (page, other.page):
        each.goto(f"{site.address}/werkstatt/{SLUG}/?element=foto")
    expect(page.locator("#wb-anwesend")).to_contain_text("Boris", timeout=15_000)
    other.page.locator("#felder [name=frage]").fill("Bild vom Schaden")
    other.page.keyboard.press("Tab")
    expect(page.locator(".wb-row--here")).to_contain_text("Bild vom Schaden", timeout=5_000)
    expect(page.locator("#wb-ansage")).to_contain_text("Boris")
    other.context.close()


def test_what_is_being_typed_is_not_overwritten_by_what_somebody_else_saves(
    site: Site, page: Page, windows: Windows
) -> None:
    other = windows.fresh()
    sign_in(site, other.page, "boris")
    for each in (page, other.page):
        each.goto(f"{site.address}/werkstatt/{SLUG}/?element=laterne_nr")
    page.locator("#felder [name=kurzhinweis]").focus()
    page.keyboard.type("Steht am Mast")
    other.page.locator("#felder [name=frage]").fill("Nummer der Laterne")
    other.page.keyboard.press("Tab")
    expect(page.locator("#wb-stand")).to_contain_text("Boris", timeout=5_000)
    page.keyboard.press("Tab")
    expect(page.locator("#wb-stand")).to_contain_text("alles gespeichert")
    node = elements(site, SLUG)["laterne_nr"]
    assert node.label == "Nummer der Laterne"
    assert node.options["hint"].endswith("Steht am Mast") or node.options["hint"].startswith("Steht am Mast")
    other.context.close()


def test_dragging_moves_a_row(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/werkstatt/{SLUG}/?element=kategorie")
    rows = page.locator(".wb-row")
    before = [row.get_attribute("data-id") for row in rows.all()]
    page.locator("#wb-z-foto").drag_to(page.locator("#wb-z-kategorie"))
    expect(rows.nth(before.index("kategorie") + 1)).to_have_attribute("data-id", "foto")


def test_undo_and_redo_by_key(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/werkstatt/{SLUG}/?element=beschreibung")
    label = elements(site, SLUG)["beschreibung"].label
    page.locator("#felder [name=frage]").fill("Ganz anders")
    page.keyboard.press("Tab")
    expect(page.locator(".wb-row--here")).to_contain_text("Ganz anders")
    page.locator(".wb-row--here a").focus()
    page.keyboard.press("Control+z")
    expect(page.locator(".wb-row--here")).to_contain_text(label)
    page.keyboard.press("Control+y")
    expect(page.locator(".wb-row--here")).to_contain_text("Ganz anders")
    expect(page.locator("#wb-ansage")).to_contain_text("Gespeichert")
