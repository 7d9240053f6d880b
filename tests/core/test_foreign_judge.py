"""The judge of schemas that others wrote: draft-07 as its authors mean it, and never without an end."""

from typing import Any

import pytest

from formengine.core.validation import foreign_judge


@pytest.mark.parametrize(
    ("format_", "good", "bad"),
    [
        ("date", "2024-02-29", "2023-02-29"),
        ("time", "13:37:00Z", "13:37"),
        ("time", "23:59:60+00:00", "12:30:60Z"),
        ("date-time", "2026-11-23T15:33:34.338Z", "2026-11-23 25:00:00Z"),
        ("email", "a.b@example.org", "a..b@example.org"),
        ("uri", "urn:x:y", "a b"),
        ("uri-reference", "../x#y", "a b"),
        ("hostname", "a-b.example", "-a.example"),
        ("ipv4", "192.0.2.1", "192.0.2.256"),
        ("ipv6", "2001:db8::1", "2001:db8:::1"),
        ("uuid", "123e4567-e89b-12d3-a456-426614174000", "123e4567"),
        ("json-pointer", "/a~1b/0", "a"),
        ("regex", "^a(?=b)$", "a("),
    ],
)
def test_formats_are_those_of_json_schema(format_: str, good: str, bad: str) -> None:
    judge = foreign_judge({"format": format_})
    assert [judge.ok(good), judge.ok(bad), judge.ok(3)] == [True, False, True]


def test_a_format_that_nobody_knows_is_only_a_name() -> None:
    assert foreign_judge({"format": "password"}).ok("x")


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"items": [{"type": "string"}], "additionalItems": False}, ["a"], ["a", "b"]),
        ({"dependencies": {"a": ["b"]}}, {"a": 1, "b": 2}, {"a": 1}),
        (
            {"definitions": {"t": {"type": "string"}}, "properties": {"a": {"$ref": "#/definitions/t"}}},
            {"a": ""},
            {"a": 1},
        ),
        ({"patternProperties": {"^x": {"type": "integer"}}, "additionalProperties": False}, {"x1": 1}, {"y": 1}),
        ({"patternProperties": {"^x": {"type": "integer"}}}, {"y": ""}, {"x": ""}),
        ({"multipleOf": 0.01}, 0.29, 0.295),
    ],
)
def test_words_mean_what_they_mean_in_draft_07(schema: Any, good: Any, bad: Any) -> None:
    judge = foreign_judge(schema)
    assert [judge.ok(good), judge.ok(bad)] == [True, False]


@pytest.mark.parametrize(
    "schema",
    [{"type": "text"}, {"pattern": "a(?=b)"}, {"patternProperties": {"(a)\\1": {}}}, {"required": "a"}, []],
)
def test_what_is_no_schema_or_has_no_bound_is_refused(schema: Any) -> None:
    with pytest.raises(ValueError, match="/"):
        foreign_judge(schema)


def test_an_evil_pattern_takes_no_time() -> None:
    evil = {"pattern": "^(a+)+$", "patternProperties": {"^(a+)+$": {"type": "string"}}, "additionalProperties": False}
    judge = foreign_judge(evil)
    assert not judge.ok("a" * 5000 + "!")
    assert not judge.ok({"a" * 5000 + "!": ""})
