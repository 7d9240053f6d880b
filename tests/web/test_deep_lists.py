"""Lists in lists on the web, without JavaScript: items in items, their own pages, and references between lists."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from formengine.web import Settings, create_app
from formengine.web.clock import Clock
from tests.web import deep
from tests.web.conftest import NOW
from tests.web.files import PDF
from tests.web.listed import items, press
from tests.web.person import Person, rooms, rows
from tests.web.screen import Screen


@pytest.fixture(params=["inline", "pages"])
def app(request: Any, tmp_path: Path) -> Iterator[Flask]:
    app = deep.started(tmp_path, request.param)
    yield app
    rooms(app).store.close()


@pytest.fixture
def inline(tmp_path: Path) -> Iterator[Flask]:
    app = deep.started(tmp_path)
    yield app
    rooms(app).store.close()


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[Flask]:
    app = deep.started(tmp_path, "pages")
    yield app
    rooms(app).store.close()


def house(anna: Person) -> tuple[Screen, str]:
    """The page of a new house, and its id."""
    screen = press(anna, anna.begin("haeuser"), "add:haeuser")
    return screen, screen.action.rsplit("/", 1)[-1]


def room(anna: Person) -> tuple[Screen, str, str]:
    """The page on which a new room of a new house is asked, and both ids."""
    screen, first = house(anna)
    screen = press(anna, screen, f"add:{first}/raeume", {f"{first}/name": "Villa"})
    found = re.findall(rf'"({first}/[a-z0-9]{{8}})/art"', screen.html)
    return screen, first, found[0].rpartition("/")[2]


def stored(app: Flask, screen: Screen, page: str = "s-haeuser") -> Any:
    answers, _ = rows(app, screen.number)[page]
    return answers


def test_an_item_in_an_item_on_its_page_keeps_what_was_typed_around_it(inline: Flask) -> None:
    screen, first, second = room(Person(inline))
    assert screen.sent[f"{first}/name"] == ["Villa"]
    assert screen.action.endswith(f"/haeuser/haeuser/{first}")
    assert items(screen, f"{first}/raeume") == [second]
    assert f'id="eintrag-{second}"' in screen.html


def test_an_item_in_an_item_has_a_page_of_its_own_below(pages: Flask) -> None:
    anna = Person(pages)
    screen, first, second = room(anna)
    assert screen.action.endswith(f"/haeuser/haeuser/{first}/raeume/{second}")
    assert "Haus 1, Raum 1" in screen.html
    assert f"{first}/name" not in screen.sent
    back = anna.send(screen, {f"{first}/{second}/art": "bad"})
    assert back.action.endswith(f"/haeuser/haeuser/{first}")
    assert back.sent[f"{first}/name"] == ["Villa"]
    assert "Bad" in back.html


def test_a_house_is_stored_with_what_is_in_it_and_shown_at_the_end(app: Flask) -> None:
    anna = Person(app)
    screen, first, second = room(anna)
    screen = anna.send(screen, {f"{first}/{second}/art": "bad"})
    if "raeume" in screen.path or f"{first}/name" in screen.sent:
        screen = anna.send(screen)
    screen = anna.send(anna.send(screen))
    assert screen.path == "pruefen"
    (kept,) = stored(app, screen)["haeuser"]
    assert kept == {"_id": first, "name": "Villa", "raeume": [{"_id": second, "art": "bad"}]}
    assert f'data-answer="{first}/{second}/art"' in screen.html


def test_a_mistake_in_an_inner_item_stands_at_its_field_with_a_link(app: Flask) -> None:
    anna = Person(app)
    screen, first, second = room(anna)
    screen = anna.send(screen, {f"{first}/{second}/art": "sonst"})
    assert screen.status == 422
    assert f'href="#{first}/{second}/f-welcher"' in screen.html
    assert f'id="{first}/{second}/f-welcher"' in screen.html


def test_an_unfinished_inner_item_is_named_on_the_page_around_it(pages: Flask) -> None:
    anna = Person(pages)
    screen, first, second = room(anna)
    around = anna.send(screen, {}, button="_zurueck")
    again = anna.send(around)
    assert again.status == 422
    assert f'href="#f-eintrag-{second}"' in again.html
    assert "Raum 1 ist noch nicht vollständig" in again.html
    outside = anna.send(anna.send(again, {}, button="_zurueck"))
    assert f'href="#f-eintrag-{first}"' in outside.html
    assert "Haus 1 ist noch nicht vollständig" in outside.html


def test_what_hangs_on_a_choice_hangs_on_that_of_the_same_inner_item(inline: Flask) -> None:
    anna = Person(inline)
    screen, first, second = room(anna)
    screen = press(anna, screen, f"add:{first}/raeume", {f"{first}/{second}/art": "sonst"})
    third = items(screen, f"{first}/raeume")[1]
    screen = anna.send(screen, {f"{first}/{third}/art": "bad"})
    assert f"{first}/{second}/f-welcher-error" in screen.html
    links = re.findall(r'href="#([^"]+/f-[a-z]+)"', screen.html)
    assert links == [f"{first}/{second}/f-welcher"]
    (sheet,) = re.findall(r'href="(/stil/[^"]+)"', screen.html)
    assert '[data-item="raeume"]:not(:has([name$="\\2f art"]' in anna.open(sheet).html


def test_a_list_in_an_item_of_an_item_is_added_to_and_read(inline: Flask) -> None:
    anna = Person(inline)
    screen, first, second = room(anna)
    screen = press(anna, screen, f"add:{first}/{second}/lampen", {f"{first}/{second}/art": "bad"})
    (lamp,) = items(screen, f"{first}/{second}/lampen")
    screen = anna.send(anna.send(screen, {f"{first}/{second}/{lamp}/watt": "40"}))
    assert stored(inline, screen)["haeuser"][0]["raeume"][0]["lampen"] == [{"_id": lamp, "watt": 40}]


def test_a_rule_for_each_lamp_stands_at_the_lamp(inline: Flask) -> None:
    anna = Person(inline)
    screen, first, second = room(anna)
    screen = press(anna, screen, f"add:{first}/{second}/lampen", {f"{first}/{second}/art": "bad"})
    (lamp,) = items(screen, f"{first}/{second}/lampen")
    screen = anna.send(screen, {f"{first}/{second}/{lamp}/watt": "100"})
    assert f'href="#{first}/{second}/{lamp}/f-watt"' in screen.html
    assert "Höchstens 60 Watt je Lampe." in screen.html


def test_at_the_maximum_a_sentence_says_why_nothing_can_be_added(inline: Flask) -> None:
    anna = Person(inline)
    screen, first, second = room(anna)
    for _ in range(3):
        screen = press(anna, screen, f"add:{first}/{second}/lampen")
    assert len(items(screen, f"{first}/{second}/lampen")) <= 3
    assert "Mehr als 2 Einträge sind hier nicht möglich." in screen.html
    assert f'value="add:{first}/{second}/lampen"' not in screen.html


def test_inner_items_are_removed_moved_and_brought_back_with_all_they_had(inline: Flask) -> None:
    anna = Person(inline)
    screen, first, second = room(anna)
    screen = press(anna, screen, f"add:{first}/{second}/lampen", {f"{first}/{second}/art": "bad"})
    (lamp,) = items(screen, f"{first}/{second}/lampen")
    screen = press(anna, screen, f"add:{first}/raeume", {f"{first}/{second}/{lamp}/watt": "40"})
    third = items(screen, f"{first}/raeume")[1]
    screen = press(anna, screen, f"up:{first}/raeume:{third}")
    assert items(screen, f"{first}/raeume") == [third, second]
    screen = press(anna, screen, f"remove:{first}/raeume:{second}")
    assert items(screen, f"{first}/raeume") == [third]
    assert f"{first}/{second}/{lamp}/watt" not in screen.sent
    screen = press(anna, screen, f"undo:{first}/raeume:{second}")
    assert items(screen, f"{first}/raeume") == [third, second]
    assert screen.sent[f"{first}/{second}/{lamp}/watt"] == ["40"]


def test_a_removed_house_comes_back_with_its_rooms(app: Flask) -> None:
    anna = Person(app)
    screen, first, second = room(anna)
    screen = anna.send(screen, {f"{first}/{second}/art": "bad"})
    if f"{first}/name" in screen.sent:
        screen = anna.send(screen)
    screen = press(anna, screen, f"remove:haeuser:{first}")
    assert items(screen, "haeuser") == []
    screen = press(anna, screen, f"undo:haeuser:{first}")
    screen = anna.send(screen)
    assert stored(app, screen)["haeuser"] == [
        {"_id": first, "name": "Villa", "raeume": [{"_id": second, "art": "bad"}]}
    ]


def test_adding_an_inner_item_again_after_a_lost_answer_adds_one(inline: Flask) -> None:
    anna = Person(inline)
    screen, first = house(anna)
    press(anna, screen, f"add:{first}/raeume")
    again = press(anna, screen, f"add:{first}/raeume")
    assert (again.status, len(items(again, f"{first}/raeume"))) == (200, 1)


def test_a_file_of_an_inner_item_stays_with_it(app: Flask) -> None:
    anna = Person(app)
    screen, first, second = room(anna)
    name = f"{first}/{second}/plan"
    screen = anna.send(screen, {f"{first}/{second}/art": "sonst", name: [(PDF, "plan.pdf")]})
    assert screen.status == 422
    assert "plan.pdf" in screen.html
    screen = anna.send(screen, {f"{first}/{second}/welcher": "Flur"})
    if f"{first}/name" in screen.sent:
        screen = anna.send(screen)
    screen = anna.send(screen)
    (kept,) = stored(app, screen)["haeuser"][0]["raeume"]
    assert [file["name"] for file in kept["plan"]] == ["plan.pdf"]


def test_what_is_no_way_to_an_item_leads_nowhere(app: Flask) -> None:
    anna = Person(app)
    screen, first, _ = room(anna)
    start = f"/antrag/{screen.number}/haeuser"
    for address in ("haeuser", f"haeuser/{first}/raeume", f"haeuser//{first}"):
        assert anna.open(f"{start}/{address}").status in (308, 404)
    for address in (f"raeume/{first}", f"haeuser/{first}/lampen/{first}", f"haeuser/zzzzzzzz/raeume/{first}"):
        assert anna.open(f"{start}/{address}").path == "haeuser"


def test_an_expired_token_on_the_page_of_an_inner_item_loses_nothing(pages: Flask) -> None:
    anna = Person(pages)
    screen, first, second = room(anna)
    screen = anna.send(screen, {f"{first}/{second}/art": "sonst", "_csrf": "abgelaufen"})
    assert screen.status == 403
    assert screen.action.endswith(f"/raeume/{second}")
    assert f"{first}/{second}/art" in screen.html


def test_a_reference_offers_the_items_of_its_list_by_their_titles(app: Flask) -> None:
    anna = Person(app)
    screen, first, second = room(anna)
    screen = anna.send(screen, {f"{first}/{second}/art": "bad"})
    if f"{first}/name" in screen.sent:
        assert f'<option value="{second}">Raum 1: Bad</option>' in screen.html
        screen = anna.send(screen, {f"{first}/bester": second})
    screen = press(anna, anna.send(screen), "add:besuche")
    (visit,) = items(screen, "besuche")
    assert f'<option value="{first}">Haus 1: Villa</option>' in screen.html
    screen = anna.send(screen, {f"{visit}/haus": first})
    assert screen.path == "pruefen"
    assert "Haus 1: Villa" in screen.html


def test_a_reference_to_an_item_that_was_removed_is_a_mistake_that_says_so(inline: Flask) -> None:
    anna = Person(inline)
    screen, first, second = room(anna)
    screen = press(anna, screen, f"add:{first}/raeume", {f"{first}/{second}/art": "bad", f"{first}/bester": second})
    third = items(screen, f"{first}/raeume")[1]
    screen = press(anna, screen, f"remove:{first}/raeume:{second}", {f"{first}/{third}/art": "bad"})
    assert f'<option value="{second}" selected>Diesen Eintrag gibt es nicht mehr</option>' in screen.html
    screen = anna.send(screen)
    assert screen.status == 422
    assert "Den Eintrag, den Sie bei „Welcher Raum ist der schönste?“ gewählt haben, gibt es nicht mehr." in screen.html
    screen = anna.send(screen, {f"{first}/bester": third})
    assert screen.status == 200


def test_a_list_of_a_step_that_is_gone_back_to_makes_a_later_reference_open(inline: Flask) -> None:
    anna = Person(inline)
    screen, first, second = room(anna)
    screen = press(anna, anna.send(screen, {f"{first}/{second}/art": "bad"}), "add:haeuser")
    other = screen.action.rsplit("/", 1)[-1]
    screen = press(anna, screen, f"add:{other}/raeume", {f"{other}/name": "Hütte"})
    (inner,) = items(screen, f"{other}/raeume")
    screen = anna.send(anna.send(screen, {f"{other}/{inner}/art": "bad"}))
    screen = press(anna, screen, "add:besuche")
    (visit,) = items(screen, "besuche")
    screen = anna.send(screen, {f"{visit}/haus": other})
    assert screen.path == "pruefen"
    screen = press(anna, anna.open(f"/antrag/{screen.number}/haeuser"), f"remove:haeuser:{other}")
    screen = anna.send(screen)
    assert screen.path == "besuche"
    again = anna.send(screen)
    assert (again.status, "gibt es nicht mehr" in again.html) == (422, True)


def changed(tmp_path: Path, change: Any) -> Flask:
    """The application with the definition changed."""
    form = deep.form()
    change(form)
    deep.write(tmp_path / "definitionen")
    (tmp_path / "definitionen" / "haeuser" / "form.json").write_text(json.dumps(form), encoding="utf-8")
    return create_app(Settings(data=tmp_path / "daten", definitions=tmp_path / "definitionen", clock=Clock(NOW)))


def house_list(form: Any) -> Any:
    """The list of houses."""
    return form["uischema"]["elements"][0]["elements"][0]


def test_a_list_may_begin_with_its_first_item_and_so_may_a_list_in_it(tmp_path: Path) -> None:
    def change(form: Any) -> None:
        options = house_list(form)["options"]
        options |= {"layout": "inline", "first": True}
        options["detail"]["elements"][1]["options"]["first"] = True

    app = changed(tmp_path, change)
    anna = Person(app)
    screen = anna.begin("haeuser")
    (first,) = items(screen, "haeuser")
    (second,) = items(screen, f"{first}/raeume")
    assert items(anna.open(screen.action), "haeuser") == [first]
    screen = anna.send(screen, {f"{first}/name": "Villa", f"{first}/{second}/art": "bad"})
    assert screen.path == "besuche"
    assert stored(app, screen)["haeuser"] == [
        {"_id": first, "name": "Villa", "raeume": [{"_id": second, "art": "bad"}]}
    ]
    screen = press(anna, anna.open(f"/antrag/{screen.number}/haeuser"), f"remove:haeuser:{first}")
    assert items(anna.open(screen.action), "haeuser") == []
    other = press(anna, screen, "add:haeuser")
    (third,) = items(other, "haeuser")
    assert len(items(other, f"{third}/raeume")) == 1
    rooms(app).store.close()


def test_too_few_and_too_many_items_are_counted(tmp_path: Path) -> None:
    def change(form: Any) -> None:
        house_list(form)["options"]["layout"] = "inline"
        form["schema"]["properties"]["haeuser"] |= {"minItems": 3}

    app = changed(tmp_path, change)
    anna = Person(app)
    screen = anna.send(press(anna, anna.begin("haeuser"), "add:haeuser"))
    assert "Bei „Häuser“ brauchen wir mindestens 3 Einträge. Bitte fügen Sie noch 2 hinzu." in screen.html
    assert 'href="#f-haeuser"' in screen.html
    rooms(app).store.close()


def test_what_is_disabled_in_an_item_keeps_its_answer(tmp_path: Path) -> None:
    thick = {"scope": "#/properties/art", "schema": {"const": "bad"}, "failWhenUndefined": True}

    def change(form: Any) -> None:
        house_list(form)["options"]["layout"] = "inline"
        room = house_list(form)["options"]["detail"]["elements"][1]["options"]["detail"]["elements"]
        room[1]["rule"] = {"effect": "DISABLE", "condition": thick}

    app = changed(tmp_path, change)
    anna = Person(app)
    screen = press(anna, anna.begin("haeuser"), "add:haeuser")
    (first,) = items(screen, "haeuser")
    screen = press(anna, screen, f"add:{first}/raeume", {f"{first}/name": "Villa"})
    (second,) = items(screen, f"{first}/raeume")
    there = f"{first}/{second}"
    screen = anna.send(screen, {f"{there}/art": "sonst", f"{there}/welcher": "Flur"})
    screen = anna.open(f"/antrag/{screen.number}/haeuser")
    anna.send(screen, {f"{there}/art": "bad", f"{there}/welcher": "etwas anderes"})
    assert stored(app, screen)["haeuser"][0]["raeume"] == [{"_id": second, "art": "bad", "welcher": "Flur"}]
    rooms(app).store.close()


def test_the_example_of_a_case_fills_items_in_items_and_names_what_it_refers_to(app: Flask) -> None:
    anna = Person(app)
    screen = anna.begin("haeuser")
    screen = anna.send(screen, {"_person": "gut", "_beispiel": "1"}, button="")
    first, _ = items(screen, "haeuser")
    screen = anna.send(screen)
    assert screen.path == "besuche"
    villa = stored(app, screen)["haeuser"][0]
    assert [room["art"] for room in villa["raeume"]] == ["bad", "sonst"]
    assert villa["bester"] == villa["raeume"][1]["_id"]
    assert [lamp["watt"] for lamp in villa["raeume"][0]["lampen"]] == [40, 60]
    screen = anna.send(screen, {"_person": "gut", "_beispiel": "1"}, button="")
    screen = anna.send(screen)
    assert screen.path == "pruefen"
    assert [visit["haus"] for visit in stored(app, screen, "s-besuche")["besuche"]][1] == first


def test_the_example_fills_one_item_on_its_page_with_what_is_in_it(app: Flask) -> None:
    anna = Person(app)
    screen, first = house(anna)
    screen = anna.send(screen, {"_person": "gut", "_beispiel": "1"}, button="")
    assert screen.sent[f"{first}/name"] == ["Villa"]
    assert len(items(screen, f"{first}/raeume")) == 2
    screen = anna.send(anna.send(screen))
    assert screen.path == "besuche"
