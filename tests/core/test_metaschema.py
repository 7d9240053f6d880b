"""The shape that the compiler relies on: quick to check, and never stricter than the published schema of form.json."""

import json
from typing import Any

import pytest

from formengine.core.metaschema import SHAPES, check
from formengine.core.validation import judge, schema_errors
from tests.core.forms import REPOSITORY

PUBLISHED = json.loads((REPOSITORY / "formengine" / "core" / "metaschema.json").read_text(encoding="utf-8"))
FORMS = sorted((REPOSITORY / "definitions").glob("*/form.json"))
BASE: dict[str, Any] = {"title": "x", "schema": {}, "uischema": {"elements": []}}


def test_the_table_is_json_schema_and_our_quick_reading_of_it_is_right() -> None:
    schema = {"$ref": "#/$defs/form", "type": "object", "$defs": SHAPES}
    assert schema_errors(schema) == []
    for content in [BASE, *(content for content, _ in SPOILED)]:
        assert judge(schema).ok(content) == (check(content) == [])


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.parent.name)
def test_every_shipped_definition_fits(path: Any) -> None:
    assert check(json.loads(path.read_text(encoding="utf-8"))) == []


SPOILED: list[tuple[Any, str]] = [
    (None, ""),
    ([], ""),
    (BASE | {"title": 5}, "/title"),
    (BASE | {"schema": []}, "/schema"),
    (BASE | {"uischema": {"elements": {}}}, "/uischema/elements"),
    (BASE | {"uischema": {"elements": ["x"]}}, "/uischema/elements/0"),
    (BASE | {"uischema": {"elements": [{"elements": [{"rule": "x"}]}]}}, "/uischema/elements/0/elements/0/rule"),
    (BASE | {"uischema": {"rule": [{"effect": "SHOW"}]}}, "/uischema/rule/0/condition"),
    (BASE | {"uischema": {"rule": {"effect": "SHOW"}}}, "/uischema/rule/condition"),
    (BASE | {"uischema": {"options": {"detail": {"elements": [5]}}}}, "/uischema/options/detail/elements/0"),
    (BASE | {"uischema": {"options": {"errors": {"pflicht": 5}}}}, "/uischema/options/errors/pflicht"),
    (BASE | {"uischema": {"options": {"calcMode": "free"}}}, "/uischema/options/calcMode"),
    (BASE | {"conditions": {"a/b": {}}}, "/conditions/a~1b/condition"),
    (BASE | {"rules": [{"at": "x"}]}, "/rules/0/at"),
    (BASE | {"messages": [{"fields": [5]}]}, "/messages/0/fields/0"),
    (BASE | {"parameters": {"p": {"table": [{}]}}}, "/parameters/p/table/0/validFrom"),
    (BASE | {"outcomes": [{"handover": []}]}, "/outcomes/0/handover"),
]


@pytest.mark.parametrize(("content", "place"), SPOILED)
def test_what_the_compiler_cannot_read_is_refused_with_its_place(content: Any, place: str) -> None:
    found = check(content)
    assert [finding.place for finding in found] == [place]
    assert all(finding.mend for finding in found)


@pytest.mark.parametrize("content", [content for content, _ in SPOILED])
def test_the_published_schema_refuses_it_as_well(content: Any) -> None:
    assert not judge(PUBLISHED).ok(content)


def test_what_nobody_knows_is_left_alone() -> None:
    assert check(BASE | {"fremd": 1, "uischema": {"elements": [], "fremd": 1, "options": {"fremd": []}}}) == []


@pytest.mark.parametrize(
    ("shape", "part", "place"),
    [
        ("block", {"schema": {}}, "/elements"),
        ("block", {"schema": {}, "elements": [{"scope": 5}]}, "/elements/0/scope"),
        ("texts", {"a": "x"}, "/a"),
        ("texts", {"a": {"options": {"x": 5}}}, "/a/options/x"),
        ("kommune", {"values": []}, "/values"),
    ],
)
def test_the_other_parts_have_their_shapes(shape: str, part: Any, place: str) -> None:
    found = check(part, shape, "teil")
    assert [(finding.part, finding.place) for finding in found] == [("teil", place)]
