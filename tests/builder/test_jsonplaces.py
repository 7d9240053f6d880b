"""The line of each value in a JSON text."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from builder.jsonplaces import lines
from formengine.core import strictjson
from formengine.core.limits import walk

TREES = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


def test_each_value_is_found_on_its_line() -> None:
    text = '{\n  "a": [\n    1,\n    {"b/c": "x, y: {"}\n  ],\n  "d~": null\n}\n'
    assert lines(text) == {"": 1, "/a": 2, "/a/0": 3, "/a/1": 4, "/a/1/b~1c": 4, "/d~0": 6}


def test_a_member_is_found_where_its_name_stands() -> None:
    assert lines('{"a":\n\n  1}') == {"": 1, "/a": 1}


def test_names_are_read_as_json_has_them() -> None:
    assert "/ä\nb" in lines('{"\\u00e4\\nb": 1}')


@given(TREES)
def test_every_pointer_of_a_document_has_a_line(tree: Any) -> None:
    text = strictjson.pretty(tree).decode()
    found = lines(text)
    assert found.keys() == {place for _, place, _ in walk(tree)}
    assert all(1 <= line <= text.count("\n") for line in found.values())


@given(TREES)
def test_the_way_of_writing_does_not_matter(tree: Any) -> None:
    assert lines(json.dumps(tree)).keys() == lines(json.dumps(tree, indent=4)).keys()


def test_a_large_document_takes_no_time_to_speak_of() -> None:
    text = strictjson.pretty([{"name": '"' * 20, "werte": [*range(20)]}] * 2_000).decode()
    assert len(lines(text)) == 1 + 2_000 * 23
