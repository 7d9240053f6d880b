"""Pages and questions of another definition, taken over into this one."""

import pytest
from flask import Flask

from builder.tree import nodes
from tests.builder.accounts.people import Hands
from tests.builder.views.garden import SLUG, now, said, send

pytestmark = pytest.mark.usefixtures("garden")
PAGE = f"/werkstatt/probe/uebernehmen?aus={SLUG}"


def test_the_elements_of_the_chosen_definition_are_listed(boris: Hands) -> None:
    shown = boris.open(PAGE)
    boxes = {node.attributes["value"] for node in shown.tree.all("input") if node.attributes.get("name") == "element"}
    assert {"seite-eins", "name", "zweck", "seite-zwei", "baeume"} <= boxes
    assert "baeume.art" not in boxes


def test_a_page_comes_along_with_what_is_on_it(app: Flask, boris: Hands) -> None:
    done = send(boris, boris.open(PAGE), {"element": ["seite-eins", "name"], "nach": "zusatz"}, ort="uebernehmen")
    assert done.url == "/werkstatt/probe/?element=seite-eins"
    found = nodes(now(app, "probe").form)
    pages = [id_ for id_, node in found.items() if node.kind == "page"]
    assert pages[pages.index("zusatz") + 1] == "seite-eins"
    assert [node.label for node in found.values() if node.parent == "seite-eins"] == [
        "Ihr Name",
        "Was haben Sie vor?",
        "Wie viele Bäume?",
    ]


def test_single_questions_come_behind_the_chosen_one(app: Flask, boris: Hands) -> None:
    send(boris, boris.open(PAGE), {"element": ["zweck"], "nach": "notiz"}, ort="uebernehmen")
    found = nodes(now(app, "probe").form)
    on_page = [id_ for id_, node in found.items() if node.parent == "anlagen"]
    assert on_page == ["belege", "notiz", "zweck"]


def test_nothing_chosen_is_refused(boris: Hands) -> None:
    again = send(boris, boris.open(PAGE), ort="uebernehmen")
    assert again.status == 422
    assert "Es ist nichts ausgewählt" in said(again)


def test_pages_and_questions_together_are_refused_and_stay_ticked(app: Flask, boris: Hands) -> None:
    before = now(app, "probe").hash
    again = send(boris, boris.open(PAGE), {"element": ["seite-zwei", "name"]}, ort="uebernehmen")
    assert "entweder Seiten oder Fragen" in said(again)
    ticked = {node.attributes["value"] for node in again.tree.all("input") if "checked" in node.attributes}
    assert ticked == {"seite-zwei", "name"}
    assert now(app, "probe").hash == before


@pytest.mark.parametrize("query", ["", "?aus=fehlt", "?aus=probe", "?aus=garten&nach=nirgends"])
def test_whatever_an_address_asks_for_there_is_a_page(boris: Hands, query: str) -> None:
    assert boris.open(f"/werkstatt/probe/uebernehmen{query}").status == 200


def test_testers_cannot_take_over(quinn: Hands) -> None:
    assert 'name="element"' not in quinn.open(PAGE).html
