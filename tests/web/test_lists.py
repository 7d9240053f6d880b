"""Lists on the web, without JavaScript: items with pages of their own, and items on the page itself."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from formengine.web import Settings, create_app
from formengine.web.clock import Clock
from tests.web.conftest import NOW
from tests.web.files import PDF
from tests.web.person import Person, rooms, rows
from tests.web.screen import Screen

ART = {"type": "string", "oneOf": [{"const": "birke", "title": "Birke"}, {"const": "sonst", "title": "andere"}]}
ITEM = {
    "type": "object",
    "properties": {
        "art": ART,
        "welche": {"type": "string", "maxLength": 20},
        "umfang": {"type": "integer", "minimum": 5},
        "zahl": {"type": "integer", "minimum": 1},
        "doppelt": {"type": "integer"},
        "beleg": {"type": "array", "maxItems": 2, "items": {"type": "object", "properties": {"mimeType": {}}}},
    },
    "required": ["art", "welche", "umfang"],
}
UMFANG = {"value": "#/properties/umfang"}
TWICE = {"type": "number", "calc": {"product": [UMFANG, 2]}, "calcMode": "proposal"}
OTHER = {"scope": "#/properties/art", "schema": {"const": "sonst"}, "failWhenUndefined": True}


def control(id_: str, name: str, label: str, **more: Any) -> dict[str, Any]:
    return {"type": "Control", "id": id_, "scope": f"#/properties/{name}", "label": label} | more


def listed(name: str, layout: str) -> dict[str, Any]:
    which = {"rule": {"effect": "SHOW", "condition": OTHER}}
    detail = [
        control(f"{name}.art", "art", "Baumart", options={"type": "choice"}),
        control(f"{name}.welche", "welche", "Welche Art?", options={"type": "text"}, **which),
        control(f"{name}.umfang", "umfang", "Umfang", options={"type": "number"}),
        control(f"{name}.zahl", "zahl", "Stämme", options={"type": "number", "calc": 1, "calcMode": "proposal"}),
        control(f"{name}.doppelt", "doppelt", "Doppelt", options=TWICE),
        control(f"{name}.beleg", "beleg", "Beleg", options={"type": "file"}),
    ]
    options: dict[str, Any] = {"type": "list", "layout": layout, "item": "Baum", "add": "Baum hinzufügen"}
    options |= {"title": f"{{{name}.art}}, {{{name}.umfang}} cm"}
    options |= {"detail": {"type": "VerticalLayout", "elements": detail}}
    return control(name, name, "Bäume", options=options)


def page(name: str, layout: str) -> dict[str, Any]:
    return {
        "type": "Category",
        "id": f"s-{name}",
        "label": name,
        "options": {"path": name},
        "elements": [listed(name, layout)],
    }


FORM = {
    "slug": "baeume",
    "title": "Bäume",
    "service": {"package": "LP01"},
    "schema": {
        "type": "object",
        "properties": {
            "eigene": {"type": "array", "minItems": 1, "maxItems": 3, "items": ITEM},
            "gleich": {"type": "array", "maxItems": 3, "items": ITEM},
        },
        "required": ["eigene"],
    },
    "uischema": {"type": "Categorization", "elements": [page("eigene", "pages"), page("gleich", "inline")]},
}


@pytest.fixture
def app(tmp_path: Path) -> Any:
    folder = tmp_path / "definitionen" / "baeume"
    folder.mkdir(parents=True)
    (folder / "form.json").write_text(json.dumps(FORM), encoding="utf-8")
    started = create_app(Settings(data=tmp_path / "daten", definitions=folder.parent, clock=Clock(NOW)))
    yield started
    rooms(started).store.close()


@pytest.fixture
def anna(app: Flask) -> Person:
    return Person(app)


def items(screen: Screen, name: str) -> list[str]:
    """The ids of the items that a page shows, in their order."""
    return re.findall(rf'name="{name}" value="([a-z0-9]{{8}})"', screen.html)


def press(anna: Person, screen: Screen, change: str, typed: dict[str, Any] | None = None) -> Screen:
    return anna.send(screen, {**(typed or {}), "_liste": change}, button="")


def tree(item: str, name: str, umfang: str = "118") -> dict[str, Any]:
    return {f"{item}/{name}.art": "birke", f"{item}/{name}.umfang": umfang}


def one_tree(anna: Person) -> Screen:
    """The first page with one whole tree."""
    screen = press(anna, anna.begin("baeume"), "add:eigene")
    item = screen.path.rsplit("/", 1)[-1] if "/" in screen.path else screen.action.rsplit("/", 1)[-1]
    return anna.send(screen, tree(item, "eigene"))


def test_a_required_list_without_an_item_is_not_accepted(anna: Person) -> None:
    screen = anna.send(anna.begin("baeume"))
    assert screen.status == 422
    assert "f-eigene" in screen.html


def test_adding_an_item_leads_to_its_page_and_accepting_it_back_to_the_list(anna: Person) -> None:
    screen = press(anna, anna.begin("baeume"), "add:eigene")
    assert "Baum 1" in screen.html
    item = screen.action.rsplit("/", 1)[-1]
    screen = anna.send(screen, tree(item, "eigene"))
    assert items(screen, "eigene") == [item]
    assert "Birke, 118 cm" in screen.html


def test_a_wrong_item_stays_on_its_page_with_all_that_was_typed(anna: Person) -> None:
    screen = press(anna, anna.begin("baeume"), "add:eigene")
    item = screen.action.rsplit("/", 1)[-1]
    screen = anna.send(screen, tree(item, "eigene", "viel"))
    assert screen.status == 422
    assert screen.sent[f"{item}/eigene.umfang"] == ["viel"]
    assert f'id="{item}/f-eigene.umfang-error"' in screen.html


def test_an_unfinished_item_keeps_the_list_from_being_accepted_and_is_named(anna: Person) -> None:
    screen = one_tree(anna)
    screen = press(anna, screen, "add:eigene")
    screen = anna.send(screen, {}, button="_zurueck")
    screen = anna.send(screen)
    assert screen.status == 422
    assert "Baum 2 ist noch nicht vollständig" in screen.html


def test_a_removed_item_can_be_restored_with_all_that_was_in_it(anna: Person) -> None:
    screen = one_tree(anna)
    (item,) = items(screen, "eigene")
    screen = press(anna, screen, f"remove:eigene:{item}")
    assert items(screen, "eigene") == []
    screen = press(anna, screen, "undo:eigene")
    assert items(screen, "eigene") == [item]
    assert "Birke, 118 cm" in screen.html


def test_items_can_be_moved(anna: Person) -> None:
    screen = press(anna, anna.send(one_tree(anna)), "add:gleich")
    screen = press(anna, screen, "add:gleich")
    first, second = items(screen, "gleich")
    screen = press(anna, screen, f"up:gleich:{second}")
    assert items(screen, "gleich") == [second, first]
    screen = press(anna, screen, f"down:gleich:{second}")
    assert items(screen, "gleich") == [first, second]


def test_items_on_the_page_keep_what_was_typed_when_one_is_added(anna: Person) -> None:
    screen = press(anna, anna.send(one_tree(anna)), "add:gleich")
    (item,) = items(screen, "gleich")
    screen = press(anna, screen, "add:gleich", tree(item, "gleich", "viel"))
    assert len(items(screen, "gleich")) == 2
    assert screen.sent[f"{item}/gleich.umfang"] == ["viel"]


def test_a_question_of_an_item_hangs_on_the_same_item_only(anna: Person) -> None:
    screen = press(anna, anna.send(one_tree(anna)), "add:gleich")
    (item,) = items(screen, "gleich")
    screen = anna.send(screen, tree(item, "gleich") | {f"{item}/gleich.art": "sonst"})
    assert screen.status == 422
    assert f'href="#{item}/f-gleich.welche"' in screen.html


def test_the_style_sheet_alone_shows_what_hangs_on_a_choice_of_the_same_item(anna: Person) -> None:
    screen = press(anna, anna.send(one_tree(anna)), "add:gleich")
    (sheet,) = re.findall(r'href="(/stil/[^"]+)"', screen.html)
    style = anna.open(sheet).html
    assert (
        '[data-item]:not(:has([name$="\\2f gleich.art"][value="sonst"]:checked)) [data-field="gleich.welche"]' in style
    )


def test_what_an_item_asks_stands_in_an_element_that_the_style_sheet_knows(anna: Person) -> None:
    own = press(anna, anna.begin("baeume"), "add:eigene")
    (around,) = [node for node in own.tree.all() if "data-item" in node.attributes]
    assert "eigene.welche" in [node.attributes.get("data-field") for node in around.all()]
    screen = press(anna, anna.send(one_tree(anna)), "add:gleich")
    (around,) = [node for node in screen.tree.all() if "data-item" in node.attributes]
    assert "gleich.welche" in [node.attributes.get("data-field") for node in around.all()]


def test_no_more_items_are_offered_than_allowed(anna: Person) -> None:
    screen = anna.send(one_tree(anna))
    for _ in range(3):
        screen = press(anna, screen, "add:gleich")
    assert "add:gleich" not in screen.html


def test_a_file_of_an_item_survives_a_mistake_and_stays_with_its_item(anna: Person, app: Flask) -> None:
    screen = press(anna, anna.begin("baeume"), "add:eigene")
    item = screen.action.rsplit("/", 1)[-1]
    screen = anna.send(screen, tree(item, "eigene", "1") | {f"{item}/eigene.beleg": [(PDF, "beleg.pdf")]})
    assert screen.status == 422
    assert "beleg.pdf" in screen.html
    anna.send(anna.send(screen, tree(item, "eigene")))
    answers = rows(app, screen.number)["s-eigene"][0]["eigene"]
    assert [file["name"] for file in answers[0]["beleg"]] == ["beleg.pdf"]


def test_a_list_is_stored_by_item_and_shown_on_the_check_page(anna: Person, app: Flask) -> None:
    screen = anna.send(anna.send(one_tree(anna)))
    assert screen.path == "pruefen"
    assert "Baum 1" in screen.html
    assert "Birke" in screen.html
    stored = rows(app, screen.number)["s-eigene"][0]["eigene"]
    assert [(entry["art"], entry["umfang"], len(entry["_id"])) for entry in stored] == [("birke", 118, 8)]


def test_a_change_from_the_check_page_goes_through_the_item_and_back(anna: Person) -> None:
    screen = anna.send(anna.send(one_tree(anna)))
    (item,) = set(re.findall(r"/eigene/eigene/([a-z0-9]{8})", screen.html))
    screen = anna.open(f"/antrag/{screen.number}/eigene/eigene/{item}?zurueck=pruefen")
    screen = anna.send(screen, tree(item, "eigene", "240"))
    assert screen.path == "pruefen"
    assert "240" in screen.html


@pytest.mark.parametrize(
    "change", ["remove:eigene:zzzzzzzz", "up:eigene:", "add:gibtsnicht", "add:", "weg:eigene", "::"]
)
def test_a_forged_change_of_a_list_changes_nothing(anna: Person, change: str) -> None:
    screen = one_tree(anna)
    before = items(screen, "eigene")
    screen = press(anna, screen, change)
    assert screen.status in (200, 422)
    assert items(anna.open(f"/antrag/{screen.number}/eigene"), "eigene") == before


def test_an_item_that_is_gone_leads_to_its_list(anna: Person) -> None:
    screen = one_tree(anna)
    screen = anna.open(f"/antrag/{screen.number}/eigene/eigene/zzzzzzzz")
    assert screen.status == 200
    assert items(screen, "eigene")


def test_an_expired_token_on_the_page_of_an_item_loses_nothing(anna: Person) -> None:
    screen = press(anna, anna.begin("baeume"), "add:eigene")
    item = screen.action.rsplit("/", 1)[-1]
    screen = anna.send(screen, tree(item, "eigene", "240") | {"_csrf": "abgelaufen"})
    assert screen.status == 403
    assert screen.sent[f"{item}/eigene.umfang"] == ["240"]
    screen = anna.send(screen)
    assert "Birke, 240 cm" in screen.html


def test_a_new_item_with_a_page_of_its_own_has_its_proposals(anna: Person, app: Flask) -> None:
    screen = press(anna, anna.begin("baeume"), "add:eigene")
    item = screen.action.rsplit("/", 1)[-1]
    assert screen.sent[f"{item}/eigene.zahl"] == ["1"]
    assert screen.sent[f"{item}/eigene.doppelt"] == [""]
    screen = anna.send(anna.send(screen, tree(item, "eigene")))
    assert rows(app, screen.number)["s-eigene"][0]["eigene"][0]["zahl"] == 1


def test_a_new_item_on_the_page_has_its_proposals_and_the_others_keep_what_they_have(anna: Person) -> None:
    screen = press(anna, anna.send(one_tree(anna)), "add:gleich")
    (first,) = items(screen, "gleich")
    assert screen.sent[f"{first}/gleich.zahl"] == ["1"]
    screen = press(anna, screen, "add:gleich", {f"{first}/gleich.zahl": ""})
    _, second = items(screen, "gleich")
    assert (screen.sent[f"{first}/gleich.zahl"], screen.sent[f"{second}/gleich.zahl"]) == ([""], ["1"])


def test_a_proposal_that_was_cleared_in_an_item_stays_cleared(anna: Person, app: Flask) -> None:
    screen = press(anna, anna.begin("baeume"), "add:eigene")
    item = screen.action.rsplit("/", 1)[-1]
    screen = anna.send(screen, tree(item, "eigene") | {f"{item}/eigene.zahl": ""})
    address = f"/antrag/{screen.number}/eigene/eigene/{item}"
    assert anna.open(address).sent[f"{item}/eigene.zahl"] == [""]
    anna.send(anna.open(f"/antrag/{screen.number}/eigene"))
    assert "zahl" not in rows(app, screen.number)["s-eigene"][0]["eigene"][0]
    assert anna.open(address).sent[f"{item}/eigene.zahl"] == [""]


def test_an_item_that_comes_back_has_what_was_typed_and_not_the_proposal(anna: Person) -> None:
    screen = press(anna, anna.send(one_tree(anna)), "add:gleich")
    (item,) = items(screen, "gleich")
    screen = press(anna, screen, f"remove:gleich:{item}", {f"{item}/gleich.zahl": "7"})
    screen = press(anna, screen, "undo:gleich")
    assert screen.sent[f"{item}/gleich.zahl"] == ["7"]


def values(screen: Screen, change: str) -> list[str]:
    """What the buttons of a list send that ask for a change."""
    return re.findall(rf'name="_liste" value="({change}:[^"]+)"', screen.html)


def two_trees(anna: Person, name: str) -> Screen:
    """The page of a list with two items, the first filled; one of them was removed and put back."""
    screen = anna.begin("baeume") if name == "eigene" else anna.send(one_tree(anna))
    for number in range(2):
        before = items(screen, name)
        screen = press(anna, screen, f"add:{name}")
        if name == "eigene":
            screen = anna.send(screen, tree(screen.action.rsplit("/", 1)[-1], name) if number == 0 else {}, "_zurueck")
        elif number == 0:
            (item,) = set(items(screen, name)) - set(before)
            anna.send(screen, tree(item, name), "_speichern")
            screen = anna.open(f"/antrag/{screen.number}/{name}")
    return screen


@pytest.mark.parametrize("name", ["eigene", "gleich"])
@pytest.mark.parametrize("what", ["add", "remove", "up", "down", "undo"])
def test_a_button_of_a_list_sent_again_does_nothing_twice(anna: Person, app: Flask, name: str, what: str) -> None:
    screen = two_trees(anna, name)
    first = items(screen, name)[0]
    if what == "undo":
        screen = press(anna, screen, f"remove:{name}:{first}")
    change = values(screen, what)[0]
    answers = [press(anna, screen, change) for _ in range(3)]
    assert [answer.status for answer in answers] == [200, 200, 200]
    assert len({answer.url for answer in answers}) == 1
    page = anna.open(f"/antrag/{screen.number}/{name}")
    count = {"add": 3, "remove": 1}.get(what, 2)
    assert len(items(page, name)) == count
    stored = rows(app, screen.number)[f"s-{name}"]
    press(anna, screen, change)
    assert rows(app, screen.number)[f"s-{name}"] == stored
    if what == "undo":
        assert items(page, name)[0] == first
        assert "Birke, 118 cm" in page.html
    if what == "remove":
        page = press(anna, page, values(page, "undo")[0])
        assert len(items(page, name)) == 2
        assert values(page, "undo") == []


@pytest.mark.parametrize("prepared", ["", "x", "ABCDEFGH", "../../..", "abcdefgh1"])
def test_an_id_that_was_not_prepared_by_us_names_no_item(anna: Person, prepared: str) -> None:
    screen = press(anna, anna.begin("baeume"), "add:eigene", {"_neu": prepared})
    assert screen.action.rsplit("/", 1)[-1] not in ("", prepared)
    assert len(items(anna.open(f"/antrag/{screen.number}/eigene"), "eigene")) == 1


def test_an_id_that_is_in_use_adds_nothing(anna: Person) -> None:
    screen = two_trees(anna, "eigene")
    first, second = items(screen, "eigene")
    press(anna, screen, "add:eigene", {"_neu": first})
    assert items(anna.open(screen.url), "eigene") == [first, second]
