"""Compiled fields: the three forms agree, holes are filled and escaped, and every word comes from somewhere."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formengine.fields import TYPES
from formengine.fields.holes import Holes, fill
from formengine.fields.page import FieldState, StoredFile, compile_control
from formengine.fields.posting import raw_of
from formengine.fields.setting import GERMAN
from tests.fields.examples import ASKED, QUESTIONS, Example, make
from tests.fields.markup import Node, parse

PREFIX = "baeume.a1b2c3d4."
PHOTO = StoredFile("f1", "Straße & Co.jpg", 1258291, "/antrag/1/datei/f1")


@pytest.mark.parametrize("example", ASKED, ids=str)
def test_the_quiet_form_says_what_the_full_one_says(example: Example) -> None:
    piece = compile_control(example.control)
    state = FieldState(raw=example.post)
    if piece.refresh:
        state = piece.refresh(state)
    assert fill(piece.quiet, state) == fill(piece.plain, state) == fill(piece.prefixed, state)


@pytest.mark.parametrize("name", TYPES)
def test_a_prefix_stands_before_every_name_and_id_and_nowhere_else(name: str) -> None:
    piece = compile_control(make(name, hint="Hinweis", help="Hilfe"))
    plain, prefixed = parse(piece.render()), parse(piece.render(FieldState(prefix=PREFIX)))
    for one, other in zip(plain.all(), prefixed.all(), strict=True):
        for key, value in one.attributes.items():
            moved = {"name", "id", "for", "list", "aria-describedby", "aria-labelledby"}
            words = [PREFIX + word for word in value.split()] if key in moved else value.split()
            assert other.attributes[key].split() == words


@given(st.text())
def test_a_value_is_escaped_and_comes_back(text: str) -> None:
    html = compile_text.render(FieldState(raw={"feld": [text]}))
    value = parse(html).find("f-feld").attributes["value"]
    assert value == text


compile_text = compile_control(make("text"))


def _file_field(**state: Any) -> Node:
    return parse(compile_control(make("file")).render(FieldState(**state)))


def test_a_stored_file_is_shown_with_its_size_and_can_be_removed() -> None:
    item = next(_file_field(files=[PHOTO]).all("li"))
    link, button = next(item.all("a")), next(item.all("button"))
    assert item.words() == "Straße & Co.jpg (1,2 MB) Entfernen : Straße & Co.jpg"
    assert (link.attributes["href"], link.words()) == ("/antrag/1/datei/f1", "Straße & Co.jpg")
    assert (button.attributes["name"], button.attributes["value"]) == ("_entfernen", "f1")
    assert not list(next(_file_field(files=[replace(PHOTO, href="")]).all("li")).all("a"))


def test_stored_files_are_counted_against_the_most_that_are_allowed() -> None:
    assert "Hochgeladene Dateien (2/3):" in _file_field(files=[PHOTO, PHOTO]).words()
    assert "Hochgeladene Dateien" not in _file_field().words()


def test_a_rejected_upload_names_the_allowed_types_sizes_and_count() -> None:
    tree = _file_field(error="Diese Datei geht nicht.")
    hint = tree.find("f-feld-hint").words()
    assert hint == "Erlaubt: PDF, JPG und PNG. Höchstens 10 MB je Datei. Sie können bis zu 3 Dateien hochladen."
    upload = tree.find("f-feld").attributes
    assert upload["accept"] == "application/pdf,image/jpeg,image/png"
    assert "multiple" in upload
    assert "f-feld-hint" in upload["aria-describedby"].split()


def test_a_single_upload_takes_a_single_file() -> None:
    schema = {"type": "array", "maxItems": 1, "items": {"properties": {"mimeType": {"enum": ["image/heic"]}}}}
    tree = parse(compile_control(make("file", schema=schema)).render())
    assert tree.find("f-feld-hint").words() == "Erlaubt: HEIC. Sie können eine Datei hochladen."
    assert "multiple" not in tree.find("f-feld").attributes


def test_a_document_may_be_sent_later_where_the_definition_says_so() -> None:
    control = make("file", options={"nachreichen": True})
    promised = FieldState(raw=raw_of([control], {"feld": [{"nachreichen": True}]}))
    assert promised.raw == {"feld:nachreichen": ["ja"]}
    for state in (promised, FieldState(), FieldState(disabled=True)):
        tree = parse(compile_control(control).render(state))
        box = tree.find("f-feld:nachreichen").attributes
        assert (box["name"], box["value"]) == ("feld:nachreichen", "ja")
        assert ("checked" in box, "disabled" in box) == (state is promised, state.disabled)
        words = [label.words() for label in tree.all("label") if label.attributes["for"] == box["id"]]
        assert words == ["Ich reiche die Unterlage nach."]
    assert "nachreichen" not in compile_control(make("file")).render(promised)


def test_a_file_that_is_there_is_no_promise() -> None:
    assert raw_of([make("file")], {"feld": [{"_id": "a1b2c3d4", "name": "plan.pdf", "nachreichen": False}]}) == {}


def test_a_calculated_value_in_a_list_item_is_that_of_its_item() -> None:
    piece = compile_control(make("calculated", id="baum.umfang", label="Umfang"))
    items = {"baeume.a.": "12 cm", "baeume.b.": "<40> cm", "baeume.c.": ""}
    pages = [parse(piece.render(FieldState(prefix=key, answers={"baum.umfang": text}))) for key, text in items.items()]
    assert [next(page.all("output")).words() for page in pages] == ["12 cm", "<40> cm", "–"]
    assert pages[0].find("baeume.a.f-baum.umfang").tag == "output"


def test_only_the_year_of_a_partial_date_is_required() -> None:
    tree = parse(compile_control(make("partial-date", required=True)).render())
    assert ["aria-required" in box.attributes for box in tree.all("input")] == [False, False, True]


def test_an_answer_named_in_a_text_is_put_in_and_escaped() -> None:
    piece = compile_control(make("text", label="Wann ist {kind.name} geboren?", hint="{{7*7}} {fremd} {param.jahr}"))
    state = FieldState(answers={"kind.name": "<b>Łucja</b>", "param.jahr": "2026"})
    tree = parse(piece.render(state))
    assert next(tree.all("label")).words() == "Wann ist <b>Łucja</b> geboren? (freiwillig)"
    assert tree.find("f-feld-hint").words() == "{{7*7}} {fremd} 2026"


def test_a_mark_and_hints_are_part_of_the_description() -> None:
    tree = parse(
        compile_control(make("text")).render(FieldState(mark="Aus der Klärung", hints=["Keine Namen", "Kurz"]))
    )
    described = tree.find("f-feld").attributes["aria-describedby"].split()
    words = [tree.find(each).words() for each in described]
    assert words == ["", "Keine Namen Kurz", "Aus der Klärung"]


def test_nothing_is_chosen_before_a_person_chooses() -> None:
    for name in ("yes-no", "choice", "choices", "select", "confirm"):
        tree = parse(compile_control(make(name)).render())
        assert not [node for node in tree.all() if node.attributes.keys() & {"checked", "selected"}]


def test_a_voluntary_choice_can_be_taken_back() -> None:
    def options(control_required: bool, required: bool | None) -> list[str]:
        piece = compile_control(make("yes-no", required=control_required))
        return [label.words() for label in parse(piece.render(FieldState(required=required))).all("label")]

    assert options(False, None) == ["Ja", "Nein", "Keine Angabe"]
    assert options(False, True) == options(True, None) == ["Ja", "Nein"]


def test_the_first_option_carries_the_id_that_the_error_summary_links_to() -> None:
    for name in ("choice", "choices", "yes-no"):
        options = list(parse(compile_control(make(name)).render()).all("input"))
        assert options[0].attributes["id"] == "f-feld"


def test_suggestions_come_from_the_named_parameter() -> None:
    piece = compile_control(
        make("text", options={"suggest": "strassen"}), parameters={"strassen": ["Am Markt", "Elbgasse", 7]}
    )
    tree = parse(piece.render())
    assert [node.attributes["value"] for node in tree.all("option")] == ["Am Markt", "Elbgasse"]
    assert tree.find("f-feld").attributes["list"] == next(tree.all("datalist")).attributes["id"]


def test_a_birthday_is_filled_in_by_the_browser_part_by_part() -> None:
    tokens = ["bday-day", "bday-month", "bday-year"]
    for name in ("date", "partial-date"):
        tree = parse(compile_control(make(name, options={"autocomplete": "bday"})).render())
        assert [node.attributes["autocomplete"] for node in tree.all("input")] == tokens
        plain = parse(compile_control(make(name)).render())
        assert not [node for node in plain.all("input") if "autocomplete" in node.attributes]


def test_a_required_single_input_says_so_to_assistive_technology() -> None:
    for name in ("text", "multiline", "select", "confirm", "email", "phone", "url", "number"):
        control = make(name, required=True)
        assert parse(compile_control(control).render()).find("f-feld").attributes["aria-required"] == "true"
        assert "aria-required" not in compile_control(replace(control, required=False)).render()


def test_a_unit_is_read_with_its_number() -> None:
    tree = parse(compile_control(make("number", options={"unit": "cm"})).render())
    ids = tree.find("f-feld").attributes["aria-describedby"].split()
    assert "cm" in [tree.find(each).words() for each in ids]


def test_the_line_break_that_a_browser_drops_is_given_in_addition() -> None:
    html = compile_control(make("multiline")).render(FieldState(raw={"feld": ["\n\nText"]}))
    assert parse(html).find("f-feld").text() == "\n\n\nText"


def test_the_words_of_the_widgets_can_be_exchanged() -> None:
    words = {key: f"[{key}]" for key in GERMAN}
    for name in QUESTIONS:
        html = compile_control(make(name, help="?"), texts=words).render(FieldState(error="!"))
        assert "[optional]" in html
        assert "[help]" in html
        assert "Hilfe" not in html


def test_author_text_cannot_imitate_a_hole() -> None:
    hole = Holes("feld", required=True)
    marker = hole.value()
    parts = hole.parts(f"<p>{hole.said(str(marker))}</p>")
    assert fill(parts, FieldState(raw={"feld": ["geheim"]})) == "<p>\ufffd0\ufffd</p>"
