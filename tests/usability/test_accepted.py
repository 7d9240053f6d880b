"""Accepted findings: written, over, unknown, and counted again when their time is over."""

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.usability.planted import PLANTED, TODAY
from usability.accepted import Accepted, AcceptedError, lapsed, read, reason, unknown, write
from usability.reports import page

DAY = datetime.timedelta(days=1)
KEPT = {mark: Accepted(mark, "Karte kommt", day) for mark, day in (("a", TODAY), ("b", TODAY - DAY))}


def test_an_entry_holds_through_its_last_day() -> None:
    assert reason(KEPT, "a", TODAY)
    assert not reason(KEPT, "b", TODAY)
    assert not reason(KEPT, "c", TODAY)


def test_what_is_over_and_what_fits_nothing_is_named() -> None:
    assert [entry.fingerprint for entry in lapsed(KEPT, TODAY)] == ["b"]
    assert [entry.fingerprint for entry in unknown(KEPT, {"b"})] == ["a"]


def test_writing_keeps_the_others_and_replaces_the_same(tmp_path: Path) -> None:
    file = tmp_path / "accepted.json"
    for mark, why in (("b", "eins"), ("a", "zwei"), ("b", "drei")):
        write(file, Accepted(mark, why, TODAY, "Team"))
    found = json.loads(file.read_text(encoding="utf-8"))["accepted"]
    assert [(each["fingerprint"], each["reason"], each["by"]) for each in found] == [
        ("a", "zwei", "Team"),
        ("b", "drei", "Team"),
    ]
    assert read(file)["a"] == Accepted("a", "zwei", TODAY, "Team")


def test_a_broken_file_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "accepted.json"
    file.write_text("{", encoding="utf-8")
    with pytest.raises(AcceptedError):
        write(file, KEPT["a"])
    assert file.read_text(encoding="utf-8") == "{"


def test_the_report_names_both() -> None:
    said = page.write(PLANTED)[page.NAME]
    assert "bis 31.10.2026: Karte kommt im März" in said
    assert "passen zu keinem Befund mehr" in said
    assert "passen zu keinem Befund dieses Teillaufs" in page.write(replace(PLANTED, whole=False))[page.NAME]
