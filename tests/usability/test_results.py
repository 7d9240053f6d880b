"""A run in JSON is what the next run compares with: it reads back what was written."""

from dataclasses import replace
from pathlib import Path

from tests.usability.planted import OUTCOMES, PLANTED, finding
from usability.model import Level
from usability.reports import write_all
from usability.results import FILE, before, read_finding


def test_the_next_run_reads_everything_back(tmp_path: Path) -> None:
    write_all(PLANTED, tmp_path)
    found = before(tmp_path / PLANTED.slug)
    assert found.revision == PLANTED.revision
    assert found.hashes == PLANTED.hashes
    assert found.outcomes == OUTCOMES
    assert found.rules == PLANTED.rules
    assert tuple(map(read_finding, found.seen.values())) == PLANTED.findings


def test_a_report_of_another_format_is_no_run(tmp_path: Path) -> None:
    write_all(PLANTED, tmp_path)
    file = tmp_path / PLANTED.slug / FILE
    file.write_text(file.read_text(encoding="utf-8").replace("antragswerkstatt-check/2", "antragswerkstatt-check/1"))
    assert before(tmp_path / PLANTED.slug).revision == ""


def test_two_reports_of_one_run_are_the_same_to_the_byte(tmp_path: Path) -> None:
    first, second = (write_all(PLANTED, tmp_path / name) for name in "ab")
    assert [file.name for file in first] == [file.name for file in second]
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]


def test_the_spoken_text_of_a_page_that_is_gone_goes_too(tmp_path: Path) -> None:
    write_all(PLANTED, tmp_path)
    folder = tmp_path / PLANTED.slug / "vorlesetext"
    (folder / "weg-leer.txt").write_text("alt")
    write_all(replace(PLANTED, spoken={}), tmp_path)
    assert [file.name for file in folder.iterdir()] == ["wo-leer.txt"]


def test_a_finding_without_an_element_belongs_to_the_frame() -> None:
    bare = finding(PLANTED.findings[0].rule, Level.FAILURE, "7" * 16, element="", label="", pointer="", line=0)
    assert read_finding(bare.as_json()) == bare
