"""What no answers can reach: found where it is so, and left alone where it is not."""

from pathlib import Path
from typing import Any

import pytest

from formengine.core.definition import compile_definition
from formengine.core.lint import lint
from formengine.core.lint.reach import analyse
from formengine.fields import TYPES
from formengine.store.folder import read_all
from tests.core.forms import TODAY, bundle, calculated, control, leaf
from tests.core.reaching import A, B, both, definition, either, found, kinds, no, rules

REPOSITORY = Path(__file__).resolve().parents[2]
IMPOSSIBLE = [
    both(A, B),
    both(A, no(A)),
    both(A, no(leaf("p", {"type": "string"}))),
    leaf("p", {"const": "z"}),
    leaf("p", {"enum": []}),
    both(leaf("n", {"minimum": 5}), leaf("n", {"maximum": 4})),
    both(leaf("n", {"exclusiveMinimum": 4}), leaf("n", {"exclusiveMaximum": 5})),
    leaf("n", {"minimum": 101}),
    leaf("n", {"not": {"minimum": 0}}),
    both(leaf("m", {"minimum": 5}), leaf("m", {"exclusiveMaximum": 5})),
    both(
        leaf("d", {"format": "date", "formatMinimum": "2026-05-01"}),
        leaf("d", {"format": "date", "formatMaximum": "2026-04-30"}),
    ),
    leaf("d", {"format": "date", "formatMaximum": "2025-12-31"}),
    both(leaf("k", {"const": True}), leaf("k", {"const": False})),
    both(leaf("t", {"const": "rot"}), leaf("t", {"const": "blau"})),
    leaf("t", {"const": "ROT"}),
    both(leaf("t", {"minLength": 4}), no(leaf("t", {"minLength": 4}))),
    leaf("w", {"minItems": 3}),
    both(leaf("w", {"contains": {"const": "a"}, "maxItems": 1}), leaf("w", {"contains": {"const": "b"}})),
    leaf("l", {"minItems": 4}),
    both(leaf("l", {"minItems": 1}), no(leaf("l", {"type": "array"}))),
    either(),
    either(both(A, B), leaf("n", {"minimum": 200})),
    {"type": "XOR", "conditions": [A, A]},
    {"type": "XOR", "conditions": [either(), leaf("n", {"minimum": 200})]},
    no(either(A, no(A))),
]
POSSIBLE = [
    A,
    both(A, leaf("n", {"minimum": 100})),
    both(leaf("n", {"exclusiveMinimum": 4}), leaf("n", {"exclusiveMaximum": 6})),
    both(leaf("m", {"exclusiveMinimum": 4}), leaf("m", {"exclusiveMaximum": 5})),
    leaf("m", {"multipleOf": 7}),
    leaf("m", {"type": "integer", "minimum": 3, "maximum": 3}),
    leaf("d", {"format": "date", "not": {"format": "date", "formatMinimum": "2027-01-01"}}),
    both(leaf("t", {"pattern": "a"}), leaf("t", {"pattern": "b"}), no(leaf("t", {"const": "ab"}))),
    both(leaf("t", {"not": {"const": "rot"}}), leaf("t", {"type": "string"})),
    both(leaf("w", {"contains": {"const": "a"}}), leaf("w", {"contains": {"const": "b"}})),
    both(leaf("l", {"minItems": 2}), no(leaf("l", {"minItems": 3}))),
    leaf("l", {"contains": {"properties": {"x": {"const": "z"}}, "required": ["x"]}}),
    no(leaf("k", {"const": True})),
    {"type": "XOR", "conditions": [A, B]},
]


@pytest.mark.parametrize("condition", IMPOSSIBLE)
def test_what_cannot_hold_is_found(condition: Any) -> None:
    assert kinds(control("q", **rules(SHOW=condition))) == ["unreachable"]
    assert kinds(control("q", **rules(HIDE=condition))) == ["never"]
    assert kinds(control("q", **rules(REQUIRE=condition))) == ["optional"]


@pytest.mark.parametrize("condition", POSSIBLE)
def test_what_can_hold_is_left_alone(condition: Any) -> None:
    assert kinds(control("q", **rules(SHOW=condition)), control("r", **rules(REQUIRE=condition))) == []


@pytest.mark.parametrize("condition", [no(both(A, B)), either(A, no(A)), both(), no(leaf("n", {"minimum": 101}))])
def test_what_always_holds_is_found(condition: Any) -> None:
    assert kinds(control("q", **rules(SHOW=condition))) == ["always"]
    assert kinds(control("q", **rules(HIDE=condition))) == ["unreachable"]
    assert kinds(control("q", **rules(ENABLE=condition))) == ["always"]


def test_a_page_that_nobody_reaches_is_an_error_and_names_what_excludes_each_other() -> None:
    (one,) = found(second=rules(SHOW=both(A, leaf("n", {"minimum": 5})), HIDE=leaf("p", {"const": "a"})))
    assert one == (
        "unreachable",
        "error",
        (
            "Die Seite „Zwei“ kommt nie vor: Es kann nicht zugleich gelten, dass bei „P“ „A“ gewählt ist und dass bei "
            "„P“ nicht „A“ gewählt ist."
        ),
    )


def test_a_page_on_which_nothing_can_be_seen_is_an_error_too() -> None:
    assert found(control("q", label="Q", **rules(SHOW=both(A, B))), alone=True)[-1] == (
        "unreachable",
        "error",
        "Die Seite „Zwei“ kommt nie vor: Nichts darauf ist je zu sehen.",
    )
    assert kinds(control("q", **rules(SHOW=both(A, B)))) == ["unreachable"]


