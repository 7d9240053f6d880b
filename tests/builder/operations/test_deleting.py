"""Elements go with everything that names them, and never unnoticed."""

import pytest

from builder.refusals import Refused
from builder.tree import nodes
from formengine.core import strictjson
from formengine.core.pointer import MISSING, get
from tests.builder.editing import compiled, edited, node, played, schema, shipped, small
from tests.core.forms import leaf


def test_a_question_goes_with_its_schema() -> None:
    after = edited(small(), "delete", element="name")
    assert "name" not in nodes(after.form)
    assert schema(after, "name") is MISSING
    assert schema(after)["required"] == ["zweck"]


def test_a_condition_that_names_it_is_told_and_nothing_is_deleted() -> None:
    with pytest.raises(Refused, match="noch gebraucht, in der Bedingung „Es wird gefällt“"):
        edited(small(), "delete", element="zweck")


def test_with_force_what_names_it_goes_too() -> None:
    after = edited(small(), "delete", element="zweck", force=True)
    assert after.form["conditions"] == {}
    assert "rule" not in node(after, "anzahl").raw


def test_of_several_conditions_only_the_one_that_names_it_goes() -> None:
    both = {"type": "AND", "conditions": [leaf("name", {"const": "Eva"}), {"$ref": "#/conditions/faellen"}]}
    before = edited(small(), "set_rule", element="anzahl", effects=[{"effect": "SHOW", "condition": both}])
    after = edited(before, "delete", element="zweck", force=True)
    assert node(after, "anzahl").raw["rule"]["condition"]["conditions"] == [leaf("name", {"const": "Eva"})]


def test_a_condition_inside_what_goes_is_no_hindrance() -> None:
    after = edited(small(), "delete", element="baeume")
    assert "baeume.hoehe" not in nodes(after.form)
    assert schema(after, "baeume") is MISSING


def test_inside_a_list_the_condition_of_a_neighbour_is_told() -> None:
    with pytest.raises(Refused, match="Höhe"):
        edited(small(), "delete", element="baeume.art")
    after = edited(small(), "delete", element="baeume.art", force=True)
    assert schema(after, "baeume", "*") == {
        "type": "object",
        "properties": {"hoehe": {"type": "integer", "minimum": 0}},
        "required": [],
    }


def test_a_calculation_that_names_it_must_be_changed_first_even_with_force() -> None:
    before = edited(small(), "add", kind="calculated", label="Doppelt", after="anzahl")
    before = edited(before, "set_calc", element="doppelt", calc={"product": [2, {"value": "#/properties/anzahl"}]})
    for force in (False, True):
        with pytest.raises(Refused, match="der Rechnung von „Doppelt“"):
            edited(before, "delete", element="anzahl", force=force)


def test_an_outcome_that_would_hold_always_is_refused_even_with_force() -> None:
    with pytest.raises(Refused, match="immer gelten"):
        edited(shipped("lp01-baumfaellung-klaerung"), "delete", element="zeit", force=True)


def test_cases_messages_and_other_languages_forget_it() -> None:
    before = shipped("lp03-maengelmelder")
    after = edited(before, "delete", element="foto", force=True)
    told = strictjson.dumps([after.cases, after.texts, after.form["messages"]]).decode()
    assert '"foto"' not in told
    assert "/foto" not in told
    assert {id_: run.pages for id_, run in played(after).items()} == {
        id_: run.pages for id_, run in played(before).items()
    }


def test_a_page_goes_from_the_ways_that_cases_expect() -> None:
    after = edited(shipped(), "delete", element="seite-ersatz", force=True)
    assert all("ersatz" not in run.pages for run in played(after).values())
    cases = after.cases or {}
    assert all("ersatz" not in case["expect"].get("pages", ()) for case in cases["cases"])
    assert all("ersatz" not in task.get("way", ()) for task in cases["tasks"])


def test_a_placeholder_is_told_and_with_force_taken_out() -> None:
    before = edited(small(), "set", element="zweck", place="label", value="Was haben Sie vor, {name}?")
    with pytest.raises(Refused, match="einem Text von „Was haben Sie vor"):
        edited(before, "delete", element="name")
    assert node(edited(before, "delete", element="name", force=True), "zweck").label == "Was haben Sie vor, ?"


def test_a_rule_that_stands_only_there_goes_with_force() -> None:
    rule = {"require": leaf("name", {"minLength": 2}), "at": ["name"], "message": "Zu kurz."}
    before = edited(small(), "set_cross_rule", rule=rule)
    with pytest.raises(Refused, match="der Regel „R1“"):
        edited(before, "delete", element="name")
    assert edited(before, "delete", element="name", force=True).form["rules"] == []


def test_a_rule_that_stands_elsewhere_too_stays() -> None:
    rule = {"require": leaf("zweck", {"const": "faellen"}), "at": ["name", "zweck"], "message": "Nein."}
    before = edited(small(), "set_cross_rule", rule=rule)
    assert edited(before, "delete", element="name").form["rules"][0]["at"] == ["zweck"]


def test_the_last_page_stays() -> None:
    after = edited(small(), "delete", element="seite-zwei")
    with pytest.raises(Refused, match="Ohne Seite"):
        edited(after, "delete", element="seite-eins")


def test_a_section_goes_with_its_last_page() -> None:
    before = edited(small(), "add", kind="section", label="Neu", id="abschnitt")
    assert edited(before, "delete", element="seite-neu").form["uischema"] == small().form["uischema"]


def test_one_of_three_blocks_at_one_place_leaves_the_others() -> None:
    after = edited(shipped(), "delete", element="vertretung.kontakt", force=True)
    assert "vertretung.familienname" in compiled(after).controls
    assert "vertretung.strasse" not in compiled(after).controls
    assert "vertretung.kontakt.email" not in compiled(after).controls


def test_a_block_that_nobody_uses_any_more_leaves_the_bundle() -> None:
    assert "flurstueck" in shipped().shared
    after = edited(shipped(), "delete", element="grundstueck_flurstueck", force=True)
    assert "flurstueck" not in after.shared


def test_of_a_block_one_question_can_go() -> None:
    after = edited(shipped(), "delete", element="kontakt.telefon", force=True)
    assert node(after, "kontakt").options["only"] == ["email"]
    assert "kontakt.telefon" not in compiled(after).controls
    with pytest.raises(Refused, match="fragt der Baustein nichts mehr"):
        edited(after, "delete", element="kontakt.email", force=True)


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="gibt es nicht"):
        edited(small(), "delete", element="weg")


def test_an_object_in_which_nothing_is_asked_any_more_goes() -> None:
    content = small().form
    ort = {"type": "object", "properties": {"plz": {"type": "string"}}, "required": ["plz"]}
    properties = {**content["schema"]["properties"], "ort": ort}
    before = small(more={"schema": {**content["schema"], "properties": properties, "required": ["ort"]}})
    control = {"type": "Control", "id": "plz", "scope": "#/properties/ort/properties/plz", "label": "PLZ"}
    pages = before.form["uischema"]["elements"]
    pages[0]["elements"].append(control)
    after = edited(before, "delete", element="plz")
    assert get(after.form, ("schema", "properties", "ort")) is MISSING
    assert schema(after)["required"] == []
