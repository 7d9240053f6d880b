"""The answer *Weiß ich nicht* of an Anliegensklärung: offered everywhere, it ends the questions."""

import copy
from typing import Any

from formengine.core.model import UNSURE
from tests.core.forms import calculated, codes, compiled, control, errors, form, leaf, page, travel

CHOICE = {"type": "string", "oneOf": [{"const": "ja", "title": "Ja"}, {"const": "nein", "title": "Nein"}]}
OUTCOMES = [
    {"id": "antrag", "kind": "antrag", "title": "Antrag", "when": leaf("b", {"const": "ja"})},
    {"id": "kein", "kind": "kein", "title": "Kein Antrag", "when": leaf("b", {"const": "nein"})},
    {"id": "hilfe", "kind": "hilfe", "title": "Hilfe"},
]


def klaerung(**more: Any) -> dict[str, Any]:
    """Two questions on two pages, and a third that only some see."""
    pages = [page("s1", control("a")), page("s2", control("b"))]
    content = form({name: copy.deepcopy(CHOICE) for name in "abc"}, *pages, required=("a", "b"), kind="klaerung")
    return content | {"outcomes": OUTCOMES} | more


def test_every_question_offers_it() -> None:
    for control_ in compiled(klaerung()).controls.values():
        assert [(choice.value, choice.title) for choice in control_.choices][-1] == (UNSURE, "Weiß ich nicht")


def test_whoever_does_not_know_sees_no_further_question_and_gets_help() -> None:
    journey = travel(klaerung(), {"a": UNSURE, "b": "ja"})
    assert [page.id for page in journey.path] == ["s1"]
    assert journey.complete
    assert journey.outcome is not None
    assert journey.outcome.kind == "hilfe"
    assert journey.document == {"a": UNSURE}


def test_the_first_outcome_that_holds_wins() -> None:
    found = [travel(klaerung(), {"a": "ja", "b": answer}).outcome for answer in ("ja", "nein", UNSURE)]
    assert [outcome.id for outcome in found if outcome] == ["antrag", "kein", "hilfe"]


def test_an_unfinished_klaerung_has_no_outcome() -> None:
    journey = travel(klaerung(), {"a": "ja"})
    assert (journey.complete, journey.outcome) == (False, None)
    assert codes(journey) == {"/b": "pflicht"}


def test_a_rule_of_the_page_itself_stays() -> None:
    content = klaerung()
    content["uischema"]["elements"][1]["rule"] = {"effect": "SHOW", "condition": leaf("a", {"const": "ja"})}
    assert [len(travel(content, {"a": answer}).path) for answer in ("ja", "nein", UNSURE)] == [2, 1, 1]


def test_a_question_without_options_cannot_offer_it() -> None:
    content = klaerung()
    content["schema"]["properties"]["a"] = {"type": "string"}
    assert errors(content) == [
        ("/uischema/elements/0/elements/0", "Bei dieser Frage passt „Weiß ich nicht“ nicht dazu.")
    ]


def test_a_question_may_do_without_it() -> None:
    content = klaerung()
    content["schema"]["properties"]["a"] = {"type": "string"}
    content["uischema"]["elements"][0]["elements"][0]["options"] = {"unsure": False}
    assert compiled(content).controls["a"].choices == ()


def test_a_calculated_value_is_no_question() -> None:
    content = klaerung()
    content["uischema"]["elements"][0]["elements"].append(calculated("c", "ja", display=False))
    assert [choice.value for choice in compiled(content).controls["c"].choices] == ["ja", "nein"]


def test_an_application_offers_no_such_answer() -> None:
    content = klaerung(kind="antrag")
    assert [choice.value for choice in compiled(content).controls["a"].choices] == ["ja", "nein"]
