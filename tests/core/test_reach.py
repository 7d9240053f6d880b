"""What no answers can reach: found where it is so, never where it is not, and quickly in any definition."""

import copy
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from formengine.core import pointer
from formengine.core.definition import Definition, compile_definition
from formengine.core.explain._facts import Facts
from formengine.core.journey import demanded, walk
from formengine.core.lint import lint
from formengine.core.lint._reach import _Analysis
from formengine.core.lint._solver import TOTAL, Solver, showing
from formengine.core.lint.reach import analyse
from formengine.core.model import ITEM
from formengine.core.pointer import MISSING
from formengine.core.settling import settle
from formengine.fields import TYPES
from formengine.store.folder import read_all
from tests.core.forms import TODAY, bundle, calculated, compiled, control, form, leaf, page
from tests.core.generators import CONTEXT, answers_by_page, samples
from tests.core.test_laws import QUICK, Drawn, merged, opened

REPOSITORY = Path(__file__).resolve().parents[2]
Node = dict[str, Any]
PICK = {"type": "string", "oneOf": [{"const": c, "title": c.upper()} for c in "abc"]}
A, B = leaf("p", {"const": "a"}), leaf("p", {"const": "b"})


def both(*conditions: Any) -> Node:
    return {"type": "AND", "conditions": list(conditions)}


def either(*conditions: Any) -> Node:
    return {"type": "OR", "conditions": list(conditions)}


def no(condition: Any) -> Node:
    return {"type": "NOT", "conditions": [condition]}


def rules(**conditions: Any) -> Node:
    found = [{"effect": effect, "condition": condition} for effect, condition in conditions.items()]
    return {"rule": found[0] if len(found) == 1 else found}


def definition(*elements: Any, schemas: Node | None = None, **more: Any) -> Definition:
    """A choice, a number, a day and a box on the first page; some elements on a second one."""
    properties: Node = {
        "p": PICK,
        "n": {"type": "integer", "minimum": 0, "maximum": 100},
        "m": {"type": "number"},
        "d": {"type": "string", "format": "date", "formatMinimum": "2026-01-01"},
        "k": {"type": "boolean"},
        "t": {"type": "string", "pattern": "^[a-z]+$"},
        "w": {"type": "array", "uniqueItems": True, "maxItems": 2, "items": PICK},
        "l": {"type": "array", "maxItems": 3, "items": {"type": "object", "properties": {"x": PICK, "y": PICK}}},
        **{name: {"type": "string"} for name in ("q", "r", "s")},
    }
    inside = {
        "type": "VerticalLayout",
        "elements": [control("x", id="l.x"), control("y", id="l.y", **more.pop("inner", {}))],
    }
    first = [control(name, label=name.upper()) for name in "pnmdkt"]
    first += [control("w", label="W", options={"type": "choices"})]
    first += [control("l", label="L", options={"type": "list", "detail": inside})]
    others = () if more.pop("alone", False) else (control("s"),)
    second = page("zwei", *elements, *others, label="Zwei", **more.pop("second", {}))
    return compiled(form(properties | (schemas or {}), page("eins", *first, label="Eins"), second, **more))


def found(*elements: Any, **more: Any) -> list[tuple[str, str, str]]:
    """The findings, as (kind, level, message)."""
    insights = analyse(definition(*elements, **more)).insights
    return [(one.kind, one.finding.level, one.finding.message) for one in insights]


def kinds(*elements: Any, **more: Any) -> list[str]:
    return [kind for kind, _, _ in found(*elements, **more)]


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


# The laws: what is called impossible never happens, what is called possible can be brought about.


def accepted(shape: Definition, document: dict[str, Any]) -> dict[str, Any]:
    """The document without the answers that a page would refuse."""
    for one in shape.controls.values():
        for indices in list(pointer.positions(document, one.lists)):
            place = pointer.place(one.path, indices)
            value = pointer.at(document, place)
            if value is not MISSING and not one.fixed and not shape.judges[one.id].ok(value):
                pointer.remove(document, place)
    return document


def check_what_is_impossible_never_happens(drawn: Drawn) -> None:
    shape, rng = opened(drawn)
    analysis = _Analysis(shape)
    places = {kind: {f.place for f in analysis.run().of(kind)} for kind in ("always", "never", "optional")}
    COUNTS.update({kind: len(found) for kind, found in places.items()} | {"unseen": len(analysis.unseen)})
    for _ in range(4):
        facts = Facts(shape, accepted(shape, merged(answers_by_page(rng, drawn[0]))), CONTEXT)
        assert not {id_ for id_, _ in facts.settled.visible} & analysis.unseen
        for (id_, indices), judged in facts._rules.items():
            element = shape.elements[id_]
            for number, (effect, one) in enumerate(judged):
                place = analysis._place(element, number)
                if effect.name in ("SHOW", "HIDE", "FORBID") or facts.visible((id_, indices)):
                    assert not (place in places["always"] and not one.holds)
                    assert not (place in places["never"] and one.holds)
            if id_ in shape.controls and analysis._place(element, None) in places["optional"]:
                assert not demanded(shape, facts.settled, shape.controls[id_], indices)


