"""A slow and lossy line: whatever gets lost, trying again leads on, and nothing is there twice."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pytest
from playwright.sync_api import Browser

from formengine.core.model import CHECK_PAGE
from formengine.web.clock import Clock
from formengine.web.settings import Settings
from tests.browser.line import LOST_AFTER, LOST_BEFORE, THIRTY_PERCENT, THROUGH, Line, PatientPerson
from tests.browser.person import Person
from tests.browser.site import Site, running
from tests.browser.test_network import before_the_end, submissions
from tests.browser.windows import Window, Windows
from tests.definitions.cases import NOW, definitions, visiting
from tests.definitions.travel import Trip
from tests.web.files import PDF
from tests.web.listed import FORM

pytestmark = pytest.mark.browser

_SLUGS: Final = ("lp03-maengelmelder",)
"""Whose longest case is played; the permit joins as soon as `Trip` can fill lists."""
_FATES: Final = {
    "request-lost": (LOST_BEFORE, THROUGH, THROUGH),
    "answer-lost": (LOST_AFTER, THROUGH, THROUGH),
    "both-lost": (LOST_AFTER, LOST_BEFORE, THROUGH, THROUGH),
}
_fated = pytest.mark.parametrize(
    "fates",
    [pytest.param(fates, id=id_, marks=[] if "both" in id_ else [pytest.mark.slow]) for id_, fates in _FATES.items()],
)


class Waiting(PatientPerson):
    """Somebody who has begun already, on a line that was still good."""

    def begin(self, slug: str) -> None:
        """Stay."""


@pytest.fixture
def opened(windows: Windows) -> Iterator[Callable[..., Window]]:
    """Opens windows in which complaints are to be expected."""
    kept: list[Window] = []

    def fresh(**options: Any) -> Window:
        kept.append(windows.fresh(**options))
        return kept[-1]

    yield fresh
    for window in kept:
        window.context.close()


@pytest.mark.parametrize("slug", _SLUGS)
def test_an_application_gets_through_a_line_that_loses_three_in_ten(
    opened: Callable[..., Window],
    site: Site,
    scripts: bool,
    slug: str,
    record_property: Callable[[str, object], None],
) -> None:
    window, definition = opened(scripts=scripts), definitions()[slug]
    Person(window).begin(slug)
    person, line = Waiting(window), Line(window, THIRTY_PERCENT)
    number, _ = person.place()
    with line.bad():
        Trip(definition, visiting(definition)[0], person, site.store).run()
    assert person.place() == (number, "eingang")
    assert set(line.lost) == {LOST_BEFORE, LOST_AFTER}
    assert person.tries == len(line.lost)
    assert submissions(site, number) == 1
    record_property("lossy line", f"{len(line.lost)} lost and sent again")


@_fated
@pytest.mark.parametrize("slug", _SLUGS)
def test_sending_again_without_scripts_makes_one_application(
    opened: Callable[..., Window], site: Site, slug: str, fates: tuple[str, ...]
) -> None:
    window = opened(scripts=False)
    before_the_end(window, site, slug)
    person = PatientPerson(window)
    number, _ = person.place()
    line = Line(window, fates)
    with line.bad():
        person.press("_absenden")
    assert line.lost
    assert person.place() == (number, "eingang")
    window.open(f"/antrag/{number}/{CHECK_PAGE}")
    assert person.place() == (number, "eingang")
    assert submissions(site, number) == 1


@dataclass(frozen=True)
class Grove:
    """A site whose application asks for trees, in a list with pages of their own and in one without."""

    site: Site
    windows: Windows

    def items(self, number: str, list_: str) -> list[str]:
        """The ids of a list's items, as they are stored."""
        row = self.site.store.drafts.pages(number)[f"s-{list_}"]
        if row.pending is not None:
            return list(row.pending["raw"].get(list_, []))
        return [item["_id"] for item in (row.answers or {}).get(list_, [])]


@pytest.fixture(scope="module")
def grove(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grove]:
    folder = tmp_path_factory.mktemp("definitionen")
    (folder / "baeume").mkdir()
    (folder / "baeume/form.json").write_text(json.dumps(FORM), encoding="utf-8")
    data = tmp_path_factory.mktemp("daten")
    with running(data, own=Settings(data=data, definitions=folder, clock=Clock(NOW))) as site:
        windows = Windows(browser, site.address, tmp_path_factory.mktemp("dateien"))
        yield Grove(site, windows)
        windows.close()


@pytest.fixture
def person(grove: Grove, scripts: bool) -> Iterator[PatientPerson]:
    """Somebody who has begun, with JavaScript and without."""
    window = grove.windows.fresh(scripts=scripts)
    begun = PatientPerson(window)
    begun.begin("baeume")
    yield begun
    window.context.close()


