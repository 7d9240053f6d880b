"""Tables: which rows there are, what a cell is read as, and which words a mistake in one gets."""

from typing import Any

import pytest

from formengine.core.answers import answer_schema
from formengine.core.model import Control
from formengine.core.validation import judge
from formengine.fields import TYPES, best_fit
from formengine.fields.page import FieldState, compile_control
from formengine.fields.posting import raw_of, read
from tests.fields.examples import make
from tests.fields.markup import Node, parse

ROW = {
    "type": "object",
    "properties": {
        "posten": {"type": "string", "title": "Posten"},
        "betrag": {"type": "number", "title": "Betrag", "multipleOf": 0.01, "maximum": 100},
        "monate": {"type": "integer", "title": "Monate"},
    },
    "required": ["posten"],
}
LIST = {"type": "array", "items": ROW, "minItems": 2, "maxItems": 3}
FIXED = {
    "type": "object",
    "properties": {name: {**ROW, "title": name.upper()} for name in ("a", "b")},
    "required": ["a"],
}
FIRST, SECOND, THIRD = "22222222", "22222223", "22222224"


def table(schema: Any = LIST, **options: Any) -> Control:
    return make("table", schema=schema, label="Ausgaben", options=options)


def rows(tree: Node) -> list[str]:
    return [node.words() for node in tree.all("th") if node.attributes.get("scope") == "row"]


def said(control: Control, answer: Any) -> tuple[str, str]:
    """The label and the type by which the most telling problem is told."""
    problem = judge(answer_schema(control)).problems(answer)[0]
    part = TYPES["table"].part(problem, control)
    return part.label, part.type


@pytest.mark.parametrize(
    ("schema", "fit"),
    [
        (LIST, "table"),
        (FIXED, "table"),
        ({"type": "array", "items": {"type": "object", "properties": {}}}, "list"),
        ({"type": "array", "items": {"type": "object", "properties": {"a": {"type": "array"}}}}, "list"),
        (
            {"type": "array", "items": {"type": "object", "properties": {"a": {"type": "string", "enum": ["x"]}}}},
            "list",
        ),
        (
            {"type": "array", "items": {"type": "object", "properties": {"a": {"type": "string", "format": "date"}}}},
            "list",
        ),
    ],
)
def test_only_numbers_and_texts_make_a_table(schema: Any, fit: str) -> None:
    found = best_fit(schema)
    assert found is not None
    assert found.name == fit


def test_rows_that_differ_make_no_table() -> None:
    other = {"type": "object", "properties": {"x": {"type": "number"}}}
    assert TYPES["table"].accepts({"type": "object", "properties": {"a": ROW, "b": other}}) == 0


def test_as_many_rows_are_offered_as_are_needed_or_wished() -> None:
    assert rows(parse(compile_control(table()).render())) == ["Zeile 1", "Zeile 2"]
    assert rows(parse(compile_control(table(rows=3)).render())) == ["Zeile 1", "Zeile 2", "Zeile 3"]
    assert rows(parse(compile_control(table(rows=99)).render())) == ["Zeile 1", "Zeile 2", "Zeile 3"]
    assert rows(parse(compile_control(table(FIXED)).render())) == ["A", "B"]


def test_an_answer_has_its_own_rows() -> None:
    control = table()
    answer = [{"_id": THIRD, "posten": "x"}]
    state = FieldState(raw=raw_of([control], {"feld": answer}))
    assert rows(parse(compile_control(control).render(state))) == ["Zeile 1"]
    assert read([control], state.raw) == {"feld": answer}


def test_the_button_for_more_is_gone_when_the_table_is_full() -> None:
    state = FieldState(raw={"feld:zeilen": [f"{FIRST} {SECOND}"], "feld:mehr": ["1"]})
    tree = parse(compile_control(table()).render(state))
    assert len(rows(tree)) == 3
    assert "feld:mehr" not in [node.attributes["name"] for node in tree.all("button")]


