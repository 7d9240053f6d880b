"""Participants follow what the moderator releases: their pages ask for it, and nothing that they typed is lost."""

import time
from collections.abc import Callable

import pytest
from flask import Flask

from formengine.core.bundle import Bundle
from formengine.web import Settings, catalogue, preview
from tests.web import probe
from tests.web.conftest import NOW
from tests.web.person import Person, everything, rooms
from tests.web.revising import SLUG, form, publish, relabelled
from tests.web.screen import Screen


@pytest.fixture
def app(settings: Settings, start: Callable[[Settings], Flask], monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setattr(catalogue, "_FRESH", 0.0)
    probe.write(settings.definitions, form())
    return start(settings)


def edit(app: Flask, *edits: Callable[[dict[str, object]], None]) -> int:
    """Make a revision the head without releasing it; its number."""
    return rooms(app).store.bundles.save_edited(Bundle(SLUG, form(*edits)), NOW).number


def place(screen: Screen) -> str:
    found = [node.attributes["data-stand"] for node in screen.tree.all("div") if "data-stand" in node.attributes]
    return found[0] if found else ""


def ask(person: Person, screen: Screen) -> tuple[int, str, bytes]:
    answer = person.client.get(f"/stand/{SLUG}", headers={"If-None-Match": f'"{screen.value("_fassung")}"'})
    return answer.status_code, answer.headers.get("ETag", ""), answer.data


def test_a_page_asks_only_while_somebody_works_on_the_definition(app: Flask, anna: Person) -> None:
    page = anna.begin()
    assert place(page) == ""
    assert "stand.js" not in page.html
    edit(app, relabelled("name", "Ganzer Name"))
    page = anna.open(page.url)
    assert place(page) == f"/stand/{SLUG}"
    assert "stand.js" in page.html
    preview.allow(app, lambda slug: True)
    assert place(anna.open(f"/vorschau/{SLUG}/angaben")) == ""


def test_whoever_asks_learns_of_a_release_and_not_of_an_edit(app: Flask, anna: Person) -> None:
    page = anna.begin()
    assert ask(anna, page)[::2] == (304, b"")
    number = edit(app, relabelled("name", "Ganzer Name"))
    assert ask(anna, page)[0] == 304
    rooms(app).store.edits.publish(SLUG, number)
    status, etag, body = ask(anna, page)
    assert (status, body) == (204, b"")
    page = anna.open(page.url)
    assert "Ganzer Name" in page.html
    assert etag == f'"{page.value("_fassung")}"'
    assert ask(anna, page)[0] == 304


def test_asking_needs_no_draft_and_writes_nothing(app: Flask, anna: Person, boris: Person) -> None:
    page = anna.begin()
    before = everything(app)
    assert ask(boris, page)[0] == 304
    assert everything(app) == before
    assert boris.client.get("/stand/nirgends").status_code == 404
    assert boris.client.get(f"/stand/{SLUG}").status_code == 204


def test_what_was_typed_comes_along_to_the_new_revision(app: Flask, anna: Person) -> None:
    page = anna.begin()
    rooms(app).store.edits.publish(SLUG, edit(app, relabelled("notiz", "Merkzettel")))
    after = anna.send(page, {"name": "Halb getippt", "anzahl": "viel"}, button="_neu_laden")
    assert after.value("_fassung") != page.value("_fassung")
    assert after.value("name") == "Halb getippt"
    assert after.value("anzahl") == "viel"
    assert not after.errors


def test_loading_without_a_newer_revision_keeps_the_page(anna: Person) -> None:
    page = anna.begin()
    after = anna.send(page, {"name": "Halb getippt"}, button="_neu_laden")
    assert after.path == page.path
    assert after.value("name") == "Halb getippt"


def test_a_folder_that_is_delivered_anew_makes_no_page_ask(app: Flask, anna: Person) -> None:
    publish(app, form(relabelled("name", "Ganzer Name")))
    assert place(anna.begin()) == ""


def test_fifty_participants_cost_a_few_hundredths_of_a_processor(
    app: Flask, anna: Person, record_property: Callable[[str, object], None]
) -> None:
    page = anna.begin()
    headers = {"If-None-Match": f'"{page.value("_fassung")}"'}
    anna.client.get(f"/stand/{SLUG}", headers=headers)
    began, asked = time.process_time(), 250
    for _ in range(asked):
        anna.client.get(f"/stand/{SLUG}", headers=headers)
    each = (time.process_time() - began) / asked
    record_property("share of a processor for 50 participants who ask every two seconds", round(25 * each, 4))
    assert 25 * each < 0.25
