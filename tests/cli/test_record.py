"""`formengine record`: lists what a person has to look at, writes verdicts, and notices that a page has changed."""

import json
from pathlib import Path

import pytest

from formengine.cli import main
from formengine.web.clock import parse
from tests.cli.folder import SLUG, edit, fresh
from usability.clauses import clauses
from usability.record import Record, read
from usability.runner import Order, rendered

CLOCK = ("--clock", "2026-11-23T09:00")
VERDICT = (
    "--clause",
    "9.1.3.1",
    "--verdict",
    "pass",
    "--tester",
    "A. Muster",
    "--browser",
    "Firefox 150",
    "--at",
    "NVDA 2026",
)


@pytest.fixture
def probe(tmp_path: Path) -> tuple[str, ...]:
    fresh(tmp_path)
    return SLUG, "--definitions", str(tmp_path)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(["record", *arguments]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(["record", *arguments]) == 2
    return capsys.readouterr().err


def test_it_guides_through_every_clause_that_needs_a_person(
    probe: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(capsys, *probe, *CLOCK)
    for clause in clauses():
        assert (f"\n{clause.number} {clause.title}\n" in text) is bool(clause.person)
    assert "Screenreader: NVDA: mit H durch die Überschriften." in text
    assert "axe (wcag131)" in text


def test_a_verdict_holds_until_a_page_changes_and_not_because_days_go_by(
    probe: tuple[str, ...], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said(capsys, *probe, *VERDICT, *CLOCK)
    later = said(capsys, *probe, "--clock", "2027-02-01T12:00")
    assert "Geprüft und noch gültig: 1." in later
    assert "9.1.3.1 Info" not in later
    edit(tmp_path / SLUG / "form.json", lambda form: form.update(title="Ganz anders"))
    changed = said(capsys, *probe, *CLOCK)
    assert "Geprüft und noch gültig: 0." in changed
    assert "Zustände geändert, zuerst" in changed


def test_the_file_names_who_looked_with_what_and_at_what(
    probe: tuple[str, ...], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said(capsys, *probe, *VERDICT, "--note", "alle Seiten", *CLOCK)
    found = json.loads((tmp_path / SLUG / "record.json").read_text(encoding="utf-8"))
    verdict = found["verdicts"][0]
    seen = found["seen"][verdict.pop("seen")]
    assert len(verdict.pop("revision")) == 64
    assert all(len(hash_) == 16 for hash_ in seen.values())
    assert verdict == {
        "clause": "9.1.3.1",
        "verdict": "pass",
        "tester": "A. Muster",
        "browser": "Firefox 150",
        "at": "NVDA 2026",
        "date": "2026-11-23",
        "note": "alle Seiten",
    }


def test_the_next_check_sees_that_the_verdict_holds(
    probe: tuple[str, ...], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said(capsys, *probe, *VERDICT, *CLOCK)
    record = read(tmp_path / SLUG / "record.json")
    later = Order(SLUG, tmp_path, "musterhausen", parse("2027-02-01T12:00"))
    assert record.entries[0].changed(rendered(later, record)) == ()
    assert rendered(later, Record()) == {}


def test_one_clause_is_shown_whatever_is_known_of_it(
    probe: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert "entsteht noch nicht" in said(capsys, *probe, "--clause", "5.4", *CLOCK)
    assert "keine biometrischen Merkmale" in said(capsys, *probe, "--clause", "5.3", *CLOCK)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--clause", "9.9.9"), "gibt es hier nicht"),
        (VERDICT[2:], "--verdict braucht --clause"),
        (("--clause", "5.4", *VERDICT[2:]), "lässt sich noch nicht prüfen"),
        (VERDICT[:-2], "Nennen Sie mit --at"),
        ((*VERDICT, "--verdict", "fail"), "Sagen Sie mit --note"),
    ],
)
def test_what_is_missing_is_asked_for(
    probe: tuple[str, ...], capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    assert words in refused(capsys, *probe, *arguments, *CLOCK)


def test_a_broken_file_is_not_overwritten(
    probe: tuple[str, ...], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / SLUG / "record.json").write_text("{", encoding="utf-8")
    assert "record.json" in refused(capsys, *probe, *VERDICT, *CLOCK)
    assert (tmp_path / SLUG / "record.json").read_text(encoding="utf-8") == "{"
