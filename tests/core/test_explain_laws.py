"""The laws of explanations: they agree with the journey, a cause is a cause; and all that ships can be explained."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from formengine.core import pointer
from formengine.core.cases import read_cases, with_files
from formengine.core.definition import Definition, compile_definition
from formengine.core.explain import Cause, Explainer, Explanation
from formengine.core.explain._facts import Facts
from formengine.core.explain._judging import Judged, grounds
from formengine.core.journey import demanded, walk
from formengine.core.model import Condition, Instance
from formengine.core.settling import Context
from formengine.core.validation import judge
from formengine.fields import TYPES
from formengine.store.folder import read_all
from tests.core.forms import CONTEXT as PLAIN
from tests.core.forms import TODAY
from tests.core.generators import CONTEXT, VALUES, Sample, answers_by_page, samples
from tests.core.test_laws import QUICK, Drawn, merged, opened

REPOSITORY = Path(__file__).resolve().parents[2]


def every(explainer: Explainer, definition: Definition) -> Iterator[tuple[Instance, Explanation]]:
    for id_ in definition.elements:
        for indices in explainer.entries(id_):
            yield (id_, indices), explainer.of(id_, indices)


def check_agrees_with_the_journey(drawn: Drawn) -> None:
    """Visible, disabled, required and on the path: as settling and the journey say; what is hidden has a cause."""
    definition, rng = opened(drawn)
    answers = merged(answers_by_page(rng, drawn[0]))
    journey = walk(definition, answers, CONTEXT)
    for instance, found in every(Explainer(definition, answers, CONTEXT), definition):
        element = definition.elements[instance[0]]
        control_ = definition.controls.get(element.id)
        assert found.visible == (instance in journey.settled.visible)
        assert found.disabled == (instance in journey.settled.disabled)
        assert found.required == (control_ is not None and demanded(definition, journey.settled, control_, instance[1]))
        assert found.visible or found.causes
        assert element.kind != "page" or found.on_path == journey.verdicts[element.id].visible
        assert found.sentence.endswith(".")
        assert found.sentence.count("„") == found.sentence.count("“")


def recomputed(found: Judged, say: Mapping[int, bool]) -> bool:
    """A condition's verdict where some of its leaves say otherwise."""
    if found.condition.kind == "LEAF":
        return say.get(id(found), found.holds)
    parts = [recomputed(child, say) for child in found.children]
    return {"AND": all(parts), "OR": any(parts), "XOR": sum(parts) == 1, "NOT": not (parts or [False])[0]}[
        found.condition.kind
    ]


def leaves_of(found: Judged) -> Iterator[Judged]:
    if found.condition.kind == "LEAF":
        yield found
    for child in found.children:
        yield from leaves_of(child)


def check_grounds_suffice(drawn: Drawn) -> None:
    """As long as the named leaves stay, the others may say what they want; where they say the contrary, so does the
    condition (leaving aside XOR, which several changes at once leave as it is, and groups without parts)."""
    definition, rng = opened(drawn)
    facts = Facts(definition, merged(answers_by_page(rng, drawn[0])), CONTEXT)
    for rules in facts._rules.values():
        for _, found in rules:
            named = {id(one) for one in grounds(found)}
            others = [one for one in leaves_of(found) if id(one) not in named]
            for _ in range(4):
                assert recomputed(found, {id(one): rng.random() < 0.5 for one in others}) == found.holds
            if named and turnable(found.condition):
                said = {id(one): not one.holds for one in leaves_of(found) if id(one) in named}
                assert recomputed(found, said) != found.holds


def turnable(condition: Condition) -> bool:
    """Leaves, and groups of such that have parts and are no XOR."""
    if condition.kind == "LEAF":
        return True
    return condition.kind != "XOR" and bool(condition.children) and all(map(turnable, condition.children))


TURNED: Counter[str] = Counter()


def check_a_cause_is_a_cause(drawn: Drawn) -> None:
    """Where the first cause is an answer, another answer that the leaf judges otherwise turns this leaf's verdict, and
    where the rule has but this leaf, the rule's."""
    definition, rng = opened(drawn)
    answers = merged(answers_by_page(rng, drawn[0]))
    before = Explainer(definition, answers, CONTEXT)
    for _, found in [*every(before, definition)]:
        for cause in found.causes if not found.visible else ():
            *way, first = cause.chain()
            if first.kind in ("answer", "absent") and way and way[-1].kind == "effect" and plain(definition, first):
                turn(drawn[0], definition, answers, way[-1], first)


