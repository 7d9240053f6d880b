"""EARL: one assertion for each rule and page, each with a subject, and what people said with its mode."""

import json
from typing import Any

from tests.usability.planted import CONTRAST, KEYBOARD, PLANTED, REGION, entry, recorded
from usability.clauses import clauses
from usability.reports import earl
from usability.results import Run

OUTCOMES = {"earl:passed", "earl:failed", "earl:cantTell", "earl:inapplicable", "earl:untested"}


def graph(run: Run) -> list[Any]:
    found = json.loads(earl.write(run)["earl.jsonld"])
    assert found["@context"] == "https://www.w3.org/WAI/content-assets/wcag-act-rules/earl-context.json"
    assertor, *subjects = found["@graph"]
    assert (assertor["@type"], assertor["@id"]) == ("Assertor", "#antragswerkstatt")
    return list(subjects)


def outcome(run: Run, page: str, rule: str) -> str:
    subject = next(subject for subject in graph(run) if subject["source"].endswith(f"#{page}"))
    return str(next(each for each in subject["assertions"] if each["test"]["title"] == rule)["result"]["outcome"])


def test_there_is_one_assertion_for_each_rule_and_page() -> None:
    pages = [subject for subject in graph(PLANTED) if "#" in subject["source"]]
    assert [subject["source"].rpartition("/")[2] for subject in pages] == ["probe#wo", "probe#ende"]
    for subject in pages:
        assert sorted(each["test"]["title"] for each in subject["assertions"]) == sorted(PLANTED.rules)


def test_every_assertion_has_what_an_importer_needs() -> None:
    for subject in graph(recorded(PLANTED, entry("9.1.1.1"))):
        assert subject["@type"] == "TestSubject"
        for each in subject["assertions"]:
            assert each["@type"] == "Assertion"
            assert each["subject"] == {"@id": subject["@id"]}
            known = each["assertedBy"]
            assert known == {"@id": "#antragswerkstatt"} or known["@type"] == "Assertor"
            assert each["result"]["outcome"] in OUTCOMES
            assert each["mode"] in {"earl:automatic", "earl:manual", "earl:semiAuto"}


def test_the_gravest_state_of_a_page_decides() -> None:
    assert outcome(PLANTED, "wo", KEYBOARD.id) == "earl:failed"
    assert outcome(PLANTED, "wo", CONTRAST.id) == "earl:cantTell"
    assert outcome(PLANTED, "wo", REGION.id) == "earl:passed"
    assert outcome(PLANTED, "wo", "umbruch-320") == "earl:passed"
    assert outcome(PLANTED, "ende", KEYBOARD.id) == "earl:untested"


def test_rules_name_the_success_criteria_by_the_names_of_wcag() -> None:
    test = graph(PLANTED)[0]["assertions"][0]["test"]
    assert test["isPartOf"] == ["WCAG2:contrast-minimum"]


def test_what_people_said_is_manual_and_with_rules_beside_it_half_automatic() -> None:
    run = recorded(PLANTED, entry("9.1.4.3"), entry("9.3.2.3"), entry("5.9"))
    said = {each["test"]["title"].split()[3]: each for each in graph(run)[-1]["assertions"]}
    assert {number: each["mode"] for number, each in said.items()} == {
        "5.9": "earl:manual",
        "9.1.4.3": "earl:semiAuto",
        "9.3.2.3": "earl:manual",
    }
    assert said["9.1.4.3"]["assertedBy"]["name"] == "A. Muster"


def test_a_person_cannot_pass_what_a_rule_fails() -> None:
    found = graph(recorded(PLANTED, entry("9.2.1.1")))[-1]["assertions"]
    assert [each["result"]["outcome"] for each in found] == ["earl:failed"]


def test_the_names_of_criteria_are_those_of_the_addresses_of_wcag() -> None:
    names = [clause.wcag for clause in clauses() if clause.wcag]
    assert len(set(names)) == len(names) == 55
