"""What a definition may contain at most, and what its schemas may say."""

from typing import Any

import pytest

from formengine.core import limits
from formengine.core.schemas import check_schema, subschemas
from formengine.core.validation import schema_errors
from tests.core.forms import control, errors, form, page
from tests.core.leaves import ASKED, KINDS


def nested(depth: int) -> dict[str, Any]:
    """A schema of so many NOTs."""
    schema: dict[str, Any] = {}
    for _ in range(depth):
        schema = {"not": schema}
    return schema


def places(schema: Any, **more: Any) -> list[str]:
    """Where a schema is refused."""
    found = check_schema(schema, "", **more)
    assert all(finding.mend for finding in found)
    return [finding.place for finding in found]


@pytest.mark.parametrize("depth", [limits.MAX_DEPTH + 1, 300, 5000])
def test_too_deep_a_definition_is_refused(depth: int) -> None:
    content = form({"a": nested(depth)}, page("s", control("a")))
    assert [message for _, message in errors(content)] == ["Die Definition ist tiefer als 64 Ebenen."]


def test_a_deep_but_allowed_definition_is_read() -> None:
    content = form({"a": {"type": "string"} | nested(50)}, page("s", control("a")))
    assert errors(content) == []


def test_too_many_nodes_are_refused() -> None:
    content = form({"a": {"enum": [0] * limits.MAX_NODES}}, page("s", control("a")))
    assert [message for _, message in errors(content)] == ["Die Definition hat mehr als 200000 Knoten."]


def test_too_many_bytes_are_refused() -> None:
    content = form({"a": {"type": "string", "title": "x" * limits.MAX_BYTES}}, page("s", control("a")))
    assert [message for _, message in errors(content)] == ["Die Definition ist größer als 4 MB."]


@pytest.mark.parametrize("count", [limits.MAX_CONTROLS, limits.MAX_CONTROLS + 1])
def test_too_many_questions_are_refused(count: int) -> None:
    names = [f"a{i}" for i in range(count)]
    content = form({key: {"type": "string"} for key in names}, page("s", *(control(name) for name in names)))
    found = [message for _, message in errors(content)]
    assert found == (["Die Definition hat mehr als 3000 Fragen."] if count > limits.MAX_CONTROLS else [])


@pytest.mark.parametrize("monster", [float("nan"), float("inf"), -float("inf"), 2**63, -(10**400), "\ud800"])
def test_what_strict_json_refuses_is_refused_in_a_definition_that_was_never_text(monster: Any) -> None:
    assert limits.check({"a": [monster]}) != []
    assert limits.check({"a": [2**63 - 1, -0.0, 1e308, "ä"]}) == []


SOUND: list[Any] = [
    True,
    {},
    {"type": ["string", "null"], "minLength": 0},
    {"$defs": {"a": True}, "allOf": [{}], "dependentRequired": {"a": ["b"]}, "x-param": {"minimum": "a"}},
    {"type": "array", "uniqueItems": True, "items": {"type": "string"}},
    {"uniqueItems": True, "items": {"oneOf": [{"const": "a", "title": "A"}]}},
    {"uniqueItems": True, "items": {"enum": [1, 2]}},
    {"uniqueItems": False},
    {"pattern": "^(?:a|b)[0-9]{5}\\d\\w\\.\\x41\\\\p$"},
    {"format": "date", "formatMinimum": "2026-01-01", "formatMaximum": "@heute+1j"},
    {"format": "time", "formatMinimum": "09:15"},
    {"properties": {"$ref": {}, "$id": {}, "type": {}}},
    {"const": {"$ref": "http://example.org", "pattern": "(?=a)"}},
]


@pytest.mark.parametrize("schema", SOUND)
def test_a_sound_schema_is_accepted(schema: Any) -> None:
    assert places(schema, references=True) == []
    assert schema_errors(schema) == []


@pytest.mark.parametrize(
    ("schema", "place"),
    [
        (5, ""),
        ("x", ""),
        (None, ""),
        ([], ""),
        ({"type": "text"}, "/type"),
        ({"type": []}, "/type"),
        ({"type": ["string", "string"]}, "/type"),
        ({"type": {}}, "/type"),
        ({"enum": "a"}, "/enum"),
        ({"required": "a"}, "/required"),
        ({"required": ["a", "a"]}, "/required"),
        ({"required": [1]}, "/required"),
        ({"properties": []}, "/properties"),
        ({"properties": {"a": {"minLength": -1}}}, "/properties/a/minLength"),
        ({"properties": {"a": 5}}, "/properties"),
        ({"items": [{}]}, "/items"),
        ({"allOf": []}, "/allOf"),
        ({"anyOf": [{"oneOf": [{"not": {"minimum": "1"}}]}]}, "/anyOf/0/oneOf/0/not/minimum"),
        ({"minimum": True}, "/minimum"),
        ({"multipleOf": 0}, "/multipleOf"),
        ({"multipleOf": -1}, "/multipleOf"),
        ({"maxLength": 1.5}, "/maxLength"),
        ({"uniqueItems": 1}, "/uniqueItems"),
        ({"uniqueItems": True}, "/uniqueItems"),
        ({"uniqueItems": True, "items": True}, "/uniqueItems"),
        ({"uniqueItems": True, "items": {"type": "object"}}, "/uniqueItems"),
        ({"uniqueItems": True, "items": {"type": ["string", "object"]}}, "/uniqueItems"),
        ({"uniqueItems": True, "items": {"enum": [[1]]}}, "/uniqueItems"),
        ({"format": "idn-email"}, "/format"),
        ({"format": 5}, "/format"),
        ({"formatMinimum": "2026-01-01"}, "/formatMinimum"),
        ({"format": "date", "formatMinimum": "2026-02-31"}, "/formatMinimum"),
        ({"format": "date", "formatMinimum": 20260101}, "/formatMinimum"),
        ({"pattern": 5}, "/pattern"),
        ({"pattern": "a" * 1001}, "/pattern"),
        ({"x-param": {"minimum": 5}}, "/x-param"),
        ({"if": 1}, "/if"),
        ({"unevaluatedProperties": False}, "/unevaluatedProperties"),
        ({"patternProperties": {"(a+)+$": {}}}, "/patternProperties"),
        ({"propertyNames": {}}, "/propertyNames"),
        ({"contentSchema": {}}, "/contentSchema"),
        ({"$id": "urn:x"}, "/$id"),
        ({"a/b~c": 1}, "/a~1b~0c"),
    ],
)
def test_an_unsound_schema_is_refused_with_its_place(schema: Any, place: str) -> None:
    assert places(schema, references=True) == [place]


