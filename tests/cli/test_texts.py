"""`formengine texts`, and what `lint` says of translations."""

import json
from pathlib import Path

import pytest

from formengine.cli import main
from formengine.web.settings import shipped_definitions
from tests.web import probe


def run(*words: str) -> int:
    """Run a command."""
    return main([*words])


def test_nothing_is_missing_in_what_is_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(shipped_definitions())
    assert run("texts", "lp03-maengelmelder", "--lang", "en", "--definitions", folder) == 0
    assert json.loads(capsys.readouterr().out) == {}


def test_what_is_missing_can_be_translated_and_put_in_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = probe.write(tmp_path / "definitionen", probe.FORM)
    assert run("texts", "probe", "--lang", "en", "--definitions", str(folder)) == 0
    missing = json.loads(capsys.readouterr().out)
    assert missing["name"]["label"] == "Name"
    assert missing["form"]["title"] == probe.FORM["title"]
    (folder / "probe" / "texts.en.json").write_text(json.dumps(missing), encoding="utf-8")
    assert run("texts", "probe", "--lang", "en", "--definitions", str(folder)) == 0
    assert json.loads(capsys.readouterr().out) == {}


def test_lint_counts_the_texts_of_each_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = probe.write(tmp_path / "definitionen", probe.FORM)
    run("lint", str(folder))
    before = capsys.readouterr().out.splitlines()
    (line,) = [line for line in before if line.startswith("Übersetzte Texte von ")]
    assert line.endswith(": de-einfach 0, en 0.")
    (folder / "probe" / "texts.en.json").write_text('{"name": {"label": "Name"}}', encoding="utf-8")
    run("lint", str(folder))
    after = capsys.readouterr().out
    assert "de-einfach 0, en 1." in after
    assert "texts.en.json:1:/form/title: Hinweis: Der Text für" in after
    assert "fehlt (English)." in after


def test_an_unknown_language_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("texts", "lp03-maengelmelder", "--lang", "fr") == 2
    assert "fr" in capsys.readouterr().err
