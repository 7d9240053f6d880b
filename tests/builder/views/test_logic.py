"""The map of the logic: picture and list say the same, and what is wrong is marked in both."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from builder.tree import nodes
from formengine.web import Settings
from tests.builder.accounts.people import Hands, Watch
from tests.builder.views.logic_pages import TREES, attribute, installed, picture, step, words
from tests.builder.views.shop import edited
from tests.core.forms import leaf, show
from tests.web.person import everything


@pytest.fixture
def settings(tmp_path: Path, watch: Watch) -> Settings:
    return installed(tmp_path, watch)


@pytest.mark.parametrize("path", ["logik", "logik/anzahl", "bedingungen", "bedingungen/faellen", "warum/anzahl"])
def test_whoever_is_not_signed_in_sees_nothing_of_it(nobody: Hands, path: str) -> None:
    assert nobody.open(f"/werkstatt/baeume/{path}").url.startswith("/werkstatt/anmelden")


@pytest.mark.parametrize("path", ["logik", "logik/anzahl", "bedingungen", "bedingungen/faellen", "warum/anzahl"])
def test_looking_changes_nothing(app: Flask, quinn: Hands, path: str) -> None:
    before = everything(app)
    assert quinn.open(f"/werkstatt/baeume/{path}").status == 200
    assert everything(app) == before


@pytest.mark.parametrize(
    "path",
    [
        "fehlt/logik",
        "baeume/logik/fehlt",
        "baeume/bedingungen/fehlt",
        "baeume/warum/fehlt",
        "baeume/warum/anzahl?person=P99",
    ],
)
def test_what_is_not_there_is_not_found(boris: Hands, path: str) -> None:
    assert boris.open(f"/werkstatt/{path}").status == 404


def test_the_picture_and_the_list_show_the_same_pages_and_connections(boris: Hands) -> None:
    screen = boris.open("/werkstatt/gross/logik?fragen=1")
    picture = [node for node in screen.tree.all("a") if "wb-karte__knoten" in node.attributes.get("class", "")]
    listed = [node for node in screen.tree.all("a") if "data-knoten" in node.attributes]
    assert [node.attributes["href"] for node in picture] == [node.attributes["href"] for node in listed]
    numbers = [node for node in screen.tree.all("a") if "wb-karte__nummer" in node.attributes.get("class", "")]
    assert [f"verbindung-{number + 1}" for number in range(len(numbers))] == sorted(
        (id_ for id_ in attribute(screen, "id") if id_.startswith("verbindung-")), key=lambda id_: int(id_[11:])
    )


def test_the_lines_of_the_picture_are_those_of_the_list(boris: Hands) -> None:
    screen = boris.open("/werkstatt/gross/logik?fragen=1")
    drawn, listed = attribute(screen, "data-linie"), attribute(screen, "data-kante")
    assert sorted(drawn) == sorted(listed)
    assert {edge.split()[0] for edge in drawn} == {"next", "skip", "shows", "inside"}


def test_a_page_that_nobody_reaches_is_marked_with_a_word_in_picture_and_list(boris: Hands) -> None:
    screen = boris.open("/werkstatt/gross/logik")
    assert "Nicht erreichbar" in picture(screen)
    assert "kommt nie vor" in words(screen)


def test_the_map_has_no_inline_style_and_no_script(boris: Hands) -> None:
    html = boris.open("/werkstatt/gross/logik").html
    assert " style=" not in html
    assert "<style" not in html
    assert not re.search(r"<script(?! src)", html)


def test_ids_on_the_map_are_unique_and_its_own_links_have_targets(boris: Hands) -> None:
    screen = boris.open("/werkstatt/gross/logik?fragen=1")
    ids = attribute(screen, "id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in attribute(screen, "href") if href.startswith("#")} <= set(ids)


def test_a_folded_section_is_one_box_that_unfolds(boris: Hands) -> None:
    screen = boris.open("/werkstatt/gross/logik?zu=abschnitt-1")
    assert "Abschnitt · 3 Seiten" in screen.html
    assert "/werkstatt/gross/logik" in attribute(screen, "href")


def test_a_size_that_there_is_not_is_the_usual_one(boris: Hands) -> None:
    assert boris.open("/werkstatt/gross/logik?zoom=9000").html == boris.open("/werkstatt/gross/logik").html


def _circle(form: dict[str, Any]) -> None:
    raw: Any = nodes(form)["zweck"].raw
    raw["rule"] = show(leaf("anzahl", {"minimum": 3}))


def test_a_cycle_is_marked_on_the_map_and_its_rule_can_be_mended(app: Flask, boris: Hands) -> None:
    edited(app, boris.id, _circle, slug="baeume")
    shown = boris.open(TREES)
    assert "im Kreis" in words(shown)
    assert "Fehler" in picture(shown)
    assert "Fehler:" in words(shown)
    [href] = {href for href in attribute(shown, "href") if re.fullmatch(f"{TREES}/(zweck|anzahl)", href)}
    screen = step(boris, boris.open(href), "weg@0:")
    assert step(boris, screen, "speichern").status == 200
    assert "im Kreis" not in words(boris.open(TREES))


def test_a_definition_that_is_wrong_beyond_its_rules_says_what_to_mend(app: Flask, boris: Hands) -> None:
    def lose(form: dict[str, Any]) -> None:
        del form["schema"]["properties"]["name"]

    edited(app, boris.id, lose, slug="baeume")
    assert "gibt es im Schema nicht" in words(boris.open(TREES))
