"""Drafts: nothing that was typed is ever lost, and nothing unfinished is ever taken for finished."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from formengine.web import Settings
from tests.web import probe
from tests.web.person import Person, rooms, rows, submitted
from tests.web.screen import Screen

GOOD = probe.GOOD["angaben"]
HALF = {"name": "Anna", "email": "anna@", "anzahl": "viel", "tag:tag": "31", "tag:monat": "2", "art": "b", "nurb": "ja"}


@pytest.fixture
def app(house: Flask) -> Flask:
    return house


def typed(screen: Screen, names: dict[str, Any]) -> dict[str, str]:
    """What stands in these fields."""
    return {name: screen.value(name) for name in names}


@pytest.mark.parametrize("button", ["_weiter", "_zurueck", "_speichern", "_aktualisieren", ""])
def test_no_button_loses_what_was_typed(anna: Person, button: str) -> None:
    first = anna.begin()
    answer = anna.send(first, HALF, button)
    assert typed(anna.open(first.url) if button == "_speichern" else answer, HALF) == HALF


@pytest.mark.parametrize("button", ["_weiter", "_zurueck", "_speichern"])
def test_what_was_typed_is_there_again_on_another_day(app: Flask, anna: Person, button: str) -> None:
    first = anna.begin()
    anna.send(first, HALF, button)
    assert typed(anna.open(first.url), HALF) == HALF
    assert rows(app, first.number)["angaben"][0] is None


def test_back_goes_back_and_keeps_both_pages(app: Flask, anna: Person) -> None:
    files = anna.walk(probe.GOOD, anna.begin(), until="anlagen")
    first = anna.send(files, {"notiz": "nicht fertig"}, "_zurueck")
    assert (first.path, first.value("name")) == ("angaben", "Jürgen Groß")
    assert anna.send(first).value("notiz") == "nicht fertig"
    assert rows(app, files.number)["anlagen"] == (None, {"raw": {"notiz": ["nicht fertig"]}, "files": {}})


def test_back_over_an_accepted_page_keeps_its_answers_until_the_new_ones_are_accepted(app: Flask, anna: Person) -> None:
    first = anna.begin()
    anna.send(first, GOOD)
    anna.send(anna.open(first.url), {"anzahl": "viel"}, "_zurueck")
    answers, pending = rows(app, first.number)["angaben"]
    assert (answers["anzahl"], pending["raw"]["anzahl"]) == (2, ["viel"])


def test_looking_at_a_page_and_going_back_leaves_no_trace(app: Flask, anna: Person) -> None:
    files = anna.walk(probe.GOOD, anna.begin(), until="anlagen")
    anna.send(files, {}, "_zurueck")
    assert "anlagen" not in rows(app, files.number)
    anna.send(anna.open(f"/antrag/{files.number}/angaben"), {}, "_speichern")
    assert rows(app, files.number)["angaben"][1] is None


def test_later_says_what_is_kept_and_for_how_long(anna: Person) -> None:
    answer = anna.send(anna.begin(), HALF, "_speichern")
    assert answer.title.startswith("Ihr Entwurf ist gespeichert")
    assert "bis zum 23. Dezember 2026" in " ".join(answer.tree.words().split())


def test_the_address_of_the_draft_leads_to_where_it_goes_on(anna: Person) -> None:
    files = anna.walk(probe.GOOD, anna.begin(), until="anlagen")
    assert anna.open(f"/antrag/{files.number}/").path == "anlagen"


def test_a_page_with_something_pending_holds_up_the_application(app: Flask, anna: Person) -> None:
    check = anna.walk(probe.GOOD, anna.begin(), until="pruefen")
    anna.send(anna.open(f"/antrag/{check.number}/angaben"), {"anzahl": "3 oder 4"}, "_speichern")
    again = anna.open(check.url)
    assert "Hier fehlt noch etwas" in again.html
    assert "Ihre Angaben" in again.html
    answer = anna.send(again, {"bestaetigt": "ja"}, "_absenden")
    assert (answer.path, answer.value("anzahl")) == ("angaben", "3 oder 4")
    assert submitted(app, check.number) is None


def test_the_declaration_ticked_before_is_still_ticked_afterwards(anna: Person) -> None:
    check = anna.walk(probe.GOOD, anna.begin(), until="pruefen")
    anna.send(anna.open(f"/antrag/{check.number}/angaben"), {"anzahl": "viel"}, "_speichern")
    first = anna.send(check, {"bestaetigt": "ja"}, "_absenden")
    anna.send(first, {"anzahl": "2"})
    assert anna.open(check.url).value("bestaetigt") == "ja"


def test_hidden_answers_stay_in_the_draft_and_are_not_sent(app: Flask, anna: Person) -> None:
    b = {**GOOD, "art": "b", "nurb": "nur hier"}
    extra = anna.walk({**probe.GOOD, "angaben": b}, anna.begin(), until="zusatz")
    anna.send(extra, probe.GOOD["zusatz"])
    first = f"/antrag/{extra.number}/angaben"
    anna.send(anna.open(first), {"art": "a"})
    assert rows(app, extra.number)["angaben"][0]["nurb"] == "nur hier"
    assert rows(app, extra.number)["zusatz"][0] == {"geheim": "nur bei b"}
    receipt = anna.walk(probe.GOOD, anna.open(f"/antrag/{extra.number}/"))
    assert {"nurb", "geheim"} & set(submitted(app, extra.number) or {}) == set()
    assert "nur bei b" not in receipt.html


def test_an_answer_that_was_hidden_comes_back_with_its_question(anna: Person) -> None:
    first = anna.begin()
    many = {**GOOD, "anzahl": "5"}
    anna.send(anna.send(first, many), {"grund": "weil"})
    anna.send(anna.open(first.url), {"anzahl": "1"})
    assert "grund" not in anna.open(first.url).fields
    anna.send(anna.open(first.url), {"anzahl": "1", "name": "Anders"}, "_speichern")
    anna.send(anna.open(first.url), {"anzahl": "6"}, "_speichern")
    assert anna.open(first.url).value("grund") == "weil"


def test_a_question_that_comes_up_is_announced_not_reproached(app: Flask, anna: Person) -> None:
    first = anna.begin()
    assert "grund" not in first.fields
    answer = anna.send(first, {**GOOD, "anzahl": "5"})
    assert (answer.status, answer.path, answer.errors) == (200, "angaben", {})
    assert "Es kommt noch eine Frage dazu" in answer.notice
    assert "grund" in answer.fields
    assert rows(app, first.number)["angaben"][0] is None


def test_a_question_that_was_shown_and_left_empty_is_a_mistake(anna: Person) -> None:
    answer = anna.send(anna.send(anna.begin(), {**GOOD, "anzahl": "5"}))
    assert (answer.status, list(answer.errors)) == (422, ["grund"])
    assert answer.title.endswith("Ihre Angaben")
    assert "<title>Fehler: " in answer.html


def test_a_mistake_beside_a_new_question_is_a_mistake(anna: Person) -> None:
    answer = anna.send(anna.begin(), {**GOOD, "anzahl": "5", "email": "falsch"})
    assert (answer.status, list(answer.errors)) == (422, ["email"])
    assert "grund" in answer.fields


def test_leaving_a_field_says_what_is_wrong_and_keeps_nothing(app: Flask, anna: Person) -> None:
    first = anna.begin()
    answer = anna.send(first, {"email": "falsch", "_blick": "email"}, "")
    assert (answer.status, answer.headers["X-Blick"]) == (200, "email")
    assert "E-Mail" in answer.html
    assert anna.send(first, {"email": "", "_blick": "email"}, "").html == ""
    assert rows(app, first.number) == {}


def test_dropped_caches_change_nothing(app: Flask, anna: Person, boris: Person) -> None:
    def drop(number: str) -> None:
        with rooms(app).store.database.transaction() as db:
            db.execute("UPDATE draft SET flags = '{}' WHERE number = :number", {"number": number})

    def seen(screen: Screen) -> Any:
        fields = {name: value for name, value in screen.sent.items() if name != "_csrf"}
        return screen.status, screen.path, screen.errors, screen.notice, screen.fields, fields

    posts = [HALF, {**GOOD, "anzahl": "4"}, {"grund": "weil"}, {"art": "b"}, {"notiz": "x"}, {"bestaetigt": "ja"}]
    one, other = anna.begin(), boris.begin()
    for post in posts:
        one, other = anna.send(one, post), boris.send(other, post)
        assert seen(one) == seen(other)
        drop(one.number)
        assert seen(anna.open(one.url)) == seen(boris.open(other.url))


def test_a_change_from_the_check_page_leads_back_there(anna: Person) -> None:
    check = anna.walk(probe.GOOD, anna.begin(), until="pruefen")
    changed = anna.open(f"/antrag/{check.number}/angaben?zurueck=pruefen")
    assert "Übernehmen und zur Übersicht" in changed.html
    again = anna.send(changed, {"name": "Geändert"})
    assert (again.path, again.answer("name")) == ("pruefen", ["Geändert"])


def test_a_change_that_opens_a_page_leads_there_first(anna: Person) -> None:
    check = anna.walk(probe.GOOD, anna.begin(), until="pruefen")
    changed = anna.open(f"/antrag/{check.number}/angaben?zurueck=pruefen")
    extra = anna.send(changed, {"art": "b"})
    assert extra.path == "zusatz"
    assert anna.send(extra, probe.GOOD["zusatz"]).path == "pruefen"


def test_an_untouched_draft_ends_after_thirty_days_and_says_so(
    settings: Settings, start: Callable[[Settings], Flask]
) -> None:
    app = start(settings)
    anna = Person(app)
    first = anna.send(anna.begin(), HALF, "_speichern")
    rooms(app).store.purge(settings.clock.now() + settings.draft_lifetime)
    answer = anna.open(first.url)
    assert answer.status == 404
    assert "Entwürfe, die lange niemand geändert hat, werden gelöscht, meist nach 30 Tagen." in answer.html
