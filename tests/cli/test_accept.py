"""`formengine accept`: writes an entry beside the definition, and refuses in one German line what makes no sense."""

import json
from pathlib import Path

import pytest

from formengine.cli import main
from tests.cli.folder import SLUG, fresh
from usability.results import FILE, FORMAT

MARK = "3f2a9c01d4e5b678"
WHY = ("--reason", "Neue Karte kommt im März", "--until", "2027-03-31", "--clock", "2026-11-23T09:00")


@pytest.fixture
def probe(tmp_path: Path) -> tuple[str, ...]:
    fresh(tmp_path)
    return SLUG, MARK, *WHY, "--definitions", str(tmp_path)


def entries(root: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((root / SLUG / "accepted.json").read_text(encoding="utf-8"))["accepted"]
    return found


def test_an_entry_is_written_with_reason_day_and_name(probe: tuple[str, ...], tmp_path: Path) -> None:
    assert main(["accept", *probe, "--by", "Team Werkstatt"]) == 0
    assert entries(tmp_path) == [
        {"fingerprint": MARK, "reason": "Neue Karte kommt im März", "until": "2027-03-31", "by": "Team Werkstatt"}
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("--until", "2026-11-22"), "ist vorbei"),
        (("--reason", "  "), "Nennen Sie einen Grund"),
        (("--report", "nirgends"), "liegt kein Lauf"),
    ],
)
def test_what_makes_no_sense_is_refused(
    probe: tuple[str, ...], capsys: pytest.CaptureFixture[str], tmp_path: Path, change: tuple[str, ...], said: str
) -> None:
    capsys.readouterr()
    assert main(["accept", *probe, *change]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / SLUG / "accepted.json").exists()


def test_a_fingerprint_must_look_like_one(probe: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accept", probe[0], "xyz", *probe[2:]]) == 2
    assert "ist kein Kennzeichen" in capsys.readouterr().err


def test_an_unknown_definition_is_named(probe: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accept", "lp99-prob", *probe[1:]]) == 2
    assert "Meinten Sie „lp99-probe“?" in capsys.readouterr().err


def test_with_a_report_the_finding_must_be_in_it_and_is_named(
    probe: tuple[str, ...], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    kept = {
        "format": FORMAT,
        "revision": "a" * 64,
        "states": [],
        "findings": [{"fingerprint": MARK, "label": "Ort", "rule": {"title": "Kein Fokus"}}],
        "rules": {},
        "outcomes": {},
        "facts": {},
    }
    (tmp_path / "bericht" / SLUG).mkdir(parents=True)
    (tmp_path / "bericht" / SLUG / FILE).write_text(json.dumps(kept))
    report = ("--report", str(tmp_path / "bericht"))
    assert main(["accept", *probe, *report]) == 0
    assert "Kein Fokus („Ort“)" in capsys.readouterr().out
    assert main(["accept", SLUG, "0" * 16, *probe[2:], *report]) == 2
    assert "gibt es im letzten Lauf nicht" in capsys.readouterr().err
