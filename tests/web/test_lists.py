"""Lists on the web, without JavaScript: items with pages of their own, and items on the page itself."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.web.files import PDF
from tests.web.listed import items, one_tree, press, started, tree
from tests.web.person import Person, rooms, rows


@pytest.fixture
def app(tmp_path: Path) -> Any:
    app = started(tmp_path)
    yield app
    rooms(app).store.close()


@pytest.fixture
def anna(app: Flask) -> Person:
    return Person(app)


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
        '[data-item="gleich"]:not(:has([name$="\\2f gleich.art"][value="sonst"]:checked)) [data-field="gleich.welche"]'
        in style
    )


def test_what_an_item_asks_stands_in_an_element_that_the_style_sheet_knows(anna: Person) -> None:
    own = press(anna, anna.begin("baeume"), "add:eigene")
    (around,) = [node for node in own.tree.all() if "data-item" in node.attributes]
    assert "eigene.welche" in [node.attributes.get("data-field") for node in around.all()]
    screen = press(anna, anna.send(one_tree(anna)), "add:gleich")
    (around,) = [node for node in screen.tree.all() if "data-item" in node.attributes]
    assert "gleich.welche" in [node.attributes.get("data-field") for node in around.all()]


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


def test_the_style_sheet_shows_what_hangs_on_a_choice_that_was_not_made(anna: Person) -> None:
    screen = press(anna, anna.send(one_tree(anna)), "add:gleich")
    (sheet,) = re.findall(r'href="(/stil/[^"]+)"', screen.html)
    other = '[name$="\\2f gleich.art"][value="sonst"]:checked'
    assert f'[data-item="gleich"]:not(:has({other})) [data-field="gleich.sorte"]' in anna.open(sheet).html


def test_a_question_that_may_stay_empty_is_offered_once_where_only_the_server_can_bring_it_up(anna: Person) -> None:
    own = press(anna, anna.begin("baeume"), "add:eigene")
    item = own.action.rsplit("/", 1)[-1]
    again = anna.send(own, tree(item, "eigene", "400"))
    assert (again.status, again.action) == (200, own.action)
    assert again.notice.startswith("Es kommt noch eine Frage dazu")
    assert again.sent[f"{item}/eigene.alter"] == [""]
    screen = press(anna, anna.send(anna.send(again)), "add:gleich")
    (item,) = items(screen, "gleich")
    again = anna.send(screen, tree(item, "gleich", "400"))
    assert (again.status, again.path) == (200, "gleich")
    assert again.notice.startswith("Es kommt noch eine Frage dazu")
    assert anna.send(again).path == "pruefen"


def test_links_of_the_error_summary_that_would_say_the_same_name_their_question_first(anna: Person) -> None:
    screen = anna.send(one_tree(anna))
    for _ in range(2):
        screen = press(anna, screen, "add:gleich")
    said = list(anna.send(screen).errors.values())
    assert len(said) == len(set(said)) > 2
    assert [text[:16] for text in said if "Baumart" in text] == ["Baum 1, Baumart:", "Baum 2, Baumart:"]


def test_an_entry_of_the_error_summary_that_stands_alone_says_its_message_only(anna: Person) -> None:
    screen = press(anna, anna.begin("baeume"), "add:eigene")
    assert not [text for text in anna.send(screen).errors.values() if text.startswith("Baum 1, ")]
