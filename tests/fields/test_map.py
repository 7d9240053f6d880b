"""The map: what counts when several ways are used, where a point is, and a picture that matches its data."""

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formengine.fields import ASSETS, TYPES
from formengine.fields.map.drawing import draw
from formengine.fields.map.town import WIDTH, town, towns
from formengine.fields.page import FieldState, compile_control
from formengine.fields.posting import presses, read
from tests.fields.examples import make
from tests.fields.markup import parse, posted

TOWN = town("musterhausen")
CONTROL = make("map")
PIECE = compile_control(CONTROL)
SVG = "{http://www.w3.org/2000/svg}"
E = st.integers(TOWN.west, TOWN.east)
N = st.integers(TOWN.south, TOWN.north)


def _point(e: int, n: int) -> dict[str, Any]:
    return {"e": e, "n": n, "crs": "EPSG:25833"}


def _shown(e: int, n: int) -> dict[str, list[str]]:
    """What a page that shows this point posts when nobody touches it."""
    return posted(PIECE.render(FieldState(raw={"feld:e": [str(e)], "feld:n": [str(n)]})))


@given(E, N)
def test_an_untouched_map_keeps_its_point(e: int, n: int) -> None:
    assert read([CONTROL], _shown(e, n)) == {"feld": _point(e, n)}


@given(E, N, st.sampled_from(TOWN.places))
def test_a_place_chosen_from_the_list_replaces_any_point(e: int, n: int, place: Any) -> None:
    post = _shown(e, n) | {"feld:ort": [f"{place.e},{place.n}"]}
    assert read([CONTROL], post) == {"feld": _point(place.e, place.n)}


@given(st.sampled_from(TOWN.places), E, N)
def test_new_numbers_replace_a_place_that_was_not_chosen_again(place: Any, e: int, n: int) -> None:
    post = _shown(place.e, place.n) | {"feld:e": [str(e)], "feld:n": [str(n)]}
    assert read([CONTROL], post) == {"feld": _point(e, n)}


@given(st.sampled_from(TOWN.places), st.integers(1, 599), st.integers(1, 499))
def test_a_click_replaces_everything(place: Any, x: int, y: int) -> None:
    post = _shown(place.e, place.n) | {"feld:karte.x": [str(x)], "feld:karte.y": [str(y)]}
    assert read([CONTROL], post) == {"feld": _point(412000 + 5 * x, 5656500 - 5 * y)}


def test_emptied_numbers_take_the_point_back() -> None:
    assert read([CONTROL], _shown(413250, 5655120) | {"feld:e": [""], "feld:n": [" "]}) == {}


@pytest.mark.parametrize("x", ["-5", "5.5", "\u0665", "12345", "x", ""])
def test_a_click_that_no_picture_can_post_is_ignored(x: str) -> None:
    post = _shown(413250, 5655120) | {"feld:karte.x": [x], "feld:karte.y": ["20"]}
    assert read([CONTROL], post) == {"feld": _point(413250, 5655120)}


def test_a_click_is_told_from_the_button_that_goes_on() -> None:
    assert presses(CONTROL, "feld:karte.x")
    assert presses(CONTROL, "a2345678/feld:karte-klein.x")
    assert not presses(CONTROL, "feld:ort")
    assert not presses(CONTROL, "feld")
    assert not presses(make("text", id="name"), "name:karte.x")
    pictures = (node for node in parse(PIECE.render()).all("input") if node.attributes.get("type") == "image")
    buttons = {node.attributes["name"] for node in pictures}
    assert {f"{name}.x" for name in buttons} == {f"feld:{suffix}" for suffix in TYPES["map"].presses}


