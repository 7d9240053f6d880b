"""The theme of a Kommune: it is on every page at once, and nothing but a picture comes in as one."""

import io
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from PIL import Image

from builder.views.theme import COLOUR_NAMES, LARGEST, SHIELD_NAMES
from formengine.store.themes import Changed, Picture, Theme
from formengine.web import theme
from formengine.web.assets import STATIC
from tests.builder.accounts.people import Hands
from tests.web.person import everything, rooms
from tests.web.screen import Screen

PAGE = "/werkstatt/erscheinungsbild"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(kind: str = "PNG", side: int = 40) -> bytes:
    """A picture with a text in its metadata."""
    made, out = Image.new("RGB", (side, side), "green"), io.BytesIO()
    exif = made.getexif()
    exif[0x010E] = "geheimer Ort"
    made.save(out, kind, exif=exif)
    return out.getvalue()


def change(person: Hands, **typed: object) -> Screen:
    return person.send(person.open(PAGE), typed, "")


def pages(app: Flask) -> Iterator[Screen]:
    """A page of each way in which pages are made: rendered, compiled, and an error."""
    person = Hands(app)
    yield person.open("/")
    yield person.begin()
    yield person.open("/gibtsnicht")


def test_name_colour_and_shield_are_on_every_page_at_once(app: Flask, boris: Hands) -> None:
    for page in pages(app):
        assert "Stadt Musterhausen" in page.tree.words()
        assert "data-farbe" not in page.html
    for name, colour, shield in (("Stadt Ålbach", "gruen", "baum"), ("Gemeinde <Süd>", "weinrot", "stern")):
        assert "Gespeichert" in change(boris, name=name, farbe=colour, wappen=shield).notice
        for page in pages(app):
            assert name in page.tree.words()
            assert "Stadt Musterhausen" not in page.tree.words()
            assert f'data-farbe="{colour}"' in page.html
            assert theme.SHIELDS[shield] in page.html
    assert "kein Angebot von: Gemeinde <Süd>" in Hands(app).open("/hinweise").tree.words()


def test_what_ships_comes_back(app: Flask, boris: Hands) -> None:
    before = [page.html.partition("</header>")[0] for page in pages(app)]
    change(boris, name="Stadt Ålbach", farbe="gruen", wappen="baum")
    change(boris, name="", farbe="", wappen="burg")
    after = [page.html.partition("</header>")[0] for page in pages(app)]
    assert [re.sub(r"/antrag/\w+", "", text) for text in after] == [re.sub(r"/antrag/\w+", "", text) for text in before]


@pytest.mark.parametrize(("kind", "mime"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_an_own_picture_is_shown_without_its_metadata_and_cached_by_number(
    app: Flask, boris: Hands, kind: str, mime: str
) -> None:
    sent = picture(kind)
    assert b"geheimer Ort" in sent
    change(boris, wappen="eigenes", datei=(sent, "wappen.bin"))
    (image,) = Hands(app).open("/").tree.all("img")
    answer = Hands(app).client.get(image.attributes["src"])
    assert (answer.mimetype, answer.headers["X-Content-Type-Options"]) == (mime, "nosniff")
    assert "immutable" in answer.headers["Cache-Control"]
    assert b"geheimer Ort" not in answer.get_data()
    assert Image.open(io.BytesIO(answer.get_data())).size == (40, 40)
    assert Hands(app).client.get("/wappen/99").headers["Cache-Control"] == "no-store"
    change(boris, name="Anders")
    assert Hands(app).client.get("/wappen/2").get_data() == answer.get_data()
    change(boris, wappen="baum")
    assert Hands(app).client.get("/wappen/3").status_code == 404


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (SVG, "wappen.svg"),
        (SVG, "wappen.png"),
        (b"GIF89a" + b"\0" * 40, "wappen.gif"),
        (b"%PDF-1.4", "wappen.png"),
        (b"<html>", "wappen.jpg"),
        (picture()[:60], "wappen.png"),
        (picture() + b"x" * LARGEST, "wappen.png"),
    ],
)
def test_what_is_no_sound_small_picture_is_refused_and_nothing_else_is_lost(
    app: Flask, boris: Hands, data: bytes, name: str
) -> None:
    answer = change(boris, name="Stadt Ålbach", farbe="gruen", wappen="eigenes", datei=(data, name))
    assert answer.status == 422
    assert set(answer.errors) == {"datei"}
    assert [answer.value(each) for each in ("name", "farbe", "wappen")] == ["Stadt Ålbach", "gruen", "eigenes"]
    assert rooms(app).store.themes.current() == Theme()
    assert Hands(app).client.get("/wappen/1").status_code == 404


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ({"name": "x" * 61}, "name"),
        ({"farbe": "#ff0"}, "farbe"),
        ({"farbe": "gruen; x"}, "farbe"),
        ({"wappen": "../x"}, "wappen"),
        ({"wappen": "eigenes"}, "datei"),
    ],
)
def test_only_what_is_offered_can_be_chosen(app: Flask, boris: Hands, typed: dict[str, str], named: str) -> None:
    answer = change(boris, **typed)
    assert answer.status == 422
    assert set(answer.errors) == {named}
    assert rooms(app).store.themes.current() == Theme()


