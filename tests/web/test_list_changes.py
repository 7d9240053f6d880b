"""Lists that change: proposals in new items, removed items that come back, old windows, items left half-filled."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.web.listed import items, one_tree, press, started, tree
from tests.web.person import Person, rooms, rows
from tests.web.screen import Screen


@pytest.fixture
def app(tmp_path: Path) -> Any:
    app = started(tmp_path)
    yield app
    rooms(app).store.close()


@pytest.fixture
def anna(app: Flask) -> Person:
    return Person(app)


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


def test_no_more_items_are_offered_than_allowed(anna: Person) -> None:
    screen = anna.send(one_tree(anna))
    for _ in range(3):
        screen = press(anna, screen, "add:gleich")
    assert "add:gleich" not in screen.html
    assert "Mehr als 3 Einträge sind hier nicht möglich." in screen.html


@pytest.mark.parametrize(
    "change", ["remove:eigene:zzzzzzzz", "up:eigene:", "add:gibtsnicht", "add:", "weg:eigene", "::"]
)
def test_a_forged_change_of_a_list_changes_nothing(anna: Person, change: str) -> None:
    screen = one_tree(anna)
    before = items(screen, "eigene")
    screen = press(anna, screen, change)
    assert screen.status in (200, 422)
    assert items(anna.open(f"/antrag/{screen.number}/eigene"), "eigene") == before


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


def three_trees(anna: Person) -> Screen:
    """The first page with three whole trees."""
    screen = anna.begin("baeume")
    for umfang in ("100", "200", "300"):
        screen = press(anna, screen, "add:eigene")
        screen = anna.send(screen, tree(screen.action.rsplit("/", 1)[-1], "eigene", umfang))
    return screen


def test_the_middle_item_comes_back_to_its_place(anna: Person) -> None:
    screen = three_trees(anna)
    before = items(screen, "eigene")
    screen = press(anna, screen, f"remove:eigene:{before[1]}")
    assert items(screen, "eigene") == [before[0], before[2]]
    screen = press(anna, screen, "undo:eigene")
    assert items(screen, "eigene") == before
    assert re.findall(r"Birke, (\d+) cm", screen.html) == ["100", "200", "300"]


def test_two_removed_items_come_back_one_after_the_other(anna: Person) -> None:
    screen = three_trees(anna)
    before = items(screen, "eigene")
    for item in before[:2]:
        screen = press(anna, screen, f"remove:eigene:{item}")
    screen = press(anna, screen, "undo:eigene")
    assert items(screen, "eigene") == before[1:]
    screen = press(anna, screen, "undo:eigene")
    assert items(screen, "eigene") == before
    assert "undo:eigene" not in screen.html


def test_an_old_window_loses_no_item_that_another_one_added(anna: Person, app: Flask) -> None:
    old = one_tree(anna)
    new = press(anna, old, "add:eigene")
    anna.send(new, tree(new.action.rsplit("/", 1)[-1], "eigene", "240"))
    for answer in (anna.send(old), press(anna, old, "add:eigene")):
        assert answer.status == 409
        assert "in einem anderen Fenster geändert" in answer.notice
        assert len(items(answer, "eigene")) == 2
    anna.send(answer)
    stored = rows(app, old.number)["s-eigene"][0]["eigene"]
    assert [entry["umfang"] for entry in stored] == [118, 240]


def test_an_old_window_brings_back_no_item_that_another_one_removed(anna: Person) -> None:
    old = three_trees(anna)
    first, second, third = items(old, "eigene")
    press(anna, old, f"remove:eigene:{second}")
    answer = anna.send(old)
    assert answer.status == 409
    assert items(answer, "eigene") == [first, third]
    assert anna.send(answer).path == "gleich"


def test_the_page_of_a_removed_item_leads_back_to_the_list(anna: Person) -> None:
    screen = three_trees(anna)
    item = items(screen, "eigene")[1]
    page_of_item = press(anna, screen, f"open:eigene:{item}")
    press(anna, anna.open(f"/antrag/{screen.number}/eigene"), f"remove:eigene:{item}")
    answer = anna.send(page_of_item, tree(item, "eigene", "555"))
    assert "in einem anderen Fenster geändert" in answer.notice
    assert len(items(answer, "eigene")) == 2


def test_going_back_keeps_an_item_that_is_half_filled(anna: Person) -> None:
    screen = press(anna, anna.begin("baeume"), "add:eigene")
    item = screen.action.rsplit("/", 1)[-1]
    screen = anna.send(screen, {f"{item}/eigene.umfang": "118"}, button="_zurueck")
    assert "Hier fehlt noch etwas." in screen.html
    screen = press(anna, screen, f"open:eigene:{item}")
    assert screen.sent[f"{item}/eigene.umfang"] == ["118"]


def test_looking_at_an_item_and_going_back_leaves_an_accepted_page_accepted(anna: Person, app: Flask) -> None:
    screen = anna.send(one_tree(anna))
    page_of_list = anna.open(f"/antrag/{screen.number}/eigene")
    (item,) = items(page_of_list, "eigene")
    screen = press(anna, page_of_list, f"open:eigene:{item}")
    screen = anna.send(screen, button="_zurueck")
    assert rows(app, screen.number)["s-eigene"][1] is None


def test_a_change_of_an_item_that_is_not_there_leads_to_the_list(anna: Person) -> None:
    screen = one_tree(anna)
    answer = press(anna, screen, "open:eigene:zzzzzzzz")
    assert answer.status == 200
    assert items(answer, "eigene") == items(screen, "eigene")
