"""All registered examples of JSON Forms load and run here, and mean what they mean there."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from formengine.cli._reading import metaschema
from formengine.core.conditions import passes_undefined
from formengine.core.definition import Definition, compile_definition
from formengine.core.journey import walk
from formengine.core.lint import lint
from formengine.core.settling import Settled
from formengine.core.shape import check_shape
from formengine.core.validation import foreign_judge
from formengine.exchange.jsonforms import generated
from formengine.fields import TYPES
from tests.conformance.examples import EXCEPTIONS, FOLDER, Example, State, example, names
from tests.core.forms import CONTEXT, TODAY

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the examples of JSON Forms are not beside the checkout")
Record = Callable[[str, object], None]
ALL = [pytest.param(name, id=name) for name in names()]


def every_state() -> Iterator[tuple[Example, State]]:
    for name in names():
        yield from ((example(name), state) for state in example(name).states)


@cache
def compiled(name: str) -> Definition:
    return compile_definition(example(name).read().bundle, TYPES, TODAY)


def settled(name: str, state: State) -> Settled:
    return walk(compiled(name), state.data if isinstance(state.data, dict) else {}, CONTEXT).settled


def excepted(kind: str, name: str, **wanted: str) -> bool:
    """Whether a difference is one that we mean; an exception lists what it is about under the same word."""
    found = [entry for entry in EXCEPTIONS[kind] if entry["example"] == name]
    return any(value in entry.get(word, ()) for entry in found for word, value in wanted.items())


def elements(read: Example, state: State) -> Iterator[tuple[str, str, Any]]:
    """Our element, its place in the UI schema and what JSON Forms says of it; functions left out."""
    ours = {place: id_ for id_, place in read.read().places.items()}
    places = [*read.places()]
    assert len(places) == len(state.shown)
    for (place, node), said in zip(places, state.shown, strict=True):
        assert said.get("scope") == (node["scope"] if node["type"] == "Control" else None)
        if not read.by_function(place):
            yield ours[place], place, said


@pytest.mark.parametrize("name", ALL)
def test_every_example_is_a_definition_that_lint_accepts(name: str) -> None:
    bundle = example(name).read().bundle
    assert [finding for finding in lint(bundle, TYPES, TODAY, {}) if finding.level == "error"] == []
    assert check_shape(bundle, metaschema()) == ([], [])


@pytest.mark.parametrize("name", [param for param in ALL if example(param.values[0]).ui is None])
def test_where_there_is_no_ui_schema_the_same_questions_are_generated(name: str) -> None:
    theirs = [node["scope"] for _, node in example(name).places()]
    assert [node["scope"] for node in generated(example(name).schema)["elements"]] == theirs


def test_the_raw_schema_accepts_what_ajv_accepts(record_property: Record) -> None:
    agreed, differing = 0, []
    for read, state in every_state():
        # Nothing at all is no JSON, so no judge of documents is asked about it.
        ours = passes_undefined(read.schema) if state.absent else foreign_judge(read.schema).ok(state.data)
        if ours == state.valid:
            agreed += 1
        elif not excepted("verdicts", read.name, states=state.why):
            differing.append((read.name, state.why, ours))
    record_property("verdicts", f"{agreed} of {sum(1 for _ in every_state())} states as ajv says")
    assert differing == []


def test_every_element_is_seen_when_json_forms_shows_it(record_property: Record) -> None:
    agreed, differing, controls = 0, [], 0
    for read, state in every_state():
        visible = settled(read.name, state).visible
        for id_, place, said in elements(read, state):
            controls += "scope" in said
            if ((id_, ()) in visible) == said["visible"]:
                agreed += 1
            elif not excepted("visible", read.name, places=place):
                differing.append((read.name, state.why, place))
    record_property("visibility", f"{agreed} elements in all states, {controls} of them controls")
    assert differing == []


def test_every_question_is_open_when_json_forms_lets_it_be_filled_in(record_property: Record) -> None:
    agreed, differing = 0, []
    for read, state in every_state():
        disabled = settled(read.name, state).disabled
        for id_, place, said in elements(read, state):
            element = compiled(read.name).elements[id_]
            fixed = any(effect.name == "DISABLE" for effect in element.effects)
            if "enabled" not in said or not said["visible"] or fixed:
                # What is always read-only JSON Forms says elsewhere; what is hidden nobody fills in.
                continue
            if ((id_, ()) not in disabled) == said["enabled"]:
                agreed += 1
            else:
                differing.append((read.name, state.why, place))
    record_property("enabled", f"{agreed} visible controls in all states")
    assert differing == []


def demanded(schema: Any, scope: str) -> bool:
    """Whether the object around a property names it under `required`, as the raw schema has it."""
    *around, name = scope.removeprefix("#/properties/").split("/properties/")
    holder = schema
    for step in around:
        holder = holder["properties"][step]
    return name in holder.get("required", ())


def test_every_question_is_required_when_json_forms_marks_it(record_property: Record) -> None:
    agreed, differing, expected = 0, [], 0
    for read, state in every_state():
        for id_, place, said in elements(read, state):
            element = compiled(read.name).elements[id_]
            ours = element.control is not None and element.control.required
            if "scope" not in said:
                continue
            if ours == said["required"]:
                agreed += 1
            elif excepted("required", read.name, scopes=said["scope"]) and demanded(read.schema, said["scope"]):
                expected += 1
            else:
                differing.append((read.name, state.why, place))
    record_property("required", f"{agreed} controls in all states as recorded, {expected} as the schema says instead")
    assert differing == []


def test_every_exception_names_an_example_that_is_there_and_a_reason() -> None:
    listed = [entry for kind in EXCEPTIONS.values() for entry in kind]
    assert all(entry["example"] in names() and entry["reason"] for entry in listed)
