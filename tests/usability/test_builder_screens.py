"""Every screen of the builder stands up to the harness's own checks and to axe; a new screen cannot be forgotten."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser
from werkzeug.routing import MapAdapter

from builder.beginning import TEMPLATES
from tests.usability.builder_looking import doubts, failures, look_at
from tests.usability.builder_screens import Screen, screens, template
from tests.usability.builder_site import SLUG, Built, built
from usability.model import Look

LOOKS = {
    "wide": Look(),
    "narrow": Look(width=320),
    "dark": Look(scheme="dark"),
    "forced colours": Look(forced=True),
    "no scripts": Look(scripts=False),
}
NO_PAGES = {
    "werkstatt-befunde.at_element": f"/werkstatt/{SLUG}/befunde/am-element",
    "werkstatt-fassungen.choose": f"/werkstatt/{SLUG}/fassungen/vergleich?von=1&bis=2",
    "werkstatt-fragenkatalog.download": f"/werkstatt/{SLUG}/fragenkatalog.docx",
    "werkstatt-json.download": f"/werkstatt/{SLUG}/json/form.json",
    "werkstatt-live.events": f"/werkstatt/{SLUG}/ereignisse",
    "werkstatt-live.state": f"/werkstatt/{SLUG}/stand",
    "werkstatt-mitnehmen.archive": f"/werkstatt/{SLUG}/export.zip",
    "werkstatt-mitnehmen.document": f"/werkstatt/{SLUG}/format/jsonforms.json",
    "werkstatt-mitnehmen.files": f"/werkstatt/{SLUG}/ordner.zip",
    "werkstatt-storyboard.download": f"/werkstatt/{SLUG}/storyboard.zip",
}
"""Addresses that answer with a part of a page, a file, a stream or another address."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    with built(tmp_path_factory.mktemp("daten")) as running:
        yield running


@pytest.fixture(scope="module")
def every(site: Built) -> list[Screen]:
    return screens(site)


def test_no_address_of_the_builder_is_left_out(site: Built, every: list[Screen]) -> None:
    adapter: MapAdapter = site.app.url_map.bind("localhost")
    wanted = {
        rule.endpoint
        for rule in site.app.url_map.iter_rules()
        if rule.rule.startswith("/werkstatt/") and "GET" in (rule.methods or ())
    }
    seen = {adapter.match(f"/werkstatt/{screen.path.partition('?')[0]}", method="GET")[0] for screen in every}
    assert wanted == seen | NO_PAGES.keys()
    assert not seen & NO_PAGES.keys()


@pytest.mark.parametrize("endpoint", NO_PAGES)
def test_what_is_left_out_is_no_page(site: Built, endpoint: str) -> None:
    client, path = site.app.test_client(), NO_PAGES[endpoint]
    client.set_cookie("aw-konto", site.secret("admin"))
    assert site.app.url_map.bind("localhost").match(path.partition("?")[0], method="GET")[0] == endpoint
    answer = client.get(path)
    with answer:
        assert answer.status_code in (200, 302, 303)
        assert answer.mimetype != "text/html" or b"<!doctype" not in answer.data.lower() or answer.status_code > 300


def test_the_names_of_screens_are_different_ones(every: list[Screen]) -> None:
    assert len({screen.name for screen in every}) == len(every)


@pytest.mark.browser
def test_the_main_screens_have_no_barrier(
    browser: Browser, site: Built, every: list[Screen], record_property: Callable[[str, object], None]
) -> None:
    chosen = [screen for screen in every if screen.smoke]
    looked = look_at(browser, site, chosen, LOOKS["wide"], acting=False)
    record_property("screens", len(chosen))
    assert failures(looked) == []


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_leads_to_a_page_with_a_barrier(browser: Browser, site: Built, name: str) -> None:
    assert failures(look_at(browser, site, template(site, name), LOOKS["wide"], acting=False)) == []


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
def test_no_state_of_any_screen_has_a_barrier_under_any_look(
    browser: Browser, site: Built, every: list[Screen], look: str, record_property: Callable[[str, object], None]
) -> None:
    looked = look_at(browser, site, every, LOOKS[look], acting=False)
    record_property("screens", len(every))
    record_property("nobody can tell", doubts(looked))
    assert failures(looked) == []


@pytest.mark.browser
@pytest.mark.slow
def test_the_main_screens_stand_keys_zoom_spacing_forced_colours_and_print(
    browser: Browser, site: Built, every: list[Screen], record_property: Callable[[str, object], None]
) -> None:
    looked = look_at(browser, site, [screen for screen in every if screen.smoke], LOOKS["wide"], acting=True)
    record_property("nobody can tell", doubts(looked))
    assert failures(looked) == []
