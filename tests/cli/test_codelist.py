"""`formengine codelist`: lists are shown and taken in, each mistake is one line."""

import json
from pathlib import Path

import pytest

from formengine.cli import main
from tests.exchange.test_genericode import WHOLE


def run(*arguments: str) -> int:
    return main(["codelist", *arguments])


@pytest.fixture
def xml(tmp_path: Path) -> Path:
    path = tmp_path / "farben.xml"
    path.write_text(WHOLE, encoding="utf-8")
    return path


def test_a_list_is_taken_in_and_then_shown(xml: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "_codelists"
    assert run("import", str(xml), "--to", str(folder)) == 0
    said = capsys.readouterr().out
    assert "Version 2021-02-19, 2 Codes" in said
    assert "urn:probe:farben" in said
    content = json.loads((folder / "farben.json").read_text(encoding="utf-8"))
    assert content["versions"][0]["codes"][1] == {"code": "002", "label": "Rot"}
    assert run("list", "--to", str(folder)) == 0
    said = capsys.readouterr().out
    assert "Farben im Amt" in said
    assert "urn:formengine:codelist:laender" in said


def test_taking_in_the_same_list_again_changes_no_byte(
    xml: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", str(xml), "--to", str(tmp_path / "l"))
    before = (tmp_path / "l" / "farben.json").read_bytes()
    assert run("import", str(xml), "--to", str(tmp_path / "l")) == 0
    assert "unverändert" in capsys.readouterr().out
    assert (tmp_path / "l" / "farben.json").read_bytes() == before


def test_a_new_version_joins_the_old_one(xml: Path, tmp_path: Path) -> None:
    run("import", str(xml), "--to", str(tmp_path / "l"))
    xml.write_text(WHOLE.replace("2021-02-19", "2026-01-01"), encoding="utf-8")
    assert run("import", str(xml), "--to", str(tmp_path / "l")) == 0
    content = json.loads((tmp_path / "l" / "farben.json").read_text(encoding="utf-8"))
    assert [version["validFrom"] for version in content["versions"]] == ["2021-02-19", "2026-01-01"]


def test_without_a_folder_the_list_goes_beside_the_definitions(
    xml: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "definitions").mkdir()
    monkeypatch.chdir(tmp_path)
    assert run("import", str(xml)) == 0
    assert (tmp_path / "definitions" / "_codelists" / "farben.json").is_file()


def _other(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text('{"uri": "urn:anders", "versions": []}', encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["import"], "Welche Datei?"),
        (["import", "fehlt.xml"], "gibt es nicht"),
        (["import", "{xml}", "--valid-from", "gestern"], "ist kein Tag"),
        (["import", "{xml}", "--code", "fremd"], "Die Spalte „fremd“ gibt es nicht"),
        (["import", "{text}"], "kein gültiges JSON"),
        (["import", "{evil}"], "DOCTYPE"),
        (["zeige"], "kennt „zeige“ nicht"),
    ],
)
def test_a_mistake_is_one_line_and_nothing_is_written(
    arguments: list[str], words: str, xml: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text").write_text("Rot; Blau", encoding="utf-8")
    (tmp_path / "evil").write_text('<!DOCTYPE x SYSTEM "file:///etc/passwd"><CodeList/>', encoding="utf-8")
    places = {"{xml}": str(xml), "{text}": str(tmp_path / "text"), "{evil}": str(tmp_path / "evil")}
    assert run(*(places.get(word, word) for word in arguments), "--to", str(tmp_path / "l")) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert not (tmp_path / "l").exists()


def test_a_file_of_another_list_is_never_overwritten(
    xml: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _other(tmp_path / "l" / "farben.json")
    assert run("import", str(xml), "--to", str(tmp_path / "l")) == 2
    assert "enthält schon eine andere Liste" in capsys.readouterr().err
