"""Rules are sentences: made, changed and saved with plain forms, and nothing that was typed is lost."""

import json
from pathlib import Path

import pytest
from flask import Flask

from builder.logic.typed import key_of
from formengine.web import Settings
from tests.builder.accounts.people import Hands, Watch
from tests.builder.views.logic_pages import FELLED, TREES, ZWECK, installed, rule, step, words
from tests.builder.views.shop import head
from tests.core.forms import leaf, show


@pytest.fixture
def settings(tmp_path: Path, watch: Watch) -> Settings:
    return installed(tmp_path, watch)


def test_whoever_may_only_look_cannot_change_rules(app: Flask, quinn: Hands) -> None:
    screen = step(quinn, quinn.open(f"{TREES}/anzahl"), "weg@0:")
    assert screen.status == 403
    assert rule(app, "anzahl") == show(FELLED)


def test_the_rules_of_an_element_are_sentences(boris: Hands) -> None:
    shown = words(boris.open(f"{TREES}/anzahl"))
    assert "Zeigen, wenn" in shown
    assert "„Es wird gefällt“: bei „Was haben Sie vor?“ „Fällen“ gewählt ist" in shown


def test_a_rule_is_made_without_scripts_and_saved_as_one_edit(app: Flask, boris: Hands) -> None:
    number = head(app, "baeume").number
    screen = step(boris, boris.open(f"{TREES}/name"), "regel@SHOW")
    screen = step(boris, screen, "weiter", frage=ZWECK)
    screen = step(boris, screen, "fertig", wert=key_of("pflegen"))
    assert "bei „Was haben Sie vor?“ „Pflegen“ gewählt ist" in words(screen)
    assert head(app, "baeume").number == number
    screen = step(boris, screen, "speichern")
    assert "Gespeichert." in words(screen)
    assert rule(app, "name") == show(leaf("zweck", {"const": "pflegen"}))
    assert head(app, "baeume").number == number + 1


def test_a_wrong_value_is_said_at_its_field_and_nothing_typed_is_lost(boris: Hands) -> None:
    screen = step(boris, boris.open(f"{TREES}/baeume"), "regel@REQUIRE")
    screen = step(boris, screen, "weiter", frage="hier|#/properties/anzahl|")
    screen = step(boris, screen, "fertig", operator="at_least", wert="viele")
    assert "Schreiben Sie eine Zahl" in words(screen)
    assert screen.value("wert") == "viele"
    assert screen.value("operator") == "at_least"
    [field] = [node for node in screen.tree.all("input") if node.attributes.get("id") == "wert"]
    assert field.attributes["aria-describedby"] == "wert-fehler"


def test_the_last_rule_deleted_leaves_no_rule(app: Flask, boris: Hands) -> None:
    screen = step(boris, boris.open(f"{TREES}/anzahl"), "weg@0:")
    step(boris, screen, "speichern")
    assert rule(app, "anzahl") is None


def test_a_rule_that_says_nothing_is_not_saved(app: Flask, boris: Hands) -> None:
    screen = step(boris, step(boris, boris.open(f"{TREES}/name"), "regel@HIDE"), "abbrechen")
    screen = step(boris, screen, "speichern")
    assert screen.status == 422
    assert "fehlt noch eine Bedingung" in words(screen)
    assert rule(app, "name") is None


def test_a_rule_that_would_go_in_a_circle_is_refused_and_stays_on_the_page(app: Flask, boris: Hands) -> None:
    circle = json.dumps([show(leaf("anzahl", {"minimum": 3}))])
    screen = boris.open(f"{TREES}/zweck")
    screen = step(boris, screen, "speichern", stand=circle)
    assert screen.status == 422
    assert "im Kreis" in words(screen)
    assert "„Wie viele Bäume?“ mindestens 3 ist" in words(screen)
    assert rule(app, "zweck") is None


def test_what_somebody_else_changed_meanwhile_is_not_overwritten_unseen(app: Flask, boris: Hands, anna: Hands) -> None:
    screen = step(boris, boris.open(f"{TREES}/anzahl"), "wirkung-HIDE@0:")
    step(anna, step(anna, anna.open(f"{TREES}/anzahl"), "nicht@0:"), "speichern")
    screen = step(boris, screen, "speichern")
    assert screen.status == 409
    assert "inzwischen geändert" in words(screen)
    assert rule(app, "anzahl") == show({"type": "NOT", "conditions": [FELLED]})
    step(boris, screen, "speichern")
    assert rule(app, "anzahl") == {"effect": "HIDE", "condition": FELLED}


@pytest.mark.parametrize("change", [{"stand": "{"}, {"tun": "unsinn@0:"}, {"tun": "dazu@9:"}, {"stand": ""}])
def test_a_form_that_was_tampered_with_is_refused(boris: Hands, change: dict[str, str]) -> None:
    screen = boris.open(f"{TREES}/anzahl")
    assert boris.send(screen, {"tun": "nicht@0:", **change}, button="").status == 400


def test_without_a_token_nothing_is_saved(app: Flask, boris: Hands) -> None:
    sent = {**boris.open(f"{TREES}/anzahl").sent, "_csrf": "falsch", "tun": "speichern", "stand": "[]"}
    assert boris.post(f"{TREES}/anzahl", sent).status >= 400
    assert rule(app, "anzahl") == show(FELLED)


def test_a_leaf_is_taken_over_and_saved_in_one_step(app: Flask, boris: Hands) -> None:
    screen = step(boris, step(boris, boris.open(f"{TREES}/baeume"), "regel@SHOW"), "weiter", frage=ZWECK)
    screen = step(boris, screen, "fertig-speichern")
    assert "Wählen Sie eine Antwort." in words(screen)
    screen = step(boris, screen, "fertig-speichern", wert=key_of("pflegen"))
    assert "Gespeichert." in words(screen)
    assert rule(app, "baeume") == show(leaf("zweck", {"const": "pflegen"}))


def test_a_question_about_conditions_has_rules_as_any_other(app: Flask, boris: Hands) -> None:
    """Its id once led to the list of conditions."""
    number = head(app, "baeume").number
    fields = {"schritt": "add_lines", "basis": str(number), "a.text": "Bedingungen"}
    assert boris.press("/werkstatt/baeume/tun", fields).status == 200
    assert "Neue Regel" in words(boris.open(f"{TREES}/bedingungen"))
    screen = step(boris, boris.open(f"{TREES}/bedingungen"), "regel@SHOW")
    screen = step(boris, screen, "weiter", frage=ZWECK)
    screen = step(boris, screen, "fertig", wert=key_of("pflegen"))
    step(boris, screen, "speichern")
    assert rule(app, "bedingungen") == show(leaf("zweck", {"const": "pflegen"}))
