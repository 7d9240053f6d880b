"""Every check says *fail* on each of its failing pages and finds nothing on the clean twin of each."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

import usability.checks
from usability.checks import CHECKS, CLOCK, Check
from usability.model import Answer

pytestmark = pytest.mark.browser

FIXTURES: Final = Path(usability.checks.__file__).parent / "fixtures"
MODULES: Final = {check.evaluate.__module__.rpartition(".")[2]: check for check in CHECKS.values()}
FAILING: Final = sorted(FIXTURES.glob("*/mangel-*.html"))
ORIGIN: Final = "http://seite.test"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    yield context.new_page()
    context.close()


def check_of(file: Path) -> Check:
    return MODULES[file.parent.name]


def opened(page: Page, file: Path) -> Page:
    if check_of(file).stage == CLOCK:
        page.clock.install()
    # With an address of its own, so that it can be sent and loaded again.
    page.route(f"{ORIGIN}/*", lambda route: route.fulfill(content_type="text/html; charset=utf-8", path=file))
    page.goto(f"{ORIGIN}/{file.stem}")
    return page


@pytest.mark.parametrize("file", FAILING, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_failing_page_fails(page: Page, file: Path) -> None:
    verdict = check_of(file).evaluate(opened(page, file))
    assert verdict.answer is Answer.FAIL
    assert all(found.message for found in verdict.found)


@pytest.mark.parametrize("file", FAILING, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_its_clean_twin_passes(page: Page, file: Path) -> None:
    twin = file.with_name(file.name.replace("mangel-", "sauber-"))
    verdict = check_of(file).evaluate(opened(page, twin))
    assert verdict.answer is Answer.PASS, [found.message for found in verdict.found]


@pytest.mark.parametrize("name", MODULES)
def test_every_check_has_a_failing_page(name: str) -> None:
    assert [file for file in FAILING if file.parent.name == name]


def test_every_clean_page_has_a_failing_twin() -> None:
    clean = {file.name.removeprefix("sauber-") for file in FIXTURES.glob("*/sauber-*.html")}
    assert clean == {file.name.removeprefix("mangel-") for file in FAILING}


def test_every_rule_says_what_is_wrong_for_whom_and_how_to_mend_it() -> None:
    for check in CHECKS.values():
        assert check.rule.title
        assert check.rule.whom
        assert check.rule.mend
        assert check.rule.wcag or check.rule.level != "failure"
