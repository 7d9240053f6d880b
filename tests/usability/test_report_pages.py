"""The pages of a report keep what they demand: our own checks and axe find nothing, at any width, light and dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.usability.planted import CLEAN, PLANTED, entry, recorded
from usability import axe
from usability.checks import CHECKS
from usability.model import Answer, Found
from usability.places import HELPER
from usability.reports import write_all

pytestmark = pytest.mark.browser

PAGES = ("bericht.html", "pruefprotokoll.html", "erklaerung.html")
VERDICTS = (
    entry("9.1.3.1"),
    entry("9.2.4.3", "fail", note="Nach „Hinzufügen“ ist der Fokus weg."),
    entry("9.3.2.3", seen={}),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("bericht")
    write_all(recorded(PLANTED, *VERDICTS), place)
    return place / PLANTED.slug


@pytest.fixture(params=[(1280, "light"), (320, "dark")], ids=["wide", "narrow-dark"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="de-DE")
    yield context.new_page()
    context.close()


def opened(page: Page, file: Path, anchor: str = "") -> Page:
    page.goto(file.as_uri() + anchor)
    page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true })")
    return page


def wrong(page: Page) -> list[str]:
    """What axe and the checks for pages that ask nothing say."""
    page.evaluate(HELPER)
    found: list[Found] = [each for each in axe.scan(page) if each.answer is Answer.FAIL]
    for id_ in ("tastatur", "umbruch-320"):
        found += CHECKS[id_].evaluate(page).found
    return [f"{each.rule.id} {each.place.selector}: {each.message}" for each in found]


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_report_has_no_barrier(page: Page, folder: Path, name: str) -> None:
    assert wrong(opened(page, folder / name)) == []


def test_the_report_has_no_barrier_on_a_narrow_dark_screen(browser: Browser, folder: Path) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 900}, color_scheme="dark", locale="de-DE")
    assert wrong(opened(context.new_page(), folder / "bericht.html")) == []
    context.close()


def test_the_report_loads_nothing_and_runs_nothing(folder: Path) -> None:
    for name in PAGES:
        text = (folder / name).read_text(encoding="utf-8")
        assert "<script" not in text
        assert "<link" not in text
        assert "http" not in text.replace("http://127.0.0.1:8000/dienste/probe", "")


def shown(page: Page) -> list[str]:
    found: list[str] = page.locator("article").evaluate_all(
        "all => all.filter(each => each.checkVisibility()).map(each => each.id)"
    )
    return found


def test_the_findings_of_one_question_are_shown_alone_by_its_link(browser: Browser, folder: Path) -> None:
    page = browser.new_context(java_script_enabled=True).new_page()
    opened(page, folder / "bericht.html")
    assert len(shown(page)) == 3
    page.get_by_role("link", name="Beschreibung des Orts").click()
    assert shown(page) == ["3" * 16]
    assert [heading.strip() for heading in page.locator("section.level h2:visible").all_inner_texts()] == [
        "Bitte ansehen (1)"
    ]
    page.get_by_role("link", name="Alle Befunde zeigen").click()
    assert len(shown(page)) == 3
    page.context.close()


def test_a_report_without_findings_says_that_this_proves_little(browser: Browser, tmp_path: Path) -> None:
    write_all(CLEAN, tmp_path)
    page = browser.new_page()
    opened(page, tmp_path / CLEAN.slug / "bericht.html")
    assert page.get_by_text("Das beweist noch nicht, dass der Dienst barrierefrei ist.").is_visible()
    assert page.locator("article").count() == 0
    page.context.close()
