"""Conditions: read, asked as closures and written as JSON Schema, with one meaning for all three."""

import random
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formengine.core.conditions import (
    ConditionError,
    compile_test,
    conjunction,
    decide,
    disjunction,
    leaves,
    negation,
    parse,
    passes_undefined,
    rooted,
    same,
    to_schema,
)
from formengine.core.model import ALWAYS, NEVER, Condition
from formengine.core.submission import by_cases, plain
from formengine.core.validation import judge
from tests.core.forms import leaf

NOTHING: dict[str, Any] = {}
SCHEMAS: list[Any] = [
    {"const": "a"},
    {"const": True},
    {"const": 1},
    {"enum": ["a", "b"]},
    {"enum": [1, None]},
    {"type": "string"},
    {"minLength": 2},
    {"minimum": 3, "maximum": 5},
    {"pattern": "^[a-z]+$"},
    {"not": {"const": "a"}},
    {"not": {"minLength": 2}},
    {"contains": {"const": "a"}},
    {"minItems": 1},
    {"required": ["x"]},
    {"anyOf": [{"const": "a"}, {"minimum": 3}]},
    {"oneOf": [{"minLength": 1}, {"minimum": 3}]},
    {"allOf": [{"type": "string"}, {"maxLength": 3}]},
    {"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"minimum": 2}},
    {"if": {"minLength": 1}, "then": {"const": "a"}},
    {"formatMinimum": "2026-01-01", "format": "date"},
    {"format": "email"},
    {},
    True,
    False,
]
PATHS = ["a", "b", "g/x", "g/h/y", "list"]
VALUES = ["a", "b", "abc", "", 1, 3, 4.5, True, False, ["a"], [], {"x": 1}, {}, "2026-05-05", "2025-05-05", "a@b.de"]


@st.composite
def nodes(draw: st.DrawFn) -> dict[str, Any]:
    """Condition nodes, with empty groups and leaves that an absent answer passes."""
    rng = draw(st.randoms(use_true_random=False))

    def node(depth: int) -> dict[str, Any]:
        if depth < 3 and rng.random() > 0.5:
            kind = rng.choice(["NOT", "AND", "OR", "XOR"])
            count = 1 if kind == "NOT" else rng.randint(0, 3)
            return {"type": kind, "conditions": [node(depth + 1) for _ in range(count)]}
        own = leaf(rng.choice(PATHS), rng.choice(SCHEMAS))
        if rng.random() > 0.7:
            del own["failWhenUndefined"]
        return own | ({"from": "root"} if rng.random() > 0.7 else {})

    return node(0)


def document(rng: random.Random) -> dict[str, Any]:
    """Any document: parents absent, or no objects."""
    made: dict[str, Any] = {name: rng.choice(VALUES) for name in ("a", "b", "list") if rng.random() > 0.3}
    if rng.random() > 0.2:
        made["g"] = rng.choice(
            [{}, {"x": rng.choice(VALUES)}, {"h": {"y": rng.choice(VALUES)}}, {"h": 3}, "kein Objekt"]
        )
    return made


def read(node: Any) -> Condition:
    """A condition that names no other."""
    return parse(node, NOTHING.__getitem__)


@settings(max_examples=150, deadline=None)
@given(nodes(), st.randoms(use_true_random=False))
def test_closure_own_judge_and_second_validator_agree(node: Any, rng: random.Random) -> None:
    condition = rooted(read(node))
    ask, schema = compile_test(condition), to_schema(condition)
    written = plain(schema)
    ours, theirs = judge(schema), jsonschema_rs.Draft202012Validator(written, validate_formats=True)
    for _ in range(6):
        answers = document(rng)
        verdict = ask(answers, None)
        assert ours.ok(answers) == verdict
        assert judge(written).ok(answers) == verdict
        assert theirs.is_valid(answers) == verdict


@settings(max_examples=80, deadline=None)
@given(nodes(), nodes(), st.randoms(use_true_random=False))
def test_joining_and_negating_mean_what_they_say(one: Any, other: Any, rng: random.Random) -> None:
    left, right = read(one), read(other)
    for _ in range(4):
        answers = document(rng)
        truth = [compile_test(condition)(answers, None) for condition in (left, right)]
        assert compile_test(conjunction(left, right))(answers, None) == all(truth)
        assert compile_test(disjunction(left, right))(answers, None) == any(truth)
        assert compile_test(negation(left))(answers, None) == (not truth[0])
        assert compile_test(conjunction(left, negation(right), left))(answers, None) == (truth == [True, False])


@settings(max_examples=80, deadline=None)
@given(nodes(), st.randoms(use_true_random=False))
def test_deciding_a_part_as_it_is_changes_nothing(node: Any, rng: random.Random) -> None:
    condition = read(node)
    for part in leaves(condition):
        answers = document(rng)
        decided = decide(condition, part, compile_test(part)(answers, None))
        assert compile_test(decided)(answers, None) == compile_test(condition)(answers, None)
        assert not any(same(part, left) for left in leaves(decided))


@settings(max_examples=80, deadline=None)
@given(nodes(), st.randoms(use_true_random=False))
def test_the_cases_of_an_item_condition_cover_it_and_exclude_each_other(node: Any, rng: random.Random) -> None:
    condition = read(node)
    cases = by_cases(condition)
    assert not any(leaf.root for _, rest in cases for leaf in leaves(rest))
    assert all(leaf.root for outside, _ in cases for leaf in leaves(outside))
    for _ in range(3):
        outer, item = document(rng), document(rng)
        holding = [rest for outside, rest in cases if compile_test(outside)(outer, None)]
        assert len(holding) == 1
        assert compile_test(holding[0])(outer, item) == compile_test(condition)(outer, item)


def test_constants_are_always_and_never() -> None:
    assert (to_schema(ALWAYS), to_schema(NEVER)) == ({}, {"not": {}})
    assert (negation(ALWAYS), negation(NEVER)) == (NEVER, ALWAYS)
    assert (conjunction(), disjunction()) == (ALWAYS, NEVER)
    one = read(leaf("a", {"const": "a"}))
    assert (conjunction(one, ALWAYS, one), conjunction(one, NEVER)) == (one, NEVER)
    assert (disjunction(one, NEVER, one), disjunction(one, ALWAYS)) == (one, ALWAYS)
    assert negation(negation(one)) == one


def test_true_and_one_are_different_answers() -> None:
    both = conjunction(read(leaf("a", {"const": True})), read(leaf("a", {"const": 1})))
    assert [compile_test(both)({"a": value}, None) for value in (True, 1)] == [False, False]


@pytest.mark.parametrize("schema", [schema for schema in SCHEMAS if isinstance(schema, dict)])
def test_an_absent_answer_fails_a_leaf_that_says_so(schema: Any) -> None:
    assert not compile_test(read(leaf("a", schema)))({}, None)


@pytest.mark.parametrize(
    ("schema", "passes"),
    [
        ({"const": 1}, False),
        ({"enum": [1]}, False),
        ({"type": "string"}, False),
        ({"minLength": 3}, True),
        ({"not": {"const": 1}}, True),
        ({"not": {"minLength": 3}}, False),
        ({"allOf": [{"minLength": 1}, {"const": 1}]}, False),
        ({"anyOf": [{"minLength": 1}, {"const": 1}]}, True),
        ({"anyOf": []}, False),
        ({"oneOf": [{"minLength": 1}, {"minimum": 1}]}, False),
        ({"if": {"minLength": 1}, "then": {"const": 1}}, False),
        ({"if": {"const": 1}, "then": False, "else": {"minimum": 1}}, True),
        (True, True),
        (False, False),
    ],
)
def test_undefined_is_judged_as_json_forms_does(schema: Any, passes: bool) -> None:
    assert passes_undefined(schema) == passes


def test_an_item_leaf_looks_at_the_item_and_a_root_leaf_at_the_document() -> None:
    inside, outside = read(leaf("a", {"const": "a"})), read(leaf("a", {"const": "a"}, **{"from": "root"}))
    assert [compile_test(one)({"a": "a"}, {"a": "b"}) for one in (inside, outside)] == [False, True]


def test_an_expected_value_is_a_constant_that_must_be_there() -> None:
    legacy = read({"type": "LEAF", "scope": "#/properties/a", "expectedValue": "x"})
    assert [compile_test(legacy)(answers, None) for answers in ({"a": "x"}, {"a": "y"}, {})] == [True, False, False]


def test_a_named_condition_is_put_in_its_place() -> None:
    named = {
        "inner": leaf("a", {"const": "a"}),
        "outer": {"type": "NOT", "conditions": [{"$ref": "#/conditions/inner"}]},
    }
    found = parse({"$ref": "#/conditions/outer"}, named.__getitem__)
    assert found == negation(read(named["inner"]))


@pytest.mark.parametrize(
    ("node", "place"),
    [
        (None, ""),
        ([], ""),
        ({}, ""),
        ({"type": "XAND", "conditions": []}, ""),
        ({"type": "AND"}, ""),
        ({"type": "NOT", "conditions": []}, ""),
        ({"type": "NOT", "conditions": [leaf("a", True), leaf("b", True)]}, ""),
        ({"type": "OR", "conditions": [leaf("a", True), {"type": "?"}]}, "/conditions/1"),
        ({"scope": "a", "schema": {}}, "/scope"),
        ({"scope": "#/a", "schema": {}}, "/scope"),
        ({"scope": "#/properties/a", "schema": "x"}, "/schema"),
        ({"$ref": "#/conditions/nix"}, ""),
        ({"$ref": "#/properties/a"}, ""),
        ({"$ref": "#/conditions/kreis"}, ""),
    ],
)
def test_what_is_no_condition_is_refused_with_its_place(node: Any, place: str) -> None:
    named = {"kreis": {"type": "NOT", "conditions": [{"$ref": "#/conditions/kreis"}]}}
    with pytest.raises(ConditionError) as caught:
        parse(node, named.__getitem__)
    assert caught.value.place.startswith(place)
    assert caught.value.mend
