"""`formengine schema`: the derived schema as JSON, for the day that the clock says."""

import json
from pathlib import Path

import pytest

from formengine.cli import main
from formengine.core.validation import judge, schema_errors
from tests.cli.folder import SLUG, edit, fresh

GOOD = {"name": "Anna Richter", "antwort": "post", "datenschutz_gelesen": True}


def derived(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    capsys.readouterr()
    assert main(["schema", *arguments]) == 0
    schema: dict[str, object] = json.loads(capsys.readouterr().out)
    return schema


def test_the_schema_accepts_what_the_assistant_accepts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fresh(tmp_path)
    schema = derived(capsys, SLUG, "--definitions", str(tmp_path))
    assert schema_errors(schema) == []
    assert judge(schema).ok(GOOD)
    assert not judge(schema).ok(GOOD | {"antwort": "email"})


def test_bounds_that_move_with_the_day_follow_the_clock(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = fresh(tmp_path)
    day = {"type": "string", "format": "date", "formatMaximum": "@heute"}
    question = {
        "type": "Control",
        "id": "tag",
        "scope": "#/properties/tag",
        "label": "Tag",
        "options": {"type": "date"},
    }
    edit(folder / "form.json", lambda form: form["schema"]["properties"].update(tag=day))
    edit(folder / "form.json", lambda form: form["uischema"]["elements"][0]["elements"].append(question))
    document = GOOD | {"tag": "2026-11-23"}
    accepted = {
        clock: judge(derived(capsys, SLUG, "--definitions", str(tmp_path), "--clock", clock)).ok(document)
        for clock in ("2026-11-22", "2026-11-23")
    }
    assert accepted == {"2026-11-22": False, "2026-11-23": True}


def test_an_unknown_definition_is_answered_with_the_one_that_was_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh(tmp_path)
    assert main(["schema", "lp99-prbe", "--definitions", str(tmp_path)]) == 2
    assert f"Meinten Sie „{SLUG}“?" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["[]", '{"slug": "lp99-probe"}'])
def test_a_definition_that_does_not_run_has_no_schema(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (fresh(tmp_path) / "form.json").write_text(content, encoding="utf-8")
    capsys.readouterr()
    assert main(["schema", SLUG, "--definitions", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
