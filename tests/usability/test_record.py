"""The file of verdicts: written and read back, what was looked at stands once, a broken file says what is wrong."""

import json
from pathlib import Path

import pytest

from tests.usability.planted import HASHES, MOMENT, entry
from usability.record import Record, RecordError, read, write


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    record = Record((entry("9.1.1.1", note="alle Seiten"), entry("9.1.3.1", "fail", note="Gruppe fehlt")), MOMENT)
    write(tmp_path / "record.json", record)
    assert read(tmp_path / "record.json") == record


def test_what_several_verdicts_rest_on_stands_once(tmp_path: Path) -> None:
    write(tmp_path / "record.json", Record((entry("9.1.1.1"), entry("9.1.3.1"), entry("9.6", seen={})), MOMENT))
    found = json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))
    assert sorted(found["seen"].values(), key=len) == [{}, HASHES]


def test_a_clause_has_one_verdict_the_last() -> None:
    record = Record((), MOMENT).plus(entry("9.10.1")).plus(entry("9.2.1")).plus(entry("9.10.1", "fail", note="doch"))
    assert [(each.clause, each.verdict) for each in record.entries] == [("9.2.1", "pass"), ("9.10.1", "fail")]


def test_no_file_is_no_verdict(tmp_path: Path) -> None:
    assert read(tmp_path / "record.json") == Record()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "Expecting"),
        ('{"moment": "2026-11-23T09:00", "verdicts": [{}], "seen": {}}', "„verdict“ fehlt"),
        ('{"verdicts": [], "seen": {}}', "„moment“ fehlt"),
        ('{"moment": "gestern", "verdicts": [], "seen": {}}', "gestern"),
        ('{"moment": "2026-11-23T09:00", "verdicts": [{"verdict": "gut"}], "seen": {}}', "„gut“ statt pass"),
        ("[]", "list"),
    ],
)
def test_a_broken_file_says_what_is_wrong_and_what_belongs_there(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "record.json").write_text(text, encoding="utf-8")
    with pytest.raises(RecordError, match=said) as caught:
        read(tmp_path / "record.json")
    assert "formengine record" in str(caught.value)