def test_of_two_who_change_it_the_second_is_asked_again_and_keeps_what_was_typed(
    app: Flask, anna: Hands, boris: Hands
) -> None:
    stale = boris.open(PAGE)
    change(anna, name="Stadt Nord")
    answer = boris.send(stale, {"name": "Stadt Süd"}, "")
    assert answer.status == 409
    assert answer.value("name") == "Stadt Süd"
    assert rooms(app).store.themes.current().name == "Stadt Nord"
    boris.send(answer, {}, "")
    assert rooms(app).store.themes.current().name == "Stadt Süd"
    with pytest.raises(Changed):
        rooms(app).store.themes.save(Theme(1, "Alt"), Picture())


@pytest.mark.parametrize("role", ["qa", "moderator"])
def test_only_admins_and_designers_change_it(app: Flask, role: str) -> None:
    person = Hands(app).joined("carla", role)
    assert person.open(PAGE).status == 403
    assert person.press(PAGE, {"basis": "0", "name": "X", "farbe": "", "wappen": "burg"}).status == 403
    assert rooms(app).store.themes.current() == Theme()


def test_it_is_noted_and_looking_at_it_changes_nothing(app: Flask, boris: Hands) -> None:
    before = everything(app)
    assert boris.open(PAGE).status == 200
    assert everything(app) == before
    change(boris, name="Stadt Ålbach", farbe="petrol", wappen="kreuz")
    (entry,) = rooms(app).store.audit.entries(1)
    assert (entry.account, entry.action) == (boris.id, "Erscheinungsbild geändert")
    assert entry.details == {"name": "Stadt Ålbach", "farbe": "petrol", "wappen": "kreuz"}


def test_every_colour_and_shield_that_pages_know_is_offered() -> None:
    assert {*COLOUR_NAMES} == {"", *theme.COLOURS}
    assert {*SHIELD_NAMES} == {*theme.SHIELDS}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_is_legible_as_text_and_under_text_by_day_and_by_night() -> None:
    style = (STATIC / "assistant.css").read_text(encoding="utf-8")
    found = re.findall(r"\[data-farbe=(\w+)\] \{ --kern-color-action-default: (#[0-9a-f]{6}); \}", style)
    assert [name for name, _ in found] == [*theme.COLOURS] * 2
    light, dark = dict(found[: len(theme.COLOURS)]), dict(found[len(theme.COLOURS) :])
    for name in theme.COLOURS:
        assert 1.05 / (luminance(light[name]) + 0.05) >= 7, name
        assert (luminance(dark[name]) + 0.05) / 0.05 >= 7, name
