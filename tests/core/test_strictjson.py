"""Strict JSON: what two parsers could read differently is refused, everything else comes back as it went."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formengine.core import strictjson
from formengine.core.bundle import Bundle
from formengine.core.strictjson import StrictJSONError

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63) + 1, 2**63 - 1)
    | TEXTS
    | st.floats(allow_nan=False, allow_infinity=False)
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)
OBJECTS = st.dictionaries(TEXTS, VALUES, max_size=3)
NAMES = st.text("abc-", min_size=1, max_size=4)

REFUSED: dict[str, bytes] = {
    "a byte order mark": b'\xef\xbb\xbf{"a": 1}',
    "not UTF-8": b'{"a": "\xff"}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "half a character": b'"\xc3"',
    "an encoded surrogate": b'"\xed\xa0\x80"',
    "a lone surrogate": b'"\\ud800"',
    "a lone surrogate in a key": b'{"\\uDC00": 1}',
    "a key twice": b'{"a": 1, "a": 2}',
    "a key twice by an escape": b'{"a": 1, "\\u0061": 2}',
    "a key twice further in": b'[{"b": {"a": 1, "c": 2, "a": 1}}]',
    "NaN": b"[NaN]",
    "Infinity": b"[-Infinity]",
    "a number beyond double": b"[1e400]",
    "a number below double": b"[1e-400]",
    "an integer beyond int64": b"[9223372036854775808]",
    "an integer of 5000 digits": b"[" + b"9" * 5000 + b"]",
    "a fraction of 5000 digits": b"[0." + b"1" * 5000 + b"]",
    "a leading zero": b"[01]",
    "a comment": b"{} // x",
    "a trailing comma": b"[1,]",
    "single quotes": b"{'a': 1}",
    "a raw line break in a text": b'"a\nb"',
    "two documents": b"{} {}",
    "nothing": b"",
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"a":' * 300 + b"1" + b"}" * 300,
    "201 levels": b"[" * 201 + b"]" * 201,
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_could_be_read_differently_is_refused(name: str) -> None:
    with pytest.raises(StrictJSONError) as caught:
        strictjson.loads(REFUSED[name])
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (b"[" * 200 + b"]" * 200, None),
        (b'"[[[[{{{{ \\" ]"', '[[[[{{{{ " ]'),
        (b'"\\ud83d\\ude00"', "\U0001f600"),
        (b'"\\\\ud800"', "\\ud800"),
        (b"[-0, 1.0, 1E5]", [0, 1.0, 100000.0]),
        (b"[9223372036854775807]", [2**63 - 1]),
        (b' {"a": 1, "b": {"a": 2}} ', {"a": 1, "b": {"a": 2}}),
    ],
)
def test_what_is_strict_json_is_read(text: bytes, value: Any) -> None:
    found = strictjson.loads(text)
    assert value is None or found == value


def test_a_finding_names_line_and_column() -> None:
    with pytest.raises(StrictJSONError) as caught:
        strictjson.loads(b'{\n  "a": 1,\n  "b" 2\n}')
    assert (caught.value.line, caught.value.column) == (3, 7)


def test_a_text_of_quotes_that_never_ends_is_looked_at_once() -> None:
    """Looking for the end again from each of its quotes would take hours."""
    with pytest.raises(StrictJSONError):
        strictjson.loads(b'"' + b'\\"' * 2_000_000)


def test_a_key_twice_among_a_hundred_thousand_is_found_in_one_pass() -> None:
    pairs = ",".join(f'"k{i}":0' for i in range(100_000))
    with pytest.raises(StrictJSONError, match="„last“"):
        strictjson.loads(f'{{{pairs},"last":1,"last":2}}'.encode())


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_both_written_forms_are_read_back_as_the_same_value(value: Any) -> None:
    assert strictjson.loads(strictjson.pretty(value)) == value
    assert strictjson.loads(strictjson.dumps(value)) == value
    assert strictjson.dumps(json.loads(strictjson.pretty(value))) == strictjson.dumps(value)


def test_the_canonical_form_does_not_depend_on_the_order_of_keys() -> None:
    assert strictjson.dumps({"b": 1, "a": [1, 2]}) == strictjson.dumps({"a": [1, 2], "b": 1}) == b'{"a":[1,2],"b":1}'


@settings(max_examples=60, deadline=None)
@given(
    OBJECTS,
    st.none() | OBJECTS,
    st.dictionaries(NAMES, OBJECTS, max_size=2),
    st.dictionaries(NAMES, OBJECTS, max_size=2),
    OBJECTS,
)
def test_a_bundle_comes_back_from_its_parts_with_the_same_hash(
    form: Any, cases: Any, texts: Any, shared: Any, parameters: Any
) -> None:
    bundle = Bundle("probe", form, cases, texts, shared, parameters)
    again = Bundle.from_parts("probe", bundle.parts())
    assert again == bundle
    assert again.hash == bundle.hash
    assert again.parts() == bundle.parts()


def test_any_change_of_a_part_changes_the_hash() -> None:
    one = Bundle("probe", {"a": 1}, shared={"x": {"b": 1}})
    others = [
        Bundle("probe", {"a": 2}, shared={"x": {"b": 1}}),
        Bundle("probe", {"a": 1}, shared={"x": {"b": 2}}),
        Bundle("probe", {"a": 1}, shared={"y": {"b": 1}}),
        Bundle("probe", {"a": 1}, texts={"x": {"b": 1}}),
        Bundle("probe", {"a": 1}, {}, shared={"x": {"b": 1}}),
    ]
    assert len({bundle.hash for bundle in [one, *others]}) == len(others) + 1
