"""Ways through documents: scopes, pointers, places and positions."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formengine.core import pointer
from formengine.core.pointer import MISSING

NAMES = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=4)


@given(NAMES)
def test_scopes_and_pointers_are_read_as_they_were_written(names: list[str]) -> None:
    assert pointer.parse_scope(pointer.write_scope(names)) == tuple(names)
    assert pointer.split(pointer.join(*names)) == tuple(names)


@pytest.mark.parametrize(
    "scope", ["", "/", "a", "#/a", "#/properties", "#/properties/a/b", "#a", "/properties/a", "##"]
)
def test_anything_else_is_no_scope(scope: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        pointer.parse_scope(scope)


def test_a_pointer_starts_with_a_slash() -> None:
    with pytest.raises(ValueError, match="a"):
        pointer.split("a/b")


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("a",), 1),
        (("l", 0, "b"), 2),
        (("l", 1), {}),
        (("l", 2), MISSING),
        (("l", "b"), MISSING),
        (("a", "b"), MISSING),
        ((0,), MISSING),
        (("null",), None),
        ((), {"a": 1, "l": [{"b": 2}, {}], "null": None}),
    ],
)
def test_what_is_not_there_is_missing(place: Any, value: Any) -> None:
    document = {"a": 1, "l": [{"b": 2}, {}], "null": None}
    assert pointer.at(document, place) == value
    if all(isinstance(key, str) for key in place):
        assert pointer.get(document, place) == value


def test_missing_is_no_answer() -> None:
    answers: list[object] = [None, False, 0, "", "MISSING", [], {}]
    assert MISSING not in answers
    assert repr(MISSING) == "MISSING"


def test_putting_makes_the_objects_on_the_way_and_removing_leaves_them() -> None:
    document: dict[str, Any] = {"l": [{}]}
    pointer.put(document, ("l", 0, "g", "x"), 1)
    pointer.put(document, ("h", "y"), 2)
    assert document == {"l": [{"g": {"x": 1}}], "h": {"y": 2}}
    pointer.remove(document, ("l", 0, "g", "x"))
    pointer.remove(document, ("h", "z"))
    pointer.remove(document, ("nix", "z"))
    assert document == {"l": [{"g": {}}], "h": {"y": 2}}


def test_positions_are_those_of_all_items_of_nested_lists() -> None:
    document = {"l": [{"m": [1, 2]}, {}, {"m": [3]}]}
    assert list(pointer.positions(document, ())) == [()]
    assert list(pointer.positions(document, (("l",),))) == [(0,), (1,), (2,)]
    assert list(pointer.positions(document, (("l",), ("l", "*", "m")))) == [(0, 0), (0, 1), (2, 0)]
    assert list(pointer.positions({"l": "kein"}, (("l",),))) == []
    assert pointer.place(("l", "*", "m", "*", "x"), (2, 0)) == ("l", 2, "m", 0, "x")


@pytest.mark.parametrize(
    ("one", "other", "touching"),
    [(("a",), ("a", "b"), True), (("a", "b"), ("a",), True), (("a",), ("b",), False), ((), ("a",), True)],
)
def test_paths_touch_where_one_holds_the_other(one: Any, other: Any, touching: bool) -> None:
    assert pointer.touches(one, other) == touching


def test_merging_unites_objects_and_takes_the_later_value_of_anything_else() -> None:
    more = {"g": {"y": 2}, "l": [2], "a": {"z": 1}}
    kept = copy.deepcopy(more)
    assert pointer.merge({"g": {"x": 1}, "l": [1], "a": 5}, more) == {"g": {"x": 1, "y": 2}, "l": [2], "a": {"z": 1}}
    assert more == kept
