"""Definitions over time: restarts, new deliveries while people are at it, and broken ones beside sound ones."""

import copy
import datetime
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from formengine.core.bundle import Bundle
from formengine.web import Settings
from formengine.web.clock import Clock
from tests.web import probe
from tests.web.files import PDF
from tests.web.person import Person, rooms, submitted
from tests.web.screen import Screen

Start = Callable[[Settings], Flask]


def moved(person: Person, app: Flask) -> Person:
    """The same browser before a restarted installation."""
    other = Person(app)
    other.client._cookies = person.client._cookies
    return other


def changed() -> dict[str, Any]:
    """A newer delivery: a question renamed, one gone, one new and required."""
    form = copy.deepcopy(probe.FORM)
    questions = form["uischema"]["elements"][0]["elements"]
    questions[0]["label"] = "Ihr vollständiger Name"
    form["uischema"]["elements"][0]["elements"] = [each for each in questions if each["id"] != "telefon"]
    form["uischema"]["elements"][2]["elements"].append(probe.question("neu", "text", "Ganz neue Frage"))
    form["schema"]["properties"]["neu"] = probe.text()
    form["schema"]["required"].append("neu")
    return form


def test_a_restart_keeps_drafts_files_tokens_and_applications(settings: Settings, start: Start) -> None:
    anna = Person(start(settings))
    done = anna.walk(probe.GOOD, anna.begin())
    files = anna.walk(probe.GOOD, anna.begin(), until="anlagen")
    anna.send(files, {"belege": [(PDF, "a.pdf")], "notiz": "halb"}, "_speichern")
    again = moved(anna, start(settings))
    assert again.open(done.url).html == done.html
    page = again.open(files.url)
    assert page.value("notiz") == "halb"
    assert "a.pdf" in page.around("belege")
    assert again.send(files, {"notiz": "ganz"}).status == 409
    assert again.send(page, {"notiz": "ganz"}).path == "pruefen"


def test_a_draft_moves_to_the_revision_that_was_delivered_and_keeps_what_has_no_place_there(
    settings: Settings, start: Start
) -> None:
    anna = Person(start(settings))
    files = anna.walk(probe.GOOD, anna.begin(), until="anlagen")
    probe.write(settings.definitions, changed())
    app = start(settings)
    again = moved(anna, app)
    told = again.open(f"/antrag/{files.number}/angaben")
    assert told.url.endswith("/neue-fassung")
    assert "0371 23125" in told.html
    first = again.open(f"/antrag/{files.number}/angaben")
    assert "Ihr vollständiger Name" in first.html
    assert first.value("name") == "Jürgen Groß"
    assert "telefon" not in first.fields
    assert submitted(app, files.number) is None


def test_a_draft_begun_after_a_delivery_is_on_the_new_revision(settings: Settings, start: Start) -> None:
    start(settings)
    probe.write(settings.definitions, changed())
    first = Person(start(settings)).begin()
    assert "Ihr vollständiger Name" in first.html
    assert "telefon" not in first.fields


def test_an_application_names_the_revision_it_was_judged_by(settings: Settings, start: Start) -> None:
    anna = Person(start(settings))
    check = anna.walk(probe.GOOD, anna.begin())
    probe.write(settings.definitions, changed())
    app = start(settings)
    assert moved(anna, app).open(check.url).path == "eingang"
    found = rooms(app).store.submissions.get_for_draft(check.number)
    newest = rooms(app).store.bundles.published(probe.SLUG)
    assert found is not None
    assert newest is not None
    assert found.definition.revision != newest.hash
    assert rooms(app).catalogue.pinned(found.definition.revision) is not None


def broken(folder: Path) -> dict[str, tuple[str, str]]:
    """Broken definitions beside the sound ones; each with a place and a word that its finding must have."""
    (folder / "kein-json").mkdir()
    (folder / "kein-json" / "form.json").write_text('{"slug": "kein-json",\n "title": }', encoding="utf-8")
    probe.write(folder, probe.FORM | {"slug": "ohne-titel", "title": 7})
    aside = copy.deepcopy(probe.FORM) | {"slug": "falsche-bedingung"}
    aside["uischema"]["elements"][0]["elements"][3]["rule"]["condition"]["scope"] = "#/properties/gibtsnicht"
    probe.write(folder, aside)
    probe.write(folder, probe.FORM | {"slug": "falscher-name"})
    renamed = folder / "anders"
    (folder / "falscher-name").rename(renamed)
    block = {"type": "Block", "id": "b", "ref": "urn:formengine:shared:fehlt", "scope": "#/properties/b"}
    probe.write(
        folder, probe.FORM | {"slug": "ohne-baustein", "uischema": {"type": "Categorization", "elements": [block]}}
    )
    (folder / "leer").mkdir()
    markup = copy.deepcopy(probe.FORM) | {"slug": "mit-markup"}
    markup["uischema"]["elements"][0]["elements"][0]["scope"] = "#/properties/<script>alert(1)</script>"
    probe.write(folder, markup)
    return {
        "kein-json/form.json": ("Zeile 2", "JSON"),
        "ohne-titel/form.json": ("/title", "Text"),
        "falsche-bedingung/form.json": ("/uischema/elements/0/elements/3", "gibtsnicht"),
        "anders/form.json": ("/slug", "anders"),
        "ohne-baustein/form.json": ("/uischema/elements/0/ref", "fehlt"),
        "leer/form.json": ("", "lesen"),
        "mit-markup/form.json": ("/uischema/elements/0/elements/0/scope", "<script>"),
    }


