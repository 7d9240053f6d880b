"""The preview in a designer's window: it says what was chosen, takes in a new head in place, and axe looks at it."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page

from formengine.core.bundle import Bundle
from formengine.web import preview
from tests.browser.site import Site, running
from tests.browser.windows import Windows
from tests.definitions.cases import NOW

pytestmark = pytest.mark.browser

SLUG = "lp03-maengelmelder"
LISTEN = """() => {
  window.heard = [];
  window.addEventListener("message", ({data, origin}) => { if (origin === location.origin) window.heard.push(data); });
}"""
FRAME = """url => {
  const frame = document.createElement("iframe");
  Object.assign(frame, {src: url, title: "Vorschau", id: "rahmen", width: 900, height: 700});
  document.body.append(frame);
}"""
TELL = "what => document.querySelector('#rahmen').contentWindow.postMessage(what, location.origin)"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("daten"), prepare=lambda app: preview.allow(app, lambda slug: True)) as site:
        yield site


@pytest.fixture
def around(browser: Browser, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A window of ours with a preview in it."""
    windows = Windows(browser, site.address, tmp_path_factory.mktemp("dateien"))
    window = windows.fresh()
    page = window.page
    page.goto(f"{site.address}/hinweise")
    page.evaluate(LISTEN)
    page.evaluate(FRAME, f"/vorschau/{SLUG}/was")
    heard(page, "bereit")
    yield page
    complaints = list(window.complaints)
    windows.close()
    assert complaints == []


def heard(page: Page, art: str) -> dict[str, Any]:
    """The next message of a kind from the preview; it is taken away."""
    page.wait_for_function("art => window.heard.some(one => one.art === art)", arg=art)
    take = "art => window.heard.splice(window.heard.findIndex(one => one.art === art), 1)[0]"
    found: dict[str, Any] = page.evaluate(take, art)
    return found


def inside(page: Page) -> Frame:
    return next(frame for frame in page.frames if "/vorschau/" in frame.url or "/antrag/" in frame.url)


def relabel(site: Site, label: str) -> str:
    """Give the first question of the head another label; its id."""
    head = site.store.bundles.head(SLUG)
    assert head is not None
    bundle = site.store.bundles.load(head)
    form = copy.deepcopy(dict(bundle.form))
    control = next(each for each in form["uischema"]["elements"][0]["elements"] if each["type"] == "Control")
    control["label"] = label
    site.store.bundles.save_edited(Bundle(SLUG, form, bundle.cases, bundle.texts, bundle.shared), NOW)
    return str(control["id"])


def test_the_window_around_learns_which_question_was_chosen(around: Page) -> None:
    field = inside(around).locator("[data-field]:has(input:visible)").first
    field.locator("input:visible").first.click()
    assert heard(around, "gewaehlt")["element"] == field.get_attribute("data-field")


def test_a_new_head_appears_in_place_and_what_was_typed_stays(around: Page, site: Site) -> None:
    frame = inside(around)
    frame.evaluate("window.same = true")
    box = frame.locator("#felder textarea:visible, #felder input[type=text]:visible").first
    box.fill("schon getippt")
    name = box.get_attribute("name")
    id_ = relabel(site, "Ganz neue Frage")
    around.evaluate(TELL, {"art": "lade neu"})
    heard(around, "bereit")
    assert "Ganz neue Frage" in frame.locator(f'[data-field="{id_}"]').inner_text()
    assert frame.locator(f'[name="{name}"]').input_value() == "schon getippt"
    assert frame.evaluate("document.activeElement.name") == name
    assert frame.evaluate("window.same") is True


def test_an_element_is_shown_when_the_window_asks_for_it(around: Page) -> None:
    frame = inside(around)
    last = frame.locator("[data-field]").last
    around.evaluate(TELL, {"art": "zeige Element", "element": last.get_attribute("data-field")})
    frame.wait_for_function("() => document.querySelector('.aw-vorschau-gezeigt')")
    assert "aw-vorschau-gezeigt" in (last.get_attribute("class") or "")


def test_axe_looks_at_each_state_and_its_findings_are_kept(around: Page, site: Site) -> None:
    said = heard(around, "befunde")
    assert "fehler" not in said, said
    head = site.store.bundles.head(SLUG)
    assert head is not None
    kept = site.store.preview_findings.of(SLUG, head.hash)
    assert [state.state for state in kept if state.state == said["zustand"]]
    assert not [each for state in kept for each in state.findings if each.sure]


def test_whoever_goes_on_stays_in_the_frame(around: Page, site: Site) -> None:
    around.evaluate("document.querySelector('#rahmen').src += '?zustand=ausgefuellt'")
    heard(around, "bereit")
    frame = inside(around)
    frame.locator("button[name=_weiter]:visible").last.click()
    frame.wait_for_url("**/antrag/**")
    assert heard(around, "bereit")["zustand"].endswith("/entwurf")
    relabel(site, "Noch eine neue Frage")
    frame.goto(frame.url.rpartition("/")[0] + "/was")
    assert "Noch eine neue Frage" in frame.locator("#felder").inner_text()
