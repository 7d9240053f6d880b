"""The kinds of questions that no shipped definition uses yet, from the first page to the message."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from flask import Flask

from formengine.core.journey import walk
from formengine.core.messages import compose
from formengine.core.publishing import hindrances
from formengine.core.settling import Context
from formengine.core.submission import derive
from formengine.web import Settings
from formengine.web.clock import Clock
from tests import kinds
from tests.web.conftest import NOW
from tests.web.person import Person, rooms, rows, submitted
from tests.web.screen import Screen

FIRST, SECOND = "22222222", "22222223"
GOOD: Mapping[str, dict[str, Any]] = {
    "geld": {
        "einkommen": "1.234,5 €",
        "beginn": "9 Uhr 30",
        "iban": "de89 3704 0044 0532 0130 00",
        "name": "Nguyễn",
    },
    "staat": {"nation": "VN", "ort": "00003"},
    "tabelle": {
        f"ausgaben:{FIRST}:posten": "Miete",
        f"ausgaben:{FIRST}:betrag": "450",
        f"ausgaben:{SECOND}:posten": "Strom",
        f"ausgaben:{SECOND}:betrag": "45,90",
        "wasser:bad:kalt": "123",
    },
    "pruefen": {},
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folder = kinds.write(tmp_path / "definitionen")
    return Settings(data=tmp_path / "daten", definitions=folder, clock=Clock(NOW))


def reach(person: Person, path: str) -> Screen:
    """The page with a path, everything before it answered."""
    return person.walk(GOOD, person.begin(kinds.SLUG), until=path)


def test_answers_are_shown_as_people_write_them(anna: Person) -> None:
    page = reach(anna, "pruefen")
    assert page.answer("einkommen") == ["1.234,50\u00a0€"]
    assert page.answer("beginn") == ["09:30\u00a0Uhr"]
    assert page.answer("iban") == ["DE89 3704 0044 0532 0130 00"]
    assert page.answer("nation") == ["Vietnam"]
    assert page.answer("ausgaben") == [
        "Zeile 1 – Wofür: Miete, Betrag: 450,00\u00a0€",
        "Zeile 2 – Wofür: Strom, Betrag: 45,90\u00a0€",
        "Summe – Betrag: 495,90\u00a0€",
    ]
    assert page.answer("wasser")[0] == "Bad – Kaltwasser: 123, Summe: 123"


def test_the_document_holds_numbers_and_the_message_amounts_with_two_decimals(app: Flask, anna: Person) -> None:
    receipt = anna.walk(GOOD, anna.begin(kinds.SLUG))
    document = submitted(app, receipt.number)
    assert document is not None
    assert document["einkommen"] == 1234.5
    found = rooms(app).catalogue.published(kinds.SLUG)
    assert found is not None
    (message,) = compose(found[1].definition.messages, document, NOW, {})
    assert message.data["einkommen"] == "1234.50"
    assert [row["betrag"] for row in message.data["ausgaben"]] == ["450.00", "45.90"]
    assert message.data["wasser"] == {"bad": {"kalt": 123}}


def test_three_decimals_are_refused_with_a_word_on_cents(anna: Person) -> None:
    page = anna.send(anna.begin(kinds.SLUG), {**GOOD["geld"], "einkommen": "12,345"})
    assert page.status == 422
    assert "mehr als zwei Stellen nach dem Komma" in page.errors["einkommen"]
    assert page.value("einkommen") == "12,345"


def test_a_bound_of_an_amount_is_said_in_euro(anna: Person) -> None:
    page = anna.send(anna.begin(kinds.SLUG), {**GOOD["geld"], "einkommen": "10.000,01", "beginn": "6:59"})
    assert "höchstens 10.000,00 €" in page.errors["einkommen"]
    assert "ab 07:00 Uhr" in page.errors["beginn"]


def test_a_wrong_check_digit_is_told_with_what_to_do(anna: Person) -> None:
    page = anna.send(anna.begin(kinds.SLUG), {**GOOD["geld"], "iban": "DE88 3704 0044 0532 0130 00"})
    assert "vergleichen Sie jede Stelle" in page.errors["iban"]
    assert "22 Stellen" in page.errors["iban"]


@pytest.mark.parametrize(("typed", "character"), [("Иванов", "И"), ("Anna3", "3"), ("Q\u0303uito", "Q\u0303")])
def test_a_character_that_is_no_latin_letter_is_named(anna: Person, typed: str, character: str) -> None:
    page = anna.send(anna.begin(kinds.SLUG), {**GOOD["geld"], "name": typed})
    assert f"Das Zeichen „{character}“" in page.errors["name"]


def test_a_mistake_in_a_cell_names_its_row_and_column(anna: Person) -> None:
    page = anna.send(reach(anna, "tabelle"), {**GOOD["tabelle"], f"ausgaben:{SECOND}:betrag": "viel"})
    assert "„Ausgaben – Zeile 2, Betrag“ ist kein Betrag" in page.errors["ausgaben"]
    marked = [node.attributes["name"] for node in page.tree.all("input") if "aria-invalid" in node.attributes]
    assert marked == [f"ausgaben:{SECOND}:betrag"]


def test_an_empty_cell_of_a_row_that_was_begun_is_named(anna: Person) -> None:
    page = anna.send(reach(anna, "tabelle"), {**GOOD["tabelle"], f"ausgaben:{SECOND}:betrag": ""})
    assert "„Ausgaben – Zeile 2, Betrag“ fehlt." in page.errors["ausgaben"]


def test_a_table_that_nobody_filled_in_is_missing_as_a_whole(anna: Person) -> None:
    page = anna.send(reach(anna, "tabelle"), {})
    assert set(page.errors) == {"ausgaben", "wasser"}


def test_rows_are_added_and_taken_away_and_brought_back_without_losing_anything(anna: Person) -> None:
    page = anna.send(reach(anna, "tabelle"), {**GOOD["tabelle"], "ausgaben:mehr": "1"}, button="")
    assert page.value("ausgaben:zeilen").split() == [FIRST, SECOND, "22222224"]
    page = anna.send(page, {"ausgaben:22222224:posten": "Gas", "ausgaben:weg": FIRST}, button="")
    assert page.value("ausgaben:zeilen").split() == [SECOND, "22222224"]
    assert page.value(f"ausgaben:{SECOND}:betrag") == "45,90"
    page = anna.send(page, {"ausgaben:zurueck": FIRST}, button="")
    assert page.value("ausgaben:zeilen").split() == [SECOND, "22222224", FIRST]
    assert page.value(f"ausgaben:{FIRST}:posten") == "Miete"
    assert page.value("ausgaben:22222224:posten") == "Gas"


def test_no_more_rows_are_offered_than_the_schema_allows(anna: Person) -> None:
    page = reach(anna, "tabelle")
    for _ in range(5):
        page = anna.send(page, {"ausgaben:mehr": "1"}, button="")
    assert len(page.value("ausgaben:zeilen").split()) == 4
    buttons = [node.attributes.get("name") for node in page.tree.all("button")]
    assert "ausgaben:mehr" not in buttons


def test_the_sums_are_the_servers(anna: Person) -> None:
    page = anna.send(reach(anna, "tabelle"), {**GOOD["tabelle"], "ausgaben:summe": "1"}, button="")
    outputs = [node.words() for node in page.tree.all("output")]
    assert "495,90 €" in outputs
    assert "123" in outputs


def test_a_very_long_list_is_searched_by_the_server(anna: Person) -> None:
    page = anna.send(reach(anna, "staat"), {"ort:suche": "nguyendorf 7", "ort:suchen": "1"}, button="")
    options = [node.words() for node in page.tree.all("option")]
    assert "OberNguyễndorf 7" in options
    assert len([name for name in options if "dorf 7" in name]) == 8
    assert page.value("ort:suche") == "nguyendorf 7"


def test_a_whole_name_needs_no_choosing(app: Flask, anna: Person) -> None:
    page = anna.send(reach(anna, "staat"), {"nation": "VN", "ort": "", "ort:suche": "bad lužhausen 3"})
    assert page.path == "tabelle"
    code = rows(app, page.number)["seite-staat"][0]["ort"]
    assert next(each["label"] for each in kinds.places() if each["code"] == code) == "Bad Łužhausen 3"


def test_what_the_list_does_not_know_stays_in_the_search_beside_what_was_found(anna: Person) -> None:
    page = anna.send(reach(anna, "staat"), {"nation": "VN", "ort": "", "ort:suche": "Lindenfeld"})
    assert page.status == 422
    assert "wählen Sie einen Eintrag aus der Liste" in page.errors["ort"]
    assert page.value("ort:suche") == "Lindenfeld"
    assert sum("Lindenfeld" in node.words() for node in page.tree.all("option")) == 50


def test_a_page_with_a_very_long_list_stays_light(anna: Person) -> None:
    page = reach(anna, "staat")
    assert len(page.html.encode()) < 40_000
    source = next(node.attributes["data-quelle"] for node in page.tree.all("div") if "data-quelle" in node.attributes)
    answer = anna.client.get(source, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    listed = json.loads(anna.client.get(source).data)
    assert len(listed) == kinds.PLACES
    assert listed[3] == ["00003", kinds.places()[3]["label"]]


@pytest.mark.parametrize(
    "address",
    [
        "/optionen/x/de/ort.json",
        "/optionen/{}/de/einkommen.json",
        "/optionen/{}/de/fremd.json",
        "/optionen/{}/fr/ort.json",
    ],
)
def test_only_lists_of_known_revisions_are_served(app: Flask, anna: Person, address: str) -> None:
    found = rooms(app).catalogue.published(kinds.SLUG)
    assert found is not None
    assert anna.client.get(address.format(found[0].hash)).status_code == 404


def test_a_choice_in_a_searched_list_shows_and_hides_by_the_style_sheet(app: Flask) -> None:
    found = rooms(app).catalogue.published(kinds.SLUG)
    assert found is not None
    assert 'option[value="DE"]:checked' in found[1].style


def test_the_script_is_loaded_only_where_a_list_is_searched(app: Flask, shipped: Flask) -> None:
    own = rooms(app).catalogue.published(kinds.SLUG)
    other = rooms(shipped).catalogue.published("lp03-maengelmelder")
    assert own is not None
    assert other is not None
    address = rooms(app).assets.url("felder/select/auswahl.js")
    assert address in own[1].scripts
    assert address not in other[1].scripts


def test_an_answer_whose_code_is_gone_is_shown_by_its_name(
    settings: Settings, start: Callable[[Settings], Flask]
) -> None:
    app = start(settings)
    anna = Person(app)
    page = reach(anna, "tabelle")
    path = settings.definitions / "_codelists" / "orte.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["versions"][0]["codes"][3]
    path.write_text(json.dumps(content), encoding="utf-8")
    rooms(app).store.close()
    again = start(settings)
    later = Person(again)
    later.client = again.test_client()
    for cookie in (anna.client._cookies or {}).values():
        later.client.set_cookie(cookie.key, cookie.value, path=cookie.path)
    told = later.open(page.url)
    assert kinds.places()[3]["label"] in told.html
    assert "steht nicht mehr zur Auswahl" in told.html
    found = rooms(again).catalogue.published(kinds.SLUG)
    assert found is not None
    assert "00003" not in {choice.value for choice in found[1].definition.controls["ort"].choices}


def test_a_definition_with_a_sketch_is_not_published_and_says_where(
    tmp_path: Path, start: Callable[[Settings], Flask]
) -> None:
    folder = kinds.write(tmp_path / "definitionen", kinds.SKETCH)
    app = start(Settings(data=tmp_path / "daten", definitions=folder, clock=Clock(NOW)))
    assert rooms(app).catalogue.published(kinds.SLUG) is None
    (broken,) = rooms(app).catalogue.broken
    assert (broken.folder, broken.place) == (f"{kinds.SLUG}/form.json", "/uischema/elements/0/elements/4")
    assert "Skizze" in broken.message
    assert broken.mend


def test_without_a_sketch_nothing_hinders(app: Flask) -> None:
    found = rooms(app).catalogue.published(kinds.SLUG)
    assert found is not None
    assert hindrances(found[1].definition) == []


def test_the_derived_schema_accepts_what_the_assistant_accepts(app: Flask, anna: Person) -> None:
    receipt = anna.walk(GOOD, anna.begin(kinds.SLUG))
    found = rooms(app).catalogue.published(kinds.SLUG)
    assert found is not None
    answers = [row[0] for row in rows(app, receipt.number).values() if row[0]]
    document = walk(
        found[1].definition, {name: value for part in answers for name, value in part.items()}, Context(NOW)
    )
    assert document.mistakes == ()
    schema = derive(found[1].definition)
    judge = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    assert judge.is_valid(document.document)
    assert {entry["element"] for entry in schema["x-relaxed"]} == {"einkommen", "iban", "ausgaben"}
    wrong = {**document.document, "ausgaben": [{"_id": FIRST, "posten": "Mi\u00adete", "betrag": 1}]}
    assert not judge.is_valid(wrong)