def test_only_the_first_cell_of_a_new_row_takes_the_focus() -> None:
    state = FieldState(raw={"feld:zeilen": [FIRST], "feld:mehr": ["1"]})
    tree = parse(compile_control(table()).render(state))
    focused = [node.attributes["name"] for node in tree.all("input") if "autofocus" in node.attributes]
    assert focused == [f"feld:{SECOND}:posten"]


def test_a_removed_row_stays_hidden_at_hand_until_the_next_post() -> None:
    raw = {"feld:zeilen": [f"{FIRST} {SECOND}"], "feld:weg": [FIRST], f"feld:{FIRST}:betrag": ['"><b>5']}
    tree = parse(compile_control(table()).render(FieldState(raw=raw)))
    hidden = {node.attributes["name"]: node.attributes["value"] for node in tree.all("input")}
    assert hidden[f"feld:{FIRST}:betrag"] == '"><b>5'
    assert hidden["feld:zeilen"] == SECOND
    assert "feld:zurueck" in [node.attributes["name"] for node in tree.all("button")]


def test_a_removed_empty_row_is_not_offered_again() -> None:
    raw = {"feld:zeilen": [f"{FIRST} {SECOND}"], "feld:weg": [FIRST]}
    tree = parse(compile_control(table()).render(FieldState(raw=raw)))
    assert "feld:zurueck" not in [node.attributes["name"] for node in tree.all("button")]


def test_the_id_of_a_removed_row_is_not_given_to_the_next() -> None:
    raw = {"feld:zeilen": [f"{FIRST} {SECOND}"], "feld:weg": [FIRST], "feld:mehr": ["1"]}
    tree = parse(compile_control(table()).render(FieldState(raw=raw)))
    assert next(node.attributes["value"] for node in tree.all("input")) == f"{SECOND} {THIRD}"


@pytest.mark.parametrize(
    ("answer", "label", "type_"),
    [
        ([{"_id": FIRST, "posten": "a"}], "Ausgaben", "table"),
        ([{"posten": "a"}, {"betrag": 5}], "Ausgaben – Zeile 2, Posten", "text"),
        ([{"posten": "a"}, {"posten": "b", "betrag": 101}], "Ausgaben – Zeile 2, Betrag", "money"),
        ([{"posten": "a"}, {"posten": "b", "monate": "viel"}], "Ausgaben – Zeile 2, Monate", "number"),
    ],
)
def test_a_problem_is_told_of_its_cell(answer: Any, label: str, type_: str) -> None:
    assert said(table(), answer) == (label, type_)


def test_a_problem_in_a_fixed_row_is_told_by_its_name() -> None:
    assert said(table(FIXED), {"b": {"posten": "x"}}) == ("Ausgaben – A", "table")
    assert said(table(FIXED), {"a": {}}) == ("Ausgaben – A, Posten", "text")


def test_sums_are_exact_and_only_of_one_kind() -> None:
    control = table(sums=["rows", "columns"])
    answer = [{"posten": "a", "betrag": 0.1, "monate": 7}, {"posten": "b", "betrag": 0.2}]
    lines = TYPES["table"].display(answer, control).split("\n")
    assert lines[0].endswith("Monate: 7, Summe: 0,10\u00a0€")
    assert lines[-1] == "Summe – Betrag: 0,30\u00a0€"


def test_a_sum_of_what_is_no_number_is_not_made_up() -> None:
    answer = [{"posten": "a", "betrag": "viel"}, {"posten": "b", "betrag": 5}]
    assert TYPES["table"].display(answer, table(sums=["columns"])).endswith("Betrag: –")


def test_a_disabled_table_offers_no_buttons() -> None:
    tree = parse(compile_control(table(sums=["columns"])).render(FieldState(disabled=True)))
    assert list(tree.all("button")) == []


def test_an_error_about_the_whole_table_marks_every_cell() -> None:
    tree = parse(compile_control(table()).render(FieldState(error="Zu wenig.")))
    cells = [node for node in tree.all("input") if node.attributes["type"] == "text"]
    assert all(node.attributes.get("aria-invalid") == "true" for node in cells)
    assert len(cells) == 6
