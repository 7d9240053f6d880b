"""The room: the real `serve --lan` at an address of the network; in by the QR code, out without the access code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser

from formengine.cli import _network
from formengine.store import Store
from formengine.web.settings import shipped_definitions
from tests.browser.person import Person
from tests.browser.scenes import ACTIVE
from tests.browser.test_axe import Inspector
from tests.browser.windows import Window, Windows
from tests.cli.server import serving
from tests.definitions.cases import NOW, definitions, smoke, sparing
from tests.definitions.travel import Trip

pytestmark = pytest.mark.browser

_SLUGS: Final = [slug for slug, definition in definitions().items() if definition.kind == "antrag"]
"""Whose first persona applies."""
_OPEN_LINE: Final = "Die Verbindung ist nicht verschlüsselt."


@dataclass(frozen=True)
class Room:
    """A running `serve --lan`: windows on its address, its store, and what the presenter reads in the terminal."""

    address: str
    windows: Windows
    store: Store
    said: str

    @property
    def code(self) -> str:
        """The access code."""
        return str(re.findall(r"^Zugangscode: (.+)$", self.said, re.MULTILINE)[0])

    @property
    def link(self) -> str:
        """The address in the QR code, without scheme and host."""
        return str(re.findall(r"^Adresse mit Zugangscode: http://[^/]+(/.+)$", self.said, re.MULTILINE)[0])


@pytest.fixture(scope="module")
def room(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """A room on the first address that this machine has in a network."""
    address = next(iter(_network.addresses()), "")
    if not address:
        pytest.skip("this machine has no address in a network")
    folder: Path = tmp_path_factory.mktemp("raum")
    (folder / "definitions").symlink_to(shipped_definitions())
    with serving(folder, "--lan", "--clock", NOW.isoformat(), address=address) as server:
        url = f"http://{address}:{server.port}"
        store = Store.open(folder / "data")
        windows = Windows(browser, url, tmp_path_factory.mktemp("dateien"))
        yield Room(url, windows, store, "\n".join(server.said))
        windows.close()
        store.close()


@pytest.fixture
def guest(room: Room, scripts: bool) -> Iterator[Window]:
    """A participant's browser, with JavaScript and without, before it knows the code."""
    window = room.windows.fresh(scripts=scripts)
    yield window
    complaints = list(window.complaints)
    window.context.close()
    assert complaints == []


@pytest.mark.parametrize("slug", sparing(_SLUGS))
def test_a_participant_comes_in_by_the_qr_code_and_applies(room: Room, guest: Window, slug: str) -> None:
    guest.open(room.link)
    assert guest.page.url == f"{room.address}/"
    definition = definitions()[slug]
    person = Person(guest)
    Trip(definition, smoke(definition)[0], person, room.store).run()
    assert person.place()[1] == "eingang"
    assert _OPEN_LINE in guest.page.locator("header").inner_text()
    cookies = guest.context.cookies()
    assert {"aw-zugang", "aw-sitzung", f"aw-{person.place()[0]}"} <= {cookie["name"] for cookie in cookies}
    assert [(cookie["secure"], cookie["httpOnly"]) for cookie in cookies] == [(False, True)] * len(cookies)
    sent = [request.all_headers() for request in guest.posts()]
    # Why `--lan` asks for no Sec-Fetch-Site: browsers send none to an address like this one.
    assert {headers.get("sec-fetch-site") for headers in sent} == {None}
    assert {headers.get("origin") for headers in sent} == {room.address}
    assert not [headers for headers in sent if room.link in headers.get("referer", "")]


def test_without_the_code_a_second_participant_sees_only_the_gate(room: Room, guest: Window) -> None:
    first = room.windows.fresh()
    first.open(room.link)
    person = Person(first)
    person.begin(_SLUGS[0])
    number, path = person.place()
    for url in ("/", "/mitmachen", "/hinweise", f"/dienste/{_SLUGS[0]}", f"/antrag/{number}/{path}", "/gibtsnicht"):
        guest.open(url)
        assert guest.page.locator("h1").inner_text() == "Bitte geben Sie den Zugangscode ein"
        assert guest.answers[-1].status == 401
        assert room.code not in guest.page.content()
    first.context.close()


def _enter(window: Window, code: str) -> None:
    window.page.locator("#zugang").fill(code)
    with window.leaving():
        window.page.locator("main button").click()


def test_the_code_can_be_typed_and_leads_to_what_was_asked_for(room: Room, guest: Window) -> None:
    guest.open(f"/dienste/{_SLUGS[0]}")
    _enter(guest, "falsch")
    assert guest.page.title().startswith("Fehler: ")
    assert "Dieser Zugangscode stimmt nicht" in guest.page.locator("#zugang-error").inner_text()
    assert guest.page.evaluate(ACTIVE) == "fehlerliste"
    _enter(guest, room.code.lower().replace("-", " "))
    assert guest.page.url == f"{room.address}/dienste/{_SLUGS[0]}"


def test_a_code_that_changes_while_somebody_types_loses_nothing(room: Room, guest: Window) -> None:
    guest.open(room.link)
    definition = definitions()[_SLUGS[0]]
    trip = Trip(definition, smoke(definition)[0], Person(guest), room.store)
    first = definition.pages[0]
    trip.go_to(first.path)
    trip.fill_page(first, trip.case.answers)
    number, _ = trip.assistant.place()
    guest.context.clear_cookies(name="aw-zugang")
    trip.assistant.press("_weiter")
    assert room.store.drafts.pages(number) == {}
    if guest.scripts:
        notice = guest.page.locator("#netzhinweis")
        assert "Bitte geben Sie den Zugangscode ein" in notice.inner_text()
        assert "in einem neuen Tab" in notice.inner_text()
        tab = guest.context.new_page()
        tab.goto(room.address + room.link)
        tab.close()
        with guest.sending():
            guest.page.locator("[data-erneut]").click()
    else:
        assert "Ihre Eingaben sind noch da" in guest.page.locator("main").inner_text()
        _enter(guest, room.code)
    assert trip.assistant.place()[1] != first.path
    assert room.store.drafts.pages(number)[first.id].answers


@pytest.mark.parametrize(
    "options",
    [
        {"width": 1280},
        {"width": 320},
        pytest.param({"width": 320, "color_scheme": "dark"}, marks=pytest.mark.slow),
        pytest.param({"width": 1280, "forced_colors": "active"}, marks=pytest.mark.slow),
    ],
    ids=["wide", "narrow", "dark", "forced-colours"],
)
def test_axe_finds_nothing_at_the_gate_and_in_the_invitation(
    room: Room, options: dict[str, Any], record_property: Any
) -> None:
    window = room.windows.fresh(**options)
    inspector = Inspector(window.page, record_property)
    window.open("/mitmachen")
    inspector.look("gate")
    _enter(window, "falsch")
    inspector.look("gate, refused")
    _enter(window, room.code)
    inspector.look("invitation")
    assert window.page.get_by_role("img", name=f"QR-Code zu {room.address}").is_visible()
    window.open("/")
    inspector.look("home")
    assert window.complaints == []
    window.context.close()
    inspector.conclude()


def test_a_projector_shows_the_whole_invitation_at_once(room: Room) -> None:
    window = room.windows.fresh(viewport={"width": 1280, "height": 720})
    window.open(room.link)
    window.open("/mitmachen")
    for part in (window.page.locator(".aw-join__picture"), window.page.locator(".aw-join__code")):
        box = part.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 720
    picture = window.page.locator(".aw-join__picture").bounding_box()
    assert picture is not None
    assert picture["width"] >= 480
    window.context.close()
