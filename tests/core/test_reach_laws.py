"""What is called impossible never happens, what is called possible can be brought about, and quickly in any form."""

import copy
import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given

from formengine.core import pointer
from formengine.core.definition import Definition
from formengine.core.explain._facts import Facts
from formengine.core.journey import demanded, walk
from formengine.core.lint._reach import _Analysis
from formengine.core.lint._solver import TOTAL, Solver, showing
from formengine.core.lint.reach import analyse
from formengine.core.model import ITEM
from formengine.core.pointer import MISSING
from formengine.core.settling import settle
from tests.core.forms import compiled, control, form, leaf, page
from tests.core.generators import CONTEXT, answers_by_page, samples
from tests.core.reaching import PICK, A, B, both, definition, rules
from tests.core.test_laws import QUICK, Drawn, merged, opened


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
    assert all(COUNTS[name] >= 3 for name in occurring), COUNTS


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
