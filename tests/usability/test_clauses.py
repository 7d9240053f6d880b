"""The record per clause: every clause has a way to be decided, and what nobody looked at is open."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from tests.usability.planted import CLEAN, HASHES, PLANTED, all_passed, entry, recorded
from usability.checks import CHECKS
from usability.clauses import CHAPTERS, Clause, Judged, clauses, judge
from usability.model import Answer
from usability.record import order
from usability.reports import protocol
from usability.results import Run

EVERY = {clause.number: clause for clause in clauses()}
CRITERIA = {
    "1.1": 1, "1.2": 5, "1.3": 5, "2.2": 2, "2.3": 1, "3.1": 2, "3.3": 6,
}  # fmt: skip
"""How many success criteria of levels A and AA some guidelines of WCAG 2.2 have."""


def judged(run: Run, number: str) -> Judged:
    return next(one for one in judge(run) if one.clause.number == number)


def test_the_clauses_stand_in_order_once_each() -> None:
    numbers = [clause.number for clause in clauses()]
    assert numbers == sorted(set(numbers), key=order)
    assert {clause.chapter for clause in clauses()} == set(CHAPTERS)


def test_chapter_9_holds_the_55_criteria_of_wcag_2_2_and_two_more() -> None:
    wcag = [number for number in EVERY if re.fullmatch(r"9\.\d\.\d\.\d+", number)]
    assert len(wcag) == 56  # with 4.1.1, which WCAG 2.2 has dropped
    for guideline, count in CRITERIA.items():
        assert sum(number.startswith(f"9.{guideline}.") for number in wcag) == count
    assert {"9.2.4.11", "9.2.5.7", "9.2.5.8", "9.3.2.6", "9.3.3.7", "9.3.3.8", "9.6"} <= EVERY.keys()


@pytest.mark.parametrize("clause", clauses(), ids=lambda clause: clause.number)
def test_a_clause_says_how_it_is_decided_or_why_not(clause: Clause) -> None:
    assert clause.title
    assert clause.asks.endswith(".")
    assert [bool(clause.person), bool(clause.inapplicable), bool(clause.untested)].count(True) == 1
    assert not clause.reader or clause.person


def test_every_own_rule_about_wcag_belongs_to_a_clause() -> None:
    wanted = {
        number for check in CHECKS.values() for number in check.rule.clauses if check.rule.level != "best-practice"
    }
    assert wanted <= EVERY.keys()


def test_what_a_rule_fails_is_failed_whatever_a_person_says() -> None:
    found = judged(recorded(PLANTED, entry("9.2.1.1")), "9.2.1.1")
    assert found.automatic is Answer.FAIL
    assert found.ruled == "fail"
    assert [finding.fingerprint for finding in found.findings] == ["1" * 16]


def test_accepting_a_failure_does_not_pass_the_clause() -> None:
    lived = tuple(replace(each, accepted="bis März") for each in PLANTED.findings)
    assert judged(replace(PLANTED, findings=lived), "9.2.1.1").ruled == "fail"


def test_what_rules_cannot_tell_is_open_until_a_person_has_looked() -> None:
    assert judged(PLANTED, "9.1.4.3").automatic is Answer.UNSURE
    assert judged(PLANTED, "9.1.4.3").ruled == "open"
    assert judged(recorded(PLANTED, entry("9.1.4.3")), "9.1.4.3").ruled == "pass"


def test_passing_rules_alone_pass_no_clause_that_needs_a_person() -> None:
    found = judged(PLANTED, "9.1.4.10")
    assert found.automatic is Answer.PASS
    assert found.ruled == "open"


def test_rules_that_were_not_asked_prove_nothing() -> None:
    outcomes = {rule: said for rule, said in PLANTED.outcomes.items() if rule != "umbruch-320"}
    assert judged(replace(PLANTED, outcomes=outcomes), "9.1.4.10").automatic is None
    assert judged(replace(PLANTED, failed="weg"), "9.1.4.10").automatic is None


def test_a_failure_of_a_run_that_broke_off_stays_a_failure() -> None:
    assert judged(replace(PLANTED, failed="weg"), "9.2.1.1").ruled == "fail"


@pytest.mark.parametrize(
    "rendered",
    [
        HASHES | {"wo/errors/1": "changed"},
        HASHES | {"neu/empty/1": "d" * 16},
        {id_: hash_ for id_, hash_ in HASHES.items() if id_ != "ende/end/1"},
    ],
    ids=["changed", "new", "gone"],
)
def test_a_verdict_goes_stale_when_a_state_changes(rendered: dict[str, str]) -> None:
    run = replace(recorded(CLEAN, entry("9.3.2.3")), rendered=rendered)
    found = judged(run, "9.3.2.3")
    assert len(found.changed) == 1
    assert found.held is None
    assert found.ruled == "open"


def test_a_person_can_say_that_a_clause_does_not_apply() -> None:
    assert judged(recorded(CLEAN, entry("9.1.4.5", "inapplicable")), "9.1.4.5").ruled == "inapplicable"


def test_what_does_not_exist_yet_is_untested_and_never_passed() -> None:
    run = all_passed()
    assert {one.clause.number for one in judge(run) if one.ruled == "untested"} == {
        number for number, clause in EVERY.items() if clause.untested
    }
    assert {EVERY[number].chapter for number in EVERY if EVERY[number].untested} == {"5"}


def test_what_the_builder_owes_is_told_with_what_it_does_by_itself_and_left_to_a_person() -> None:
    owed = [clause for clause in clauses() if clause.number.startswith("11.")]
    assert [clause.number for clause in owed] == ["11.7", "11.8.1", "11.8.2", "11.8.3", "11.8.4", "11.8.5"]
    assert all(clause.does and clause.person for clause in owed)
    assert {one.ruled for one in judge(CLEAN) if one.clause in owed} == {"open"}
    page = protocol.write(CLEAN)[protocol.PAGE]
    assert all(said in page for clause in owed for said in clause.does if "„" not in said)


def test_the_protocol_for_programs_says_the_same_as_the_clauses() -> None:
    run = recorded(PLANTED, entry("9.3.2.3", seen={}))
    found: Any = json.loads(protocol.write(run)["pruefprotokoll.json"])
    assert sum(found["counts"].values()) == len(EVERY)
    assert {each["number"]: each["verdict"] for each in found["clauses"]} == {
        one.clause.number: one.ruled for one in judge(run)
    }
    stale = next(each for each in found["clauses"] if each["number"] == "9.3.2.3")
    assert stale["manual"]["tester"] == "A. Muster"
    assert stale["stale"] == sorted(HASHES)


def test_the_page_says_what_is_stale_and_what_failed() -> None:
    page = protocol.write(recorded(PLANTED, entry("9.3.2.3", seen={})))[protocol.PAGE]
    assert "Neu zu prüfen" in page
    assert "bericht.html#1111111111111111" in page
