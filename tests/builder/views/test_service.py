"""What belongs to no element: each section lists its entries in sentences and saves what is typed."""

from typing import Any

import pytest
from flask import Flask

from tests.builder.accounts.people import Hands
from tests.builder.views.garden import SLUG, now, said, send
from tests.web.person import everything

pytestmark = pytest.mark.usefixtures("garden")
PAGE = f"/werkstatt/{SLUG}/dienst"
KLAERUNG = "/werkstatt/probe-klaerung/dienst"


def entry(app: Flask, room: str, id_: str, slug: str = SLUG) -> Any:
    return next(one for one in now(app, slug).form[room] if one["id"] == id_)


def test_what_is_said_of_the_service_is_saved_and_told(app: Flask, boris: Hands) -> None:
    done = send(
        boris, boris.open(PAGE), {"summary": "Melden Sie Ihren Garten an.", "office-name": "Grünamt"}, ort="dienst"
    )
    service = now(app).form["service"]
    assert done.status == 200
    assert said(done).startswith("Gespeichert:")
    assert (service["summary"], service["office"]["name"]) == ("Melden Sie Ihren Garten an.", "Grünamt")
    assert service["office"]["address"] == ["Am Beet 1", "09999 Musterhausen"]


def test_saving_without_a_change_makes_no_revision(app: Flask, boris: Hands) -> None:
    before = now(app).hash
    for path in ("", "/parameter/gebuehr", "/regeln/R1", "/nachrichten/G1", "/berechnet/eichen", "/faelle/P01"):
        done = send(boris, boris.open(PAGE + path), schritt="felder")
        assert done.status == 200, path
        assert said(done) == "", path
    assert now(app).hash == before


def test_lines_are_kept_as_a_list_and_an_open_point_keeps_its_id(app: Flask, boris: Hands) -> None:
    typed = {"needs": "Ein Foto\r\n\r\n  Der Name  ", "open": "Zählt der Zaun dazu?\r\nWer zahlt?"}
    send(boris, boris.open(PAGE), typed, ort="dienst")
    service = now(app).form["service"]
    assert service["needs"] == ["Ein Foto", "Der Name"]
    assert [point["text"] for point in service["open"]] == ["Zählt der Zaun dazu?", "Wer zahlt?"]
    assert service["open"][0]["id"] == "zaun"


def test_emptied_fields_are_taken_away(app: Flask, boris: Hands) -> None:
    send(boris, boris.open(PAGE), {"needs": "", "packagetitle": ""}, ort="dienst")
    assert not {"needs", "packageTitle"} & now(app).form["service"].keys()


def test_a_service_without_a_title_is_refused_and_what_was_typed_stays(app: Flask, boris: Hands) -> None:
    before = now(app).hash
    again = send(boris, boris.open(PAGE), {"title": "", "summary": "Schon getippt"}, ort="dienst")
    assert again.status == 422
    assert list(again.errors) == ["title"]
    assert "Schon getippt" in again.html
    assert now(app).hash == before


def test_a_parameter_is_added_with_a_name_of_its_title(app: Flask, boris: Hands) -> None:
    typed = {"titel": "Höchste Zahl der Bäume", "art": "ganz", "wert": "7", "gilt": "01.07.2026 = 9\r\n2025-01-01 = 8"}
    send(boris, boris.open(f"{PAGE}/parameter/neu"), typed, eintrag="neu")
    assert now(app).form["parameters"]["hoechste_zahl_der_baeume"] == {
        "title": "Höchste Zahl der Bäume",
        "schema": {"type": "integer"},
        "default": 7,
        "table": [{"validFrom": "2025-01-01", "value": 8}, {"validFrom": "2026-07-01", "value": 9}],
    }


