"""Buttons of lists that are pressed twice, or sent again after a lost answer: what they ask for is done once."""

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
