"""Rules change step by step, as the buttons of the form say; nothing that was typed is lost."""

import json
from dataclasses import replace
from typing import Any

import pytest

from builder.logic.desk import Desk, Posted, desk_of
from builder.logic.drafts import sheet
from builder.logic.rows import Row, Rows
from builder.logic.rules import Unreadable, parse_at, parse_state, read_rules, write_rules
from builder.logic.typed import key_of
from builder.logic.wording import Wording
from tests.builder.editing import compiled, shipped, small
from tests.core.forms import leaf, show

TREES = compiled(shipped())
ZWECK = "hier|#/properties/zweck|"


def _desk(rule: Any = None, element: str = "anzahl") -> Desk:
    return desk_of(compiled(small()), element, read_rules(rule))


def _made(desk: Desk, question: str, offer: str, *typed: str, parameter: str = "") -> Desk:
    """Choose and take over, in the fields that are open."""
    assert desk.draft is not None
    at, adding = desk.draft.at.key, desk.draft.adding
    own = Posted("fertig", at, adding, question, offer, typed, parameter, asked_of=question)
    return desk.after(own)


def test_a_first_rule_is_made_of_a_question_an_operator_and_a_value() -> None:
    begun = _desk().after(Posted("regel@SHOW"))
    chosen = begun.after(Posted("weiter", "0:", True, ZWECK))
    assert chosen.draft is not None
    assert [key for key, _, _ in sheet(chosen.draft, chosen.asked, {}).choices] == [
        key_of("faellen"),
        key_of("pflegen"),
    ]
    done = _made(chosen, ZWECK, "is", key_of("pflegen"))
    assert done.draft is None
    assert write_rules(done.rules) == [show(leaf("zweck", {"const": "pflegen"}))]


def test_a_second_condition_joins_the_first() -> None:
    desk = _desk(show(leaf("zweck", {"const": "pflegen"}))).after(Posted("dazu@0:"))
    done = _made(desk, "hier|#/properties/name|", "answered")
    both = {"type": "AND", "conditions": [leaf("zweck", {"const": "pflegen"}), leaf("name", {})]}
    assert write_rules(done.rules) == [show(both)]


def test_all_of_them_turns_into_one_of_them() -> None:
    both = {"type": "AND", "conditions": [leaf("zweck", {"const": "pflegen"}), leaf("name", {})]}
    [rule] = write_rules(_desk(show(both)).after(Posted("art-OR@0:")).rules)
    assert rule == show({**both, "type": "OR"})


def test_a_denied_group_changes_its_kind_and_stays_denied() -> None:
    both = {"type": "NOT", "conditions": [{"type": "AND", "conditions": [leaf("name", {})]}]}
    [rule] = write_rules(_desk(show(both)).after(Posted("art-XOR@0:")).rules)
    assert rule["condition"]["conditions"][0]["type"] == "XOR"


def test_what_the_editor_cannot_say_stays_through_every_other_step() -> None:
    odd = leaf("name", {"pattern": "a+", "maxLength": 9})
    desk = _desk(show({"type": "AND", "conditions": [odd, leaf("zweck", {"const": "pflegen"})]}))
    for step in ("nicht@0:1", "nicht@0:1", "art-OR@0:", "gruppe@0:1", "wirkung-HIDE@0:"):
        desk = desk.after(Posted(step))
    [rule] = write_rules(desk.rules)
    assert rule["condition"]["conditions"][0] == odd
    assert write_rules(desk.after(Posted("loeschen@0:0")).rules)[0]["condition"]["conditions"][0]["type"] == "OR"


def test_a_wrong_value_stays_in_its_field_with_what_to_write() -> None:
    day = "hier|#/properties/termin_von|"
    desk = desk_of(TREES, "termin_bis", ()).after(Posted("regel@SHOW"))
    tried = _made(desk, day, "before", "übermorgen")
    assert tried.draft is not None
    assert tried.draft.typed == ("übermorgen",)
    assert "Datum" in tried.draft.error
    assert _made(tried, day, "before", "01.03.2027").draft is None


def test_another_question_asks_for_its_own_value_first() -> None:
    desk = _desk().after(Posted("regel@SHOW"))
    desk = desk.after(Posted("weiter", "0:", True, ZWECK, "is", (key_of("pflegen"),), asked_of=ZWECK))
    other = desk.after(
        Posted("fertig", "0:", True, "hier|#/properties/name|", "is", (key_of("pflegen"),), asked_of=ZWECK)
    )
    assert other.draft is not None
    assert (other.draft.typed, other.draft.error) == ((), "")


def test_a_leaf_that_is_opened_shows_what_it_says() -> None:
    desk = _desk(show(leaf("zweck", {"const": "pflegen"}))).after(Posted("aendern@0:"))
    assert desk.draft is not None
    assert (desk.draft.question, desk.draft.offer, desk.draft.typed) == (ZWECK, "is", (key_of("pflegen"),))