def test_a_parameter_keeps_its_schema_while_its_kind_stays(app: Flask, boris: Hands) -> None:
    send(boris, boris.open(f"{PAGE}/parameter/preise"), {"wert": "eiche = 25\r\nbuche = 1,5"}, eintrag="preise")
    assert now(app).form["parameters"]["preise"] == {
        "title": "Preis nach Art",
        "schema": {"type": "object"},
        "default": {"eiche": 25, "buche": 1.5},
    }


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"wert": "zwölf"}, "„zwölf“ ist keine Zahl"),
        ({"wert": ""}, "Der Wert fehlt"),
        ({"gilt": "gestern = 3"}, "„gestern“ ist kein Tag"),
        ({"gilt": "31.02.2026 = 3"}, "ist kein Tag"),
        ({"gilt": "01.02.2026"}, "In Zeile 1 fehlt das Gleichheitszeichen"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_words(
    app: Flask, boris: Hands, typed: dict[str, str], told: str
) -> None:
    before = now(app).hash
    again = send(boris, boris.open(f"{PAGE}/parameter/gebuehr"), typed, eintrag="gebuehr")
    assert again.status == 422
    assert told in said(again)
    assert all(value in again.html for value in typed.values())
    assert now(app).hash == before


def test_an_unused_parameter_is_deleted_by_its_button(app: Flask, boris: Hands) -> None:
    send(boris, boris.open(f"{PAGE}/parameter"), eintrag="preise", tat="Löschen")
    assert list(now(app).form["parameters"]) == ["gebuehr"]


def test_a_parameter_that_is_used_stays_and_the_page_says_where(app: Flask, boris: Hands) -> None:
    send(boris, boris.open(f"{PAGE}/regeln/R1"), {"meldung": "Das kostet {param.gebuehr} Euro."}, eintrag="R1")
    again = send(boris, boris.open(f"{PAGE}/parameter"), eintrag="gebuehr", tat="Löschen")
    assert again.status == 422
    assert "wird noch gebraucht" in said(again)
    assert again.url == f"/werkstatt/{SLUG}/tun"
    assert again.title == "Parameter"


def test_a_rule_says_in_sentences_what_it_asks(boris: Hands) -> None:
    shown = boris.open(f"{PAGE}/regeln").html
    assert "Geprüft, wenn" in shown
    assert "„Wie viele Bäume?“ höchstens 9 ist" in shown


@pytest.mark.parametrize("name", ["regeln", "nachrichten", "berechnet"])
def test_where_conditions_are_chosen_a_link_leads_to_where_they_are_made(boris: Hands, name: str) -> None:
    page = boris.open(f"{PAGE}/{name}")
    (link,) = (node.attributes["href"] for node in page.tree.all("a") if node.words() == "Bedingungen mit Namen")
    assert boris.open(link).status == 200


def test_a_rule_gets_other_words_and_named_conditions(app: Flask, boris: Hands) -> None:
    typed = {"meldung": "Bitte weniger.", "schwere": "hint", "wenn": "nicht:faellen", "bei": ["anzahl", "zweck"]}
    send(boris, boris.open(f"{PAGE}/regeln/R1"), typed, eintrag="R1")
    assert entry(app, "rules", "R1") == {
        "id": "R1",
        "when": {"type": "NOT", "conditions": [{"$ref": "#/conditions/faellen"}]},
        "require": {"scope": "#/properties/anzahl", "schema": {"maximum": 9}, "failWhenUndefined": True},
        "severity": "hint",
        "at": ["anzahl", "zweck"],
        "message": "Bitte weniger.",
    }


def test_a_rule_that_looks_ahead_is_refused_with_the_reason(app: Flask, boris: Hands) -> None:
    again = send(boris, boris.open(f"{PAGE}/regeln/R1"), {"wenn": "ist:viele"}, eintrag="R1")
    assert "auf einer späteren Seite" in said(again)
    assert entry(app, "rules", "R1")["when"] == {"$ref": "#/conditions/faellen"}


def test_a_new_rule_comes_last_and_can_be_deleted(app: Flask, boris: Hands) -> None:
    typed = {"meldung": "So nicht.", "schwere": "error", "wenn": "immer", "verlangt": "nicht:viele", "bei": ["baeume"]}
    send(boris, boris.open(f"{PAGE}/regeln/neu"), typed, eintrag="neu")
    assert [rule["id"] for rule in now(app).form["rules"]] == ["R1", "R2"]
    assert "when" not in entry(app, "rules", "R2")
    send(boris, boris.open(f"{PAGE}/regeln"), eintrag="R1", tat="Löschen")
    assert [rule["id"] for rule in now(app).form["rules"]] == ["R2"]


def test_a_message_names_what_is_in_it(app: Flask, boris: Hands) -> None:
    page = boris.open(f"{PAGE}/nachrichten/G1")
    assert "alles außer „Ihr Name“" in page.html
    send(boris, page, {"umfang": "nur", "auswahl": ["zweck", "baeume"], "wenn": "ist:viele"}, eintrag="G1")
    found = entry(app, "messages", "G1")
    assert found["fields"] == ["zweck", "baeume"]
    assert "exclude" not in found
    assert found["when"] == {"$ref": "#/conditions/viele"}


def test_a_message_without_a_recipient_is_refused(app: Flask, boris: Hands) -> None:
    before = now(app).hash
    typed = {"titel": "Kopie", "umfang": "alles", "wenn": "immer", "empfaenger": ""}
    again = send(boris, boris.open(f"{PAGE}/nachrichten/neu"), typed, eintrag="neu")
    assert "Der Empfänger fehlt" in said(again)
    assert now(app).hash == before


def test_an_outcome_leads_to_an_installed_application(app: Flask, boris: Hands) -> None:
    typed = {"titel": "Garten", "art": "antrag", "wenn": "immer", "ziel": SLUG, "text": "Weiter im Antrag."}
    send(boris, boris.open(f"{KLAERUNG}/ergebnisse/neu"), typed, eintrag="neu")
    found = now(app, "probe-klaerung").form["outcomes"][-1]
    assert (found["title"], found["target"], found["kind"]) == ("Garten", SLUG, "antrag")


def test_an_outcome_that_leads_to_an_application_must_say_to_which(boris: Hands) -> None:
    typed = {"titel": "Garten", "art": "antrag", "wenn": "immer", "ziel": ""}
    again = send(boris, boris.open(f"{KLAERUNG}/ergebnisse/neu"), typed, eintrag="neu")
    assert "Zu welchem Antrag" in said(again)


def test_outcomes_change_their_order_by_buttons(app: Flask, boris: Hands) -> None:
    send(boris, boris.open(f"{KLAERUNG}/ergebnisse"), eintrag="antrag", tat="Nach oben")
    assert [one["id"] for one in now(app, "probe-klaerung").form["outcomes"]] == ["antrag", "hilfe"]


def test_what_is_handed_over_is_chosen_from_the_questions_of_both_sides(app: Flask, boris: Hands) -> None:
    listed = boris.open(f"{KLAERUNG}/uebergabe")
    assert "„Art“ bekommt die Antwort auf „B?“" in listed.html
    typed = {"ziel": "anzahl", "quelle": "fest", "wert": "3"}
    send(boris, boris.open(f"{KLAERUNG}/uebergabe/neu/antrag"), typed, eintrag="neu/antrag")
    assert entry(app, "outcomes", "antrag", "probe-klaerung")["handover"] == {
        "art": {"scope": "#/properties/frage"},
        "name": "Übernommener Name",
        "anzahl": 3,
    }
    send(boris, boris.open(f"{KLAERUNG}/uebergabe"), eintrag="antrag/name", tat="Löschen")
    assert list(entry(app, "outcomes", "antrag", "probe-klaerung")["handover"]) == ["art", "anzahl"]


def test_a_fixed_value_must_be_one_that_the_application_offers(boris: Hands) -> None:
    again = send(
        boris, boris.open(f"{KLAERUNG}/uebergabe/antrag/art"), {"quelle": "fest", "wert": "z"}, eintrag="antrag/art"
    )
    assert "steht dort nicht zur Auswahl" in said(again)


def test_a_persona_is_added_and_one_without_cases_deleted(app: Flask, boris: Hands) -> None:
    send(boris, boris.open(f"{PAGE}/faelle/neu"), {"name": "Müşteri Öz", "profil": "Telefon"}, eintrag="neu")
    personas = (now(app).cases or {})["personas"]
    assert [persona["name"] for persona in personas.values()] == ["Anna Richter", "Emil Ohnefall", "Müşteri Öz"]
    send(boris, boris.open(f"{PAGE}/faelle"), eintrag="P02", tat="Löschen")
    assert "P02" not in (now(app).cases or {})["personas"]
    with pytest.raises(AssertionError, match="no form"):
        send(boris, boris.open(f"{PAGE}/faelle"), eintrag="P01", tat="Löschen")


def test_what_was_typed_in_the_preview_becomes_a_case(app: Flask, boris: Hands) -> None:
    first = boris.open(f"/vorschau/{SLUG}/eins")
    second = boris.send(first, {"name": "Jürgen Groß", "zweck": "faellen", "anzahl": "3"})
    typed = {"nummer": second.number.upper(), "titel": "Drei Bäume", "person": "P02"}
    send(boris, boris.open(f"{PAGE}/faelle/neu/fall"), typed, eintrag="neu/fall")
    assert (now(app).cases or {})["cases"][-1] == {
        "id": "drei-baeume",
        "title": "Drei Bäume",
        "persona": "P02",
        "answers": {"name": "Jürgen Groß", "zweck": "faellen", "anzahl": 3},
        "expect": {},
    }
    filled = boris.open(f"/vorschau/{SLUG}/eins?person=drei-baeume&zustand=ausgefuellt")
    assert filled.value("name") == "Jürgen Groß"


def test_the_application_of_a_participant_never_becomes_a_case(app: Flask, boris: Hands, nobody: Hands) -> None:
    before = now(app).hash
    page = nobody.send(nobody.begin(SLUG), {"name": "Geheim", "zweck": "pflegen"})
    typed = {"nummer": page.number, "titel": "Fremd"}
    again = send(boris, boris.open(f"{PAGE}/faelle/neu/fall"), typed, eintrag="neu/fall")
    assert "aus der Vorschau dieses Antrags gibt es nicht" in said(again)
    assert "Geheim" not in again.html
    assert now(app).hash == before


@pytest.mark.parametrize("number", ["aaaaaaaa", "' OR 1=1", "..", "ä"])
def test_a_draft_that_is_not_there_makes_no_case(app: Flask, boris: Hands, number: str) -> None:
    typed = {"nummer": number, "titel": "Nichts"}
    assert send(boris, boris.open(f"{PAGE}/faelle/neu/fall"), typed, eintrag="neu/fall").status == 422


def test_a_case_opens_in_the_preview(boris: Hands) -> None:
    assert f"/werkstatt/{SLUG}/?person=F1&amp;zustand=ausgefuellt" in boris.open(f"{PAGE}/faelle").html


def test_a_calculation_gets_another_shape(app: Flask, boris: Hands) -> None:
    typed = {"art": "all", "liste": "baeume", "eintraege": "q:baeume.art", "eintraege-wert": "Birke"}
    send(boris, boris.open(f"{PAGE}/berechnet/eichen/eintraege"), typed, eintrag="eichen/eintraege")
    where = {"scope": "#/properties/art", "schema": {"const": "Birke"}, "failWhenUndefined": True}
    element = now(app).form["uischema"]["elements"][1]["elements"][2]
    assert element["options"]["calc"] == {"all": {"of": "#/properties/baeume", "where": where}}


def test_an_answer_becomes_a_proposal(app: Flask, boris: Hands) -> None:
    typed = {
        "frage": "anzahl",
        "a": "p:gebuehr",
        "art": "product",
        "b": "fest",
        "b-fest": "2",
        "verhalten": "proposal",
        "zeigen": "ja",
    }
    send(boris, boris.open(f"{PAGE}/berechnet/neu/zwei"), typed, eintrag="neu/zwei")
    options = now(app).form["uischema"]["elements"][0]["elements"][2]["options"]
    assert options["calc"] == {"product": [{"param": "gebuehr"}, 2]}
    assert options["calcMode"] == "proposal"


def test_a_shape_that_lacks_what_it_needs_says_so(boris: Hands) -> None:
    shown = boris.open("/werkstatt/probe/dienst/berechnet/neu/eintraege")
    assert "Legen Sie zuerst eine Liste an" in said(shown)


def test_two_people_change_one_text_and_the_second_decides(app: Flask, anna: Hands, boris: Hands) -> None:
    mine, theirs = boris.open(PAGE), anna.open(PAGE)
    send(anna, theirs, {"summary": "Von Anna"}, ort="dienst")
    clash = send(boris, mine, {"summary": "Von Boris"}, ort="dienst")
    assert clash.status == 409
    assert "Von Anna" in clash.html
    send(boris, clash, ort="dienst")
    assert now(app).form["service"]["summary"] == "Von Boris"


def test_two_people_change_different_texts_and_both_stay(app: Flask, anna: Hands, boris: Hands) -> None:
    mine, theirs = boris.open(PAGE), anna.open(PAGE)
    send(anna, theirs, {"costs": "nichts"}, ort="dienst")
    send(boris, mine, {"duration": "lange"}, ort="dienst")
    assert {"costs": "nichts", "duration": "lange"}.items() <= now(app).form["service"].items()


@pytest.mark.parametrize("path", ["", "/parameter", "/regeln/R1", "/nachrichten", "/berechnet/eichen", "/faelle/neu"])
def test_looking_changes_nothing_and_testers_get_no_button(app: Flask, boris: Hands, quinn: Hands, path: str) -> None:
    before = everything(app)
    shown = quinn.open(PAGE + path)
    assert shown.status == 200
    assert "Speichern" not in shown.html
    assert 'name="tat"' not in shown.html
    assert boris.open(PAGE + path).status == 200
    assert everything(app) == before


@pytest.mark.parametrize(
    "path",
    ["/ergebnisse", "/uebergabe", "/nichts", "/regeln/R9", "/parameter/fehlt", "/berechnet/name/keine", "/faelle/P99"],
)
def test_what_is_not_there_is_not_found(boris: Hands, path: str) -> None:
    assert boris.open(PAGE + path).status == 404


def test_an_entry_that_somebody_deleted_meanwhile_is_refused(app: Flask, anna: Hands, boris: Hands) -> None:
    mine = boris.open(f"{PAGE}/parameter/preise")
    send(anna, anna.open(f"{PAGE}/parameter"), eintrag="preise", tat="Löschen")
    again = send(boris, mine, {"titel": "Anders"}, eintrag="preise")
    assert again.status in (409, 422)
    assert again.html.count("<h1") == 1
    assert "preise" not in now(app).form["parameters"]
