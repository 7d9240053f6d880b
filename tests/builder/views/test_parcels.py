"""What can be taken along: the folder, the history, documents for other systems."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from flask import Flask

from formengine.store.folder import read
from tests.builder.accounts.people import Hands
from tests.builder.views.garden import SLUG, now
from tests.web.person import everything

pytestmark = pytest.mark.usefixtures("garden")
HERE = f"/werkstatt/{SLUG}"


def test_the_folder_can_be_read_again(app: Flask, boris: Hands, tmp_path: Path) -> None:
    answer = boris.client.get(f"{HERE}/ordner.zip")
    assert answer.mimetype == "application/zip"
    assert "filename=garten.zip" in answer.headers["Content-Disposition"]
    root = tmp_path / "wieder"
    zipfile.ZipFile(io.BytesIO(answer.get_data())).extractall(root)
    assert read(root, SLUG, "musterhausen").parts() == now(app).parts()


def test_the_folder_brings_blocks_along(boris: Hands, app: Flask) -> None:
    page = boris.open("/werkstatt/")
    boris.post("/werkstatt/neu", {"_csrf": page.value("_csrf"), "titel": "Fest", "aus": "antrag"})
    names = zipfile.ZipFile(io.BytesIO(boris.client.get("/werkstatt/fest/ordner.zip").get_data())).namelist()
    assert "fest/form.json" in names
    assert {name for name in names if name.startswith("_shared/")} == {
        f"_shared/{name}.json" for name in now(app, "fest").shared
    }


def test_the_history_is_the_same_each_time(boris: Hands) -> None:
    first, second = (boris.client.get(f"{HERE}/export.zip").get_data() for _ in range(2))
    assert first == second
    assert "antragswerkstatt.json" in zipfile.ZipFile(io.BytesIO(first)).namelist()


def test_json_forms_comes_as_one_document_and_the_page_names_what_is_lost(boris: Hands) -> None:
    page = boris.open(f"{HERE}/mitnehmen")
    assert "Für JSON Forms" in page.html
    document = json.loads(boris.client.get(f"{HERE}/format/jsonforms.json").get_data())
    assert {"schema", "uischema"} <= document.keys()


def test_taking_along_changes_nothing(app: Flask, boris: Hands, quinn: Hands) -> None:
    before = everything(app)
    for path in ("mitnehmen", "export.zip", "ordner.zip", "format/jsonforms.json"):
        assert quinn.client.get(f"{HERE}/{path}").status_code == 200, path
        assert boris.client.get(f"{HERE}/{path}").status_code == 200, path
    assert everything(app) == before


@pytest.mark.parametrize("path", [f"{HERE}/format/nichts.json", f"{HERE}/bericht", "/werkstatt/fehlt/export.zip"])
def test_what_is_not_there_is_not_found(boris: Hands, path: str) -> None:
    assert boris.client.get(path).status_code == 404