def check_rules_that_never_take_hold(drawn: Drawn) -> None:
    shape, rng = opened(drawn)
    reach = analyse(shape)
    never = {f.place for f in reach.of("never")}
    kept = {f.place for f in reach.of("contradiction")}
    for _ in range(4):
        journey = walk(shape, accepted(shape, merged(answers_by_page(rng, drawn[0]))), CONTEXT)
        said = {one.code for verdict in journey.verdicts.values() for one in (*verdict.mistakes, *verdict.hints)}
        for rule in shape.rules:
            COUNTS["rules"] += rule.pointer in never | kept
            assert not (rule.pointer in never and f"regel:{rule.id}" in said)
            shown = {id_ for id_, _ in journey.settled.visible} & set(rule.at)
            assert not (rule.pointer in kept and shown and f"regel:{rule.id}" not in said)


def check_what_is_possible_can_be_brought_about(drawn: Drawn) -> None:
    shape, _ = opened(drawn)
    solver = Solver(shape)
    for element in shape.elements.values():
        if showing(element) and solver.ask(solver.visible(element.id)) == "can":
            COUNTS["witnessed"] += 1
            settled = settle(shape, brought_about(solver.example, element.lists), CONTEXT)
            assert (element.id, (0,) * len(element.lists)) in settled.visible


def brought_about(example: Mapping[Any, Any], lists: tuple[Any, ...]) -> dict[str, Any]:
    """A document with the answers of an example, in the first entry of each list."""
    document: dict[str, Any] = {}
    wanted = {**{key: [{}] for key in lists}, **example}
    for path, value in sorted(wanted.items(), key=lambda entry: len(entry[0])):
        for length in range(1, len(path)):
            if path[length] == ITEM:
                ensure(document, path[:length], [{}])
        ensure(document, path, copy.deepcopy(value))
    return document


def ensure(document: dict[str, Any], path: Any, value: Any) -> None:
    place = pointer.place(path, (0,) * path.count(ITEM))
    if pointer.at(document, place) is MISSING:
        pointer.put(document, place, value)


COUNTS: Counter[str] = Counter()
LAWS = {
    "impossible": (check_what_is_impossible_never_happens, ("always", "never", "optional", "unseen")),
    "rules": (check_rules_that_never_take_hold, ("rules",)),
    "possible": (check_what_is_possible_can_be_brought_about, ("witnessed",)),
}


@pytest.mark.parametrize("law", LAWS)
def test_the_laws_of_reach_hold(law: str) -> None:
    check, occurring = LAWS[law]
    COUNTS.clear()
    QUICK(given(samples())(check))()
    assert all(COUNTS[name] > 5 for name in occurring), COUNTS


# Time.


def huge(condition: Any, pages: int = 300, each: int = 10) -> Definition:
    """A definition as large as the limits allow; `condition` gives the rule of the question with a number."""
    names = [f"f{n}" for n in range(pages * each)]
    schemas = {name: PICK if n % 2 else {"type": "integer", "minimum": 0} for n, name in enumerate(names)}
    elements = [control(name, **(rules(SHOW=condition(n)) if condition(n) else {})) for n, name in enumerate(names)]
    return compiled(form(schemas, *(page(f"s{n}", *elements[n * each : (n + 1) * each]) for n in range(pages))))


def about(number: int, minimum: int = 5) -> Any:
    return leaf(f"f{number}", {"const": "a"} if number % 2 else {"minimum": minimum})


HUGE = {
    "300 conditions": lambda n: both(about(n - 1), about(n - 2)) if n % 10 == 9 else None,
    "two chains through each other": lambda n: both(about(n - 1), about(n - 2)) if n > 1 else None,
    "wide conditions": lambda n: (
        {"type": "XOR", "conditions": [about(n - k, k) for k in range(1, 21)]} if n > 20 and not n % 5 else None
    ),
}


@pytest.mark.parametrize("name", HUGE)
def test_the_largest_definitions_are_analysed_in_a_fraction_of_the_two_seconds(name: str) -> None:
    shape = huge(HUGE[name])
    start = time.process_time()
    reach = analyse(shape)
    assert time.process_time() - start < 1.5
    assert sum(reach.answers.values()) > 500
    if name == "300 conditions":
        assert reach.answers["can"] == 600


def test_a_solver_that_has_spent_its_budget_cannot_tell() -> None:
    shape = definition(control("q", **rules(SHOW=both(A, B))))
    solver = Solver(shape)
    assert solver.ask(solver.visible("q")) == "cannot"
    solver.steps = TOTAL
    assert solver.ask(solver.visible("q")) == "untold"
