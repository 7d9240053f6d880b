"""JUnit XML: a pipeline reads it, and only failures that nobody accepted fail a case."""

from dataclasses import replace
from xml.etree import ElementTree as ET

from tests.usability.planted import CONTRAST, FINDINGS, KEYBOARD, PLANTED, REGION
from usability.reports import junit
from usability.results import Run


def read(run: Run) -> ET.Element:
    return ET.fromstring(junit.write(run)["junit.xml"])  # noqa: S314  we wrote it


def case(root: ET.Element, page: str, rule: str) -> ET.Element:
    found = root.find(f"./testsuite/testcase[@classname='probe.{page}'][@name='{rule}']")
    assert found is not None
    return found


def test_a_failure_fails_its_case_and_says_where_and_how_to_mend_it() -> None:
    failure = case(read(PLANTED), "wo", KEYBOARD.id).find("failure")
    assert failure is not None
    assert "ort.punkt (Zeile 42)" in str(failure.text)
    assert KEYBOARD.mend in str(failure.text)


def test_what_nobody_can_tell_is_skipped_and_never_passed() -> None:
    skipped = case(read(PLANTED), "wo", CONTRAST.id).find("skipped")
    assert skipped is not None
    assert str(skipped.get("message")).startswith("Bitte ansehen")


def test_best_practice_is_skipped_where_it_is_broken_and_passes_elsewhere() -> None:
    root = read(PLANTED)
    assert case(root, "ende", REGION.id).find("skipped") is not None
    assert list(case(root, "wo", REGION.id)) == []


def test_what_is_accepted_does_not_fail_and_says_why() -> None:
    root = read(replace(PLANTED, findings=(replace(FINDINGS[0], accepted="Karte kommt (bis 31.03.2027)"),)))
    skipped = case(root, "wo", KEYBOARD.id).find("skipped")
    assert root.get("failures") == "0"
    assert skipped is not None
    assert "Karte kommt" in str(skipped.get("message"))


def test_the_numbers_are_those_of_the_cases() -> None:
    root = read(PLANTED)
    assert root.get("tests") == str(len(root.findall("./testsuite/testcase")))
    assert root.get("failures") == "1"
    assert sum(int(suite.get("skipped", "0")) for suite in root) == len(root.findall("./testsuite/testcase/skipped"))


def test_a_rule_that_was_not_asked_has_no_case() -> None:
    assert read(PLANTED).find(f"./testsuite/testcase[@classname='probe.ende'][@name='{KEYBOARD.id}']") is None


def test_a_run_that_broke_off_is_an_error() -> None:
    root = read(replace(PLANTED, failed="Der Lauf brach bei Zustand wo/empty/1 ab: weg"))
    assert root.get("errors") == "1"
    assert root.find("./testsuite/testcase/error") is not None
