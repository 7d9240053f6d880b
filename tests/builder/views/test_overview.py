"""Beginning a definition: from a template, as a copy, from another system's document, from another installation."""

import io
import json
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from flask import Flask

from builder.archive import _hash_of, packed, unpacked
from builder.beginning import TEMPLATES
from formengine.core import strictjson
from formengine.exchange.formats import FORMATS
from tests.builder.accounts.people import Hands
from tests.builder.editing import ROOT
from tests.builder.views.garden import SLUG, now, said, send
from tests.web.person import everything, rooms
from tests.web.screen import Screen

pytestmark = pytest.mark.usefixtures("garden")
HOME = "/werkstatt/"
DOG = {
    "title": "Hund anmelden",
    "type": "object",
    "properties": {"name": {"type": "string"}, "rasse": {"type": "string"}},
    "required": ["name"],
}


def upload(person: Hands, where: str, fields: dict[str, Any]) -> Any:
    token = person.open(HOME).value("_csrf")
    files = {
        name: (io.BytesIO(value), "datei") if isinstance(value, bytes) else value for name, value in fields.items()
    }
    return person.client.post(f"/werkstatt/{where}", data={"_csrf": token, **files})


def problem(answer: Any) -> str:
    return said(Screen(answer.status_code, answer.get_data(as_text=True), "", {}))


@pytest.mark.parametrize("template", [*TEMPLATES])
def test_a_definition_begins_with_a_template(app: Flask, boris: Hands, template: str) -> None:
    done = send(boris, boris.open(HOME), {"titel": "Straßenfest anzeigen", "aus": template}, kennung="")
    assert done.url == "/werkstatt/strassenfest-anzeigen/"
    assert now(app, "strassenfest-anzeigen").form["title"] == "Straßenfest anzeigen"
    assert rooms(app).store.edits.history("strassenfest-anzeigen")[0].account == boris.id


def test_a_copy_gets_a_name_of_its_own(app: Flask, boris: Hands) -> None:
    typed = {"titel": "Garten ändern", "aus": SLUG, "kennung": "garten-aendern"}
    send(boris, boris.open(HOME), typed, kennung="")
    assert now(app, "garten-aendern").form["slug"] == "garten-aendern"
    assert now(app, "garten-aendern").cases == now(app).cases


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"titel": "Zwei", "aus": "antrag", "kennung": "probe"}, "gibt es schon"),
        ({"titel": "Zwei", "aus": "antrag", "kennung": "Groß!"}, "Erlaubt sind kleine Buchstaben"),
        ({"titel": "Zwei", "aus": "antrag", "kennung": "konten"}, "Name einer Seite der Werkstatt"),
        ({"titel": " ", "aus": "antrag"}, "Der Titel fehlt"),
        ({"titel": "Zwei", "aus": "nichts"}, "Vorlage „nichts“ gibt es nicht"),
    ],
)
def test_what_cannot_begin_is_refused_and_what_was_typed_stays(
    app: Flask, boris: Hands, typed: dict[str, str], told: str
) -> None:
    page = boris.open(HOME)
    before = everything(app)
    again = send(boris, page, typed, kennung="")
    assert again.status == 422
    assert told in said(again)
    assert f'value="{typed["titel"]}"' in again.html
    assert everything(app) == before


def test_two_of_one_title_get_two_names(boris: Hands) -> None:
    urls = [send(boris, boris.open(HOME), {"titel": "Fest", "aus": "antrag"}, kennung="").url for _ in range(2)]
    assert urls == ["/werkstatt/fest/", "/werkstatt/fest-2/"]


def test_a_json_schema_becomes_a_definition_with_a_report(app: Flask, boris: Hands) -> None:
    answer = upload(boris, "importieren", {"schema-datei": json.dumps(DOG).encode()})
    assert answer.headers["Location"] == "/werkstatt/hund-anmelden/bericht"
    report = boris.open(answer.headers["Location"])
    assert "Hund anmelden" in report.title
    assert now(app, "hund-anmelden").form["schema"]["properties"].keys() == {"name", "rasse"}


def test_json_forms_is_read_with_its_ui_schema_from_text(app: Flask, boris: Hands) -> None:
    ui = {"type": "VerticalLayout", "elements": [{"type": "Control", "scope": "#/properties/name", "label": "Rufname"}]}
    fields = {
        "schema": json.dumps(DOG),
        "uischema": json.dumps(ui),
        "import-kennung": "hund",
        "import-titel": "Mein Hund",
    }
    report = boris.open(upload(boris, "importieren", fields).headers["Location"])
    assert "„rasse“ fragt das Formular nicht" in report.html
    assert now(app, "hund").form["title"] == "Mein Hund"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Das Schema fehlt"),
        ({"schema": "{"}, "Das Schema lässt sich nicht lesen, Zeile 1"),
        ({"schema": json.dumps(DOG), "uischema": "nein"}, "Das UI-Schema lässt sich nicht lesen"),
        ({"schema": json.dumps(DOG), "import-kennung": "../x"}, "geht nicht als Kennung"),
        ({"schema": json.dumps(DOG), "import-kennung": "neu"}, "Name einer Seite"),
        ({"schema": json.dumps(DOG), "import-kennung": "probe"}, "gibt es schon"),
        ({"schema": b'{"a": "' + b"x" * 4_000_001 + b'"}'}, "größer als 4 MB"),
    ],
)
def test_what_cannot_be_imported_is_refused_in_words(
    app: Flask, boris: Hands, fields: dict[str, Any], told: str
) -> None:
    if isinstance(fields.get("schema"), bytes):
        fields = {"schema-datei": fields["schema"]}
    boris.open(HOME)
    before = everything(app)
    answer = upload(boris, "importieren", fields)
    assert answer.status_code == 422
    assert told in problem(answer)
    assert everything(app) == before