def plain(definition: Definition, first: Cause) -> bool:
    """An answer that a person gives as a whole, and that a leaf looks at as a whole."""
    control = definition.controls.get(first.element)
    path = first.condition.path if first.condition else ()
    return control is not None and control.type != "list" and not control.fixed and control.path[-len(path) :] == path


def turn(form_: Sample, definition: Definition, answers: dict[str, Any], last: Cause, first: Cause) -> None:
    control = definition.controls[first.element]
    kind = next(one.kind for one in form_.fields if one.id == control.id)
    leaf_ = first.condition
    assert leaf_ is not None
    fitting = [value for group in VALUES.get(kind, ()) for value in group if value not in ("", [], None)]
    other = next((value for value in fitting if judge(leaf_.schema).ok(value) != first.holds), None)
    if other is None:
        return
    changed = merged({"": answers})
    pointer.put(changed, pointer.place(control.path, first.indices), other)
    facts = Facts(definition, changed, CONTEXT)
    assert facts.visible((control.id, first.indices))
    rules = facts._rules.get((last.element, last.indices), ())
    for effect, found in rules:
        if effect.condition is last.condition:
            (again,) = (one for one in leaves_of(found) if one.condition is leaf_)
            assert again.holds != first.holds
            assert found.condition is not leaf_ or found.holds != last.holds
            TURNED["turned"] += 1


LAWS = {
    "agrees": check_agrees_with_the_journey,
    "grounds": check_grounds_suffice,
    "cause": check_a_cause_is_a_cause,
}


@pytest.mark.parametrize("law", LAWS)
def test_the_laws_of_explanations_hold(law: str) -> None:
    TURNED.clear()
    QUICK(given(samples())(LAWS[law]))()
    assert law != "cause" or TURNED["turned"] > 20


def shipped() -> Iterator[Definition]:
    for bundle in read_all(REPOSITORY / "definitions", "musterhausen").bundles:
        yield compile_definition(bundle, TYPES, TODAY)


def test_everything_hidden_in_the_shipped_cases_has_a_sentence_for_people() -> None:
    counted = 0
    for definition in shipped():
        ids = [re.escape(id_) for id_ in definition.elements if re.search(r"[._-]", id_)]
        raw = re.compile(rf"(?<![\w-])({'|'.join(ids) or 'nichts'})(?![\w-])|#/|[{{}}]|_umgebung|true|false|null")
        for case in read_cases(definition):
            answers = with_files(definition, case, case.answers)
            for found in Explainer(definition, answers, Context(case.now, case.environment)).hidden():
                counted += 1
                assert re.search("„[^“]+“", found.sentence)
                assert not raw.search(found.sentence), found.sentence
                assert found.sentence.count("„") == found.sentence.count("“")
                assert found.causes[0].first.kind in ("answer", "absent", "calculated", "list"), found.sentence
    assert counted > 500


def test_random_answers_to_the_shipped_definitions_can_be_explained() -> None:
    rng = random.Random(7)  # noqa: S311  nothing secret is drawn
    for definition in shipped():
        cases = read_cases(definition)
        for _ in range(20):
            answers: dict[str, Any] = {}
            for control_ in definition.controls.values():
                source = with_files(definition, rng.choice(cases), rng.choice(cases).answers)
                value = pointer.get(source, control_.path)
                if not control_.lists and value is not pointer.MISSING and rng.random() < 0.7:
                    pointer.put(answers, control_.path, value)
            explainer = Explainer(definition, answers, PLAIN)
            assert all(found.sentence for _, found in every(explainer, definition))


ODD: list[Any] = [
    {},
    {"x": 1},
    [[1]],
    [{"name": 3, "size": "x"}],
    {"e": "a", "n": None},
    "2026-13-45",
    10**30,
    -1,
    True,
]


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_a_document_from_elsewhere_with_answers_of_the_wrong_shape_is_explained(odd: Any) -> None:
    for definition in shipped():
        answers: dict[str, Any] = {}
        for control_ in definition.controls.values():
            if not control_.lists:
                pointer.put(answers, control_.path, odd)
        explainer = Explainer(definition, answers, PLAIN)
        assert all("{" not in found.sentence for _, found in every(explainer, definition))
