"""The step list: every step of a short form, the sections of a long one, else where one stands; and all on a page."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from formengine.web import Settings
from tests.fields.markup import Node
from tests.web.person import Person
from tests.web.screen import Screen

LAYOUTS: dict[str, list[tuple[str, int]]] = {
    "kurz": [("", 9)],
    "lang": [("", 30)],
    "abschnitte": [("", 1), ("Zur Person", 12), ("Zur Sache", 12), ("Zum Schluss", 2)],
    "viele": [(f"Teil {i}", 2) for i in range(1, 15)],
}
"""By slug: the sections with their numbers of pages; "" for pages in no section."""


def definition(slug: str) -> dict[str, Any]:
    """Pages with one required question each."""
    number, elements = 0, []
    for label, pages in LAYOUTS[slug]:
        inside = []
        for _ in range(pages):
            number += 1
            question = {"type": "Control", "id": f"f{number}", "scope": f"#/properties/f{number}", "label": "Was?"}
            inside.append({"type": "Category", "id": f"s{number}", "label": f"Seite {number}", "elements": [question]})
        section = {"type": "Categorization", "id": f"teil-{number}", "label": label, "elements": inside}
        elements += [section] if label else inside
    names = [f"f{i}" for i in range(1, number + 1)]
    schema = {"type": "object", "properties": {name: {"type": "string"} for name in names}, "required": names}
    tree = {"type": "Categorization", "elements": elements}
    return {"slug": slug, "title": slug.capitalize(), "schema": schema, "uischema": tree}


@pytest.fixture
def long_forms(settings: Settings, start: Callable[[Settings], Flask], tmp_path: Path) -> Flask:
    for slug in LAYOUTS:
        folder = tmp_path / "lange" / slug
        folder.mkdir(parents=True)
        (folder / "form.json").write_text(json.dumps(definition(slug)), encoding="utf-8")
    return start(replace(settings, definitions=tmp_path / "lange"))


@pytest.fixture
def carla(long_forms: Flask) -> Person:
    return Person(long_forms)


def walk(person: Person, slug: str, pages: int) -> Screen:
    """Answer some pages; the one after them."""
    screen = person.begin(slug)
    for number in range(1, pages + 1):
        screen = person.send(screen, {f"f{number}": "x"})
    return screen


def listed(screen: Screen) -> list[tuple[str, str, bool]]:
    """Label, state and whether it is a link, for each entry of the list of a large screen."""
    boxes = [node for node in screen.tree.all("div", "main") if node.attributes.get("class") == "aw-steps__large"]
    return entries(boxes[0] if boxes else screen.tree)


def entries(node: Node) -> list[tuple[str, str, bool]]:
    found = []
    for item in node.all("li"):
        if item.attributes.get("class", "").startswith("aw-step "):
            label = next(each for each in item.all("span") if each.attributes.get("class") == "aw-step__label")
            state = item.attributes["class"].removeprefix("aw-step aw-step--")
            found.append((label.words(), state, any(True for _ in item.all("a"))))
    return found


def links(screen: Screen, words: str) -> list[str]:
    return [node.attributes["href"] for node in screen.tree.all("a") if node.words() == words]


def test_a_short_form_shows_every_step(carla: Person) -> None:
    screen = walk(carla, "kurz", 2)
    assert listed(screen) == [
        ("Seite 1 – erledigt", "done", True),
        ("Seite 2 – erledigt", "done", True),
        ("Seite 3", "current", False),
        *[(f"Seite {i}", "open", False) for i in range(4, 10)],
        ("Prüfen und absenden", "open", False),
    ]
    assert links(screen, "Alle Schritte") == []


def test_a_long_form_shows_the_neighbours_and_where_one_stands(carla: Person) -> None:
    first, seventh = walk(carla, "lang", 0), walk(carla, "lang", 6)
    assert listed(first) == [("Seite 1", "current", False), ("Seite 2", "open", False)]
    assert listed(seventh) == [
        ("Seite 6 – erledigt", "done", True),
        ("Seite 7", "current", False),
        ("Seite 8", "open", False),
    ]
    assert "Schritt 7 von 31" in seventh.html
    assert "Alle Schritte anzeigen" not in seventh.html


def test_a_form_with_sections_shows_them_and_its_own_pages(carla: Person) -> None:
    assert listed(walk(carla, "abschnitte", 0)) == [
        ("Seite 1", "current", False),
        ("Zur Person", "open", False),
        ("Zur Sache", "open", False),
        ("Zum Schluss", "open", False),
        ("Prüfen und absenden", "open", False),
    ]
    screen = walk(carla, "abschnitte", 14)
    assert listed(screen)[:3] == [
        ("Seite 1 – erledigt", "done", True),
        ("Zur Person – erledigt", "done", True),
        ("Zur Sache", "current", False),
    ]
    assert carla.open(links(screen, "Zur Person – erledigt")[0]).path == "s2"


def test_an_unfinished_page_marks_its_section(carla: Person) -> None:
    screen = walk(carla, "abschnitte", 14)
    carla.send(carla.open(f"/antrag/{screen.number}/s5"), {"f5": ""})
    assert ("Zur Person – hier fehlt noch etwas", "attention", True) in listed(
        carla.open(f"/antrag/{screen.number}/s1")
    )


def test_more_sections_than_anyone_reads_are_left_out(carla: Person) -> None:
    assert [label for label, _, _ in listed(walk(carla, "viele", 3))] == ["Seite 3 – erledigt", "Seite 4", "Seite 5"]


def test_all_steps_stand_on_a_page_of_their_own(carla: Person) -> None:
    screen = walk(carla, "lang", 6)
    every = carla.open(links(screen, "Alle Schritte")[0])
    assert (every.status, every.title) == (200, "Alle Schritte")
    found = entries(every.tree)
    assert [label for label, _, _ in found][:7] == [*[f"Seite {i} – erledigt" for i in range(1, 7)], "Seite 7"]
    assert len(found) == 31
    assert [reachable for _, _, reachable in found] == [True] * 7 + [False] * 24
    assert carla.open(links(every, "Zurück zum Antrag")[0]).path == "s7"


def test_the_list_of_all_steps_is_for_the_browser_of_the_draft(carla: Person, long_forms: Flask) -> None:
    number = walk(carla, "lang", 1).number
    assert Person(long_forms).open(f"/antrag/{number}/schritte").status == 404


def test_the_check_page_of_a_long_form_is_its_last_step(carla: Person) -> None:
    screen = walk(carla, "lang", 30)
    assert listed(screen) == [("Seite 30 – erledigt", "done", True), ("Prüfen und absenden", "current", False)]
