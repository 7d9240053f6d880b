"""`formengine lint`: one line a finding, with file, line, place and mend; errors alone decide the exit code."""

import json
from pathlib import Path

import pytest

from formengine.cli import main
from tests.cli.folder import SLUG, edit, fresh

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A definition in ./definitions of an empty working folder."""
    monkeypatch.chdir(tmp_path)
    made = fresh(Path("definitions")).absolute()
    capsys.readouterr()
    return made


def linted(capsys: pytest.CaptureFixture[str], *arguments: str, code: int) -> list[str]:
    assert main(["lint", *arguments]) == code
    found = capsys.readouterr().out.splitlines()
    # How much of it is translated is tested in test_texts.py.
    return [line for line in found if not line.startswith("Übersetzte Texte")]


def test_the_shipped_definitions_are_clean(capsys: pytest.CaptureFixture[str]) -> None:
    found = linted(capsys, str(REPOSITORY / "definitions"), code=0)
    assert found[-1].endswith("geprüft: 0 Fehler, 0 Hinweise.")


def test_an_error_is_one_line_with_file_line_place_and_mend(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder / "form.json", lambda form: form["messages"][0].update(exclude=["gibt-es-nicht"]))
    line, summary = linted(capsys, code=1)
    number = 1 + (folder / "form.json").read_text(encoding="utf-8").split('"messages"')[0].count("\n") + 1
    assert line.startswith(f"definitions/{SLUG}/form.json:{number}:/messages/0: Fehler: ")
    assert line.endswith("Prüfen Sie „fields“ und „exclude“.")
    assert summary == "1 Definition geprüft: 1 Fehler, 0 Hinweise."


def test_hints_alone_are_no_failure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder / "form.json", lambda form: form["schema"]["properties"].update(niemand={"type": "string"}))
    line, summary = linted(capsys, code=0)
    assert ":/schema/properties/niemand: Hinweis: " in line
    assert summary == "1 Definition geprüft: 0 Fehler, 1 Hinweis."


def test_a_misspelt_key_is_an_error_that_names_the_right_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = "/uischema/elements/0/elements/0"
    edit(folder / "form.json", lambda form: form["uischema"]["elements"][0]["elements"][0].update(rlue={}))
    line, _ = linted(capsys, code=1)
    assert f":{page}/rlue: Fehler: „rlue“ kennt das Format hier nicht. Meinten Sie „rule“?" in line


def test_a_definition_that_does_not_run_is_not_complained_about_twice(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(folder / "form.json", lambda form: form.update(rules={}))
    assert len(linted(capsys, code=1)) == 2


def test_broken_json_is_named_with_its_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "form.json").write_text('{\n  "slug": "x",,\n}', encoding="utf-8")
    line, _ = linted(capsys, code=1)
    assert line.startswith(f"definitions/{SLUG}/form.json:2: Fehler: ")


def test_one_broken_definition_hides_no_other(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = fresh(folder.parent, "lp99-zweite")
    capsys.readouterr()
    (folder / "form.json").write_text("[]", encoding="utf-8")
    edit(other / "form.json", lambda form: form["schema"]["properties"].update(niemand={"type": "string"}))
    found = linted(capsys, code=1)
    assert [line.split("/")[1] for line in found[:-1]] == [SLUG, "lp99-zweite"]


@pytest.mark.parametrize("path", [f"definitions/{SLUG}", f"definitions/{SLUG}/form.json", f"definitions/{SLUG}/"])
def test_one_definition_can_be_named_by_its_folder_or_its_form(
    folder: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = fresh(folder.parent, "lp99-kaputt")
    (broken / "form.json").write_text("[]", encoding="utf-8")
    capsys.readouterr()
    assert linted(capsys, path, code=0) == ["1 Definition geprüft: 0 Fehler, 0 Hinweise."]


def test_a_definition_that_is_named_twice_is_checked_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder / "form.json", lambda form: form["schema"]["properties"].update(niemand={"type": "string"}))
    assert len(linted(capsys, "definitions", f"definitions/{SLUG}", code=0)) == 2


def test_what_is_wrong_in_a_shared_block_is_said_once_and_in_its_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = fresh(folder.parent, "lp99-zweite")
    capsys.readouterr()
    shared = folder.parent / "_shared"
    shared.mkdir()
    question = {"type": "Control", "id": "a", "scope": "#/properties/a", "lable": "A"}
    block = {"schema": {"type": "object", "properties": {"a": {"type": "string"}}}, "elements": [question]}
    (shared / "probe.json").write_text(json.dumps(block), encoding="utf-8")
    use = {"type": "Block", "id": "b", "ref": "urn:formengine:shared:probe", "scope": "#/properties/b"}
    for definition in (folder, other):
        edit(definition / "form.json", lambda form: form["uischema"]["elements"][0]["elements"].append(use))
    place = "definitions/_shared/probe.json:1:/elements/0/lable"
    found = [line for line in linted(capsys, code=1) if line.startswith("definitions/_shared/")]
    assert found == [f"{place}: Fehler: „lable“ kennt das Format hier nicht. Meinten Sie „label“?"]


def test_json_has_every_finding_as_an_object(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder / "form.json", lambda form: form["schema"]["properties"].update(niemand={"type": "string"}))
    assert main(["lint", "--format", "json"]) == 0
    (finding,) = json.loads(capsys.readouterr().out)
    assert finding["file"] == f"definitions/{SLUG}/form.json"
    assert finding["place"] == "/schema/properties/niemand"
    assert finding["level"] == "hint"
    assert isinstance(finding["line"], int)
    assert {*finding} == {"file", "line", "place", "level", "message", "mend"}


@pytest.mark.parametrize("path", [".", "gibt-es-nicht"])
def test_where_no_definition_lies_nothing_is_called_clean(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["lint", path]) == 2
    assert capsys.readouterr().err.count("\n") == 1
