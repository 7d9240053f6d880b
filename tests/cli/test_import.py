"""`formengine import`: a folder that lint accepts, with everything said that was lost; or one line and nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from formengine.cli import main
from formengine.core.lint import lint
from formengine.fields import TYPES
from formengine.store.folder import read
from tests.core.forms import TODAY

SCHEMA = {
    "title": "Hund anmelden",
    "type": "object",
    "properties": {"name": {"type": "string"}, "tags": {"type": "array", "items": {"type": "string"}}},
    "required": ["name"],
}
UI = {"type": "Group", "label": "Hund", "elements": [{"type": "Control", "scope": "#/properties/name"}]}


def write(folder: Path, name: str, content: Any) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return str(path)


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["import", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_schema_becomes_a_folder_that_lint_accepts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path, "Hund_neu.schema.json", SCHEMA)
    code, out, _ = ran(capsys, file, "--to", str(tmp_path / "neu"))
    assert code == 0
    bundle = read(tmp_path / "neu", "hund-neu", "musterhausen")
    assert bundle.form["title"] == "Hund anmelden"
    assert [finding for finding in lint(bundle, TYPES, TODAY, {}) if finding.level == "error"] == []
    assert "(aus JSON Schema; 1 Hinweis)" in out
    assert "/schema/properties/tags: „tags“ wird nicht gefragt." in out
    assert "„tags“ wird nicht gefragt." in (tmp_path / "neu" / "hund-neu" / "README.md").read_text(encoding="utf-8")
    assert main(["lint", str(tmp_path / "neu")]) == 0


@pytest.mark.parametrize("way", ["--ui", "two files", "the other way round", "one document", "rjsf"])
def test_the_ui_schema_may_come_in_several_ways(way: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schema, ui = write(tmp_path, "s.json", SCHEMA), write(tmp_path, "u.json", UI)
    arguments = {
        "--ui": [schema, "--ui", ui],
        "two files": [schema, ui],
        "the other way round": [ui, schema],
        "one document": [write(tmp_path, "d.json", {"schema": SCHEMA, "uischema": UI})],
        "rjsf": [write(tmp_path, "r.json", {"schema": SCHEMA, "uiSchema": {"name": {"ui:title": "Hund"}}})],
    }[way]
    code, out, _ = ran(capsys, *arguments, "--as", "hund", "--title", "Mein Hund", "--to", str(tmp_path / "neu"))
    assert code == 0
    assert ("rjsf" if way == "rjsf" else "JSON Forms") in out
    form = read(tmp_path / "neu", "hund", "musterhausen").form
    assert form["title"] == "Mein Hund"
    assert "Hund" in json.dumps(form["uischema"])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"{", "kein gültiges JSON"),
        (b'{"a": NaN}', "keine Zahl"),
        (b'{"a": 1, "a": 2}', "steht zweimal"),
        (b"\xff", "UTF-8"),
        (b"[1]", "Format ist nicht zu erkennen"),
        (b'{"x": "' + b"x" * 5_000_000 + b'"}', "größer als 4 MB"),
        (b'{"$ref": "https://example.org/x"}', "zeigt aus dem Dokument hinaus"),
        (b'{"properties": {"a": {"$ref": "#/properties/a"}}}', "im Kreis"),
        (b'{"a":' * 300 + b"1" + b"}" * 300, "Ebenen"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_nothing_is_written(
    content: bytes, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = ran(capsys, write(tmp_path, "a.json", content), "--to", str(tmp_path / "neu"))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert why in err
    assert not (tmp_path / "neu").exists()


def test_a_folder_that_is_there_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path, "hund.json", SCHEMA)
    assert ran(capsys, file, "--to", str(tmp_path / "neu"))[0] == 0
    code, _, err = ran(capsys, file, "--to", str(tmp_path / "neu"))
    assert code == 2
    assert "gibt es schon" in err


def test_a_missing_file_or_one_too_many_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "gibt es nicht" in ran(capsys, str(tmp_path / "nichts.json"))[2]
    file = write(tmp_path, "a.json", SCHEMA)
    assert "zu viele Dateien" in ran(capsys, file, file, file)[2]
    assert "wird kein Name" in ran(capsys, write(tmp_path, "+.json", SCHEMA))[2]
