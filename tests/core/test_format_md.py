"""Which test holds which sentence of the format: each of them exists, and no node or operator is forgotten."""

import ast
from functools import cache
from pathlib import Path

import pytest

from formengine.core.operators import OPERATORS
from formengine.core.reader import EFFECTS
from tests.core import features

TESTS = Path(__file__).parent.parent
CLAIMS = {
    "2 blocks: only, require, texts": ("core/test_blocks.py", "test_only_chooses_and_require_demands"),
    "2 blocks: texts": ("core/test_blocks.py", "test_texts_replace_those_of_the_block"),
    "2 blocks: in items": ("core/test_blocks.py", "test_a_block_may_stand_in_a_list"),
    "3 an optional group without answers is absent": (
        "core/test_journey.py",
        "test_an_unchecked_box_is_no_answer_but_a_no_is_one",
    ),
    "3 a required group is there": ("core/test_journey.py", "test_a_look_at_a_group_sees_it_as_it_settles"),
    "3 an added item stays": (
        "core/test_journey.py",
        "test_an_added_item_stays_even_empty_and_keeps_only_an_id_that_is_a_text",
    ),
    "3 an unchecked box is false": (
        "core/test_journey.py",
        "test_an_unticked_box_reads_as_no_although_its_group_falls_away",
    ),
    "3 settling is idempotent": (
        "core/test_journey.py",
        "test_settling_twice_changes_nothing_where_a_group_falls_away",
    ),
    "4 closures are their schemas": ("core/test_conditions.py", "test_closure_own_judge_and_second_validator_agree"),
    "4 an absent answer fails a leaf": ("core/test_conditions.py", "test_an_absent_answer_fails_a_leaf_that_says_so"),
    "4 named conditions": ("core/test_conditions.py", "test_a_named_condition_is_put_in_its_place"),
    "4 items and the root": (
        "core/test_journey.py",
        "test_in_an_item_a_condition_looks_at_the_item_or_from_root_at_the_document",
    ),
    "4 contains in contains": ("core/test_deep_lists.py", "test_a_condition_looks_through_two_lists"),
    "4 parameter bounds": ("core/test_parameters.py", "test_a_parameter_bounds_answers_and_conditions"),
    "4 visible": ("core/test_journey.py", "test_all_shows_must_hold_and_no_hide_may"),
    "4 DISABLE lifts required": ("core/test_submission.py", "test_a_disabled_question_is_demanded_by_nothing"),
    "4 DISABLE ignores a posted value, in items too": (
        "web/test_deep_lists.py",
        "test_what_is_disabled_in_an_item_keeps_its_answer",
    ),
    "4 rules for each item": (
        "core/test_submission.py",
        "test_a_rule_for_each_item_is_silent_where_the_list_is_hidden_and_else_looks_at_each_item",
    ),
    "4 rules for each inner item": (
        "core/test_deep_lists.py",
        "test_a_rule_for_each_item_of_a_list_in_a_list_names_the_inner_item",
    ),
    "4 a hidden answer is absent afterwards": (
        "core/test_journey.py",
        "test_a_hidden_answer_counts_as_absent_for_everything_after_it",
    ),
    "5 operators": ("core/test_calc.py", "test_an_operator_gives"),
    "5 every operator": ("core/test_calc.py", "test_every_operator_is_tried"),
    "5 lookup at a day": ("core/test_parameters.py", "test_a_lookup_may_ask_what_a_table_said_on_another_day"),
    "5 sums in items": ("core/test_deep_lists.py", "test_an_item_sums_over_its_own_inner_items_only"),
    "5 budget": ("core/test_calc.py", "test_a_list_in_a_list_spends_from_the_same_budget"),
    "5 validFrom": ("core/test_parameters.py", "test_a_value_holds_from_its_day_on"),
    "5 byKey": ("core/test_parameters.py", "test_a_table_may_give_a_value_for_each_key"),
    "5 a Kommune overrides": ("core/test_parameters.py", "test_what_the_kommune_sets_wins"),
    "6 step is walk": ("core/test_laws.py", "test_a_step_sees_what_the_whole_walk_sees"),
    "6 nothing is lost": ("core/test_laws.py", "test_hiding_and_showing_again_loses_no_answer"),
    "7 the derived schema": ("core/test_laws.py", "test_the_derived_schema_accepts_what_the_journey_accepts"),
    "7 what is relaxed": ("core/test_submission.py", "test_what_is_relaxed_is_listed_and_nothing_else"),
    "7 references are relaxed": (
        "core/test_deep_lists.py",
        "test_the_derived_schema_says_that_it_cannot_tell_references",
    ),
    "10 cases name items": (
        "definitions/test_deep.py",
        "test_a_case_with_lists_in_lists_comes_out_as_the_journey_says",
    ),
    "11 messages": ("core/test_messages.py", "test_fields_may_name_questions_groups_and_pages"),
}
"""By section and sentence."""


@cache
def names_in(path: str) -> frozenset[str]:
    """The tests of a module."""
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_sentence_of_the_format_is_held_by_a_test_that_exists(claim: str) -> None:
    path, name = CLAIMS[claim]
    assert name in names_in(path)


def test_the_laws_meet_every_effect_and_every_kind_of_node() -> None:
    assert set(EFFECTS) | {"NOT", "AND", "OR", "XOR"} <= set(features.EXPECTED)


def test_the_operators_are_those_of_the_format() -> None:
    words = """value param env now today sum product difference quotient round min max count any all if case lookup age
        days months date add overlaps length equals less"""
    assert set(words.split()) == set(OPERATORS)