def test_every_format_is_offered(boris: Hands) -> None:
    html = boris.open(HOME).html
    assert all(f'<option value="{name}">{format_.title}' in html for name, format_ in FORMATS.items())


def test_a_history_is_taken_in_under_another_name(app: Flask, boris: Hands) -> None:
    data = boris.client.get(f"/werkstatt/{SLUG}/export.zip").get_data()
    answer = upload(boris, "einspielen", {"archiv-datei": data, "archiv-kennung": "garten-dort"})
    assert answer.headers["Location"] == "/werkstatt/garten-dort/fassungen"
    assert now(app, "garten-dort").form == {**now(app).form, "slug": "garten-dort"}
    assert boris.open("/werkstatt/garten-dort/fassungen").status == 200
    assert rooms(app).store.bundles.published("garten-dort") is None


def test_a_history_never_takes_the_place_of_a_definition_unasked(app: Flask, boris: Hands) -> None:
    data = boris.client.get(f"/werkstatt/{SLUG}/export.zip").get_data()
    send(boris, boris.open(f"/werkstatt/{SLUG}/dienst"), {"summary": "Neuer"}, ort="dienst")
    before = everything(app)
    answer = upload(boris, "einspielen", {"archiv-datei": data})
    assert "gibt es hier schon" in problem(answer)
    assert everything(app) == before


def test_when_asked_it_becomes_the_newest_revision_and_can_be_undone(app: Flask, boris: Hands) -> None:
    old = now(app)
    data = boris.client.get(f"/werkstatt/{SLUG}/export.zip").get_data()
    send(boris, boris.open(f"/werkstatt/{SLUG}/dienst"), {"summary": "Neuer"}, ort="dienst")
    newer = now(app)
    upload(boris, "einspielen", {"archiv-datei": data, "archiv-neueste": "ja"})
    assert now(app) == old
    boris.press(f"/werkstatt/{SLUG}/tun", {"basis": "3", "schritt": "rueckgaengig"})
    assert now(app).hash == newer.hash


def test_what_does_not_run_here_is_not_taken_in(app: Flask, boris: Hands) -> None:
    bundle = now(app)
    broken = {**bundle.form, "rules": [{**bundle.form["rules"][0], "at": ["fremd"]}]}
    data = boris.client.get(f"/werkstatt/{SLUG}/export.zip").get_data()
    answer = upload(boris, "einspielen", {"archiv-datei": with_form(data, broken), "archiv-kennung": "kaputt"})
    assert "läuft hier nicht" in problem(answer)
    assert rooms(app).store.bundles.head("kaputt") is None


def with_form(data: bytes, form: Any) -> bytes:
    """The archive with another form in its only revision."""
    history = unpacked(data)
    body = strictjson.pretty(form)
    [past] = history.revisions
    parts = {**past.parts, "form": sha256(body).hexdigest()}
    bodies = {hash_: one for hash_, one in history.bodies.items() if hash_ in parts.values()} | {parts["form"]: body}
    revision = replace(past, parts=parts, hash=_hash_of(parts))
    return packed(replace(history, revisions=(revision,), bodies=bodies))


@pytest.mark.parametrize("data", [b"", b"kein ZIP", b"PK\x03\x04"])
def test_what_is_no_archive_is_refused(boris: Hands, data: bytes) -> None:
    answer = upload(boris, "einspielen", {"archiv-datei": data})
    assert answer.status_code == 422
    assert "kein vollständiges Archiv" in problem(answer)


def test_testers_see_the_list_and_nothing_to_begin_with(app: Flask, quinn: Hands) -> None:
    page = quinn.open(HOME)
    assert "Garten anmelden" in page.html
    assert not [form for form in page.tree.all("form") if form.attributes.get("method") == "post"]
    for where in ("neu", "importieren", "einspielen"):
        assert quinn.client.post(f"/werkstatt/{where}", data={"_csrf": quinn.token()}).status_code == 403


@pytest.mark.parametrize(
    "name", ["dienst", "texte", "json", "uebersicht", "mitnehmen", "uebernehmen", "bericht", "_seiten"]
)
def test_the_templates_need_no_script_or_style_of_their_own(name: str) -> None:
    text = (ROOT / "builder" / "templates" / "werkstatt" / f"{name}.html").read_text(encoding="utf-8")
    assert not [mark for mark in (" style=", " onclick=", " onchange=", "<script", "|safe") if mark in text]
