"""SARIF 2.1.0: what its specification demands, and that a code host finds the line."""

import json
import re
from dataclasses import replace
from typing import Any

from tests.usability.planted import FINDINGS, PLANTED
from usability.reports import sarif
from usability.results import Run

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def read(run: Run) -> Any:
    return json.loads(sarif.write(run)["ergebnis.sarif"])


def results(run: Run) -> list[Any]:
    found: list[Any] = read(run)["runs"][0]["results"]
    return found


def test_it_is_a_log_of_version_2_1_0_with_one_run() -> None:
    log = read(PLANTED)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    assert len(log["runs"]) == 1
    assert log["runs"][0]["tool"]["driver"]["name"]


def test_every_result_points_at_a_rule_of_the_driver() -> None:
    rules = read(PLANTED)["runs"][0]["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert [rules[result["ruleIndex"]]["id"] for result in results(PLANTED)] == [each.rule.id for each in FINDINGS]


def test_every_result_has_a_message_and_a_fingerprint() -> None:
    for result, finding in zip(results(PLANTED), FINDINGS, strict=True):
        assert finding.message in result["message"]["text"]
        assert result["fingerprints"] == {"antragswerkstatt/v1": finding.fingerprint}


def test_levels_and_kinds_go_together_as_the_specification_demands() -> None:
    pairs = [(result["kind"], result["level"]) for result in results(PLANTED)]
    assert pairs == [("fail", "error"), ("fail", "warning"), ("review", "none")]


def test_a_finding_leads_to_its_line_of_form_json_and_to_its_element() -> None:
    location = results(PLANTED)[0]["locations"][0]
    physical = location["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "definitions/probe/form.json", "uriBaseId": "%SRCROOT%"}
    assert physical["region"] == {"startLine": 42}
    logical = location["logicalLocations"][0]
    assert logical["fullyQualifiedName"] == "/uischema/elements/1/elements/0"
    assert logical["name"] == "ort.punkt"


def test_what_the_frame_of_a_page_causes_belongs_to_the_whole_file() -> None:
    location = results(PLANTED)[1]["locations"][0]
    assert location["physicalLocation"]["region"] == {"startLine": 1}
    assert "logicalLocations" not in location


def test_what_is_new_and_what_was_there_before_are_told_apart() -> None:
    assert [result.get("baselineState") for result in results(PLANTED)] == ["new", "unchanged", None]


def test_what_is_accepted_is_suppressed_with_its_reason() -> None:
    run = replace(PLANTED, findings=(replace(FINDINGS[0], accepted="Karte kommt"),))
    found = results(run)[0]["suppressions"]
    assert found == [{"kind": "external", "status": "accepted", "justification": "Karte kommt"}]


def test_the_times_are_in_utc() -> None:
    invocation = read(PLANTED)["runs"][0]["invocations"][0]
    assert MOMENT.fullmatch(invocation["startTimeUtc"])
    assert invocation["endTimeUtc"] == "2026-11-23T09:01:01Z"


def test_a_run_that_broke_off_was_not_successful_and_says_why() -> None:
    invocation = read(replace(PLANTED, failed="weg"))["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "weg"
