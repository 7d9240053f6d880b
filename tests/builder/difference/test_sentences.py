"""What a person reads of a change."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from builder.difference import Change, difference, summary
from formengine.core.bundle import Bundle
from tests.builder.difference.changing import copied, element, only, sentences, shipped
from tests.core.forms import bundle, control, form, leaf, page, show

PROPERTIES = {
    "vorhaben": {
        "type": "string",
        "oneOf": [{"const": "f", "title": "Fällung"}, {"const": "h", "title": "Hecke"}],
    },
    "umfang": {"type": "integer", "minimum": 5},
    "firma": {"type": "string", "maxLength": 80},
}


def _small(change: Callable[[dict[str, Any]], None] = lambda _form: None) -> Bundle:
    """Two pages: what is planned and how large, and whose."""
    content = form(
        copy.deepcopy(PROPERTIES),
        page(
            "baum",
            control("vorhaben", label="Vorhaben", options={"type": "choice"}),
            control("umfang", label="Stammumfang", options={"type": "number", "hint": "In 1 m Höhe messen."}),
            label="Baum",
        ),
        page("person", control("firma", label="Firmenname", options={"type": "text"}), label="Person"),
        required=("umfang",),
    )
    change(content)
    return bundle(content)


def _pages(content: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = content["uischema"]["elements"]
    return found


def _said(change: Callable[[dict[str, Any]], None]) -> list[str]:
    return sentences(_small(), _small(change))


def test_a_requirement_that_gets_a_condition_is_told_with_the_condition_in_words() -> None:
    def edit(content: dict[str, Any]) -> None:
        content["schema"]["required"] = []
        _pages(content)[0]["elements"][1]["rule"] = {"effect": "REQUIRE", "condition": leaf("vorhaben", {"const": "f"})}

    assert _said(edit) == ["Feld „Stammumfang“: Pflicht → nur Pflicht, wenn bei „Vorhaben“ „Fällung“ gewählt ist"]


def test_a_question_that_moves_to_another_page_names_both_pages() -> None:
    def edit(content: dict[str, Any]) -> None:
        _pages(content)[1]["elements"].append(_pages(content)[0]["elements"].pop())

    assert _said(edit) == ["„Stammumfang“ von Seite „Baum“ nach Seite „Person“ verschoben"]


def test_a_question_that_moves_on_its_page_is_told_once() -> None:
    def edit(content: dict[str, Any]) -> None:
        _pages(content)[0]["elements"].reverse()

    (sentence,) = _said(edit)
    assert sentence in (
        "„Stammumfang“ auf Seite „Baum“ verschoben: steht jetzt am Anfang",
        "„Vorhaben“ auf Seite „Baum“ verschoben: steht jetzt nach „Stammumfang“",
    )


def test_an_option_that_is_taken_out_breaks_drafts() -> None:
    change = only(_small(), _small(lambda content: content["schema"]["properties"]["vorhaben"]["oneOf"].pop()))
    assert change.sentence == "„Vorhaben“: Antwortmöglichkeit „Hecke“ entfernt"
    assert (change.kind, change.severity, change.page, change.element) == ("options", "bricht", "baum", "vorhaben")


def test_an_option_that_is_added_breaks_nothing() -> None:
    def edit(content: dict[str, Any]) -> None:
        content["schema"]["properties"]["vorhaben"]["oneOf"].insert(0, {"const": "b", "title": "Baum"})

    change = only(_small(), _small(edit))
    assert change.sentence == "„Vorhaben“: Antwortmöglichkeit „Baum“ neu"
    assert not change.breaks


def test_options_in_another_order_are_told_so() -> None:
    assert _said(lambda content: content["schema"]["properties"]["vorhaben"]["oneOf"].reverse()) == [
        "„Vorhaben“: Die Antwortmöglichkeiten stehen in anderer Reihenfolge"
    ]


@pytest.mark.parametrize(
    ("bound", "sentence", "severity"),
    [
        (10, "„Stammumfang“: mindestens 5 → mindestens 10", "bricht"),
        (3, "„Stammumfang“: mindestens 5 → mindestens 3", "harmlos"),
    ],
)
def test_a_bound_breaks_drafts_only_where_it_allows_less(bound: int, sentence: str, severity: str) -> None:
    change = only(_small(), _small(lambda form: form["schema"]["properties"]["umfang"].update(minimum=bound)))
    assert (change.sentence, change.severity) == (sentence, severity)


def test_a_rule_is_told_in_words() -> None:
    def edit(content: dict[str, Any]) -> None:
        _pages(content)[1]["elements"][0]["rule"] = show(leaf("umfang", {"minimum": 100}))

    assert _said(edit) == ["Feld „Firmenname“: immer zu sehen → zu sehen, wenn „Stammumfang“ mindestens 100 ist"]


def test_a_day_of_a_condition_that_moves_with_today_stays_relative() -> None:
    properties = {"tag": {"type": "string", "format": "date"}, "grund": {"type": "string"}}
    late = show(leaf("tag", {"format": "date", "formatMinimum": "@heute+42d"}))

    def dated(**more: Any) -> Bundle:
        return bundle(form(properties, page("a", control("tag", label="Tag"), control("grund", label="Grund", **more))))

    assert sentences(dated(), dated(rule=late)) == [
        "Feld „Grund“: immer zu sehen → zu sehen, wenn „Tag“ am Tag 42 Tage nach heute oder später liegt"
    ]


def test_a_new_type_is_told_by_its_german_name() -> None:
    def edit(content: dict[str, Any]) -> None:
        _pages(content)[1]["elements"][0]["options"]["type"] = "multiline"

    assert _said(edit) == ["„Firmenname“: Text → Text, mehrere Zeilen"]


def test_of_a_long_text_only_the_words_that_changed_are_shown() -> None:
    after = copied(shipped())
    options = element(after, "zustimmung_eigentum")["options"]
    options["help"] = options["help"].replace("genügt der Beschluss", "brauchen Sie den Beschluss")
    (sentence,) = sentences(shipped(), after)
    assert sentence == (
        "Hilfe bei „Zustimmung der anderen Eigentümer“: "
        "„… Bei einer Eigentümergemeinschaft genügt der Beschluss.“ → "
        "„… Bei einer Eigentümergemeinschaft brauchen Sie den Beschluss.“"
    )


def test_a_renamed_property_is_told_once_however_many_conditions_ask_for_it() -> None:
    def edit(content: dict[str, Any]) -> None:
        _pages(content)[1]["elements"][0]["rule"] = show(leaf("umfang", {"minimum": 100}))
        content["conditions"] = {"dick": {"title": "Dick", "condition": leaf("umfang", {"minimum": 200})}}

    def rename(content: dict[str, Any]) -> None:
        edit(content)
        content.update(json.loads(json.dumps(content).replace("#/properties/umfang", "#/properties/umfang_cm")))
        content["schema"]["properties"]["umfang_cm"] = content["schema"]["properties"].pop("umfang")
        content["schema"]["required"] = ["umfang_cm"]

    change = only(_small(edit), _small(rename))
    assert change.sentence == "Technischer Name von „Stammumfang“: „umfang“ → „umfang_cm“"
    assert (change.kind, change.severity) == ("renamed", "harmlos")


def test_a_page_that_goes_counts_its_questions_and_breaks_drafts() -> None:
    change = only(_small(), _small(lambda content: _drop(content, 0)))
    assert change.sentence == "Entfernt: Seite „Baum“ mit 2 Fragen"
    assert change.breaks


def _drop(content: dict[str, Any], place: int) -> None:
    for question in _pages(content).pop(place)["elements"]:
        del content["schema"]["properties"][question["id"]]
    content["schema"]["required"] = []


def test_a_question_that_is_put_in_names_page_and_type() -> None:
    def edit(content: dict[str, Any]) -> None:
        content["schema"]["properties"]["tag"] = {"type": "string", "format": "date"}
        _pages(content)[1]["elements"].append(control("tag", label="Wann?", options={"type": "date"}))

    assert _said(edit) == ["Neu auf Seite „Person“: Frage „Wann?“ (Datum)"]


def test_a_required_question_on_a_page_that_stayed_as_it_was_is_told() -> None:
    assert _said(lambda content: content["schema"]["required"].append("firma")) == [
        "Feld „Firmenname“: freiwillig → Pflicht"
    ]


def test_changes_stand_in_the_order_of_the_pages() -> None:
    def edit(content: dict[str, Any]) -> None:
        content["title"] = "Anders"
        _pages(content)[1]["elements"][0]["label"] = "Name der Firma"
        _pages(content)[0]["elements"][0]["label"] = "Was haben Sie vor?"

    assert [change.page for change in difference(_small(), _small(edit))] == ["", "baum", "person"]


def test_a_form_that_does_not_compile_can_still_be_compared() -> None:
    def edit(content: dict[str, Any]) -> None:
        _pages(content)[1]["elements"][0]["rule"] = show({"type": "VIELLEICHT", "conditions": []})

    (sentence,) = _said(edit)
    assert sentence.startswith("Feld „Firmenname“: immer zu sehen → zu sehen, wenn eine Bedingung gilt")


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (lambda content: _pages(content)[0]["elements"].reverse(), "verschoben"),
        (lambda content: content["schema"]["required"].append("firma"), "„Firmenname“ Pflicht geändert"),
        (lambda content: None, "Keine Änderung"),
    ],
)
def test_a_summary_says_what_happened_to_whom(edit: Callable[[dict[str, Any]], None], line: str) -> None:
    assert summary(difference(_small(), _small(edit))).endswith(line)


def test_a_summary_of_several_changes_counts_them() -> None:
    def change(subject: str, short: str) -> Change:
        return Change("a", "b", "text", "Satz", subject=subject, short=short)

    assert summary([change("„Adresse“", "verschoben"), change("„Adresse“", "umbenannt")]) == "2 Änderungen an „Adresse“"
    assert summary([change("„A“", "verschoben"), change("„B“", "neu")]) == "„A“ verschoben und 1 weitere Änderung"


def test_a_block_that_changed_says_what_differs_in_it() -> None:
    after = copied(shipped())
    person: Any = after.shared["person"]
    person["elements"][0]["label"] = "Anders"
    (sentence,) = sentences(shipped(), after)
    assert sentence.startswith("Baustein „")
    assert "Beschriftung: " in sentence
    assert "→ „Anders“" in sentence


def test_an_open_point_is_told_by_its_id() -> None:
    after = copied(shipped())
    service: Any = after.form["service"]
    service["open"][0]["text"] = "zu klären: Der LeiKa-Schlüssel ist ermittelt."
    (sentence,) = sentences(shipped(), after)
    assert sentence.startswith("Offene Punkte: Eintrag „leika“ Text: „zu klären: Der LeiKa-Schlüssel ist noch")
    assert sentence.endswith(" → „zu klären: Der LeiKa-Schlüssel ist ermittelt.“")


def test_a_changed_calculation_is_told_in_words() -> None:
    properties = {"a": {"type": "number"}, "s": {"type": "number"}}

    def calculated_(tree: Any) -> Bundle:
        sum_ = control("s", label="Summe", options={"type": "calculated", "calc": tree})
        return bundle(form(properties, page("p", control("a", label="Miete"), sum_)))

    one, other = {"sum": [{"value": "#/properties/a"}, 2]}, {"sum": [{"value": "#/properties/a"}, 3]}
    assert sentences(calculated_(one), calculated_(other)) == [
        "„Summe“: berechnet: Summe aus „Miete“ und 2 → berechnet: Summe aus „Miete“ und 3"
    ]


def test_a_word_in_another_language_is_told_with_the_language_and_the_question() -> None:
    after = copied(shipped())
    texts: Any = after.texts["en"]
    texts["eigentum"]["label"] = "Who owns it?"
    (sentence,) = sentences(shipped(), after)
    assert sentence.startswith("English, „Wem gehört das Grundstück?“: „")
    assert sentence.endswith("→ „Who owns it?“")


def test_a_new_id_is_told_once_and_breaks_drafts() -> None:
    def rename(content: dict[str, Any]) -> None:
        _pages(content)[1]["elements"][0]["id"] = "unternehmen"

    change = only(_small(), _small(rename))
    assert change.sentence == "Kennung von „Firmenname“: „firma“ → „unternehmen“"
    assert change.breaks


def test_a_service_that_changed_says_what() -> None:
    after = copied(shipped())
    service: Any = after.form["service"]
    service["costs"] = "25 Euro"
    assert sentences(shipped(), after) == ["Kosten: „kostenlos“ → „25 Euro“"]
