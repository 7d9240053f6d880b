"""Plain JSON Schema in: every property is asked, and what comes and goes under a condition is shown under it."""

from typing import Any

import pytest

from formengine.core.journey import walk
from formengine.exchange.formats import FORMATS, recognised
from formengine.exchange.frame import Imported, Refused, Source
from tests.core.forms import CONTEXT
from tests.exchange.test_jsonforms import compiled

TEXT = {"type": "string"}


def read(schema: Any) -> Imported:
    return FORMATS["jsonschema"].read(Source(schema, slug="fremd", title="Fremdes Formular"))


def shown(schema: Any, answers: dict[str, Any]) -> set[str]:
    visible = walk(compiled(read(schema)), answers, CONTEXT).settled.visible
    return {id_ for id_, _ in visible} & set(compiled(read(schema)).controls)


def test_the_properties_are_asked_in_their_order_in_their_own_words() -> None:
    properties = {"vorname": {**TEXT, "title": "Ihr Vorname", "description": "Wie im Ausweis"}, "dateOfBirth": TEXT}
    definition = compiled(read({"type": "object", "properties": properties}))
    found = [(control.label, control.hint) for control in definition.controls.values()]
    assert found == [("Ihr Vorname", "Wie im Ausweis"), ("Date Of Birth", "")]


BRANCHES: list[Any] = [
    {"if": {"properties": {"a": {"const": "x"}}, "required": ["a"]}, "then": {"properties": {"b": TEXT}}},
    {"dependencies": {"a": {"oneOf": [{"properties": {"a": {"enum": ["x"]}, "b": TEXT}}]}}},
    {"allOf": [{"if": {"required": ["a"], "properties": {"a": {"enum": ["x"]}}}, "then": {"properties": {"b": TEXT}}}]},
]


@pytest.mark.parametrize("branch", BRANCHES)
def test_what_a_condition_brings_in_is_shown_under_it(branch: Any) -> None:
    schema = {"type": "object", "properties": {"a": TEXT}} | branch
    assert [shown(schema, answers) for answers in ({}, {"a": "x"}, {"a": "y"})] == [{"a"}, {"a", "b"}, {"a"}]


def test_a_dependency_demands_and_shows() -> None:
    schema = {"type": "object", "properties": {"a": TEXT, "c": TEXT}, "dependencies": {"a": ["c"]}}
    definition = compiled(read(schema))
    mistakes = [[m.pointer for m in walk(definition, answers, CONTEXT).mistakes] for answers in ({}, {"a": "x"})]
    assert mistakes == [[], ["/c"]]


def test_a_demand_in_a_branch_is_a_duty_whenever_the_question_is_shown() -> None:
    branch = {"properties": {"a": {"enum": ["x"]}, "b": TEXT}, "required": ["b"]}
    schema = {"type": "object", "properties": {"a": TEXT}, "dependencies": {"a": {"oneOf": [branch]}}}
    assert compiled(read(schema)).controls["b"].required


def test_a_ui_schema_beside_a_plain_schema_is_not_passed_over() -> None:
    with pytest.raises(Refused, match="gehört kein UI-Schema"):
        FORMATS["jsonschema"].read(Source({"type": "object"}, {"type": "Group", "elements": []}))


def test_the_format_is_recognised_by_what_is_there() -> None:
    layout, settings = {"type": "Group", "elements": []}, {"a": {"ui:widget": "x"}}
    found = [recognised({"type": "object", "properties": {}}, ui) for ui in (None, layout, settings)]
    assert [one and one.name for one in found] == ["jsonschema", "jsonforms", "rjsf"]
    assert recognised([], None) is None
    assert {name for name, format_ in FORMATS.items() if format_.write} == {"jsonforms"}
