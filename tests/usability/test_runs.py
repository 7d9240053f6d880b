"""A whole run over a small definition, three times: the same files but for the times."""

import re
from pathlib import Path

import pytest

from formengine.cli import main
from tests.cli.folder import SLUG, fresh
from usability.results import before

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TIMES = (
    (re.compile(r'"seconds": [\d.]+|time="[\d.]+"|>\d+ Sekunden<'), "DAUER"),
    (re.compile(r'"took": \{[^}]*\}'), "DAUER"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?"), "ZEIT"),
)


@pytest.fixture
def check(tmp_path: Path) -> tuple[str, ...]:
    fresh(tmp_path / "definitions")
    clock = ("--clock", "2026-11-23T09:00")
    return "check", SLUG, "--smoke", "--definitions", str(tmp_path / "definitions"), *clock


def texts(folder: Path) -> dict[str, str]:
    found = {}
    for file in sorted(folder.rglob("*.*")):
        text = file.read_text(encoding="utf-8")
        for pattern, word in TIMES:
            text = pattern.sub(word, text)
        found[str(file.relative_to(folder))] = text
    return found


def test_three_runs_write_the_same_files_but_for_the_times(check: tuple[str, ...], tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        assert main([*check, "--report", str(tmp_path / name)]) == 0
    first, *others = (texts(tmp_path / name) for name in ("a", "b", "c"))
    assert all(other.keys() == first.keys() for other in others)
    assert [name for other in others for name in first if first[name] != other[name]] == []
    files = {Path(name).name for name in first}
    assert {
        "bericht.html",
        "pruefprotokoll.html",
        "erklaerung.md",
        "junit.xml",
        "ergebnis.sarif",
        "earl.jsonld",
    } <= files
    assert any(name.startswith(f"{SLUG}/vorlesetext/") for name in first)


def test_what_was_not_looked_at_again_keeps_what_was_said_of_it(check: tuple[str, ...], tmp_path: Path) -> None:
    report = ("--report", str(tmp_path / "bericht"))
    assert main([*check, *report]) == 0
    first = before(tmp_path / "bericht" / SLUG)
    spoken = texts(tmp_path / "bericht" / SLUG / "vorlesetext")
    assert main([*check, *report, "--since", first.revision[:12]]) == 0
    again = before(tmp_path / "bericht" / SLUG)
    assert again.outcomes == first.outcomes
    assert again.rules == first.rules
    assert texts(tmp_path / "bericht" / SLUG / "vorlesetext") == spoken