def test_conditions_of_what_stands_around_are_taken_into_account() -> None:
    inner = control("q", label="Q", **rules(SHOW=B))
    group = {"type": "Group", "id": "g", "label": "G", "elements": [inner], **rules(SHOW=A)}
    assert found(group) == [
        (
            "unreachable",
            "hint",
            (
                "„Q“ ist nie zu sehen: Es kann nicht zugleich gelten, dass bei „P“ „B“ gewählt ist und dass bei „P“ "
                "„A“ gewählt ist."
            ),
        )
    ]
    always = {**group, "elements": [control("q", **rules(SHOW=A))]}
    assert kinds(always) == ["always"]
    assert kinds({**group, **rules(SHOW=both(A, B))}) == ["unreachable"]


def test_an_answer_to_a_hidden_question_counts_as_absent() -> None:
    first = control("q", label="Q", **rules(SHOW=A))
    second = control("r", label="R", **rules(SHOW=both(leaf("q", {"type": "string"}), B)))
    ((kind, _, message),) = found(first, second)
    assert kind == "unreachable"
    assert message.startswith("„R“ ist nie zu sehen: Es kann nicht zugleich gelten, dass „Q“ beantwortet ist und dass")
    assert message.endswith("Fragen, die dabei nicht zu sehen sind, zählen als nicht beantwortet.")
    assert kinds(first, control("r", **rules(SHOW=both(no(leaf("q", {"type": "string"})), B)))) == []


def test_named_conditions_are_looked_into() -> None:
    named = {name: {"title": f"Fall {name}", "condition": one} for name, one in (("a", A), ("b", B))}
    refs = both({"$ref": "#/conditions/a"}, {"$ref": "#/conditions/b"})
    assert kinds(control("q", **rules(SHOW=refs)), control("r"), conditions=named) == ["unreachable"]


def test_conditions_in_a_list_speak_of_the_same_entry() -> None:
    same = both(leaf("x", {"const": "a"}), leaf("x", {"const": "b"}))
    assert kinds(inner=rules(SHOW=same)) == ["unreachable"]
    assert kinds(inner=rules(SHOW=both(leaf("x", {"const": "a"}), {**B, "from": "root"}))) == []


def test_a_part_of_a_condition_that_cannot_hold_is_a_contradiction() -> None:
    (one,) = found(control("q", label="Q", **rules(SHOW=either(A, leaf("n", {"minimum": 500})))))
    assert one == (
        "contradiction",
        "hint",
        "Ein Teil der Bedingung kann nie gelten. Es kann nie gelten, dass „N“ mindestens 500 ist.",
    )


def test_a_question_that_can_never_be_required_is_found() -> None:
    shown = control("q", label="Q", **rules(SHOW=A, REQUIRE=B))
    assert kinds(shown) == ["optional"]
    locked = control("q", label="Q", **rules(DISABLE=no(both(A, B)), REQUIRE=A))
    assert found(locked)[-1][2].startswith("„Q“ kann nie Pflicht sein: Es kann nicht zugleich gelten")
    assert kinds(control("q", **rules(REQUIRE=A, DISABLE=B))) == []
    assert kinds(control("q", **rules(ENABLE=both(A, B)))) == ["contradiction"]


def test_a_rule_over_several_answers_that_nobody_breaks_or_keeps_is_found() -> None:
    def about(**more: Any) -> list[tuple[str, str, str]]:
        return found(rules=[{"id": "R1", "at": ["n"], "message": "Nein.", **more}])

    assert about(require=leaf("n", {"minimum": 5})) == []
    assert about(when=A, require=either(A, B))[0][::2] == (
        "never",
        (
            "Die Regel „R1“ greift nie. Es kann nicht zugleich gelten, dass bei „P“ „A“ gewählt ist und dass bei „P“ "
            "nicht „A“ gewählt ist."
        ),
    )
    assert [one[:2] for one in about(require=both(A, B))] == [("contradiction", "error")]
    assert about(require=both(A, B), severity="hint") == []


def test_what_cannot_be_told_is_counted_and_no_finding() -> None:
    hidden = control("r", **rules(SHOW=leaf("q", {"const": 3})))
    value = calculated("q", {"sum": [{"value": "#/properties/n"}, 500]})
    reach = analyse(definition(value, hidden, schemas={"q": {"type": "number"}}))
    assert (reach.insights, reach.answers["untold"]) == ([], 2)


def test_lint_says_where_and_how_to_mend() -> None:
    content = definition(control("q", **rules(SHOW=both(A, B)))).bundle.form
    ((level, place, mend),) = [
        (one.level, one.place, one.mend)
        for one in lint(bundle(content), TYPES, TODAY, {})
        if "nie zu sehen" in one.message
    ]
    assert (level, place) == ("hint", "/uischema/elements/1/elements/0/rule")
    assert mend == "Ändern Sie eine der Bedingungen."


def test_the_shipped_definitions_have_no_such_findings() -> None:
    for shipped in read_all(REPOSITORY / "definitions", "musterhausen").bundles:
        reach = analyse(compile_definition(shipped, TYPES, TODAY))
        assert reach.insights == []
        assert reach.answers["can"] > reach.answers["untold"] or shipped.slug.endswith("klaerung")
