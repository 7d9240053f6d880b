"""What goes over the network: to whom, how often, how much; and what a person meets when it fails."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest

from formengine.core.model import CHECK_PAGE
from formengine.store.drafts import PageRow
from tests.browser.person import Person
from tests.browser.scenes import ACTIVE, Scene, each, one, pages, scenes
from tests.browser.site import Site
from tests.browser.windows import Window, Windows
from tests.definitions.cases import definitions, smoke, sparing, visiting
from tests.definitions.questions import asked
from tests.definitions.travel import Trip

pytestmark = pytest.mark.browser

_MOST_BYTES: Final = 60 * 1024
_CLICKS: Final = 5
_RETRY: Final = "[data-erneut]"
_ANTRAEGE: Final = [slug for slug, definition in definitions().items() if definition.kind != "klaerung"]


def submissions(site: Site, number: str) -> int:
    """How many applications a draft became."""
    rows = site.store.database.rows("SELECT reference FROM submission WHERE draft = :draft", {"draft": number})
    return len(rows)


def before_the_end(window: Window, site: Site, slug: str) -> tuple[Trip[Person], Person]:
    """A person on the filled check page, about to send."""
    definition = definitions()[slug]
    person = Person(window)
    trip = Trip(definition, visiting(definition)[0], person, site.store)
    trip.go_to(CHECK_PAGE)
    page = definition.page(CHECK_PAGE)
    if page is not None:
        trip.fill_page(page, trip.case.answers)
    return trip, person


@pytest.mark.parametrize("slug", sparing(definitions()))
def test_nothing_is_asked_of_any_other_host(window: Window, site: Site, slug: str) -> None:
    definition = definitions()[slug]
    window.open("/")
    window.open("/hinweise")
    Trip(definition, visiting(definition)[0], Person(window), site.store).run()
    asked = {request.url.partition("://")[2].partition("/")[0] for request in window.requests}
    assert asked == {site.host}


@one([scene for scene in pages() if scene.page.path != CHECK_PAGE])
def test_going_on_takes_one_round_trip_and_lands_on_the_heading(scripted: Window, site: Site, scene: Scene) -> None:
    trip = scene.trip(scripted, site)
    trip.fill_page(scene.page, trip.case.answers)
    scripted.forget()
    trip.assistant.press("_weiter")
    assert trip.assistant.place()[1] != scene.page.path
    following = scene.definition.kind == "klaerung" and trip.assistant.place()[1] == "ergebnis"
    assert len(_pages(scripted)) == (2 if following else 1)
    page = scripted.page
    assert page.evaluate(ACTIVE) == "H1"
    assert page.evaluate("scrollY") == 0
    assert trip.assistant.heading() in page.title()


def _pages(window: Window) -> list[str]:
    """The pages that were asked for, style sheets and messages on leaving a field left out."""
    asked_for = [request for request in window.requests if "x-blick" not in request.headers]
    return [request.url for request in asked_for if not re.search(r"/(static|stil)/", request.url)]


@each([scene for scene in scenes() if scene.list_])
def test_to_an_item_and_back_takes_one_round_trip_each(scripted: Window, site: Site, scene: Scene) -> None:
    assert scene.list_ is not None
    list_ = scene.list_.id
    trip = scene.trip(scripted, site)
    person, page, address = trip.assistant, scripted.page, scripted.page.url
    item = scene.item(person)
    assert page.evaluate(ACTIVE) == "H1"
    trip.items[list_] = [item]
    trip.fill_all(scene.page, [(control, (0,)) for control in scene.questions(item)], trip.case.answers)
    _lands(trip, lambda: person.press("_weiter"), scene.page.path, f"f-eintrag-{item}")
    _lands(trip, lambda: person.change(f"open:{list_}:{item}"), f"{scene.page.path}/{list_}/{item}", "H1")
    _lands(trip, lambda: person.press("_zurueck"), scene.page.path, f"f-eintrag-{item}")
    page.go_back()
    page.wait_for_url(address)


def _lands(trip: Trip[Person], act: Callable[[], None], path: str, focused: str) -> None:
    """What is done takes one round trip and leads there."""
    window = trip.assistant.window
    window.forget()
    act()
    assert len(_pages(window)) == 1
    assert trip.assistant.place()[1] == path
    assert window.page.evaluate(ACTIVE) == focused


@pytest.mark.parametrize("slug", sparing(_ANTRAEGE))
@pytest.mark.parametrize("clicks", [2, _CLICKS])
def test_many_clicks_on_send_make_one_application(window: Window, site: Site, slug: str, clicks: int) -> None:
    _, person = before_the_end(window, site, slug)
    number, _ = person.place()
    person.button("_absenden").click(click_count=clicks, no_wait_after=True)
    window.page.wait_for_url("**/eingang")
    assert submissions(site, number) == 1


@pytest.mark.parametrize("slug", definitions())
def test_the_first_page_of_a_step_is_small(
    windows: Windows, slug: str, record_property: Callable[[str, object], None]
) -> None:
    window = windows.fresh()
    Person(window).begin(slug)
    session = window.context.new_cdp_session(window.page)
    sizes: dict[str, float] = {}
    fonts: set[str] = set()
    session.on(
        "Network.responseReceived", lambda event: fonts.add(event["requestId"]) if event["type"] == "Font" else None
    )
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    window.page.reload(wait_until="networkidle")
    window.context.close()
    total = sum(size for id_, size in sizes.items() if id_ not in fonts)
    record_property("first page", f"{total / 1024:.1f} kB in {len(sizes) - len(fonts)} answers, fonts left out")
    assert 0 < total <= _MOST_BYTES


@contextmanager
def _offline(window: Window) -> Iterator[None]:
    window.context.set_offline(True)
    yield
    window.context.set_offline(False)


@contextmanager
def _answer_lost(window: Window) -> Iterator[None]:
    """The server takes the post in, files and all, but its answer never arrives."""
    session = window.context.new_cdp_session(window.page)

    def lose(event: dict[str, Any]) -> None:
        session.send("Fetch.failRequest", {"requestId": event["requestId"], "errorReason": "ConnectionReset"})

    session.on("Fetch.requestPaused", lose)
    session.send("Fetch.enable", {"patterns": [{"urlPattern": "*/antrag/*", "requestStage": "Response"}]})
    yield
    session.send("Fetch.disable")
    session.detach()


@contextmanager
def _never_answered(window: Window) -> Iterator[None]:
    """Nothing comes back at all; the page waits for half a second instead of ten."""
    window.page.evaluate("htmx.config.defaultTimeout = 500")
    window.page.route("**/antrag/**", lambda _route: None)
    yield
    window.page.unroute("**/antrag/**")
    window.page.evaluate("htmx.config.defaultTimeout = 10000")


@contextmanager
def _answered_too_late(window: Window) -> Iterator[None]:
    """The server takes the post in, but its answer comes when the page no longer waits for it."""
    window.page.evaluate("htmx.config.defaultTimeout = 500")
    session = window.context.new_cdp_session(window.page)
    session.send("Fetch.enable", {"patterns": [{"urlPattern": "*/antrag/*", "requestStage": "Response"}]})
    yield
    session.send("Fetch.disable")
    session.detach()
    window.page.evaluate("htmx.config.defaultTimeout = 10000")


_FAILURES: Final[list[Callable[[Window], Any]]] = [_offline, _answer_lost, _never_answered, _answered_too_late]
_failing = pytest.mark.parametrize("failing", _FAILURES, ids=lambda failing: failing.__name__.strip("_"))


def _see_notice(window: Window) -> None:
    notice = window.page.locator("#netzhinweis")
    notice.wait_for()
    assert "Die Verbindung hat nicht geklappt" in notice.inner_text()
    assert "Ihre Eingaben stehen noch auf dieser Seite" in notice.inner_text()
    window.page.wait_for_function("document.activeElement.id === 'netzhinweis'")


@_failing
@one([scene for scene in pages() if scene.page.path != CHECK_PAGE])
def test_a_failing_network_keeps_the_page_and_sends_it_again(
    windows: Windows, site: Site, scene: Scene, failing: Callable[[Window], Any]
) -> None:
    window = windows.fresh()
    trip = scene.trip(window, site)
    person = trip.assistant
    trip.fill_page(scene.page, trip.case.answers)
    if failing in (_never_answered, _answered_too_late):
        # An upload is waited for much longer.
        window.page.locator("input[type=file]").evaluate_all("inputs => inputs.forEach(input => { input.value = ''; })")
    controls = list(asked(scene.page))
    typed = [person.raw(control) for control in controls]
    number, _ = person.place()
    before = site.store.drafts.pages(number).get(scene.page.id, PageRow()).rev
    with failing(window):
        person.press("_weiter")
        _see_notice(window)
        assert [person.raw(control) for control in controls] == typed
        with window.sending():
            window.page.locator(_RETRY).click()
        _see_notice(window)
    with window.sending():
        window.page.locator(_RETRY).click()
    assert person.place()[1] != scene.page.path
    row = site.store.drafts.pages(number)[scene.page.id]
    assert row.answers is not None
    assert (row.pending, row.rev) == (None, before + 1)
    window.context.close()


@_failing
@pytest.mark.parametrize("slug", sparing(_ANTRAEGE))
def test_sending_again_after_a_failure_makes_one_application(
    windows: Windows, site: Site, slug: str, failing: Callable[[Window], Any]
) -> None:
    window = windows.fresh()
    _, person = before_the_end(window, site, slug)
    number, _ = person.place()
    with failing(window):
        person.press("_absenden")
        _see_notice(window)
    with window.sending():
        window.page.locator(_RETRY).click()
    assert person.place()[1] == "eingang"
    assert submissions(site, number) == 1
    window.context.close()


def test_the_smoke_set_has_a_case_for_every_definition() -> None:
    assert all(smoke(definition) for definition in definitions().values())
