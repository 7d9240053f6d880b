"""Every check says *fail* on each of its failing pages and finds nothing on the clean twin of each."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

import usability.checks
from usability.checks import CHECKS, Check, Verdict
from usability.model import Answer, Fact, Look, State

pytestmark = pytest.mark.browser

FIXTURES: Final = Path(usability.checks.__file__).parent / "fixtures"
MODULES: Final[dict[str, Check]] = {
    found.name: importlib.import_module(f"usability.checks.{found.name}").CHECK
    for found in pkgutil.iter_modules(usability.checks.__path__)
}
FAILING: Final = sorted(FIXTURES.glob("*/mangel-*.html"))
DOUBTFUL: Final = sorted(FIXTURES.glob("*/unklar-*.html"))
"""What no program can decide."""
PAGE: Final = "<!doctype html>"


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    page = window.new_page()
    yield page
    page.close()


def check_of(file: Path) -> Check:
    return MODULES[file.parent.name]


def judged(page: Page, file: Path) -> Verdict:
    """The verdict over a page; a journey's file holds several of them."""
    check = check_of(file)
    pages = file.read_text(encoding="utf-8").split(PAGE)[1:]
    if check.collect is None or check.conclude is None:
        page.set_content(PAGE + pages[0])
        return check.evaluate(page)
    facts = []
    for number, source in enumerate(pages, start=1):
        page.set_content(PAGE + source)
        state = State(f"seite-{number}/empty/1", f"seite-{number}", page.title(), "empty", "")
        facts.append(Fact(state, Look(), check.collect(page)))
    return check.conclude(facts)


def named(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


@pytest.mark.parametrize("file", FAILING, ids=named)
def test_a_failing_page_fails(page: Page, file: Path) -> None:
    verdict = judged(page, file)
    assert verdict.answer is Answer.FAIL
    assert all(found.message for found in verdict.found)


@pytest.mark.parametrize("file", DOUBTFUL, ids=named)
def test_a_doubtful_page_never_passes(page: Page, file: Path) -> None:
    assert judged(page, file).answer is Answer.UNSURE


@pytest.mark.parametrize("file", [*FAILING, *DOUBTFUL], ids=named)
def test_its_clean_twin_passes(page: Page, file: Path) -> None:
    verdict = judged(page, file.with_name("sauber-" + file.name.partition("-")[2]))
    assert verdict.answer is Answer.PASS, [found.message for found in verdict.found]


@pytest.mark.parametrize("name", MODULES)
def test_every_check_has_a_failing_page(name: str) -> None:
    assert [file for file in FAILING if file.parent.name == name]


def test_every_clean_page_has_a_failing_twin() -> None:
    clean = {file.name.removeprefix("sauber-") for file in FIXTURES.glob("*/sauber-*.html")}
    assert clean == {file.name.partition("-")[2] for file in (*FAILING, *DOUBTFUL)}


def test_every_rule_says_what_is_wrong_for_whom_and_how_to_mend_it() -> None:
    for check in CHECKS.values():
        assert check.rule.title
        assert check.rule.whom
        assert check.rule.mend
        assert check.rule.wcag or check.rule.level != "failure"
