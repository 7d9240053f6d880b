"""Rules, outcomes, messages, parameters, what is said of the service, and documents as a whole."""

from typing import Any

import pytest

from builder.refusals import Refused
from formengine.core.bundle import Bundle
from tests.builder.editing import compiled, edited, played, shipped, small
from tests.core.forms import leaf

RULE = {"message": "Zu kurz.", "at": ["name"], "require": leaf("name", {"minLength": 2})}
KLAERUNG = "lp01-baumfaellung-klaerung"


def ids(of: Bundle, part: str) -> list[str]:
    """The ids of the entries of a part, in order."""
    return [entry["id"] for entry in of.form[part]]


def test_a_new_rule_gets_the_next_number_and_its_keys_in_order() -> None:
    after = edited(edited(small(), "set_cross_rule", rule=RULE), "set_cross_rule", rule=RULE)
    assert ids(after, "rules") == ["R1", "R2"]
    assert list(after.form["rules"][0]) == ["id", "require", "at", "message"]
    assert [rule.severity for rule in compiled(after).rules] == ["error", "error"]


def test_a_rule_with_another_id_is_expected_under_it_in_cases() -> None:
    before = shipped()
    rule = next(rule for rule in before.form["rules"] if rule["id"] == "R2")
    after = edited(before, "set_cross_rule", id="R2", rule={**rule, "id": "REIHENFOLGE"})
    assert ids(after, "rules")[1] == "REIHENFOLGE"
    assert after.texts["en"]["REIHENFOLGE"] == before.texts["en"]["R2"]
    for case in (after.cases or {})["cases"]:
        if "errors" in case["expect"]:
            assert dict(played(after)[case["id"]].errors) == case["expect"]["errors"]


def test_a_rule_that_is_gone_is_expected_nowhere() -> None:
    after = edited(shipped(), "delete_cross_rule", id="R1")
    assert "R1" not in ids(after, "rules")
    assert "R1" not in after.texts["en"]
    assert all("R1" not in case["expect"].get("hints", ()) for case in (after.cases or {})["cases"])


@pytest.mark.parametrize("broken", [{"at": ["weg"]}, {"at": []}, {"message": None}, {"severity": "laut"}])
def test_rules_that_cannot_be_read_are_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        edited(small(), "set_cross_rule", rule={**RULE, **broken})


def test_an_outcome_is_added_changed_and_moved_with_its_hand_over() -> None:
    handover = {"kontakt.email": "a@example.org", "ort": {"scope": "#/properties/ort"}}
    outcome = {"kind": "antrag", "title": "Neu", "when": leaf("zeit", {"const": "offen"}), "handover": handover}
    before = shipped(KLAERUNG)
    after = edited(before, "set_outcome", outcome=outcome | {"target": "lp01-baumfaellung"})
    assert ids(after, "outcomes")[-1] == "antrag-2"
    assert after.form["outcomes"][-1]["handover"] == handover
    after = edited(after, "move_outcome", id="antrag-2", index=0)
    assert ids(after, "outcomes")[0] == "antrag-2"
    assert compiled(after).outcomes[0].handover == handover
    assert edited(after, "delete_outcome", id="antrag-2").form == before.form


def test_an_outcome_with_another_id_is_expected_under_it() -> None:
    before = shipped(KLAERUNG)
    outcome = next(one for one in before.form["outcomes"] if one["id"] == "bauantrag")
    after = edited(before, "set_outcome", id="bauantrag", outcome={**outcome, "id": "im-bauantrag"})
    for case in (after.cases or {})["cases"]:
        if "outcome" in case["expect"]:
            assert played(after)[case["id"]].outcome == case["expect"]["outcome"]


def test_renaming_by_hand_over_follows_the_property() -> None:
    before = shipped(KLAERUNG)
    outcome = {"kind": "kein", "title": "Neu", "handover": {"ort": {"scope": "#/properties/ort"}}}
    after = edited(edited(before, "set_outcome", outcome=outcome), "rename", element="ort", property="gemeinde")
    assert after.form["outcomes"][-1]["handover"] == {"ort": {"scope": "#/properties/gemeinde"}}


def test_the_only_outcome_stays() -> None:
    only = small(more={"outcomes": [{"id": "hilfe", "kind": "hilfe", "title": "Hilfe"}]})
    with pytest.raises(Refused):
        edited(only, "delete_outcome", id="hilfe")


def test_messages_are_added_changed_and_taken_away() -> None:
    message = {"title": "Kopie", "recipient": "Bauamt", "fields": ["name"], "format": "umschlag-1"}
    after = edited(small(), "set_message", message=message)
    assert ids(after, "messages") == ["nachricht"]
    after = edited(after, "set_message", id="nachricht", message={**message, "id": "kopie"})
    assert compiled(after).messages[0].id == "kopie"
    assert edited(after, "delete_message", id="kopie").form["messages"] == []


