"""Answers in cases and tasks follow their questions."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.operations._answers import shift
from builder.operations._sheet import Sheet
from formengine.core.model import Path
from tests.builder.editing import small

NOW = "2026-11-23T09:00:00+01:00"


def shifted(case: dict[str, Any], old: Path, new: Path | None) -> Any:
    """A case after an answer has moved."""
    sheet = Sheet(small(cases={"now": NOW, "cases": [case]}))
    shift(sheet, old, new)
    return (sheet.cases or {})["cases"][0]


def answers(document: dict[str, Any], old: Path, new: Path | None) -> Any:
    """A document after an answer has moved."""
    return shifted({"id": "a", "answers": document}, old, new)["answers"]


def test_a_renamed_answer_keeps_its_place() -> None:
    found = answers({"a": 1, "b": 2, "c": 3}, ("b",), ("x",))
    assert list(found.items()) == [("a", 1), ("x", 2), ("c", 3)]


def test_in_every_item_of_a_list_and_of_lists_in_it() -> None:
    document = {"l": [{"a": 1}, {}, {"a": 2, "m": [{"b": 3}, {"b": 4}]}]}
    assert answers(document, ("l", "*", "a"), ("l", "*", "x"))["l"][2] == {"x": 2, "m": [{"b": 3}, {"b": 4}]}
    assert answers(document, ("l", "*", "m", "*", "b"), ("l", "*", "m", "*", "x"))["l"][2]["m"] == [{"x": 3}, {"x": 4}]


def test_what_is_gone_is_gone_everywhere() -> None:
    case = {
        "id": "a",
        "answers": {"a": 1, "b": 2},
        "change": {"/a": 3, "/b": 4},
        "remove": ["/a", "/b"],
        "expect": {"errors": {"/a": "min", "/b": "max"}, "values": {"a": 1, "b": 2}},
    }
    assert shifted(case, ("a",), None) == {
        "id": "a",
        "answers": {"b": 2},
        "change": {"/b": 4},
        "remove": ["/b"],
        "expect": {"errors": {"/b": "max"}, "values": {"b": 2}},
    }


def test_out_of_a_list_the_first_items_answer_is_kept_and_into_one_each_gets_it() -> None:
    assert answers({"l": [{"a": 1}, {"a": 2}]}, ("l", "*", "a"), ("a",)) == {"l": [{}, {}], "a": 1}
    assert answers({"l": [{}, {}], "a": 1}, ("a",), ("l", "*", "a")) == {"l": [{"a": 1}, {"a": 1}]}
    assert answers({"a": 1}, ("a",), ("l", "*", "a")) == {}


def test_into_an_object_that_is_not_there_yet() -> None:
    assert answers({"a": 1}, ("a",), ("o", "a")) == {"o": {"a": 1}}


def test_pointers_keep_their_numbers_and_the_way_that_they_are_written() -> None:
    case = {"id": "a", "expect": {"errors": {"/l/3/a/x": "min"}, "values": {"l.3.a": 1, "/l/4/a": 2, "b": 3}}}
    expect = shifted(case, ("l", "*", "a"), ("l", "*", "neu"))["expect"]
    assert expect["errors"] == {"/l/3/neu/x": "min"}
    assert expect["values"] == {"l.3.neu": 1, "/l/4/neu": 2, "b": 3}


def test_changes_of_a_whole_list_are_rewritten_inside() -> None:
    case = {"id": "a", "base": "b", "change": {"/l": [{"a": 1}, {"a": 2}], "/l/0": {"a": 3}, "/o": {"l": [{"a": 4}]}}}
    assert shifted(case, ("l", "*", "a"), ("l", "*", "x"))["change"] == {
        "/l": [{"x": 1}, {"x": 2}],
        "/l/0": {"x": 3},
        "/o": {"l": [{"a": 4}]},
    }


def test_slips_of_tasks_follow_too() -> None:
    sheet = Sheet(small(cases={"now": NOW, "cases": [], "tasks": [{"id": "t", "slips": {"/a": None, "/ab": "x"}}]}))
    shift(sheet, ("a",), ("neu",))
    assert (sheet.cases or {})["tasks"][0]["slips"] == {"/neu": None, "/ab": "x"}


def test_a_definition_without_cases_has_nothing_to_rewrite() -> None:
    sheet = Sheet(small())
    shift(sheet, ("name",), ("neu",))
    assert sheet.cases is None


VALUES = st.recursive(
    st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=3),
    max_leaves=12,
)


@pytest.mark.parametrize("place", [("a",), ("a", "b"), ("a", "*", "b"), ("b", "*", "a", "*", "c")])
@given(document=st.dictionaries(st.sampled_from("abcd"), VALUES, max_size=4))
def test_renamed_there_and_back_any_document_is_as_it_was(place: Path, document: dict[str, Any]) -> None:
    new = (*place[:-1], "neu")
    case = {"id": "a", "answers": document, "change": {"/" + name: value for name, value in document.items()}}
    moved = shifted(case, place, new)
    back = shifted(moved, new, place)
    assert repr(back) == repr(case)
