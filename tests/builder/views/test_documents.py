"""The JSON view: documents are checked with the line of each finding, saved by operations, and downloaded."""

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from formengine.core import strictjson
from formengine.web import Settings
from tests.builder.accounts.people import Hands
from tests.builder.views.garden import CASES, SLUG, now, said, send
from tests.web.person import everything
from tests.web.screen import Screen

pytestmark = pytest.mark.usefixtures("garden")
PAGE = f"/werkstatt/{SLUG}/json"


def document(screen: Screen) -> Any:
    return json.loads(screen.value("text"))


def written(content: Any) -> str:
    return strictjson.pretty(content).decode()


def findings(screen: Screen) -> list[str]:
    return [node.words() for node in screen.tree.all("li") if "wb-problem" in node.attributes.get("class", "")]


def test_the_form_is_shown_as_it_is_kept(app: Flask, boris: Hands) -> None:
    assert document(boris.open(PAGE)) == now(app).form


def test_a_changed_form_is_saved_and_told(app: Flask, boris: Hands) -> None:
    page = boris.open(PAGE)
    done = send(boris, page, {"text": written(document(page) | {"title": "Gärten"})}, ort="json")
    assert said(done).startswith("Gespeichert:")
    assert now(app).form["title"] == "Gärten"


def test_saving_without_a_change_makes_no_revision(app: Flask, boris: Hands) -> None:
    before = now(app).hash
    for part in ("", "/cases", "/texts.en", "/texts.de-einfach"):
        assert said(send(boris, boris.open(PAGE + part), ort="json")) == "", part
    assert now(app).hash == before


def test_cases_and_texts_are_saved_too(app: Flask, boris: Hands) -> None:
    send(boris, boris.open(f"{PAGE}/cases"), {"text": written(CASES | {"cases": []})}, ort="json")
    send(boris, boris.open(f"{PAGE}/texts.en"), {"text": written({"form": {"title": "Gardens"}})}, ort="json")
    assert (now(app).cases or {})["cases"] == []
    assert now(app).texts["en"] == {"form": {"title": "Gardens"}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{\n  "title": "Halb"', "Zeile 2, Spalte"),
        ('{\n  "a": 1\n  "b": 2}', "Zeile 3, Spalte 3: Hier fehlt ein Komma oder eine Klammer."),
        ('{"a": 1, "a": 2}', "steht zweimal"),
        ("[]", "muss ein Objekt sein"),
        ("", "Zeile 1, Spalte 1"),
        ('{"title": NaN}', "ist in JSON keine Zahl"),
        ("[" * 300, "tiefer als 200 Ebenen"),
    ],
)
def test_what_is_no_json_is_refused_with_its_place_and_stays(app: Flask, boris: Hands, text: str, told: str) -> None:
    before = now(app).hash
    again = send(boris, boris.open(PAGE), {"text": text}, ort="json")
    assert again.status == 422
    assert told in said(again)
    assert again.value("text").replace("\r\n", "\n") == text
    assert now(app).hash == before


def test_a_form_that_would_not_run_is_refused_with_pointer_line_and_mend(app: Flask, boris: Hands) -> None:
    page = boris.open(PAGE)
    content = document(page)
    content["rules"][0]["at"] = ["fremd"]
    text = written(content)
    again = send(boris, page, {"text": text}, ort="json")
    line = text[: text.index('"fremd"')].count("\n") + 1
    assert again.status == 422
    assert "/rules/0" in said(again)
    assert any("/rules/0" in finding and "Fehler in Zeile" in finding for finding in findings(again)), findings(again)
    assert line > 1
    assert json.loads(again.value("text")) == content
    assert now(app).form["rules"][0]["at"] == ["anzahl"]


def test_a_misspelt_name_is_found_by_the_published_description(boris: Hands) -> None:
    page = boris.open(PAGE)
    content = document(page)
    content["rules"][0]["mesage"] = content["rules"][0]["message"]
    checked = boris.post(f"{PAGE}/pruefen", {"_csrf": page.value("_csrf"), "teil": "form", "text": written(content)})
    assert any("mesage" in finding for finding in findings(checked)), findings(checked)


def test_checking_saves_nothing(app: Flask, boris: Hands) -> None:
    page = boris.open(PAGE)
    before = everything(app)
    text = written(document(page) | {"title": "Anders"})
    checked = boris.post(f"{PAGE}/pruefen", {"_csrf": page.value("_csrf"), "teil": "form", "text": text})
    assert checked.status == 200
    assert "Anders" in checked.value("text")
    assert everything(app) == before


def test_the_name_of_the_definition_stays(app: Flask, boris: Hands) -> None:
    page = boris.open(PAGE)
    again = send(boris, page, {"text": written(document(page) | {"slug": "anders"})}, ort="json")
    assert "„slug“ lässt sich nicht ändern" in said(again)


def test_a_file_takes_the_place_of_what_is_typed(app: Flask, boris: Hands) -> None:
    page = boris.open(PAGE)
    body = {name: values[-1] for name, values in page.sent.items()}
    content = written(document(page) | {"title": "Aus der Datei"}).encode()
    done = boris.client.post(page.action, data={**body, "datei": (io.BytesIO(content), "form.json")})
    assert done.status_code == 303
    assert now(app).form["title"] == "Aus der Datei"
    broken = boris.client.post(page.action, data={**body, "datei": (io.BytesIO(b'{"slug": "x"'), "form.json")})
    assert "{&#34;slug&#34;: &#34;x&#34;" in broken.get_data(as_text=True)
    latin = boris.client.post(page.action, data={**body, "datei": (io.BytesIO(b'{"title": "\xe4"}'), "form.json")})
    assert "nicht in UTF-8" in latin.get_data(as_text=True)


@pytest.mark.parametrize("part", ["form", "cases", "texts.en"])
def test_a_download_has_the_bytes_of_the_folder(app: Flask, boris: Hands, part: str) -> None:
    answer = boris.client.get(f"{PAGE}/{part}.json")
    assert answer.mimetype == "application/json"
    assert f"{SLUG}.{part}.json" in answer.headers["Content-Disposition"]
    parts = now(app).parts()
    assert answer.get_data() == parts[part.replace(".", "/")]


@pytest.mark.parametrize("part", ["/shared", "/texts.xx", "/parameters", "/texts.xx.json", "/form.xml"])
def test_there_are_no_other_documents(boris: Hands, part: str) -> None:
    assert boris.open(PAGE + part).status == 404


def test_testers_look_and_cannot_save(quinn: Hands) -> None:
    shown = quinn.open(PAGE)
    assert "Speichern</button>" not in shown.html
    assert quinn.client.post(f"{PAGE}/pruefen", data={"_csrf": quinn.token(), "teil": "form"}).status_code == 403


class TestWithLittleRoom:
    """A server that reads no more than small posts."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return replace(settings, max_body=52_000)

    def test_a_document_too_large_for_a_field_is_changed_as_a_file(self, app: Flask, boris: Hands) -> None:
        page = boris.open(PAGE)
        (field,) = (node for node in page.tree.all("textarea") if node.attributes.get("id") == "wb-text")
        assert "readonly" in field.attributes
        assert "name" not in field.attributes
        body = {name: values[-1] for name, values in page.sent.items()}
        content = written(json.loads(field.text()) | {"title": "Aus der Datei"}).encode()
        boris.client.post(page.action, data={**body, "datei": (io.BytesIO(content), "form.json")})
        assert now(app).form["title"] == "Aus der Datei"
