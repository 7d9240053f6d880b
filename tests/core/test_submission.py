"""The derived schema: the worked sample, its shape, what is relaxed, and no keyword of ours."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from formengine.core.journey import walk
from formengine.core.submission import RELAXED, by_cases, derive, plain
from formengine.core.validation import judge, schema_errors
from tests.core.forms import CONTEXT, REPOSITORY, calculated, compiled, control, form, leaf, page, show

TEXT = {"type": "string"}
COMPANY = form(
    {"typ": {"type": "string", "enum": ["privat", "firma"]}, "firma": TEXT},
    page("s", control("typ"), control("firma", rule=show(leaf("typ", {"const": "firma"})))),
    required=("typ", "firma"),
)


@pytest.mark.parametrize(
    ("document", "valid"),
    [
        ({"typ": "privat"}, True),
        ({"typ": "firma"}, False),
        ({"typ": "firma", "firma": "X GmbH"}, True),
        ({"typ": "privat", "firma": "rest"}, False),
        ({}, False),
        ({"typ": "privat", "fremd": 1}, False),
        ({"typ": "ganz anders"}, False),
    ],
)
def test_the_worked_sample(document: Any, valid: bool) -> None:
    schema = derive(compiled(COMPANY))
    assert jsonschema_rs.Draft202012Validator(schema).is_valid(document) == valid
    assert judge(schema).ok(document) == valid


def test_the_base_demands_only_what_is_demanded_always() -> None:
    schema = derive(compiled(COMPANY))
    assert schema["required"] == ["typ"]
    assert [sorted(clause) for clause in schema["allOf"]] == [["if", "then"], ["if", "then"]]
    assert schema["additionalProperties"] is False


def test_a_required_group_is_demanded_exactly_when_something_in_it_is_visible() -> None:
    group = {"type": "object", "properties": {"x": TEXT}}
    shown = control("g/x", rule=show(leaf("a", {"const": "ja"})))
    schema = derive(compiled(form({"a": TEXT, "g": group}, page("s", control("a"), shown), required=("g",))))
    documents: list[Any] = [{"a": "ja"}, {"a": "ja", "g": {}}, {"a": "nein"}, {"a": "nein", "g": {"x": "1"}}]
    assert [judge(schema).ok(document) for document in documents] == [False, True, True, False]


def test_a_disabled_question_is_demanded_by_nothing() -> None:
    effects = [{"effect": effect, "condition": leaf("a", {"const": "ja"})} for effect in ("REQUIRE", "DISABLE")]
    group = {"type": "object", "properties": {"x": TEXT}}
    definition = compiled(form({"a": TEXT, "g": group}, page("s", control("a"), control("g/x", rule=effects))))
    journey = walk(definition, {"a": "ja"}, CONTEXT)
    assert (journey.document, journey.mistakes) == ({"a": "ja"}, ())
    assert judge(derive(definition)).ok({"a": "ja"})


def keywords(node: Any) -> Iterator[str]:
    """All keys of a JSON tree."""
    if isinstance(node, dict):
        yield from node
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from keywords(part)


def test_it_is_plain_json_schema_without_keywords_of_ours() -> None:
    bounded = {"type": "string", "format": "date", "formatMinimum": "2026-01-01", "x-code": "min"}
    rule = show(leaf("a", {"format": "time", "formatMaximum": "2026-12-31"}))
    rule["condition"]["schema"]["format"] = "date"
    schema = derive(
        compiled(form({"a": bounded, "b": TEXT | {"format": "time"}}, page("s", control("a"), control("b", rule=rule))))
    )
    assert {"formatMinimum", "formatMaximum", "x-code", "x-param"} & set(keywords(schema)) == set()
    assert schema_errors(schema) == []
    assert json.loads(json.dumps(schema)) == schema
    assert "time" not in json.dumps(schema)


def test_an_answer_that_looks_like_a_schema_stays_an_answer() -> None:
    odd = {
        "const": {"format": "time"},
        "default": {"formatMinimum": 1},
        "properties": {"format": {"const": "x"}, "x-code": {}},
    }
    assert plain(odd) == odd


def test_what_is_relaxed_is_listed_and_nothing_else() -> None:
    files = {"type": "array", "items": {"type": "object", "properties": {"mimeType": {"enum": ["image/png"]}}}}
    properties = {"a": TEXT, "n": {"type": "integer"}, "geld": {"type": "number", "multipleOf": 0.01}, "foto": files}
    elements = [control("a"), calculated("n", {"length": {"value": "#/properties/a"}}), control("geld")]
    schema = derive(compiled(form(properties, page("s", *elements, control("foto", options={"type": "file"})))))
    assert schema["x-relaxed"] == [
        {"element": "n", "what": RELAXED["calc"]},
        {"element": "geld", "what": RELAXED["multipleOf"]},
        {"element": "foto", "what": RELAXED["file"]},
    ]
    assert "x-relaxed" not in derive(compiled(COMPANY))


def in_lists(**rule: Any) -> dict[str, Any]:
    """A list in a list, with a demand at the bottom and effects above."""
    inner = {"type": "array", "items": {"type": "object", "properties": {"x": TEXT}, "required": ["x"]}}
    outer = {"type": "array", "items": {"type": "object", "properties": {"an": {"type": "boolean"}, "innen": inner}}}
    deep = control(
        "innen", options={"type": "list", "detail": {"type": "VerticalLayout", "elements": [control("x")]}}, **rule
    )
    top = control(
        "aussen", options={"type": "list", "detail": {"type": "VerticalLayout", "elements": [control("an"), deep]}}
    )
    return form({"a": TEXT, "aussen": outer}, page("s", control("a"), top))


@pytest.mark.parametrize(
    ("condition", "document", "valid"),
    [
        (leaf("an", {"const": True}), {"aussen": [{"an": True, "innen": [{}]}]}, False),
        (leaf("an", {"const": True}), {"aussen": [{"an": False, "innen": [{}]}]}, True),
        (leaf("a", {"const": "ja"}, **{"from": "root"}), {"a": "ja", "aussen": [{"innen": [{}]}]}, False),
        (leaf("a", {"const": "ja"}, **{"from": "root"}), {"a": "nein", "aussen": [{"innen": [{}]}]}, True),
    ],
)
def test_a_disabled_outer_list_lifts_what_the_inner_one_demands(condition: Any, document: Any, valid: bool) -> None:
    definition = compiled(in_lists(rule={"effect": "ENABLE", "condition": condition}))
    schema = derive(definition)
    assert jsonschema_rs.Draft202012Validator(schema).is_valid(document) == valid
    assert (walk(definition, document, CONTEXT).mistakes == ()) == valid


def test_a_look_out_of_a_list_stands_at_the_top_and_a_look_into_the_item_in_the_items() -> None:
    elements = [
        control("x", rule=show(leaf("a", {"const": "ja"}, **{"from": "root"}))),
        control("y", rule=show(leaf("x", True))),
    ]
    rows = {"type": "array", "items": {"type": "object", "properties": {"x": TEXT, "y": TEXT}}}
    top = control("liste", options={"type": "list", "detail": {"type": "VerticalLayout", "elements": elements}})
    schema = derive(compiled(form({"a": TEXT, "liste": rows}, page("s", control("a"), top))))
    assert [clause["then"] for clause in schema["allOf"]] == [
        {"properties": {"liste": {"items": {"allOf": [{"properties": {"x": False}}]}}}}
    ]
    assert [clause["then"] for clause in schema["properties"]["liste"]["items"]["allOf"]] == [
        {"properties": {"y": False}}
    ]


def test_a_rule_for_each_item_is_silent_where_the_list_is_hidden_and_else_looks_at_each_item() -> None:
    rows = {"type": "array", "items": {"type": "object", "properties": {"a": TEXT}}}
    detail = {"type": "VerticalLayout", "elements": [control("a", scope="#/properties/a", id="zeile")]}
    top = control("liste", options={"type": "list", "detail": detail}, rule=show(leaf("a", {"const": "ja"})))
    rule = {"id": "R", "message": "x", "at": ["liste"], "each": "liste", "require": leaf("a", {"const": "gut"})}
    definition = compiled(form({"a": TEXT, "liste": rows}, page("s", control("a"), top), rules=[rule]))
    schema = derive(definition)
    for item, good in (("gut", True), ("schlecht", False), ("ja", False)):
        document = {"a": "ja", "liste": [{"a": "gut"}, {"a": item}]}
        assert judge(schema).ok(document) == good
        assert (walk(definition, document, CONTEXT).mistakes == ()) == good


def test_a_condition_without_looks_outside_is_one_case() -> None:
    definition = compiled(in_lists(rule=show(leaf("an", {"const": True}))))
    (effect,) = definition.elements["innen"].effects
    assert len(by_cases(effect.condition)) == 1


@pytest.mark.parametrize(
    "slug", sorted(folder.parent.name for folder in (REPOSITORY / "definitions").glob("*/form.json"))
)
def test_every_shipped_definition_derives_a_sound_schema(slug: str) -> None:
    folder = REPOSITORY / "definitions"
    read = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (folder / "_shared").glob("*.json")}
    values = json.loads((folder / "_parameters" / "musterhausen.json").read_text(encoding="utf-8"))
    content = json.loads((folder / slug / "form.json").read_text(encoding="utf-8"))
    shipped = (REPOSITORY / "formengine" / "codelists").glob("*.json")
    lists = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in shipped}
    definition = compiled(content, shared=read, parameters=values, codelists=lists)
    schema = derive(definition)
    assert schema_errors(schema) == []
    empty = walk(definition, {}, CONTEXT)
    assert jsonschema_rs.Draft202012Validator(schema).is_valid(empty.document) == (empty.mistakes == ())