FOREIGN = [
    *(
        "\\s",
        "\\S",
        "\\p{L}",
        "\\P{L}",
        "\\A",
        "\\z",
        "\\Z",
        "\\Qa\\E",
        "\\C",
        "\\a",
        "\\x{41}",
        "\\0",
        "\\1",
        "\\u0041",
    ),
    *(
        "\\cA",
        "\\k<a>",
        "\\h",
        "\\@",
        "(?i)a",
        "(?=a)",
        "(?!a)",
        "(?<=a)",
        "(?<!a)",
        "(?P<a>b)",
        "(?<a>b)",
        "(?>a)",
        "(?#a)",
    ),
    *("[[:alpha:]]", "[^[:alpha:]]", "[a[:^digit:]]", "[]a]", "[^]a]", "a++", "a{1001}", "(", "[", "a**", "\\"),
]


@pytest.mark.parametrize("construct", FOREIGN)
def test_a_pattern_that_two_engines_read_differently_is_refused(construct: str) -> None:
    assert places({"pattern": construct}) == ["/pattern"]
    assert places({"pattern": f"^x{construct}"}) == ["/pattern"]


def test_only_the_data_schema_may_hold_references() -> None:
    schema = {"allOf": [{"$ref": "#/$defs/a"}], "$defs": {"a": {}}}
    assert places(schema, references=True) == []
    assert sorted(places(schema)) == ["/$defs", "/allOf/0/$ref"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_all_that_the_generator_writes_is_sound(kind: str) -> None:
    assert [place for schema in KINDS[kind][1] for place in places(schema, references=True)] == []
    assert [place for schema in ASKED[kind] for place in places(schema)] == []


@pytest.mark.parametrize(
    ("schema", "found"),
    [
        ({"format": "time", "formatMinimum": "07:00"}, []),
        ({"format": "time", "formatMinimum": "2026-01-01"}, ["/formatMinimum"]),
        ({"format": "time", "formatMaximum": "@heute"}, ["/formatMaximum"]),
        ({"format": "date", "formatMaximum": "07:00"}, ["/formatMaximum"]),
        ({"format": "partial-date", "formatMinimum": "1900-01-01"}, []),
        ({"format": "iban", "formatMinimum": "07:00"}, ["/formatMinimum"]),
    ],
)
def test_a_bound_is_of_the_kind_that_it_bounds(schema: Any, found: list[str]) -> None:
    """A time that is compared with a day is late or early by its first digit, and validators differ about it."""
    assert places({"type": "string", **schema}, references=True) == found


def test_a_condition_cannot_ask_for_check_digits() -> None:
    assert places({"format": "iban"}) == ["/format"]
    assert places({"format": "iban"}, references=True) == []


JUNK: list[Any] = [None, True, 5, -1, 2.5, "", "a", "date", [], ["a", "a"], [5], {}, {"a": 5}, {"a": {}}, [{}], [None]]
WORDS = [
    *("type", "enum", "required", "properties", "items", "allOf", "not", "minLength", "minimum", "multipleOf", "if"),
    *("pattern", "format", "uniqueItems", "dependentRequired", "contains", "title", "prefixItems", "$defs", "$ref"),
    *("additionalProperties", "maxItems", "minContains", "minProperties", "exclusiveMinimum", "readOnly", "$comment"),
]


@pytest.mark.parametrize("word", WORDS)
def test_what_is_accepted_is_a_schema_to_the_standard_as_well(word: str) -> None:
    accepted = [value for value in JUNK if places({word: value}, references=True) == []]
    assert [value for value in accepted if schema_errors({word: value})] == []
    assert len(accepted) < len(JUNK)


def test_subschemas_are_found_wherever_schemas_stand_and_nowhere_else() -> None:
    schema = {"properties": {"not": {"items": {"title": "1"}}}, "const": {"not": {}}, "oneOf": [{"title": "2"}, True]}
    found = [place for _, place in subschemas(schema, "")]
    assert sorted(found) == ["", "/oneOf/0", "/properties/not", "/properties/not/items"]
