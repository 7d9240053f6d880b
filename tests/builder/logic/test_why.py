"""Why something is hidden, for a persona's answers or for none."""

import datetime

import pytest

from builder.logic.why import answers_of, case_of, people, why
from formengine.core.explain import ExplainError
from formengine.core.settling import Context
from tests.builder.editing import compiled, shipped, small

NOW = Context(datetime.datetime.fromisoformat("2026-11-23T09:00:00+01:00"))
SMALL = compiled(small())


def test_without_an_answer_the_sentence_says_what_is_missing() -> None:
    [found] = why(SMALL, "anzahl", {}, NOW)
    assert not found.visible
    assert "noch nicht beantwortet" in found.sentence


def test_another_answer_is_named_and_the_rule_can_be_edited() -> None:
    [found] = why(SMALL, "anzahl", {"zweck": "pflegen"}, NOW)
    assert "„Pflegen“" in found.sentence
    assert [step.rule for step in found.steps] == ["anzahl"]
    assert [step.element for step in found.steps[0].steps] == ["zweck"]


def test_with_the_right_answer_it_is_there() -> None:
    [found] = why(SMALL, "anzahl", {"zweck": "faellen"}, NOW)
    assert found.visible


def test_in_a_list_each_entry_has_an_answer_of_its_own() -> None:
    found = why(SMALL, "baeume.hoehe", {"baeume": [{"art": "Eiche"}, {"art": "Buche"}]}, NOW)
    assert [(one.entry, one.visible) for one in found] == [("Eintrag 1", True), ("Eintrag 2", False)]


def test_in_an_empty_list_it_is_explained_all_the_same() -> None:
    [found] = why(SMALL, "baeume.hoehe", {}, NOW)
    assert not found.visible


def test_what_is_not_there_cannot_be_explained() -> None:
    with pytest.raises(ExplainError):
        why(SMALL, "fehlt", {}, NOW)


def test_the_answers_of_each_case_can_be_asked_about() -> None:
    definition = compiled(shipped())
    found = people(definition)
    assert any(words.startswith("Anna Richter: ") for _, words in found)
    for id_, _ in found:
        document, context = answers_of(definition, id_, NOW)
        assert document
        assert why(definition, "seite-vertretung", document, context)


def test_a_persona_stands_for_its_first_case_and_a_case_for_itself() -> None:
    definition = compiled(shipped())
    id_, words = people(definition)[0]
    assert case_of(definition, "P01") in [one for one, told in people(definition) if told.startswith("Anna Richter")]
    assert case_of(definition, id_) == id_
    assert words


def test_somebody_without_a_case_is_an_error() -> None:
    with pytest.raises(KeyError):
        case_of(SMALL, "P99")
