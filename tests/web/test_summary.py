"""The summary on check page and receipt: answers under the headings of their page, group and item, nothing twice."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from formengine.web import Settings, create_app
from formengine.web.clock import Clock
from tests.fields.markup import Node
from tests.web.conftest import NOW
from tests.web.files import PDF
from tests.web.person import Person, rooms
from tests.web.screen import Screen

TEXT = {"type": "string", "minLength": 1}
FILES = {"type": "array", "items": {"type": "object", "properties": {"mimeType": {"enum": ["application/pdf"]}}}}
YES = {"scope": "#/properties/a", "schema": {"const": "ja"}, "failWhenUndefined": True}


def control(name: str, label: str, **more: Any) -> dict[str, Any]:
    own = name.rpartition(".")[2]
    return {"type": "Control", "id": name, "scope": f"#/properties/{own}", "label": label} | more


def group(name: str, label: str, *elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "Group", "id": name, "label": label, "elements": list(elements)} | more


def page(name: str, label: str, *elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Category", "id": f"s-{name}", "label": label, "options": {"path": name}, "elements": [*elements]}


def listed(name: str, layout: str) -> dict[str, Any]:
    tier = control(f"{name}.tier", "Tiere")
    beleg = control(f"{name}.beleg", "Beleg", options={"type": "file"})
    detail = {"type": "VerticalLayout", "elements": [tier, group(f"{name}.mehr", "Unterlagen", beleg)]}
    options = {"type": "list", "layout": layout, "item": "Baum", "detail": detail}
    return control(name, "Bäume", options=options)


ITEM = {"type": "object", "properties": {"tier": TEXT, "beleg": FILES}, "required": ["tier"]}
HEADING = {"type": "Label", "id": "ueber-d", "text": "Kontakt von {a}", "options": {"type": "heading"}}
NEVER = {"rule": {"effect": "SHOW", "condition": YES}}
FORM: dict[str, Any] = {
    "slug": "probe",
    "title": "Probe",
    "service": {"package": "LP00"},
    "schema": {
        "type": "object",
        "properties": dict.fromkeys("abcdef", TEXT) | {name: {"type": "array", "items": ITEM} for name in "lmn"},
        "required": ["a", "l"],
    },
    "uischema": {
        "type": "Categorization",
        "elements": [
            page(
                *("eins", "Angaben"),
                control("a", "Name"),
                group("g", "Anschrift", control("b", "Ort")),
                group("h", "Nie", control("f", "Nichts"), **NEVER),
                control("c", "Danach"),
                HEADING,
                control("d", "Telefon"),
                group("o", "", control("e", "E-Mail")),
            ),
            page("baeume", "Bäume", listed("l", "pages")),
            page("mehr", "Noch mehr", listed("m", "page")),
        ],
    },
    "rules": [
        {
            "id": "R1",
            "each": each,
            "at": [f"{each}.tier"],
            "severity": "hint",
            "require": {"scope": "#/properties/tier", "schema": {"const": "keine"}, "failWhenUndefined": True},
            "message": "Wir fragen nach.",
        }
        | {"id": f"R-{each}"}
        for each in "lm"
    ],
    "messages": [{"id": "LP00", "recipient": "Amt", "exclude": []}],
}


@pytest.fixture
def app(tmp_path: Path) -> Any:
    folder = tmp_path / "definitionen" / "probe"
    folder.mkdir(parents=True)
    (folder / "form.json").write_text(json.dumps(FORM), encoding="utf-8")
    started = create_app(Settings(data=tmp_path / "daten", definitions=folder.parent, clock=Clock(NOW)))
    yield started
    rooms(started).store.close()


@pytest.fixture
def checked(app: Flask) -> tuple[Person, Screen]:
    """Somebody on the check page, with two trees on pages of their own and one on the page."""
    anna = Person(app)
    screen = anna.send(anna.begin("probe"), {"a": "Anna", "b": "Musterhausen", "c": "x"})
    for tier in ("Igel", "keine"):
        screen = anna.send(screen, {"_liste": "add:l"}, button="")
        item = screen.action.rsplit("/", 1)[-1]
        screen = anna.send(screen, {f"{item}/l.tier": tier, f"{item}/l.beleg": [(PDF, f"{tier}.pdf")]})
    screen = anna.send(anna.send(screen), {"_liste": "add:m"}, button="")
    item = screen.value("m")
    return anna, anna.send(screen, {f"{item}/m.tier": "Specht"})


def outline(tree: Node) -> list[str]:
    """Headings (with their level) and labels of answers, in the order of the page."""
    parts = [section for section in tree.all("section") if "aw-summary" in section.attributes.get("class", "")]
    nodes = [node for section in parts for node in section.all("h2", "h3", "h4", "h5", "dt")]
    return [node.words() if node.tag == "dt" else f"{node.tag} {node.words()}" for node in nodes]


OUTLINE = [
    *("h2 Angaben", "Name", "h3 Anschrift", "Ort", "Danach", "h3 Kontakt von Anna", "Telefon", "E-Mail"),
    *("h2 Bäume", "Bäume", "h3 Baum 1", "Tiere", "h4 Unterlagen", "Beleg"),
    *("h3 Baum 2", "Tiere", "h4 Unterlagen", "Beleg"),
    *("h2 Noch mehr", "Bäume", "h3 Baum 1", "Tiere", "h4 Unterlagen", "Beleg"),
]


def test_answers_stand_under_the_headings_of_their_groups_and_items(checked: tuple[Person, Screen]) -> None:
    assert outline(checked[1].tree) == OUTLINE


def test_the_receipt_has_the_same_outline_one_level_deeper(checked: tuple[Person, Screen]) -> None:
    anna, screen = checked
    receipt = anna.send(screen, button="_absenden")
    deeper = {"h2": "h3", "h3": "h4", "h4": "h5"}
    assert outline(receipt.tree) == [deeper.get(line[:2], line[:2]) + line[2:] for line in OUTLINE]
    assert "Ändern" not in receipt.html


def test_an_item_has_one_way_back_and_every_other_answer_its_own(checked: tuple[Person, Screen]) -> None:
    anna, screen = checked
    links = [link for link in screen.tree.all("a") if link.words().startswith("Ändern")]
    names = [link.words() for link in links]
    own = ["Name", "Ort", "Danach", "Telefon", "E-Mail"]
    items = ["Bäume", "Baum 1", "Baum 2", "Bäume", "Baum 1"]
    assert names == [f"Ändern : {name}" for name in [*own, *items]]
    for link in links:
        path, _, anchor = link.attributes["href"].partition("#")
        target = anna.open(path)
        assert target.status == 200
        assert not anchor or any(node.attributes.get("id") == anchor for node in target.tree.all()), anchor


def test_a_hint_names_its_item_and_leads_to_it(checked: tuple[Person, Screen]) -> None:
    anna, screen = checked
    links = [link.attributes["href"] for link in screen.tree.all("a") if link.words() == "Zur Angabe"]
    assert screen.tree.words().count("Baum 1: Wir fragen nach.") == 2
    assert len(links) == 2
    for link in links:
        path, _, anchor = link.partition("#")
        assert any(node.attributes.get("id") == anchor for node in anna.open(path).tree.all())


def test_the_files_of_items_are_attachments_of_the_message(app: Flask, checked: tuple[Person, Screen]) -> None:
    anna, screen = checked
    receipt = anna.send(screen, button="_absenden")
    store = rooms(app).store.submissions
    found = store.get_for_draft(receipt.number)
    assert found is not None
    (message,) = store.obligations(found.reference)
    assert [(each["feld"], each["name"]) for each in message.payload["anlagen"]] == [
        ("l.beleg", "Igel.pdf"),
        ("l.beleg", "keine.pdf"),
    ]


def test_an_answer_in_a_heading_is_only_text(app: Flask) -> None:
    anna = Person(app)
    screen = anna.send(anna.begin("probe"), {"a": "<b>Anna</b>"})
    screen = anna.send(screen, {"_liste": "add:l"}, button="")
    item = screen.action.rsplit("/", 1)[-1]
    screen = anna.send(anna.send(anna.send(screen, {f"{item}/l.tier": "keine"})))
    assert "Kontakt von <b>Anna</b>" in screen.tree.words()
    assert list(screen.tree.all("b")) == []
