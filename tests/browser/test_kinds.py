"""Searching a long list and filling in a table: by keyboard, by touch, with a screen reader's ears, without scripts."""

import re
import time
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Locator, Page, Route

from formengine.fields.folding import german, plain
from formengine.web import Settings
from formengine.web.clock import Clock
from tests import kinds
from tests.browser import axe
from tests.browser.site import Site, running
from tests.browser.windows import Window, Windows
from tests.core.forms import shared
from tests.definitions.cases import NOW

pytestmark = pytest.mark.browser

NATION: Final = '[id="f-nation:eingabe"]'
PLACE: Final = '[id="f-ort"]'
LOOKS: Final[dict[str, dict[str, object]]] = {
    "wide": {"width": 1280},
    "narrow-no-scripts": {"width": 320, "scripts": False, "inspectable": True},
    "narrow": {"width": 320},
    "wide-no-scripts": {"width": 1280, "scripts": False, "inspectable": True},
    "dark": {"width": 1280, "color_scheme": "dark"},
    "forced-colours": {"width": 320, "forced_colors": "active"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The application with a definition of all the kinds."""
    folder = kinds.write(tmp_path_factory.mktemp("definitionen"))
    data = tmp_path_factory.mktemp("daten")
    with running(data, own=Settings(data=data, definitions=folder, clock=Clock(NOW))) as started:
        yield started


@pytest.fixture(scope="module")
def windows(browser: Browser, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    opened = Windows(browser, site.address, tmp_path_factory.mktemp("dateien"))
    yield opened
    opened.close()


def weiter(window: Window) -> None:
    with window.sending():
        window.page.click('.aw-actions button[name="_weiter"]')


def begin(window: Window) -> None:
    window.open(f"/dienste/{kinds.SLUG}")
    with window.leaving():
        window.page.click("form button[type=submit]")


def to_lists(window: Window) -> Page:
    """The page with the long lists."""
    begin(window)
    answers = {"einkommen": "12", "beginn": "9", "iban": "DE89370400440532013000", "name": "Nguyễn"}
    for name, text in answers.items():
        window.page.fill(f'[id="f-{name}"]', text)
    weiter(window)
    window.page.wait_for_selector('[id="f-nation"]', state="attached")
    return window.page


def to_tables(window: Window) -> Page:
    """The page with the tables, reached without the searches."""
    page = to_lists(window)
    if window.scripts:
        choose(page.locator(NATION), "viet")
        choose(page.locator(PLACE), "bad nguyenhausen 3")
    else:
        page.select_option('[id="f-nation"]', "VN")
        page.fill(PLACE, "bad nguyenhausen 3")
    weiter(window)
    page.wait_for_selector('[id="f-ausgaben"]')
    return page


def choose(box: Locator, text: str) -> None:
    """Type, wait for the hits, take the first."""
    box.click()
    box.press_sequentially(text)
    box.page.wait_for_selector("[role=option]")
    box.press("ArrowDown")
    box.press("Enter")


def heard(page: Page, box: Locator) -> Locator:
    """What the search says to a screen reader."""
    return box.locator("xpath=..").locator("[role=status]")


def names(page: Page) -> list[str]:
    return page.locator("[role=option]").all_inner_texts()


def test_a_search_narrows_the_list_and_says_how_many_it_found(scripted: Window) -> None:
    page = to_lists(scripted)
    box = page.locator(NATION)
    box.click()
    assert box.get_attribute("aria-expanded") == "true"
    assert page.locator("[role=option]").count() == 100
    box.press_sequentially("oesterr")
    assert names(page) == ["Österreich"]
    heard(page, box).filter(has_text="1 Treffer").wait_for(state="attached")
    box.fill("xyzq")
    heard(page, box).filter(has_text="Kein Eintrag gefunden").wait_for(state="attached")
    assert box.get_attribute("aria-expanded") == "false"


def test_the_keyboard_alone_chooses_and_the_answer_is_the_lists(scripted: Window) -> None:
    page = to_lists(scripted)
    box = page.locator(NATION)
    box.focus()
    box.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    assert active
    assert page.locator(f'[id="{active}"]').inner_text() == "Afghanistan"
    box.press("ArrowUp")
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    box.press_sequentially("vietn")
    box.press("ArrowDown")
    box.press("Enter")
    assert (box.input_value(), page.input_value('[id="f-nation"]')) == ("Vietnam", "VN")
    assert page.evaluate("document.activeElement.id") == "f-nation:eingabe"
    assert box.get_attribute("aria-expanded") == "false"
    box.press("Tab")
    assert page.evaluate("document.activeElement.id") != "f-nation"


def test_the_label_names_the_search_and_leads_to_it(scripted: Window) -> None:
    page = to_lists(scripted)
    assert page.get_by_role("combobox", name="Staatsangehörigkeit").count() == 1
    page.locator("label", has_text="Staatsangehörigkeit").click()
    assert page.evaluate("document.activeElement.id") == "f-nation:eingabe"
    assert page.get_by_role("combobox", name="Geburtsort").count() == 1


def test_a_whole_title_is_a_choice_and_anything_else_stays_to_be_seen(scripted: Window) -> None:
    page = to_lists(scripted)
    box = page.locator(NATION)
    box.click()
    box.press_sequentially("tuerkei")
    box.blur()
    assert (box.input_value(), page.input_value('[id="f-nation"]')) == ("Türkei", "TR")
    box.fill("Preußen")
    box.blur()
    assert (box.input_value(), page.input_value('[id="f-nation"]')) == ("Preußen", "")
    heard(page, box).filter(has_text="Noch kein Eintrag ausgewählt").wait_for(state="attached")
    page.fill(PLACE, "bad nguyenhausen 3")
    weiter(scripted)
    page.wait_for_selector("#fehlerliste")
    box = page.locator(NATION)
    assert box.input_value() == "Preußen"
    assert box.get_attribute("aria-invalid") == "true"
    page.locator("#fehlerliste a").first.click()
    assert page.evaluate("document.activeElement.id") == "f-nation:eingabe"


def test_what_the_browser_chooses_in_the_list_stands_in_the_search(scripted: Window) -> None:
    page = to_lists(scripted)
    page.select_option('[id="f-nation"]', "AT")
    assert page.input_value(NATION) == "Österreich"


def test_a_choice_shows_the_question_that_depends_on_it(scripted: Window) -> None:
    page = to_lists(scripted)
    question = page.locator('[data-field="seit"]')
    assert not question.is_visible()
    choose(page.locator(NATION), "deutschl")
    question.wait_for(state="visible")
    choose_again = page.locator(NATION)
    choose_again.fill("")
    choose(choose_again, "vietn")
    question.wait_for(state="hidden")


def test_a_touch_opens_the_list_and_chooses(windows: Windows) -> None:
    window = windows.fresh(width=320, has_touch=True, is_mobile=True)
    page = to_lists(window)
    box = page.locator(NATION)
    box.tap()
    page.locator("[role=option]", has_text="Albanien").tap()
    assert (box.input_value(), page.input_value('[id="f-nation"]')) == ("Albanien", "AL")
    tall = page.evaluate("""() => {
      document.querySelector('[id="f-nation:eingabe"]').click();
      return [...document.querySelectorAll("[role=option]")].map(one => one.getBoundingClientRect().height);
    }""")
    assert min(tall) >= 24
    window.context.close()


def test_a_very_long_list_is_fetched_once_and_searched_here(scripted: Window) -> None:
    page = to_lists(scripted)
    scripted.forget()
    box = page.locator(PLACE)
    choose(box, "luzhausen 10")
    assert "Łužhausen 10" in box.input_value()
    assert re.fullmatch("[0-9]{5}", page.input_value('[id="f-ort:wahl"]'))
    fetched = [request.url for request in scripted.requests if "/optionen/" in request.url]
    assert len(fetched) == 1
    choose(page.locator(NATION), "viet")
    weiter(scripted)
    page.wait_for_selector('[id="f-ausgaben"]')


def test_the_browser_and_the_server_fold_alike(scripted: Window) -> None:
    """Over every letter of the standard; the list is made of them."""
    text = shared("data/din91379-latin-letters.txt").read_text(encoding="utf-8")
    entries = ["".join(chr(int(p, 16)) for p in line.split("; ")[2].split()) for line in text.splitlines()]
    page = scripted.page
    scripted.open("/hinweise")
    source = (kinds.ROOT / "formengine/fields/select/auswahl.js").read_text(encoding="utf-8")
    functions = source[source.index("const LETTERS") : source.index("const fetched")]
    found = page.evaluate(
        f"entries => {{ {functions} return entries.map(one => [plain(one), german(one)]); }}", entries
    )
    different = [
        (entry, ours, theirs)
        for entry, theirs in zip(entries, found, strict=True)
        if (ours := [plain(entry), german(entry)]) != theirs
    ]
    assert different == []


def test_without_scripts_the_lists_are_lists(windows: Windows) -> None:
    window = windows.fresh(scripts=False)
    page = to_lists(window)
    assert page.locator("[role=combobox]").count() == 0
    page.select_option('[id="f-nation"]', "DE")
    assert page.locator('[data-field="seit"]').is_visible()
    page.fill(PLACE, "nguyendorf 7")
    with window.leaving():
        page.click('button[name="ort:suchen"]')
    assert "8 Treffer" in page.locator('label[for="f-ort:wahl"]').inner_text()
    page.select_option('[id="f-ort:wahl"]', label="OberNguyễndorf 7")
    weiter(window)
    assert page.locator('[id="f-ausgaben"]').count() == 1
    window.context.close()


def test_rows_come_and_go_and_nothing_typed_is_lost(window: Window) -> None:
    page = to_tables(window)
    page.fill('[name="ausgaben:22222222:posten"]', "Miete")
    page.fill('[name="ausgaben:22222222:betrag"]', "450")
    press(window, "ausgaben:mehr")
    page.wait_for_selector('[name="ausgaben:22222224:posten"]')
    if window.scripts:
        assert page.evaluate("document.activeElement.name") == "ausgaben:22222224:posten"
    page.fill('[name="ausgaben:22222224:posten"]', "Gas")
    press(window, "ausgaben:weg", "22222222")
    page.wait_for_selector('button[name="ausgaben:zurueck"]')
    assert page.input_value('[name="ausgaben:22222224:posten"]') == "Gas"
    press(window, "ausgaben:zurueck")
    page.wait_for_selector('[name="ausgaben:22222222:posten"]')
    assert page.input_value('[name="ausgaben:22222222:betrag"]') == "450"


def press(window: Window, name: str, value: str = "") -> None:
    button = window.page.locator(f'button[name="{name}"]' + (f'[value="{value}"]' if value else ""))
    with window.sending():
        button.click()


def test_sums_follow_what_is_typed_without_losing_the_place(scripted: Window) -> None:
    page = to_tables(scripted)
    first, second = '[name="ausgaben:22222222:betrag"]', '[name="ausgaben:22222223:betrag"]'
    page.fill(first, "450")
    with scripted.refreshing():
        page.focus(second)
        page.locator(second).press_sequentially("45,", delay=60)
    page.locator(second).press_sequentially("90", delay=30)
    assert page.input_value(second) == "45,90"
    assert page.evaluate("document.activeElement.name") == "ausgaben:22222223:betrag"
    with scripted.refreshing():
        page.locator(second).blur()
    page.locator("tfoot output", has_text="495,90").wait_for()
    assert page.input_value(first) == "450"
    assert page.input_value(second) == "45,90"


def slowly(route: Route) -> None:
    """A bad network."""
    time.sleep(0.6)
    route.continue_()


def test_what_is_typed_while_the_sums_are_on_their_way_stays(scripted: Window) -> None:
    page = to_tables(scripted)
    page.route("**/tabelle", slowly)
    page.fill('[name="ausgaben:22222222:betrag"]', "450")
    with scripted.refreshing():
        page.focus('[name="ausgaben:22222222:posten"]')
        page.wait_for_timeout(450)
        page.locator('[name="ausgaben:22222222:posten"]').press_sequentially("Miete und Strom", delay=40)
    assert page.input_value('[name="ausgaben:22222222:posten"]') == "Miete und Strom"
    assert page.input_value('[name="ausgaben:22222222:betrag"]') == "450"


def test_a_cell_is_named_by_its_column_and_row(window: Window) -> None:
    page = to_tables(window)
    assert page.get_by_role("textbox", name="Betrag Zeile 2").count() == 1
    assert page.get_by_role("textbox", name="Warmwasser Bad").count() == 1
    assert page.get_by_role("columnheader", name="Betrag").count() == 1
    assert page.get_by_role("rowheader", name="Bad").count() == 1
    assert page.get_by_role("table", name="Zählerstände").count() == 1


@pytest.mark.parametrize(
    "look", [pytest.param(name, marks=[] if i < 2 else [pytest.mark.slow]) for i, name in enumerate(LOOKS)]
)
def test_axe_finds_nothing_in_any_state(windows: Windows, look: str) -> None:
    window = windows.fresh(**LOOKS[look])  # type: ignore[arg-type]
    page, found = window.page, list[str]()

    def see(state: str) -> None:
        scanned = axe.scan(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found.extend(f"{look} {state}: {line}" for line in axe.sentences(scanned["violations"]))
        found.extend([f"{look} {state}: {wide} px wider than the window"] if wide > 0 else [])

    begin(window)
    see("empty")
    send_empty(window)
    see("errors")
    to_lists(window)
    see("lists")
    if window.scripts:
        page.locator(NATION).click()
        page.locator(NATION).press_sequentially("an")
        see("open list")
        page.locator(NATION).press("ArrowDown")
        see("active option")
        page.keyboard.press("Escape")
    send_empty(window)
    see("lists with errors")
    to_tables(window)
    see("tables")
    page.fill('[name="ausgaben:22222222:betrag"]', "viel")
    press(window, "ausgaben:weg", "22222222")
    see("row gone")
    page.fill('[name="ausgaben:22222223:betrag"]', "viel")
    send_empty(window)
    see("tables with errors")
    assert found == []
    window.context.close()


def send_empty(window: Window) -> None:
    weiter(window)
    window.page.wait_for_selector("#fehlerliste")