def test_a_broken_definition_is_listed_with_file_place_and_mend_and_stops_no_other(
    settings: Settings, start: Start
) -> None:
    wanted = broken(settings.definitions)
    anna = Person(start(settings))
    home = anna.open("/")
    boxes = [box.words() for box in home.tree.all("div") if box.attributes.get("class") == "aw-broken"]
    assert {box.split()[0] for box in boxes} == set(wanted)
    for name, (place, word) in wanted.items():
        said = " ".join(box for box in boxes if box.startswith(name))
        assert f"Stelle {place}" in said
        assert word in said
        assert len(said) > len(name) + 40
    assert not [script for script in home.tree.all("script") if "src" not in script.attributes]
    assert anna.walk(probe.GOOD, anna.begin()).path == "eingang"


def test_a_delivery_that_broke_leaves_the_earlier_one_in_service(settings: Settings, start: Start) -> None:
    anna = Person(start(settings))
    first = anna.begin()
    (settings.definitions / probe.SLUG / "form.json").write_text("{", encoding="utf-8")
    again = moved(anna, start(settings))
    assert "probe/form.json" in again.open("/").html
    assert again.send(first, probe.GOOD["angaben"]).path == "anlagen"
    assert again.begin().path == "angaben"


def test_a_revision_that_this_release_cannot_read_stops_no_other(settings: Settings, start: Start) -> None:
    """As after an update of the program that took a field type away."""
    app = start(settings)
    form = json.loads(json.dumps(probe.FORM).replace('"multiline"', '"abgeschafft"')) | {"slug": "alt"}
    rooms(app).store.bundles.publish_shipped(Bundle("alt", form), settings.clock.now())
    person = Person(app)
    assert person.open("/").status == 200
    assert person.walk(probe.GOOD, person.begin()).path == "eingang"
    answer = person.open("/dienste/alt")
    assert answer.status < 500
    assert answer.title


def test_a_draft_is_closed_when_its_time_is_up_even_without_a_restart(settings: Settings, start: Start) -> None:
    anna = Person(start(settings))
    first = anna.send(anna.begin(), {"name": "Anna"}, "_speichern")
    later = Clock(settings.clock.now() + settings.draft_lifetime + datetime.timedelta(minutes=1))
    app = start(replace(settings, data=settings.data))
    object.__setattr__(rooms(app).settings, "clock", later)
    assert moved(anna, app).open(first.url).status == 404


def test_the_cookie_of_a_draft_lives_as_long_as_the_draft(app: Flask, anna: Person) -> None:
    """A draft lives on for thirty days after each change; so must the cookie that opens it."""
    first = anna.begin()
    answer: Screen = anna._screen(anna.client.post(first.action, data=anna.body(first, {"name": "A"}, "_speichern")))
    cookies = answer.headers.getlist("Set-Cookie")
    assert any(cookie.startswith(f"aw-{first.number}=") and "Max-Age=2592000" in cookie for cookie in cookies)


@pytest.fixture
def endless(settings: Settings, start: Start) -> Flask:
    """An Anliegensklärung that has no outcome for one of its answers."""
    form = copy.deepcopy(probe.KLAERUNG_FORM)
    form["outcomes"] = form["outcomes"][:1]
    return start(replace(settings, definitions=probe.write(settings.data / "d", probe.FORM, form)))


def test_a_klaerung_without_an_outcome_does_not_run_in_circles(endless: Flask) -> None:
    person = Person(endless)
    if probe.KLAERUNG in rooms(endless).catalogue.slugs():
        screen = person.begin(probe.KLAERUNG)
        answer = person.send(screen, {"frage": "a"})
        assert answer.status in (200, 404, 500)
        assert answer.title
    else:
        assert "probe-klaerung/form.json" in person.open("/").html