def test_the_marker_stands_where_the_point_is_and_nowhere_without_one() -> None:
    def marker(raw: dict[str, list[str]]) -> tuple[str, str]:
        tree = parse(PIECE.render(FieldState(raw=raw)))
        node = next(node for node in tree.all("svg") if node.attributes.get("class") == "aw-karte__punkt")
        return node.attributes["x"], node.attributes["y"]

    assert marker({"feld:karte.x": ["250"], "feld:karte.y": ["276"]}) == ("250", "276")
    assert marker({"feld:karte-klein.x": ["120"], "feld:karte-klein.y": ["120"]}) == ("250", "250")
    assert marker({}) == marker({"feld:e": ["1"], "feld:n": ["1"]}) == ("-100", "-100")


def test_numbers_that_cannot_be_read_stay_in_sight() -> None:
    html = PIECE.render(FieldState(raw={"feld:e": ["dort"], "feld:n": ["5655120"]}, error="Bitte prüfen."))
    tree = parse(html)
    assert tree.find("f-feld:e").attributes["value"] == "dort"
    assert "open" in next(node.attributes for node in tree.all("details"))
    assert "open" not in next(node.attributes for node in parse(PIECE.render()).all("details"))


@given(E, N)
def test_every_point_of_the_picture_has_a_square(e: int, n: int) -> None:
    assert re.fullmatch("[A-H][1-6]", TOWN.square(e, n))
    x, y = TOWN.pixel(e, n)
    assert abs(TOWN.point(x, y, WIDTH)[0] - e) <= 1
    assert abs(TOWN.point(x, y, WIDTH)[1] - n) <= 1


def test_the_squares_are_counted_from_the_north_west() -> None:
    assert TOWN.square(TOWN.west, TOWN.north) == "A1"
    assert TOWN.square(TOWN.east, TOWN.south) == "H6"
    assert TOWN.words(413250, 5655120) == "Planquadrat D4, nahe Schillerring"
    assert TOWN.words(411000, 5655120) == "außerhalb der Karte von Musterhausen"
    assert TYPES["map"].display(_point(413250, 5655120), CONTROL).endswith("(E 413250, N 5655120)")


def test_a_map_that_does_not_exist_is_named_when_the_page_is_compiled() -> None:
    for name in ("atlantis", "../musterhausen", "examples"):
        with pytest.raises(LookupError, match=re.escape(name)):
            compile_control(make("map", options={"map": name}))


@pytest.mark.parametrize("data", towns(), ids=lambda data: data.stem)
def test_a_picture_is_drawn_from_its_data_and_holds_no_script(data: Any) -> None:
    drawn = draw(town(data.stem))
    assert data.with_suffix(".svg").read_text(encoding="utf-8") == drawn
    assert ASSETS[f"map/{data.stem}.svg"] == data.with_suffix(".svg")
    tree = ET.fromstring(drawn)  # noqa: S314 our own picture
    names = {node.tag.removeprefix(SVG) for node in tree.iter()}
    assert names <= {"svg", "style", "rect", "path", "g", "text", "circle"}
    assert not [key for node in tree.iter() for key in node.attrib if key.startswith("on") or "href" in key]


def test_streets_and_signs_are_written_in_the_picture_and_lie_inside_the_boundary() -> None:
    written = {node.text for node in ET.fromstring(draw(TOWN)).iter(f"{SVG}text")}  # noqa: S314 our own picture
    streets = {street["name"] for street in TOWN.drawing["streets"] if street["name"]}
    assert streets | {sign["name"] for sign in TOWN.drawing["signs"]} <= written
    assert {place.name for place in TOWN.places} <= written
    edge = TOWN.boundary
    assert all(
        edge["west"] <= place.e <= edge["east"] and edge["south"] <= place.n <= edge["north"] for place in TOWN.places
    )
    assert len({place.name for place in TOWN.places}) == len(TOWN.places) >= 20


@pytest.mark.parametrize("digits", [13, 40, 5_000])
def test_a_coordinate_that_no_map_has_stays_as_it_was_typed(digits: int) -> None:
    far = "9" * digits
    assert read([CONTROL], {"feld:e": [far], "feld:n": ["5655120"]}) == {"feld": f"{far} / 5655120"}
