"""The pages about logic: the map, rules as sentences, named conditions, and why something is hidden."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from builder.logic.typed import key_of
from builder.tree import nodes
from formengine.core import strictjson
from formengine.web import Settings
from tests.builder.accounts.people import Hands, Watch
from tests.builder.editing import ROOT, small
from tests.builder.logic import forms
from tests.builder.views.shop import edited, head
from tests.core.forms import leaf, show
from tests.web import probe
from tests.web.person import everything
from tests.web.screen import Screen

TREES = "/werkstatt/baeume/logik"
ZWECK = "hier|#/properties/zweck|"
FELLED = {"$ref": "#/conditions/faellen"}


@pytest.fixture
def settings(tmp_path: Path, watch: Watch) -> Settings:
    """The small definition with rules, a large one with a page that nobody reaches, and a shipped one."""
    folder = probe.write(tmp_path / "definitionen")
    for name in ("lp01-baumfaellung", "_shared", "_parameters"):
        shutil.copytree(ROOT / "definitions" / name, folder / name, dirs_exist_ok=True)
    both = {"type": "AND", "conditions": [forms.leaf(0, "a"), forms.leaf(0, "b")]}
    large = forms.form(9, sections=3, conditions=6, seed=5)
    large["uischema"]["elements"][1]["elements"][1]["rule"] = show(both)
    for slug, form in (("baeume", dict(small().form)), ("gross", large)):
        (folder / slug).mkdir()
        (folder / slug / "form.json").write_bytes(strictjson.pretty({**form, "slug": slug}))
    return Settings(data=tmp_path / "daten", definitions=folder, clock=watch)


def step(who: Hands, screen: Screen, tun: str, **typed: Any) -> Screen:
    """Press a button of the editor."""
    return who.send(screen, {"tun": tun, **typed}, button="")


def rule(app: Flask, element: str, slug: str = "baeume") -> Any:
    """The rule of an element in the head."""
    return nodes(head(app, slug).bundle.form)[element].raw.get("rule")


def words(screen: Screen) -> str:
    """All that a person reads on a page."""
    return next(screen.tree.all("main")).words()


def attribute(screen: Screen, name: str) -> list[str]:
    """What an attribute says on a page, in order."""
    return [node.attributes[name] for node in screen.tree.all() if name in node.attributes]


@pytest.mark.parametrize(
    "path", ["logik", "logik/anzahl", "logik/bedingungen", "logik/bedingungen/faellen", "warum/anzahl"]
)
def test_whoever_is_not_signed_in_sees_nothing_of_it(nobody: Hands, path: str) -> None:
    assert nobody.open(f"/werkstatt/baeume/{path}").url.startswith("/werkstatt/anmelden")


@pytest.mark.parametrize(
    "path", ["logik", "logik/anzahl", "logik/bedingungen", "logik/bedingungen/faellen", "warum/anzahl"]
)
def test_looking_changes_nothing(app: Flask, quinn: Hands, path: str) -> None:
    before = everything(app)
    assert quinn.open(f"/werkstatt/baeume/{path}").status == 200
    assert everything(app) == before


def test_whoever_may_only_look_cannot_change_rules(app: Flask, quinn: Hands) -> None:
    screen = step(quinn, quinn.open(f"{TREES}/anzahl"), "weg@0:")
    assert screen.status == 403
    assert rule(app, "anzahl") == show(FELLED)


@pytest.mark.parametrize(
    "path",
    [
        "fehlt/logik",
        "baeume/logik/fehlt",
        "baeume/logik/bedingungen/fehlt",
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
    assert "Nicht erreichbar" in next(screen.tree.all("svg")).words() or "Nicht erreichbar" in screen.html
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


def test_every_connection_leads_to_a_page(boris: Hands) -> None:
    screen = boris.open("/werkstatt/lp01-baumfaellung/logik")
    rules = {href for href in attribute(screen, "href") if href.startswith("/werkstatt/lp01-baumfaellung/logik/")}
    assert len(rules) > 5
    assert {boris.open(href).status for href in rules} == {200}


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
    # Nobody can be asked what comes after; „name“ stands before „zweck“, on the same page.
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
    screen = boris.open(f"{TREES}/bedingungen")
    assert "Sie gilt, wenn bei „Was haben Sie vor?“ „Fällen“ gewählt ist." in words(screen)
    assert f"{TREES}/anzahl" in attribute(screen, "href")


def test_a_named_condition_is_made_of_a_title_and_a_sentence(app: Flask, boris: Hands) -> None:
    screen = step(boris, boris.open(f"{TREES}/bedingungen/neu"), "speichern")
    assert screen.status == 422
    screen = step(boris, boris.open(f"{TREES}/bedingungen/neu"), "dazu@0:", titel="Viele Bäume")
    screen = step(boris, screen, "weiter", frage="hier|#/properties/baeume|")
    screen = step(boris, screen, "fertig", operator="entries_at_least", wert="20")
    assert screen.value("titel") == "Viele Bäume"
    screen = step(boris, screen, "speichern")
    assert screen.path == "bedingungen"
    made = head(app, "baeume").bundle.form["conditions"]["viele_baeume"]
    assert made == {"title": "Viele Bäume", "condition": leaf("baeume", {"minItems": 20})}


def test_a_named_condition_changes_wherever_it_is_used(app: Flask, boris: Hands) -> None:
    screen = step(boris, boris.open(f"{TREES}/bedingungen/faellen"), "nicht@0:")
    step(boris, screen, "speichern", titel="Es wird nicht gefällt")
    made = head(app, "baeume").bundle.form["conditions"]["faellen"]
    assert (made["title"], made["condition"]["type"]) == ("Es wird nicht gefällt", "NOT")


def test_a_condition_in_use_is_not_removed_and_one_that_nobody_uses_is(app: Flask, boris: Hands) -> None:
    screen = step(boris, boris.open(f"{TREES}/bedingungen/faellen"), "entfernen")
    assert screen.status == 422
    assert "noch gebraucht" in words(screen)
    step(boris, step(boris, boris.open(f"{TREES}/anzahl"), "weg@0:"), "speichern")
    step(boris, boris.open(f"{TREES}/bedingungen/faellen"), "entfernen")
    assert "faellen" not in head(app, "baeume").bundle.form.get("conditions", {})


def test_the_reason_is_told_for_nobodys_answers_and_for_a_persona(boris: Hands) -> None:
    page = "/werkstatt/lp01-baumfaellung/warum/seite-vertretung"
    assert "noch nicht beantwortet" in words(boris.open(page))
    shown = boris.open(f"{page}?person=P01")
    assert "jetzt steht dort „Für mich selbst“" in words(shown)
    assert "/werkstatt/lp01-baumfaellung/logik/seite-vertretung" in attribute(shown, "href")


def test_a_part_of_a_block_leads_to_the_rules_of_its_block(boris: Hands) -> None:
    screen = boris.open("/werkstatt/lp01-baumfaellung/logik/organisation.name")
    assert screen.path == "organisation"


def test_author_text_is_shown_as_text(app: Flask, boris: Hands) -> None:
    step(boris, boris.open(f"{TREES}/bedingungen/faellen"), "speichern", titel="<b>fett</b>")
    assert "<b>fett</b>" not in boris.open(f"{TREES}/anzahl").html
    assert "<b>fett</b>" in words(boris.open(f"{TREES}/anzahl"))


def _circle(form: dict[str, Any]) -> None:
    raw: Any = nodes(form)["zweck"].raw
    raw["rule"] = show(leaf("anzahl", {"minimum": 3}))


def test_a_cycle_is_marked_on_the_map_and_its_rule_can_be_mended(app: Flask, boris: Hands) -> None:
    edited(app, boris.id, _circle, slug="baeume")
    shown = boris.open(TREES)
    assert "im Kreis" in words(shown)
    assert "Fehler" in next(shown.tree.all("svg")).words() or "Fehler:" in words(shown)
    [href] = {href for href in attribute(shown, "href") if re.fullmatch(f"{TREES}/(zweck|anzahl)", href)}
    screen = step(boris, boris.open(href), "weg@0:")
    assert step(boris, screen, "speichern").status == 200
    assert "im Kreis" not in words(boris.open(TREES))


def test_a_definition_that_is_wrong_beyond_its_rules_says_what_to_mend(app: Flask, boris: Hands) -> None:
    def lose(form: dict[str, Any]) -> None:
        del form["schema"]["properties"]["name"]

    edited(app, boris.id, lose, slug="baeume")
    assert "gibt es im Schema nicht" in words(boris.open(TREES))


def test_a_leaf_is_taken_over_and_saved_in_one_step(app: Flask, boris: Hands) -> None:
    screen = step(boris, step(boris, boris.open(f"{TREES}/baeume"), "regel@SHOW"), "weiter", frage=ZWECK)
    screen = step(boris, screen, "fertig-speichern")
    assert "Wählen Sie eine Antwort." in words(screen)
    screen = step(boris, screen, "fertig-speichern", wert=key_of("pflegen"))
    assert "Gespeichert." in words(screen)
    assert rule(app, "baeume") == show(leaf("zweck", {"const": "pflegen"}))