def test_cases_expect_a_message_under_its_new_id_and_not_once_it_is_gone() -> None:
    before = shipped()
    message = before.form["messages"][0]
    after = edited(before, "set_message", id=message["id"], message={**message, "id": "an-das-amt"})
    for bundle in (after, edited(after, "delete_message", id="an-das-amt")):
        for case in (bundle.cases or {})["cases"]:
            if "messages" in case["expect"]:
                assert list(played(bundle)[case["id"]].messages) == case["expect"]["messages"]


@pytest.mark.parametrize("operation", ["delete_cross_rule", "delete_outcome", "delete_message"])
def test_entries_that_are_not_there_are_refused(operation: str) -> None:
    with pytest.raises(Refused, match="gibt es nicht"):
        edited(shipped(KLAERUNG), operation, id="weg")


def test_doubled_ids_are_refused() -> None:
    message = {"recipient": "Amt", "id": "kopie"}
    after = edited(small(), "set_message", message=message)
    with pytest.raises(Refused, match="gibt es schon"):
        edited(after, "set_message", message=message)


def test_a_parameter_is_made_and_taken_away_while_nobody_needs_it() -> None:
    parameter = {"default": 3, "schema": {"type": "integer"}, "title": "Höchstens"}
    after = edited(small(), "set_parameter", name="hoechstens", parameter=parameter)
    assert list(after.form["parameters"]["hoechstens"]) == ["title", "schema", "default"]
    assert compiled(after).parameters["hoechstens"] == 3
    assert edited(after, "delete_parameter", name="hoechstens").form["parameters"] == {}


@pytest.mark.parametrize("name", ["umfang_min", "gemeinde", "gemarkungen"])
def test_a_parameter_that_is_used_stays(name: str) -> None:
    with pytest.raises(Refused, match="noch gebraucht"):
        edited(shipped(), "delete_parameter", name=name)


def test_parameters_that_make_no_sense_are_refused() -> None:
    for parameter in (
        {"default": 1},
        {"schema": {"type": "integer"}},
        {"schema": {"type": "integer"}, "default": "viel"},
    ):
        with pytest.raises(Refused):
            edited(small(), "set_parameter", name="neu", parameter=parameter)
    with pytest.raises(Refused, match="gibt es nicht"):
        edited(small(), "delete_parameter", name="weg")


def test_what_is_said_of_the_service_is_set_by_place() -> None:
    changes = {"title": "Anders", "needs": ["Ein Foto"], "office/name": "Amt", "keepDays": 14, "legalBasis": None}
    after = edited(shipped(), "set_service", changes=changes)
    assert (after.form["title"], after.form["keepDays"]) == ("Anders", 14)
    assert after.form["service"]["needs"] == ["Ein Foto"]
    assert after.form["service"]["office"] == {**shipped().form["service"]["office"], "name": "Amt"}
    assert "legalBasis" not in after.form["service"]
    assert list(after.form)[:6] == ["$schema", "slug", "kind", "version", "keepDays", "title"]


def test_a_title_must_be_and_other_places_are_refused() -> None:
    wrong: list[dict[str, Any]] = [{"title": ""}, {"title": None}, {"slug": "x"}, {"farbe": "rot"}, {"schema": {}}]
    for changes in wrong:
        with pytest.raises(Refused):
            edited(small(), "set_service", changes=changes)


def test_the_whole_form_is_replaced_or_the_place_of_the_mistake_is_told() -> None:
    form = {**small().form, "title": "Ganz neu"}
    assert edited(small(), "set_form", form=form).form == form
    broken = {**form, "rules": [{"id": "R1", "require": leaf("weg", {}), "at": ["name"], "message": "Nein."}]}
    with pytest.raises(Refused, match=r"^/rules/0/require: "):
        edited(small(), "set_form", form=broken)
    for wrong in ({}, {"slug": "anders"}, {"title": "x" * 5_000_000}):
        with pytest.raises(Refused):
            edited(small(), "set_form", form={**form, **wrong} if wrong else {})


def test_cases_are_replaced_or_the_mistake_is_told() -> None:
    cases = {"now": "2026-11-23T09:00:00+01:00", "cases": [{"id": "a", "answers": {"name": "Eva"}}]}
    assert edited(small(), "set_cases", cases=cases).cases == cases
    for broken in (
        {},
        {**cases, "cases": [{}]},
        {**cases, "cases": [{"id": "a", "base": "weg"}]},
        {**cases, "tasks": 1},
    ):
        with pytest.raises(Refused):
            edited(small(), "set_cases", cases=broken)