def test_a_leaf_taken_over_unchanged_is_the_leaf_that_it_was() -> None:
    rule = show(leaf("zweck", {"type": "string", "const": "pflegen"}))
    desk = _desk(rule).after(Posted("aendern@0:"))
    assert write_rules(_made(desk, ZWECK, "is", key_of("pflegen")).rules) == [rule]


def test_a_denied_leaf_is_changed_inside_its_denial() -> None:
    rule = show({"type": "NOT", "conditions": [leaf("zweck", {"const": "pflegen"})]})
    desk = _desk(rule).after(Posted("aendern@0:"))
    [changed] = write_rules(_made(desk, ZWECK, "is", key_of("faellen")).rules)
    assert changed == show({"type": "NOT", "conditions": [leaf("zweck", {"const": "faellen"})]})


def test_a_bound_from_a_parameter_stays_one() -> None:
    raw = TREES.bundle.form["uischema"]["elements"][2]["elements"][0]["options"]["detail"]["elements"]
    [rule] = [one["rule"] for one in raw if one["id"] == "baeume.ersatzpflanzung"]
    desk = desk_of(TREES, "baeume.ersatzpflanzung", read_rules(rule)).after(Posted("aendern@0:"))
    assert desk.draft is not None
    assert desk.draft.parameter == "umfang_min"
    own = desk.draft
    assert write_rules(_made(desk, own.question, own.offer, *own.typed, parameter=own.parameter).rules) == [rule]


def test_a_named_condition_is_used_by_its_name() -> None:
    desk = _desk().after(Posted("regel@REQUIRE")).after(Posted("benannt@0:", named={"0:": "faellen"}))
    assert write_rules(desk.rules) == [{"effect": "REQUIRE", "condition": {"$ref": "#/conditions/faellen"}}]


def test_a_named_condition_that_is_not_there_changes_nothing() -> None:
    desk = _desk(show(leaf("zweck", {"const": "pflegen"})))
    assert desk.after(Posted("benannt@0:", named={"0:": "fehlt"})) == desk


def test_a_rule_that_says_nothing_yet_is_unfinished() -> None:
    desk = _desk().after(Posted("regel@HIDE")).after(Posted("abbrechen"))
    assert desk.unfinished == [0]
    assert desk.after(Posted("weg@0:")).rules == ()


def test_whatever_else_a_rule_has_is_kept() -> None:
    rule = {**show(leaf("name", {})), "x-herkunft": "FIM"}
    assert write_rules(_desk(rule).after(Posted("nicht@0:")).rules)[0]["x-herkunft"] == "FIM"


@pytest.mark.parametrize(
    "step",
    ["dazu@7:", "nicht@0:3", "loeschen@x", "aendern@0:0.0", "unsinn@0:", "regel@LAUT", "wirkung-LAUT@0:", "weg@-1:"],
)
def test_a_step_that_nobody_was_offered_is_refused(step: str) -> None:
    with pytest.raises(Unreadable):
        _desk(show(leaf("name", {}))).after(Posted(step))


@pytest.mark.parametrize("text", ["{", "3", "[3]", '[{"condition": {}}]', "[" * 300, "x" * 300_000, ""])
def test_a_state_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_state(text)


def test_a_state_comes_back_as_it_was_carried() -> None:
    rules = read_rules([show(leaf("name", {})), show({"$ref": "#/conditions/faellen"})])
    assert parse_state(json.dumps(write_rules(rules))) == rules


def test_places_are_written_and_read() -> None:
    assert parse_at("2:0.13").key == "2:0.13"
    assert parse_at("0:").place == ()


def _row(desk: Desk) -> Row:
    return Rows(Wording(desk.definition), desk.asked, ()).card(0, desk.rules[0]).row


def test_a_denied_leaf_reads_as_a_denied_sentence() -> None:
    row = _row(_desk(show({"type": "NOT", "conditions": [leaf("zweck", {"const": "pflegen"})]})))
    assert row.words == "bei „Was haben Sie vor?“ nicht „Pflegen“ gewählt ist"
    assert (row.kind, row.denied, row.outer, row.inner) == ("leaf", True, "0:", "0:0")


def test_a_named_condition_is_called_by_its_title() -> None:
    row = _row(_desk(show({"$ref": "#/conditions/faellen"})))
    assert row.words.startswith("„Es wird gefällt“: bei „Was haben Sie vor?“")


def test_a_relative_day_says_what_it_is_relative_to() -> None:
    rule = show(leaf("termin_von", {"format": "date", "formatMinimum": "@heute+42d"}))
    desk = desk_of(TREES, "termin_bis", read_rules(rule))
    assert _row(desk).words.endswith("(42 Tage nach heute)")


def test_a_condition_that_cannot_be_read_is_said_to_be_so_and_kept() -> None:
    desk = _desk(show({"$ref": "#/conditions/fehlt"}))
    assert "nicht lesen" in _row(desk).words
    assert write_rules(replace(desk).rules) == [show({"$ref": "#/conditions/fehlt"})]
