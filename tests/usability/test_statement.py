"""The draft of the statement on accessibility: it claims nothing that the record does not hold."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.usability.planted import MOMENT, PLANTED, all_passed, entry, recorded
from usability.reports import statement
from usability.results import Run
from usability.runner import Order
from usability.runner import statement as read_statement

FULL = "vollständig mit EN 301 549 vereinbar"
PARTLY = "teilweise mit EN 301 549 vereinbar"
UNKNOWN = "Das lässt sich noch nicht sagen"


def text(run: Run) -> str:
    return statement.write(run)["erklaerung.md"]


def test_all_is_well_only_where_people_have_looked_at_everything() -> None:
    assert FULL in text(all_passed())
    assert UNKNOWN in text(replace(PLANTED, findings=(), outcomes={}))


@pytest.mark.parametrize("change", [{"failed": "weg"}, {"whole": False}])
def test_half_a_run_proves_nothing(change: dict[str, object]) -> None:
    assert UNKNOWN in text(replace(all_passed(), **change))  # type: ignore[arg-type]  # fields of a run


def test_a_barrier_is_named_once_with_every_clause_that_it_breaks() -> None:
    said = text(PLANTED)
    assert PARTLY in said
    assert said.count(PLANTED.findings[0].rule.title) == 1
    assert "Betrifft 9.2.1.1, 9.2.1.2, 9.2.4.3." in said
    assert PLANTED.findings[1].rule.title not in said


def test_what_a_person_failed_stands_in_the_words_of_the_person() -> None:
    said = text(recorded(PLANTED, entry("9.3.2.3", "fail", note="Die Hilfe steht mal oben, mal unten.")))
    assert "* Die Hilfe steht mal oben, mal unten. Betrifft 9.3.2.3." in said


def test_the_reason_for_accepting_is_the_reason_that_is_given() -> None:
    lived = tuple(replace(each, accepted="Karte kommt (bis 31.03.2027)") for each in PLANTED.findings)
    assert "Grund: Karte kommt (bis 31.03.2027)" in text(replace(PLANTED, findings=lived))


def test_what_the_municipality_has_not_said_is_asked_for() -> None:
    said = text(PLANTED)
    assert "Verantwortlich: Gemeinde Musterhausen." in said
    assert "BITTE EINTRAGEN (Name und Anschrift der Durchsetzungsstelle des Landes)" in said
    assert "Kanzlei" in text(replace(PLANTED, statement={"durchsetzung": "Kanzlei"}))


def test_what_the_municipality_has_said_is_read_from_its_parameters(tmp_path: Path) -> None:
    asked = Order("probe", tmp_path, "musterhausen", MOMENT)
    assert read_statement(asked) == {}
    (tmp_path / "_parameters").mkdir()
    values = {"gemeinde": "Musterhausen", "barrierefreiheit": {"stelle": "Stadt Musterhausen"}}
    file = tmp_path / "_parameters/musterhausen.json"
    file.write_text(json.dumps({"kommune": "Musterhausen", "values": values}), encoding="utf-8")
    assert read_statement(asked) == {"stelle": "Stadt Musterhausen"}


def test_both_forms_are_marked_as_drafts_and_hold_the_five_parts() -> None:
    for file in statement.write(PLANTED).values():
        assert "Entwurf." in file
        for part in ("Stand der Vereinbarkeit", "Nicht barrierefreie Inhalte", "Erstellung dieser Erklärung"):
            assert part in file
        for part in ("Feedback und Kontakt", "Durchsetzungsverfahren"):
            assert part in file
