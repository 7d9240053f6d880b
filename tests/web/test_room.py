"""The invitation of the room: address, code and QR code, for whoever is in; and the word that nothing is encrypted."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import segno
from flask import Flask

from formengine.web import Settings, qr
from formengine.web.accesscode import plain
from tests.web import probe
from tests.web.person import Person
from tests.web.test_headers import POLICY, answers

CODE = "K7M-P3X-R4D"
OPEN_LINE = "Die Verbindung ist nicht verschlüsselt."
TEXTS = ["", "http://192.168.178.24:8000/zugang/k7mp3xr4d", "https://werkstatt.example.org/zugang/k7mp3xr4d", "ü" * 300]


def dark_of_svg(picture: str) -> set[tuple[int, int]]:
    """The dark modules that a picture draws, counted from the corner of the code."""
    size = int(re.findall(r'viewBox="0 0 (\d+) \1"', picture)[0])
    assert f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/>' in picture
    drawn = set()
    for x, y, width, back in re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", picture.partition('fill="#000"')[2]):
        assert width == back
        drawn |= {(int(x) - 4 + i, int(y) - 4) for i in range(int(width))}
    return drawn


def dark_of_terminal(drawn: str) -> set[tuple[int, int]]:
    """The same for half blocks: black on white, whatever the colours of the terminal."""
    lines = drawn.split("\n")
    assert all(line.startswith("\x1b[38;5;16;48;5;231m") and line.endswith("\x1b[0m") for line in lines)
    rows = [line.removeprefix("\x1b[38;5;16;48;5;231m").removesuffix("\x1b[0m") for line in lines]
    assert len({len(row) for row in rows}) == 1
    cells = [(x - 2, 2 * y - 2, block) for y, row in enumerate(rows) for x, block in enumerate(row)]
    upper = {(x, y) for x, y, block in cells if block in "█▀"}
    return upper | {(x, y + 1) for x, y, block in cells if block in "█▄"}


@pytest.mark.parametrize("text", TEXTS)
def test_page_and_terminal_draw_the_code_that_the_library_made(text: str) -> None:
    made = segno.make(text, error="m", micro=False).matrix
    dark = {(x, y) for y, row in enumerate(made) for x, module in enumerate(row) if module}
    assert dark_of_svg(qr.svg(text, "Titel")) == dark
    assert dark_of_terminal(qr.terminal(text)) == dark


def test_the_picture_says_what_it_is_and_has_no_style_of_its_own() -> None:
    picture = qr.svg("x", 'Zu "<b>" & mehr')
    assert 'role="img" aria-label="Zu &#34;&lt;b&gt;&#34; &amp; mehr"' in picture
    assert "style" not in picture


@pytest.fixture
def gated(settings: Settings) -> Settings:
    return replace(settings, access_code=CODE, address="http://192.168.178.24:8000", lan=True)


Start = Callable[[Settings], Flask]


def inside(app: Flask, base: str = "http://localhost") -> Person:
    person = Person(app)
    person.base = base
    person.client.get(f"/zugang/{plain(CODE)}", base_url=base)
    return person


@pytest.mark.parametrize("url", ["/", "/mitmachen"])
def test_who_is_in_can_bring_others_in(gated: Settings, start: Start, url: str) -> None:
    page = inside(start(gated)).open(url)
    assert gated.address in page.html
    assert CODE in page.html
    picture = str(qr.svg(f"{gated.address}/zugang/{plain(CODE)}", f"QR-Code zu {gated.address}"))
    assert picture in page.html
    assert page.headers["Content-Security-Policy"] == POLICY


def test_the_public_address_is_what_the_room_sees(gated: Settings, start: Start) -> None:
    public = "https://werkstatt.example.org"
    page = inside(start(replace(gated, secure=True, lan=False, address=public)), "https://localhost")
    html = page.client.get("/mitmachen", base_url=page.base).get_data(as_text=True)
    assert f"<dd>{public}</dd>" in html
    assert str(qr.svg(f"{public}/zugang/{plain(CODE)}", f"QR-Code zu {public}")) in html
    assert OPEN_LINE not in html


def test_without_a_known_address_the_one_in_use_is_shown_but_never_that_of_one_machine(
    gated: Settings, start: Start
) -> None:
    app = start(replace(gated, address="", lan=False, hosts=(*gated.hosts, "rechner.example")))
    for base, shown in (
        ("http://localhost:8000", False),
        ("http://127.0.0.1", False),
        ("http://rechner.example", True),
    ):
        person = inside(app, base)
        assert ("Mitmachen" in person.client.get("/", base_url=base).get_data(as_text=True)) is shown
        assert person.client.get("/mitmachen", base_url=base).status_code == (200 if shown else 404)
    assert 'aria-label="QR-Code zu http://rechner.example"' in person.client.get("/", base_url=base).text


def test_on_this_machine_alone_nobody_is_invited(settings: Settings, start: Start) -> None:
    person = Person(start(settings))
    assert "Mitmachen" not in person.open("/").html
    assert person.open("/mitmachen").status == 404


def kinds(person: Person) -> Iterator[tuple[str, str]]:
    """Every page with a banner, by kind."""
    yield from ((kind, page.html) for kind, _, page in answers(person) if page.html.startswith("<!doctype"))


def test_every_screen_of_the_room_says_that_nothing_is_encrypted(gated: Settings, start: Start) -> None:
    person = inside(start(gated))
    seen = [kind for kind, html in kinds(person) if "aw-banner" in html]
    assert {"home", "step", "check", "receipt", "outcome", "refused", "missing", "forged", "too large"} <= set(seen)
    assert all(OPEN_LINE in html for _, html in kinds(person) if "aw-banner" in html)
    assert OPEN_LINE in Person(person.app).open("/").html


def test_at_home_and_behind_https_no_screen_says_so(settings: Settings, start: Start) -> None:
    assert not [kind for kind, html in kinds(Person(start(settings))) if OPEN_LINE in html]


def test_browsers_are_not_sent_what_they_only_complain_of_without_https(gated: Settings, start: Start) -> None:
    name = "Cross-Origin-Opener-Policy"
    assert name not in inside(start(gated)).open("/").headers
    secure = start(replace(gated, secure=True, lan=False, address="https://localhost"))
    assert secure.test_client().get("/", base_url="https://localhost").headers[name] == "same-origin"


def test_the_whole_way_of_a_participant_is_open_behind_the_gate(gated: Settings, start: Start) -> None:
    person = inside(start(gated))
    assert person.walk(probe.GOOD, person.begin()).status == 200
