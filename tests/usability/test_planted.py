"""Defects that are planted into the product's own pages are found, and the pages as they are have none."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from formengine.web.settings import Settings
from usability.checks import CHECKS
from usability.model import Answer
from usability.placing import Placing, Visit
from usability.runner import Order, plan
from usability.site import Site, running

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DEFINITIONS: Final = Path(__file__).parents[2] / "definitions"
SLUG: Final = "lp01-baumfaellung"
ORDER: Final = Order(SLUG, DEFINITIONS, "musterhausen", datetime.datetime.fromisoformat("2026-11-23T09:00"))
READING: Final = [check for check in CHECKS.values() if check.scope == "shown"]

PLANTED: Final = json.loads((Path(__file__).parent / "planted.json").read_text(encoding="utf-8"))
"""A rule, a state, and a script that plants there what breaks the rule."""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running(**ORDER.settings) as found:
        yield found


@pytest.fixture(scope="module")
def visits(site: Site) -> dict[str, Visit]:
    planned = plan(ORDER)
    by_id = {placed.state.id: placed for placed in planned.states.placed}
    found = {id_: Placing(site.app, SLUG).place(by_id[id_]) for id_ in {each["state"] for each in PLANTED}}
    for visit in found.values():
        site.keys.know(visit)
    return found


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    yield context.new_page()
    context.close()


def opened(page: Page, site: Site, visit: Visit) -> Page:
    page.goto(site.address + visit.url)
    if visit.button:
        page.locator(f"main form button[name={visit.button}]:not([tabindex])").click()
        page.locator("[aria-invalid=true]").first.wait_for()
    return page


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted["rule"])
def test_a_planted_defect_is_found(page: Page, site: Site, visits: dict[str, Visit], planted: dict[str, str]) -> None:
    check = CHECKS[planted["rule"]]
    opened(page, site, visits[planted["state"]])
    assert check.evaluate(page).answer is not Answer.FAIL
    page.evaluate(f"() => {{ {planted['defect']} }}")
    assert check.evaluate(page).answer is Answer.FAIL


@pytest.mark.parametrize("path", ["/", "/hinweise", "/weitermachen", f"/dienste/{SLUG}"])
def test_the_pages_around_the_forms_have_no_failure(page: Page, site: Site, path: str) -> None:
    response = page.goto(site.address + path)
    assert response is not None
    assert response.ok
    for check in READING:
        verdict = check.evaluate(page)
        assert verdict.answer is not Answer.FAIL, [found.message for found in verdict.found]


def test_the_gate_asks_for_nothing_but_a_code_that_can_be_pasted(page: Page, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, definitions=DEFINITIONS, kommune="musterhausen", access_code="Linde-Eiche-42")
    with running(settings) as gated:
        page.goto(gated.address)
        assert CHECKS["anmeldung"].evaluate(page).answer is Answer.PASS
        for check in READING:
            verdict = check.evaluate(page)
            assert verdict.answer is not Answer.FAIL, [found.message for found in verdict.found]
