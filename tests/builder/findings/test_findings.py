"""Findings stand at the element that caused them, the heaviest first, and a fix mends what it says."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from builder.findings import Finding, Kept, by_element, errors, findings
from builder.operations import perform
from formengine.core.bundle import Bundle
from formengine.core.definition import Definition, compile_definition
from formengine.fields import TYPES
from tests.builder.difference.changing import SHIPPED, shipped
from tests.core.forms import TODAY, bundle, control, form, leaf, page, show

LAW = {"legalBasis": ["§ 1 Probengesetz"]}
MESSAGES = [{"id": "M", "recipient": "Amt"}]


def small(*elements: Any, service: Any = None, required: tuple[str, ...] = (), **properties: Any) -> Bundle:
    """One page with questions."""
    content = form(properties, page("p", *elements, label="Seite"), required=required, messages=MESSAGES)
    return bundle({**content, "service": LAW if service is None else service})


def compiled(content: Bundle) -> Definition:
    return compile_definition(content, TYPES, TODAY)


def found(content: Bundle, kind: str = "") -> list[Finding]:
    """The findings of one kind, those about what Amt24 cannot do only where asked for."""
    every = findings(compiled(content), {})
    return [finding for finding in every if (finding.kind == kind if kind else finding.kind != "Amt24")]


TEXT = {"type": "string", "maxLength": 80}


def test_a_sound_form_has_none() -> None:
    assert found(small(control("a", label="Wie heißen Sie?"), a=TEXT)) == []


def test_what_lint_finds_in_the_schema_stands_at_the_question_that_asks_for_it() -> None:
    bare = small(control("a", label="Farbe", options={"type": "choice"}), a={"type": "string", "enum": ["rot", "blau"]})
    (finding,) = found(bare)
    assert (finding.element, finding.page, finding.level, finding.kind) == ("a", "p", "warning", "Aufbau")


def test_what_lint_finds_inside_a_list_stands_at_its_question() -> None:
    inner = control("i", label="Farbe", options={"type": "choice"})
    listed = control("l", label="Liste", options={"type": "list", "detail": {"type": "Group", "elements": [inner]}})
    items = {"type": "object", "properties": {"i": {"type": "string", "enum": ["rot", "blau"]}}}
    assert [finding.element for finding in found(small(listed, l={"type": "array", "items": items}))] == ["i"]


def test_a_missing_translation_stands_at_its_question() -> None:
    one = small(control("a", label="Wie heißen Sie?"), a=TEXT)
    half = Bundle(one.slug, one.form, texts={"en": {"p": {"label": "Page"}}})
    assert "a" in {finding.element for finding in found(half)}


def test_errors_of_a_form_that_does_not_run_stand_at_their_elements() -> None:
    broken = small(
        control("a", label="A"), control("b", label="B", rule=show(leaf("weg", {"const": 1}))), a=TEXT, b=TEXT
    )
    (finding,) = errors(broken, TODAY)
    assert (finding.element, finding.level, finding.page) == ("b", "error", "p")
    assert finding.mend


def test_the_heaviest_come_first() -> None:
    long = "Wer will, kann hier viele Wörter lesen, die in einem einzigen langen Satz stehen und nicht enden wollen."
    odd = small(
        control("a", label="A", options={"type": "text", "hint": long, "autocomplete": "stadt"}), a=TEXT, weg=TEXT
    )
    levels = [finding.level for finding in found(odd)]
    assert levels == sorted(levels, key=["error", "warning", "info"].index)
    assert set(levels) == {"warning", "info"}


def test_a_service_without_legal_basis_is_told_and_so_is_each_demand_without_a_reason() -> None:
    reasoned = control("b", label="B", options={"type": "text", "reason": "Damit wir antworten können."})
    law = small(control("a", label="A"), reasoned, service={}, required=("a", "b"), a=TEXT, b=TEXT)
    assert [finding.element for finding in found(law, "Rechtsgrundlage")] == ["", "a"]
    assert found(small(control("a", label="A"), required=("a",), a=TEXT)) == []


def test_a_long_question_without_help_is_told() -> None:
    label = "Haben Sie oder jemand aus Ihrem Haushalt in den letzten drei Jahren schon einen Antrag gestellt?"
    assert [finding.kind for finding in found(small(control("a", label=label), a=TEXT), "Hilfe")] == ["Hilfe"]
    helped = small(control("a", label=label, options={"type": "text", "hint": "Ja oder nein."}), a=TEXT)
    assert found(helped, "Hilfe") == []


MENDS: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "an office's word": (lambda element: element["options"].update(hint="Gemäß Satzung."), "Verständlichkeit"),
    "a token that no browser knows": (lambda element: element["options"].update(autocomplete="stadt"), "Aufbau"),
}


@pytest.mark.parametrize("name", MENDS)
def test_a_fix_mends_what_it_says(name: str) -> None:
    change, kind = MENDS[name]
    question = control("a", label="Ort", options={"type": "text"})
    change(question)
    before = small(question, a=TEXT)
    (finding,) = found(before, kind)
    assert finding.fix is not None
    operation, arguments = finding.fix
    after = perform(before, operation, copy.deepcopy(dict(arguments)))
    assert found(after, kind) == []


def test_a_demand_without_a_reason_is_mended_by_making_it_free() -> None:
    before = small(control("a", label="A"), service={}, required=("a",), a=TEXT)
    fixes = [finding.fix for finding in found(before, "Rechtsgrundlage") if finding.fix]
    operation, arguments = fixes[0]
    after = perform(before, operation, dict(arguments))
    assert [finding.element for finding in found(after, "Rechtsgrundlage")] == [""]


@pytest.mark.parametrize("slug", SHIPPED)
def test_shipped_definitions_are_quiet(slug: str) -> None:
    definitions = {name: compiled(shipped(name)) for name in SHIPPED}
    told = [finding for finding in findings(definitions[slug], definitions) if finding.kind != "Amt24"]
    assert {finding.level for finding in told} <= {"info"}
    assert len(told) <= 8


@pytest.mark.parametrize("slug", SHIPPED)
def test_every_finding_names_an_element_that_is_there(slug: str) -> None:
    definition = compiled(shipped(slug))
    own = by_element(findings(definition, {slug: definition}))
    assert set(own) - {""} <= set(definition.elements)


def test_findings_are_kept_until_something_changes() -> None:
    kept, one = Kept(), compiled(small(control("a", label="A"), a=TEXT))
    other = compiled(small(control("a", label="Gemäß wem?"), a=TEXT))
    assert kept.of(one, {}) is kept.of(one, {})
    assert kept.of(other, {}) != kept.of(one, {})
