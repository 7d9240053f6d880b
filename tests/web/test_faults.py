"""When something fails behind a page: German words about what is kept, no trace of the inside, and no half write."""

import io
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from formengine.store import database
from formengine.store.drafts import Drafts
from formengine.store.errors import StoreBusy, StoreFull, StoreRefused, StoreUnavailable
from formengine.store.files import Files
from formengine.store.submissions import Submissions
from formengine.web import Settings, preview
from tests.web import probe
from tests.web.files import PDF
from tests.web.person import Person, everything, rooms
from tests.web.screen import Screen
from tests.web.test_csrf import addresses

SECRET = "Innereien 4711"
KINDS: dict[type[Exception], tuple[int, str]] = {
    StoreFull: (507, "Der Speicher ist voll"),
    StoreBusy: (503, "Der Dienst ist gerade überlastet"),
}


def failing(kind: type[Exception]) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        raise kind(SECRET)

    return fail


def is_explained(answer: Screen, status: int, title: str) -> None:
    assert (answer.status, answer.title) == (status, title)
    assert "gespeichert" in answer.html
    assert SECRET not in answer.html
    assert "Traceback" not in answer.html


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_store_that_cannot_write_says_so_and_reading_goes_on(
    app: Flask, anna: Person, monkeypatch: pytest.MonkeyPatch, kind: type[Exception], headers: dict[str, str]
) -> None:
    first = anna.begin()
    before = everything(app)
    monkeypatch.setattr(Drafts, "save_page", failing(kind))
    for button in ("_weiter", "_speichern", "_entfernen"):
        is_explained(anna.send(first, probe.GOOD["angaben"], button, headers=headers), *KINDS[kind])
    assert anna.open(first.url).status == 200
    assert everything(app) == before
    monkeypatch.undo()
    assert anna.send(first, probe.GOOD["angaben"]).path == "anlagen"


@pytest.mark.parametrize("kind", KINDS)
def test_every_act_that_writes_explains_a_failing_store(
    app: Flask, anna: Person, monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    files = anna.walk(probe.GOOD, anna.begin(), until="anlagen")
    check = anna.walk(probe.GOOD, anna.begin(), until="pruefen")
    for room, act in ((Drafts, "create"), (Files, "add"), (Files, "remove"), (Submissions, "submit")):
        monkeypatch.setattr(room, act, failing(kind))
    is_explained(anna.begin(), *KINDS[kind])
    is_explained(anna.send(files, {"belege": [(PDF, "a.pdf")]}), *KINDS[kind])
    is_explained(anna.send(files, {"_entfernen": "22222222"}, ""), *KINDS[kind])
    is_explained(anna.send(check, {"bestaetigt": "ja"}, "_absenden"), *KINDS[kind])
    monkeypatch.undo()
    assert anna.send(anna.open(check.url), {"bestaetigt": "ja"}, "_absenden").path == "eingang"


def test_a_locked_database_is_a_busy_service_and_the_same_post_succeeds_later(
    settings: Settings, start: Callable[[Settings], Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    person = Person(start(settings))
    first = person.begin()
    other = sqlite3.connect(settings.data / "antragswerkstatt.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    is_explained(person.send(first, probe.GOOD["angaben"]), 503, "Der Dienst ist gerade überlastet")
    assert person.open(first.url).status == 200
    other.execute("ROLLBACK")
    other.close()
    assert person.send(first, probe.GOOD["angaben"]).path == "anlagen"


@pytest.mark.parametrize("kind", [StoreRefused, StoreUnavailable])
def test_a_store_that_cannot_be_read_is_no_blank_page(
    app: Flask, anna: Person, monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    first = anna.begin()
    monkeypatch.setattr(Drafts, "open", failing(kind))
    is_explained(anna.open(first.url), 503, "Der Dienst ist gerade überlastet")
    is_explained(anna.send(first, {"_csrf": "falsch"}), 503, "Der Dienst ist gerade überlastet")


def test_health_follows_the_store(app: Flask, anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    assert anna.open("/gesund").status == 200
    monkeypatch.setattr(type(rooms(app).store.bundles), "slugs", failing(StoreUnavailable))
    assert anna.open("/gesund").status == 503


def test_a_bug_in_any_view_is_a_page_without_a_trace_and_without_a_write(app: Flask, anna: Person) -> None:
    number, token = anna.begin().number, anna.token()
    preview.allow(app, lambda slug: True)
    before = everything(app)
    for endpoint in app.view_functions:
        app.view_functions[endpoint] = failing(RuntimeError)
    for method in ("GET", "POST"):
        for url in addresses(app, method, number=number, revision="0" * 64, id_="22222222"):
            is_explained(anna.post(url, {"_csrf": token}) if method == "POST" else anna.open(url), 500, _BUG)
    assert everything(app) == before


_BUG = "Bei uns ist etwas schiefgegangen"


@pytest.mark.parametrize(
    "place", ["formengine.web.posting.read", "formengine.web.flow.save", "formengine.web.flow.keep"]
)
def test_a_bug_in_the_middle_of_a_post_writes_nothing(
    app: Flask, anna: Person, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    first = anna.begin()
    before = everything(app)
    monkeypatch.setattr(place, failing(RuntimeError))
    typed = {**probe.GOOD["angaben"], **({"anzahl": "viel"} if place.endswith("keep") else {})}
    is_explained(anna.send(first, typed), 500, _BUG)
    assert everything(app) == before


def test_a_bug_while_submitting_submits_nothing(app: Flask, anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    check = anna.walk(probe.GOOD, anna.begin(), until="pruefen")
    monkeypatch.setattr("formengine.web.submitting._envelope", failing(RuntimeError))
    is_explained(anna.send(check, {"bestaetigt": "ja"}, "_absenden"), 500, _BUG)
    assert rooms(app).store.submissions.get_for_draft(check.number) is None
    monkeypatch.undo()
    assert anna.send(anna.open(check.url), {"bestaetigt": "ja"}, "_absenden").path == "eingang"


def test_what_people_typed_stays_out_of_the_log(app: Flask, anna: Person, caplog: pytest.LogCaptureFixture) -> None:
    typed = {"name": "KANARIE", "email": "KANARIE@", "anzahl": "KANARIE", "art": "KANARIE"}
    first = anna.begin()
    anna.send(first, typed)
    anna.send(first, {**probe.GOOD["angaben"], "name": "KANARIE"})
    anna.post(first.action, {"_csrf": "falsch", "name": "KANARIE"})
    anna.client.post(first.action, input_stream=io.BytesIO(b"name=KANARIE"), content_type="text/plain")
    assert "KANARIE" not in caplog.text
