"""Why something is hidden, for a persona's answers or for none."""

import datetime

import pytest

from builder.logic.why import persona_document, personas, why
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


def test_each_persona_with_a_case_can_be_asked() -> None:
    definition = compiled(shipped())
    found = personas(definition)
    assert ("P01", "Anna Richter") in found
    for id_, _ in found:
        document, context = persona_document(definition, id_, NOW)
        assert document
        assert why(definition, "seite-vertretung", document, context)


def test_a_persona_without_a_case_is_an_error() -> None:
    with pytest.raises(KeyError):
        persona_document(SMALL, "P99", NOW)
