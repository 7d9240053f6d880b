"""Defects that are planted into the product's own pages are found, and the pages as they are have none."""

import datetime
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
ORDER: Final = Order(SLUG, DEFINITIONS, "musterhausen", datetime.datetime(2026, 11, 23, 9))
STATES: Final = ("person/empty/1", "person/errors/1", "pruefen/filled/1")
READING: Final = [check for check in CHECKS.values() if check.scope == "shown"]

PLANTED: Final = [
    ("beschriftung-eindeutig", 0, "document.querySelectorAll('[data-field$=familienname] label, [data-field$=vornamen] label').forEach(l => l.textContent = 'Name')"),
    ("beschriftung-eindeutig", 0, "document.querySelector('[data-field$=familienname] label').textContent = 'Feld 1'"),
    ("pflicht-in-worten", 0, "document.querySelector('[data-field$=vornamen] input').removeAttribute('aria-required')"),
    ("ausfuellhilfe", 0, "document.querySelector('[autocomplete=family-name]').autocomplete = 'given-name'"),
    ("ausfuellhilfe", 0, "document.querySelector('[autocomplete=family-name]').setAttribute('autocomplete', 'nachname')"),
    ("sprache", 0, "document.documentElement.lang = ''"),
    ("sprache", 0, "[...document.querySelectorAll('main .kern-hint')].find(h => h.checkVisibility()).textContent = 'Please enter your name as it is on the card.'"),
    ("ueberschriften", 0, "document.querySelector('h1').textContent = 'Schritt 3'"),
    ("ueberschriften", 2, "document.querySelector('main h2').textContent = ''"),
    ("linktexte", 2, "document.querySelectorAll('main dl .kern-sr-only').forEach(s => s.remove())"),
    ("nur-farbe", 1, "document.querySelectorAll('[aria-describedby]').forEach(f => f.removeAttribute('aria-describedby')); document.querySelectorAll('.aw-error').forEach(e => e.remove())"),
    ("zeitbegrenzung", 0, "document.head.insertAdjacentHTML('beforeend', '<meta http-equiv=refresh content=\"600\">')"),
    ("statusmeldungen", 0, "document.body.insertAdjacentHTML('beforeend', '<div class=\"toast\">Gespeichert</div>')"),
    ("fehler-hilft-weiter", 1, "document.querySelectorAll('.aw-error .kern-body').forEach(e => e.textContent = 'Ungültig.')"),
    ("tabellen-und-listen", 2, "const dl = [...document.querySelectorAll('main dl')].sort((a, b) => b.children.length - a.children.length)[0]; dl.outerHTML = '<div>' + [...dl.children].map(r => `<p>${r.querySelector('dt').textContent.slice(0, 30)}: ${r.querySelector('dd').textContent}</p>`).join('') + '</div>'"),
    ("schaltflaechen", 0, "document.querySelector('[name=_weiter]:not([tabindex])').textContent = 'OK'"),
    ("schaltflaechen", 0, "document.querySelectorAll('.aw-actions button').forEach(b => b.textContent = 'Weiter')"),
]  # fmt: skip


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running(**ORDER.settings) as found:
        yield found


@pytest.fixture(scope="module")
def visits(site: Site) -> list[Visit]:
    planned = plan(ORDER)
    by_id = {placed.state.id: placed for placed in planned.states.placed}
    found = [Placing(site.app, SLUG).place(by_id[id_]) for id_ in STATES]
    for visit in found:
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


@pytest.mark.parametrize(("rule", "state", "defect"), PLANTED, ids=[f"{r}-{i}" for i, (r, _, _) in enumerate(PLANTED)])
def test_a_planted_defect_is_found(
    page: Page, site: Site, visits: list[Visit], rule: str, state: int, defect: str
) -> None:
    opened(page, site, visits[state])
    assert CHECKS[rule].evaluate(page).answer is not Answer.FAIL
    page.evaluate(f"() => {{ {defect} }}")
    assert CHECKS[rule].evaluate(page).answer is Answer.FAIL


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
