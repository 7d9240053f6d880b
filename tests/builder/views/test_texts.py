"""All texts of a definition in a table for each language."""

import pytest
from flask import Flask

from tests.builder.accounts.people import Hands
from tests.builder.views.garden import SLUG, now, said, send
from tests.web.person import everything

pytestmark = pytest.mark.usefixtures("garden")
PAGE = f"/werkstatt/{SLUG}/texte"
ENGLISH = f"{PAGE}?sprache=en"


def test_german_stands_beside_the_translation_and_what_is_missing_is_shown_first(boris: Hands) -> None:
    shown = boris.open(ENGLISH)
    assert "Was haben Sie vor?" in shown.html
    assert "Your name" not in shown.html
    assert (
        "Your name" in boris.open(f"{ENGLISH}&was=alle&ab=0").html
        or "Weitere Texte" in boris.open(f"{ENGLISH}&was=alle").html
    )


def test_each_field_is_named_by_the_german_text_and_speaks_its_language(boris: Hands) -> None:
    shown = boris.open(ENGLISH)
    fields = list(shown.tree.all("textarea"))
    headings = {node.attributes.get("id"): node.words() for node in shown.tree.all("th")}
    assert fields
    assert all(field.attributes["lang"] == "en" for field in fields)
    assert all(headings[field.attributes["aria-labelledby"]] for field in fields)


def test_all_texts_of_the_page_are_saved_at_once(app: Flask, boris: Hands) -> None:
    typed = {"t:zweck:label": "What are you planning?", "t:form:service/needs": "The name\r\nThe trees"}
    done = send(boris, boris.open(ENGLISH), typed, ort="texte")
    assert said(done).startswith("Gespeichert:")
    texts = now(app).texts["en"]
    assert texts["zweck"] == {"label": "What are you planning?"}
    assert texts["form"]["service"]["needs"] == ["The name", "The trees"]
    assert texts["name"] == {"label": "Your name"}
    assert "What are you planning?" not in boris.open(ENGLISH).html


def test_the_first_text_of_a_language_makes_the_language(app: Flask, boris: Hands) -> None:
    assert "de-einfach" not in now(app).texts
    send(boris, boris.open(f"{PAGE}?sprache=de-einfach"), {"t:name:label": "Wie heißen Sie?"}, ort="texte")
    assert now(app).texts["de-einfach"] == {"name": {"label": "Wie heißen Sie?"}}


def test_saving_without_a_change_makes_no_revision(app: Flask, boris: Hands) -> None:
    before = now(app).hash
    for was in ("fehlt", "alle", "tabelle"):
        assert said(send(boris, boris.open(f"{ENGLISH}&was={was}"), ort="texte")) == ""
    assert now(app).hash == before


def test_a_table_is_pasted_back(app: Flask, boris: Hands) -> None:
    page = boris.open(f"{ENGLISH}&was=tabelle")
    table = page.value("tabelle")
    assert "name\tlabel\tIhr Name\tYour name" in table
    send(boris, page, {"tabelle": table.replace("Your name", "Name, please")}, ort="texte")
    assert now(app).texts["en"]["name"] == {"label": "Name, please"}


def test_a_table_that_does_not_fit_is_refused_with_its_line_and_stays(app: Flask, boris: Hands) -> None:
    before = now(app).hash
    again = send(boris, boris.open(f"{ENGLISH}&was=tabelle"), {"tabelle": "fremd\tlabel\tx\tMeins"}, ort="texte")
    assert again.status == 422
    assert "In Zeile 1 steht ein Text, den es nicht gibt" in said(again)
    assert "Meins" in again.html
    assert now(app).hash == before


@pytest.mark.parametrize("query", ["sprache=xx", "was=nichts", "ab=-1", "ab=99999999999", "ab=400", "sprache=de"])
def test_whatever_an_address_asks_for_there_is_a_page(boris: Hands, query: str) -> None:
    assert boris.open(f"{PAGE}?{query}").status == 200


def test_looking_changes_nothing_and_testers_get_no_button(app: Flask, boris: Hands, quinn: Hands) -> None:
    before = everything(app)
    assert "Speichern" not in quinn.open(ENGLISH).html
    assert boris.open(f"{ENGLISH}&was=tabelle").status == 200
    assert everything(app) == before


def test_more_texts_than_fit_on_a_page_are_on_further_ones(boris: Hands) -> None:
    first = boris.open("/werkstatt/probe/texte?sprache=en&was=alle")
    assert len(list(first.tree.all("textarea"))) <= 40
    assert boris.open("/werkstatt/fehlt/texte").status == 404
