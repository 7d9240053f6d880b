"""Definitions that try to cost too much: what is refused is refused before it costs, and what is taken is bounded.

How long each takes and how much memory is for `make bombs` to print; here only what a busy machine cannot change.
"""

import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest

from formengine.core import formats, limits
from formengine.core.bundle import Bundle
from formengine.core.definition import Definition, read_definition
from formengine.core.lint import lint
from formengine.core.model import Control
from formengine.core.order import MAX_LOOKS
from formengine.fields import TYPES
from formengine.fields.page import Piece
from formengine.web.forms import compile_form
from formengine.web.look import Look
from tests.bombs.shapes import BOMBS, TEXT
from tests.core.forms import TODAY, control, form, page

REFUSED = {
    "named_conditions_that_double": "tiefer als 64 Ebenen",
    "a_chain_of_named_conditions": "tiefer als 64 Ebenen",
    "a_large_condition_named_by_every_question": "benannten Bedingungen",
    "a_large_condition_named_in_calculations": "benannten Bedingungen",
    "a_parameter_in_every_text": "mit ihren Parametern",
    "a_parameter_in_every_bound": "Parametern und Codelisten",
    "a_large_code_list_at_every_question": "Parametern und Codelisten",
    "many_code_lists": "Alle Teile zusammen",
    "many_languages": "Alle Teile zusammen",
    "blocks_in_blocks": "Bausteinen",
    "deep_blocks_with_conditions": "200000 Knoten",
    "many_empty_pages": "8000 Elemente",
    "many_labels_without_ids": "8000 Elemente",
    "many_rules": "1000 Einträge",
    "many_messages": "1000 Einträge",
    "many_outcomes": "1000 Einträge",
    "a_page_for_every_question_in_a_chain": f"{MAX_LOOKS} Stellen",
    "every_question_asks_for_a_group_of_all": f"{MAX_LOOKS} Stellen",
    "a_condition_around_every_question": "um sie herum",
    "many_sections": "um sie herum",
    "a_parameter_of_objects_that_are_to_differ": "passt nicht zu ihrem Schema",
    "a_parameter_of_many_words_out_of_many": "zusammen zu groß",
    "a_parameter_of_many_demands": "zusammen zu groß",
    "a_parameter_with_a_long_table": "zusammen zu groß",
    "an_evil_pattern_many_times": "1000 Muster",
    "the_largest_patterns": "1000 Muster",
    "the_largest_patterns_of_unicode": "1000 Muster",
    "many_options_as_radio_buttons": "passt nicht zum Schema",
    "references_into_each_other": "200000 Knoten",
    "references_to_a_large_target_that_is_refused": "200000 Knoten",
    "long_texts": "50000 Zeichen",
    "long_unknown_keys": "Name ist zu lang",
    "a_long_name_above_many_nodes": "Name ist zu lang",
    "a_large_klaerung": "200000 Knoten",
    "a_klaerung_page_with_many_questions": "200000 Knoten",
    "many_optional_groups_of_boxes": "zu vielen Häkchen",
}
"""By bomb: words of the reason."""
TAKEN = (
    "a_chain_of_questions_on_one_page",
    "a_deep_calculation",
    "the_calendar",
    "a_thousand_questions",
    "long_reference_chains",
)
"""Some that are within the limits; they must be cheap to use as well."""


def reasons(bundle: Bundle) -> list[str]:
    """Why a definition is refused."""
    _, found = read_definition(bundle, TYPES, TODAY)
    return [finding.message for finding in found if finding.level == "error"]


@pytest.fixture
def memory() -> Iterator[None]:
    """Fails a test that takes 100 MB."""
    tracemalloc.start()
    yield
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000_000


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_bomb_is_refused(name: str) -> None:
    found = reasons(BOMBS[name]())
    assert any(REFUSED[name].lower() in message.lower() for message in found), found[:3]


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_within_the_limits_is_taken_and_can_be_used(name: str) -> None:
    assert reasons(BOMBS[name]()) == []
    form_ = compile_form("0", BOMBS[name](), TODAY, Look(str))
    assert form_.pages[form_.definition.pages[0].id].parts
    assert form_.style


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("name", ["a_parameter_in_every_text", "a_large_code_list_at_every_question", "many_sections"])
def test_what_would_grow_is_refused_before_it_grows(name: str) -> None:
    bundle = BOMBS[name]()
    tracemalloc.reset_peak()
    assert reasons(bundle) != []


def test_patterns_are_refused_before_all_are_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    engine = formats.compiled

    def watched(pattern: str) -> Any:
        asked.append(pattern)
        return engine(pattern)

    monkeypatch.setattr(formats, "compiled", watched)
    assert reasons(BOMBS["the_largest_patterns"]()) != []
    assert 0 < len(set(asked)) < 20


def test_a_page_is_compiled_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = Look.piece

    def watched(look: Look, definition: Definition, asked: Control) -> Piece:
        made.append(asked.id)
        return real(look, definition, asked)

    monkeypatch.setattr(Look, "piece", watched)
    form_ = compile_form("0", BOMBS["a_thousand_questions"](), TODAY, Look(str))
    assert made == []
    assert [*form_.pages] == [page.id for page in form_.definition.pages]
    assert form_.pages["s3"] is form_.pages["s3"]
    assert made == [f"a{i}" for i in range(30, 40)]


@pytest.mark.parametrize("count", [limits.MAX_ENTRIES, limits.MAX_ENTRIES + 1])
def test_there_may_be_so_many_rules(count: int) -> None:
    rules = [
        {"id": f"r{i}", "message": "x", "at": ["a"], "require": {"type": "AND", "conditions": []}} for i in range(count)
    ]
    content = form({"a": TEXT}, page("s", control("a"))) | {"rules": rules}
    assert bool(reasons(Bundle(slug="bombe", form=content))) == (count > limits.MAX_ENTRIES)


def test_cases_that_build_on_too_many_others_are_named_by_lint() -> None:
    found = lint(BOMBS["many_cases"](), TYPES, TODAY, {})
    assert any("mehr als 20 anderen" in finding.message for finding in found)


def test_an_anliegensklaerung_with_many_ways_is_walked_only_so_far() -> None:
    found = lint(BOMBS["a_klaerung_with_many_ways"](), TYPES, TODAY, {})
    assert any("lässt sich nicht prüfen" in finding.message for finding in found)
