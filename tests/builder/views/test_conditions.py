"""Conditions that have a name: made, changed wherever they are used, and removed when nobody uses them."""

from pathlib import Path

import pytest
from flask import Flask

from formengine.web import Settings
from tests.builder.accounts.people import Hands, Watch
from tests.builder.views.logic_pages import CONDITIONS, TREES, attribute, installed, rule, step, words
from tests.builder.views.shop import head
from tests.core.forms import leaf, show


@pytest.fixture
def settings(tmp_path: Path, watch: Watch) -> Settings:
    return installed(tmp_path, watch)


def test_a_part_gets_a_name_and_is_used_by_it(app: Flask, boris: Hands) -> None:
    screen = step(boris, boris.open(f"{TREES}/baeume.hoehe"), "benennen@0:")
    screen = step(boris, screen, "benannt-speichern@0:", titel="")
    assert "Schreiben Sie in einem Satz" in words(screen)
    screen = step(boris, screen, "benannt-speichern@0:", titel="Es ist eine Eiche")
    assert head(app, "baeume").bundle.form["conditions"]["es_ist_eine_eiche"]["title"] == "Es ist eine Eiche"
    screen = step(boris, screen, "speichern")
    assert screen.status == 200
    assert rule(app, "baeume.hoehe") == show({"$ref": "#/conditions/es_ist_eine_eiche"})


def test_the_named_conditions_say_what_they_mean_and_where_they_are_used(boris: Hands) -> None:
    screen = boris.open(CONDITIONS)
    assert "Sie gilt, wenn bei „Was haben Sie vor?“ „Fällen“ gewählt ist." in words(screen)
    assert f"{TREES}/anzahl" in attribute(screen, "href")


def test_a_named_condition_is_made_of_a_title_and_a_sentence(app: Flask, boris: Hands) -> None:
    screen = step(boris, boris.open(f"{CONDITIONS}/neu"), "speichern")
    assert screen.status == 422
    screen = step(boris, boris.open(f"{CONDITIONS}/neu"), "dazu@0:", titel="Viele Bäume")
    screen = step(boris, screen, "weiter", frage="hier|#/properties/baeume|")
    screen = step(boris, screen, "fertig", operator="entries_at_least", wert="20")
    assert screen.value("titel") == "Viele Bäume"
    screen = step(boris, screen, "speichern")
    assert screen.path == "bedingungen"
    made = head(app, "baeume").bundle.form["conditions"]["viele_baeume"]
    assert made == {"title": "Viele Bäume", "condition": leaf("baeume", {"minItems": 20})}


def test_a_named_condition_changes_wherever_it_is_used(app: Flask, boris: Hands) -> None:
    screen = step(boris, boris.open(f"{CONDITIONS}/faellen"), "nicht@0:")
    step(boris, screen, "speichern", titel="Es wird nicht gefällt")
    made = head(app, "baeume").bundle.form["conditions"]["faellen"]
    assert (made["title"], made["condition"]["type"]) == ("Es wird nicht gefällt", "NOT")


def test_a_condition_in_use_is_not_removed_and_one_that_nobody_uses_is(app: Flask, boris: Hands) -> None:
    screen = step(boris, boris.open(f"{CONDITIONS}/faellen"), "entfernen")
    assert screen.status == 422
    assert "noch gebraucht" in words(screen)
    step(boris, step(boris, boris.open(f"{TREES}/anzahl"), "weg@0:"), "speichern")
    step(boris, boris.open(f"{CONDITIONS}/faellen"), "entfernen")
    assert "faellen" not in head(app, "baeume").bundle.form.get("conditions", {})


def test_author_text_is_shown_as_text(app: Flask, boris: Hands) -> None:
    step(boris, boris.open(f"{CONDITIONS}/faellen"), "speichern", titel="<b>fett</b>")
    assert "<b>fett</b>" not in boris.open(f"{TREES}/anzahl").html
    assert "<b>fett</b>" in words(boris.open(f"{TREES}/anzahl"))
