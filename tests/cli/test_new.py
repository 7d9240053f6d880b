"""`formengine new`: what it writes is clean, runs, and explains itself; what is there already stays."""

import json
from pathlib import Path
from typing import Any

import pytest

from formengine.cli import main
from formengine.web import Settings, create_app
from formengine.web.services import KEY
from tests.cli.folder import SLUG, fresh


def form(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / "form.json").read_text(encoding="utf-8"))
    return loaded


def test_what_is_new_is_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = fresh(tmp_path)
    assert main(["lint", str(folder)]) == 0
    assert capsys.readouterr().out.endswith("1 Definition geprüft: 0 Fehler, 0 Hinweise.\n")


def test_what_is_new_can_be_filled_in_at_once(tmp_path: Path) -> None:
    fresh(tmp_path / "definitions")
    app = create_app(Settings(data=tmp_path / "data", definitions=tmp_path / "definitions"))
    page = app.test_client().get(f"/dienste/{SLUG}")
    app.extensions[KEY].store.close()
    assert page.status_code == 200
    assert "Neuer Antrag" in page.text


def test_it_has_a_good_and_a_bad_case(tmp_path: Path) -> None:
    cases = json.loads((fresh(tmp_path) / "cases.json").read_text(encoding="utf-8"))["cases"]
    assert [bool(case["expect"]["errors"]) for case in cases] == [False, True]


def test_its_readme_explains_every_part_of_the_form(tmp_path: Path) -> None:
    folder = fresh(tmp_path)
    text = (folder / "README.md").read_text(encoding="utf-8")
    named = {"service", "schema", "uischema", "conditions", "rules", "messages"}
    assert all(f"`{name}`" in text for name in named & set(form(folder)))
    assert "@" not in text
    assert str(folder) in text


def test_title_and_package_go_where_they_belong(tmp_path: Path) -> None:
    title = 'Hund „Bello“ "anmelden" \\ @folder@'
    options = ["--title", title, "--package", "LP42", "--definitions", str(tmp_path)]
    assert main(["new", "lp12-hund", *options]) == 0
    written = form(tmp_path / "lp12-hund")
    assert (written["slug"], written["title"], written["service"]["package"]) == ("lp12-hund", title, "LP42")


@pytest.mark.parametrize(("slug", "package"), [("lp12-hund", "LP12"), ("hund", "LP99"), ("lp1-hund", "LP99")])
def test_the_package_is_taken_from_the_name(slug: str, package: str, tmp_path: Path) -> None:
    assert form(fresh(tmp_path, slug))["service"]["id"] == f"{package}-A"


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / SLUG).mkdir()
    assert main(["new", SLUG, "--definitions", str(tmp_path)]) == 2
    assert "gibt es schon" in capsys.readouterr().err
    assert list((tmp_path / SLUG).iterdir()) == []


@pytest.mark.parametrize("slug", ["Antrag", "mein antrag", "../hier", "lp99_x", "ä", "-x", "a" * 65])
def test_a_name_that_is_no_folder_name_is_refused(slug: str, tmp_path: Path) -> None:
    assert main(["new", "--definitions", str(tmp_path), "--", slug]) == 2
    assert list(tmp_path.iterdir()) == []


def test_editors_are_pointed_to_the_published_schema_where_it_is_at_hand(tmp_path: Path) -> None:
    (tmp_path / "formengine" / "core").mkdir(parents=True)
    (tmp_path / "formengine" / "core" / "metaschema.json").touch()
    assert form(fresh(tmp_path / "definitions"))["$schema"] == "../../formengine/core/metaschema.json"
    assert "$schema" not in form(fresh(tmp_path / "anderswo" / "tief"))