def _describe_tree(person: PatientPerson) -> None:
    person.page.locator('[value="birke"]').last.check()
    person.page.locator('input[name$=".umfang"]').last.fill("118")


def _plant(person: PatientPerson) -> None:
    """A tree in the first list, which then is done."""
    person.change("add:eigene")
    _describe_tree(person)
    person.press("_weiter")


@_fated
def test_items_with_pages_of_their_own_are_there_once(
    grove: Grove, person: PatientPerson, fates: tuple[str, ...]
) -> None:
    number, _ = person.place()
    line = Line(person.window, fates)
    with line.bad():
        _plant(person)
        (first,) = grove.items(number, "eigene")
        _plant(person)
        (same, second) = grove.items(number, "eigene")
        assert same == first
        person.change(f"up:eigene:{second}")
        assert grove.items(number, "eigene") == [second, first]
        person.change(f"remove:eigene:{second}")
        assert grove.items(number, "eigene") == [first]
        person.change("undo:eigene")
        assert grove.items(number, "eigene") == [second, first]
        person.press("_weiter")
    assert person.tries == len(line.lost) >= 2
    answers = grove.site.store.drafts.pages(number)["s-eigene"].answers or {}
    assert [item["umfang"] for item in answers["eigene"]] == [118, 118]
    assert person.page.url.endswith("/gleich")


@_fated
def test_items_on_the_page_itself_are_there_once(grove: Grove, person: PatientPerson, fates: tuple[str, ...]) -> None:
    number, _ = person.place()
    _plant(person)
    person.press("_weiter")
    line = Line(person.window, fates)
    with line.bad():
        person.change("add:gleich")
        (first,) = grove.items(number, "gleich")
        _describe_tree(person)
        person.change("add:gleich")
        (same, second) = grove.items(number, "gleich")
        assert same == first
        person.change(f"remove:gleich:{first}")
        assert grove.items(number, "gleich") == [second]
        person.change("undo:gleich")
        assert grove.items(number, "gleich") == [first, second]
        person.change(f"remove:gleich:{second}")
        person.press("_weiter")
    assert person.tries == len(line.lost) >= 2
    answers = grove.site.store.drafts.pages(number)["s-gleich"].answers or {}
    assert [(item["_id"], item["umfang"]) for item in answers["gleich"]] == [(first, 118)]


@_fated
def test_a_file_is_there_once(grove: Grove, person: PatientPerson, fates: tuple[str, ...]) -> None:
    number, _ = person.place()
    person.change("add:eigene")
    line = Line(person.window, fates)
    with line.bad():
        person.page.locator("input[type=file]").set_input_files(person.window.file("beleg.pdf", PDF))
        person.press("_weiter")
        assert [file.name for file in grove.site.store.files.list(number)] == ["beleg.pdf"]
        assert person.page.locator("button[name=_entfernen]").count() == 1
        person.patiently(lambda: _take_away(person))
        assert grove.site.store.files.list(number) == []
        assert person.page.locator("button[name=_entfernen]").count() == 0
    assert person.tries == len(line.lost) >= 1


def _take_away(person: PatientPerson) -> None:
    with person.window.sending():
        person.page.locator("button[name=_entfernen]").click()


def test_the_notice_comes_after_ten_seconds_and_not_before(opened: Callable[..., Window]) -> None:
    window = opened()
    Person(window).begin(_SLUGS[0])
    page = window.page
    page.route("**/antrag/**", lambda _route: None)
    page.clock.install()
    page.locator("button[name=_weiter]:not([tabindex])").click()
    page.clock.fast_forward(8_000)
    page.wait_for_timeout(100)
    assert page.locator("#netzhinweis").count() == 0
    page.clock.fast_forward(2_000)
    page.locator("#netzhinweis").wait_for()
    notice = page.locator("#netzhinweis").inner_text()
    assert "Ihre Eingaben stehen noch auf dieser Seite" in notice
    assert "Erneut versuchen" in notice


@pytest.mark.parametrize("slug", _SLUGS)
def test_on_a_slow_line_the_page_says_that_it_sends_and_takes_no_second_click(
    scripted: Window, site: Site, slug: str
) -> None:
    _, person = before_the_end(scripted, site, slug)
    number, _ = person.place()
    session = scripted.context.new_cdp_session(scripted.page)
    slow: dict[str, Any] = {"offline": False, "latency": 1500, "downloadThroughput": 20_000, "uploadThroughput": 20_000}
    session.send("Network.emulateNetworkConditions", slow)
    scripted.forget()
    button = person.button("_absenden")
    button.click(no_wait_after=True)
    button.click(no_wait_after=True)
    scripted.page.wait_for_function("() => document.querySelector('#ansage').textContent === 'Wird gesendet …'")
    scripted.page.wait_for_url("**/eingang")
    session.detach()
    assert len(scripted.posts()) == 1
    assert submissions(site, number) == 1
