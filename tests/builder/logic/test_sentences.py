"""A condition becomes a structure and a condition again, and nothing is lost on the way."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from builder.logic.sentences import Group, Kept, Leaf, Named, Not, Term, structure, written
from formengine.core.conditions import compile_test, parse
from formengine.core.limits import walk
from tests.builder.editing import SLUGS, shipped
from tests.builder.logic.terms import nodes, terms
from tests.core.forms import leaf


@given(terms())
def test_a_structure_written_and_read_again_is_the_same_structure(term: Term) -> None:
    assert structure(written(term)) == term


@given(nodes())
def test_a_condition_read_and_written_again_is_the_same_condition(node: Any) -> None:
    assert json.dumps(written(structure(node)), sort_keys=True) == json.dumps(node, sort_keys=True)


def _conditions(slug: str) -> Iterator[Any]:
    """Every condition that a shipped definition has in a rule, by name or over several answers."""
    for node, _, _ in walk(shipped(slug).form):
        if isinstance(node, dict):
            yield from (node[key] for key in ("condition", "when", "require") if isinstance(node.get(key), dict))


@pytest.mark.parametrize("slug", SLUGS)
def test_conditions_of_the_shipped_definitions_come_back_as_they_were(slug: str) -> None:
    found = [*_conditions(slug)]
    assert found
    assert [written(structure(node)) for node in found] == found


def test_most_conditions_of_the_shipped_definitions_can_be_edited() -> None:
    read = [structure(node) for slug in SLUGS for node in _conditions(slug)]
    kept = [term for term in read if isinstance(term, Kept)]
    assert len(kept) <= len(read) // 20


@pytest.mark.parametrize(
    ("schema", "operator", "value"),
    [
        ({"const": "firma"}, "is", "firma"),
        ({"not": {"const": "firma"}}, "is_not", "firma"),
        ({"enum": ["a", "b"]}, "one_of", ["a", "b"]),
        ({"contains": {"const": "fledermaus"}}, "has", "fledermaus"),
        ({"exclusiveMinimum": 50}, "more_than", 50),
        ({"format": "date", "formatMaximum": "@heute-16j"}, "until", "@heute-16j"),
        ({"not": {"format": "date", "formatMinimum": "2027-03-01"}}, "before", "2027-03-01"),
        ({"minItems": 20}, "entries_at_least", 20),
        ({"type": "string"}, "answered", None),
        ({"contains": {"required": ["nachreichen"]}}, "promised", None),
    ],
)
def test_each_demand_has_its_operator(schema: Any, operator: str, value: Any) -> None:
    read = structure(leaf("frage", schema))
    assert isinstance(read, Leaf)
    assert (read.operator, read.value) == (operator, value)


def test_a_bound_keeps_the_parameter_that_it_comes_from() -> None:
    node = leaf("umfang", {"type": "integer", "exclusiveMaximum": 50, "x-param": {"exclusiveMaximum": "umfang_min"}})
    read = structure(node)
    assert isinstance(read, Leaf)
    assert (read.operator, read.value, read.parameter) == ("less_than", 50, "umfang_min")
    assert written(read) == node


def test_a_question_about_some_entry_of_a_list_is_told_from_one_about_the_list() -> None:
    inner = {"contains": {"properties": {"art": {"const": "Eiche"}}, "required": ["art"]}}
    read = structure(leaf("baeume", inner))
    assert read == Leaf("#/properties/baeume", "is", "Eiche", entry="art")


@pytest.mark.parametrize(
    "node",
    [
        {"scope": "#/properties/a", "schema": {"const": 1}},
        {"scope": "#/properties/a", "expectedValue": 1},
        leaf("a", {"pattern": "x+"}),
        leaf("a", {"minimum": 1, "maximum": 3}),
        {"type": "NOT", "conditions": []},
        {"type": "LIKE", "conditions": []},
        {"$ref": "#/$defs/x"},
    ],
)
def test_what_the_editor_has_no_words_for_is_kept(node: Any) -> None:
    assert structure(node) == Kept(node)


def test_one_is_not_true() -> None:
    one, true = structure(leaf("a", {"const": 1})), structure(leaf("a", {"const": True}))
    assert isinstance(one, Leaf)
    assert isinstance(true, Leaf)
    assert type(one.value) is not type(true.value)


_ANSWERS: tuple[dict[str, Any], ...] = (
    {},
    {"art": "firma"},
    {"art": "privat", "zahl": 7},
    {"art": "firma", "zahl": 2, "gruende": ["alt", "morsch"]},
)
_TERM = Group(
    "OR",
    (
        Group("AND", (Leaf("#/properties/art", "is", "firma"), Not(Leaf("#/properties/zahl", "at_least", 5)))),
        Leaf("#/properties/gruende", "has", "morsch"),
        Named("viele"),
    ),
)


@pytest.mark.parametrize(("answers", "holds"), [*zip(_ANSWERS, (False, True, True, True), strict=True)])
def test_a_structure_means_what_it_says(answers: dict[str, Any], holds: bool) -> None:
    named = {"viele": leaf("zahl", {"minimum": 6})}
    test = compile_test(parse(written(_TERM), named.__getitem__))
    assert test(answers, None) is holds
