"""`formengine export`: from the store or from what is delivered, byte-stable, and nothing else is touched."""

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest

from formengine.cli import main
from formengine.store import DATABASE_NAME, Store
from formengine.store.folder import read
from tests.cli.folder import SLUG, fresh

REPOSITORY = Path(__file__).resolve().parents[2]
NOW = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)


def export(capsys: pytest.CaptureFixture[str], tmp_path: Path, slug: str = SLUG) -> list[str]:
    """Export from tmp_path/data, or from tmp_path/definitions, to tmp_path/to; returns what was said."""
    capsys.readouterr()
    places = ["--data", str(tmp_path / "data"), "--definitions", str(tmp_path / "definitions")]
    assert main(["export", slug, *places, "--to", str(tmp_path / "to")]) == 0
    return capsys.readouterr().out.splitlines()


def store_edited(tmp_path: Path) -> None:
    """A store whose head somebody has edited: a new title, and a text in another language."""
    bundle = read(tmp_path / "definitions", SLUG, "musterhausen")
    store = Store.open(tmp_path / "data")
    store.bundles.publish_shipped(bundle, NOW)
    texts = {"en": {"name": {"label": "Name"}}}
    store.bundles.save_edited(replace(bundle, form={**bundle.form, "title": "Geändert"}, texts=texts), NOW)
    store.close()


def test_without_a_store_the_delivered_definition_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = fresh(tmp_path / "definitions")
    said = export(capsys, tmp_path)
    assert (tmp_path / "to" / SLUG / "form.json").read_bytes() == (source / "form.json").read_bytes()
    assert [line.rpartition(": ")[2] for line in said[1:]] == ["neu", "neu"]
    assert not (tmp_path / "data").exists()


def test_a_second_export_changes_nothing_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fresh(tmp_path / "definitions")
    export(capsys, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "to").rglob("*")}
    assert export(capsys, tmp_path)[1:] == ["  unverändert"]
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "to").rglob("*")} == before


def test_the_edited_head_of_the_store_comes_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fresh(tmp_path / "definitions")
    store_edited(tmp_path)
    said = export(capsys, tmp_path)
    assert "Stand 2 der Datenbank" in said[0]
    assert read(tmp_path / "to", SLUG, "musterhausen").form["title"] == "Geändert"
    assert (tmp_path / "to" / SLUG / "texts.en.json").exists()


def test_what_was_changed_added_and_removed_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fresh(tmp_path / "definitions")
    export(capsys, tmp_path)
    folder = tmp_path / "to" / SLUG
    (folder / "texts.fr.json").write_text("{}", encoding="utf-8")
    (folder / "README.md").write_text("Meine Notizen", encoding="utf-8")
    store_edited(tmp_path)
    said = {
        Path(line.partition(": ")[0].strip()).name: line.partition(": ")[2] for line in export(capsys, tmp_path)[1:]
    }
    assert said == {"form.json": "geändert", "texts.en.json": "neu", "texts.fr.json": "gelöscht"}
    assert (folder / "README.md").read_text(encoding="utf-8") == "Meine Notizen"


def test_shipped_definitions_come_back_byte_by_byte_with_their_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    definitions = REPOSITORY / "definitions"
    assert main(["export", "lp03-maengelmelder", "--definitions", str(definitions)]) == 0
    written = [path.relative_to(tmp_path) for path in tmp_path.rglob("*.json")]
    assert sorted(map(str, written)) == [
        "_shared/erklaerung.json",
        "lp03-maengelmelder/cases.json",
        "lp03-maengelmelder/form.json",
        "lp03-maengelmelder/texts.de-einfach.json",
        "lp03-maengelmelder/texts.en.json",
    ]
    assert all((tmp_path / path).read_bytes() == (definitions / path).read_bytes() for path in written)


def test_a_block_that_is_there_already_is_never_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    block = tmp_path / "_shared" / "erklaerung.json"
    block.parent.mkdir()
    block.write_text("{}", encoding="utf-8")
    assert main(["export", "lp03-maengelmelder", "--definitions", str(REPOSITORY / "definitions")]) == 0
    assert "bleibt, wie es ist" in capsys.readouterr().out
    assert block.read_text(encoding="utf-8") == "{}"


def test_an_unreadable_database_is_refused_and_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = tmp_path / DATABASE_NAME
    database.write_bytes(b"kein SQLite")
    assert main(["export", SLUG, "--data", str(tmp_path)]) == 2
    assert str(database) in capsys.readouterr().err
    assert database.read_bytes() == b"kein SQLite"


@pytest.mark.parametrize("slug", ["lp99-prob", "../etc", ""])
def test_an_unknown_definition_is_refused(slug: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fresh(tmp_path)
    capsys.readouterr()
    assert main(["export", slug, "--data", str(tmp_path / "leer"), "--definitions", str(tmp_path)]) == 2
    assert f"„{slug}“ gibt es nicht" in capsys.readouterr().err


def test_a_broken_definition_is_not_exported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (fresh(tmp_path) / "form.json").write_text("{", encoding="utf-8")
    capsys.readouterr()
    assert main(["export", SLUG, "--data", str(tmp_path / "leer"), "--definitions", str(tmp_path)]) == 2
    assert "lässt sich nicht lesen" in capsys.readouterr().err


def test_for_other_systems_one_file_or_one_a_part_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh(tmp_path / "definitions")
    places = ["--data", str(tmp_path / "data"), "--definitions", str(tmp_path / "definitions")]
    command = ["export", SLUG, *places, "--format", "jsonforms", "--to"]
    assert main([*command, str(tmp_path / "eins.json")]) == 0
    assert main([*command, str(tmp_path / "teile")]) == 0
    whole = json.loads((tmp_path / "eins.json").read_bytes())
    assert whole["schema"]["$schema"] == "http://json-schema.org/draft-07/schema#"
    parts = {name: json.loads((tmp_path / "teile" / f"{SLUG}.{name}.json").read_bytes()) for name in whole}
    assert parts == whole
    assert "Die Beschreibung des Dienstes steht nicht darin." in capsys.readouterr().out


@pytest.mark.parametrize("slug", ["lp01-baumfaellung", "lp03-maengelmelder", "lp01-baumfaellung-klaerung"])
def test_a_shipped_definition_goes_out_and_comes_back(
    slug: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "aus.json")
    definitions = ["--definitions", str(REPOSITORY / "definitions"), "--data", str(tmp_path / "data")]
    assert main(["export", slug, *definitions, "--format", "jsonforms", "--clock", "2026-11-23", "--to", file]) == 0
    text = Path(file).read_text(encoding="utf-8")
    assert not [
        word for word in ('"x-', "#/conditions/", "urn:formengine", '"formatMinimum"', '"calc"') if word in text
    ]
    assert main(["import", file, "--as", slug, "--to", str(tmp_path / "zurueck")]) == 0
    assert main(["lint", str(tmp_path / "zurueck")]) == 0
    capsys.readouterr()
