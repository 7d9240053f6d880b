"""Double clicks, lost answers and two windows: one application, no lost update, and both sides shown."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from tests.web import probe
from tests.web.files import PDF
from tests.web.person import Person, rooms, rows, submitted
from tests.web.screen import Screen

GOOD = probe.GOOD["angaben"]


@pytest.fixture
def app(house: Flask) -> Flask:
    return house


def applications(app: Flask, number: str) -> list[str]:
    sql = "SELECT reference FROM submission WHERE draft = :number"
    found = rooms(app).store.database.rows(sql, {"number": number})
    return [str(row["reference"]) for row in found]


def twin(person: Person) -> Person:
    """The same browser, another window."""
    other = Person(person.app)
    other.client._cookies = person.client._cookies
    return other


@pytest.mark.parametrize(
    ("typed", "button"),
    [(GOOD, "_weiter"), ({"anzahl": "viel"}, "_weiter"), ({"name": "A"}, "_speichern"), ({"name": "A"}, "_zurueck")],
)
def test_the_same_post_again_changes_nothing(app: Flask, anna: Person, typed: dict[str, Any], button: str) -> None:
    first = anna.begin()
    answers = [anna.send(first, typed, button) for _ in range(3)]
    assert len({(answer.status, answer.path) for answer in answers}) == 1
    assert len({str(answer.errors) for answer in answers}) == 1
    stored = rows(app, first.number)["angaben"]
    anna.send(first, typed, button)
    assert rows(app, first.number)["angaben"] == stored


def test_a_post_with_a_file_again_changes_nothing(app: Flask, anna: Person) -> None:
    files = anna.walk(probe.GOOD, anna.begin(), until="anlagen")
    typed = {"belege": [(PDF, "a.pdf")], "notiz": "x" * 300}
    answers = [anna.send(files, typed) for _ in range(3)]
    assert [answer.status for answer in answers] == [422, 422, 422]
    assert len(rows(app, files.number)["anlagen"][1]["files"]["belege"]) == 1


def test_five_clicks_make_one_application(app: Flask, anna: Person) -> None:
    check = anna.walk(probe.GOOD, anna.begin(), until="pruefen")
    answers = [anna.send(check, {"bestaetigt": "ja"}, "_absenden") for _ in range(5)]
    assert {answer.path for answer in answers} == {"eingang"}
    assert len({answer.html for answer in answers}) == 1
    assert len(applications(app, check.number)) == 1


def test_five_clicks_at_the_same_moment_make_one_application(app: Flask, anna: Person) -> None:
    check = anna.walk(probe.GOOD, anna.begin(), until="pruefen")
    people = [twin(anna) for _ in range(5)]
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda person: person.send(check, {"bestaetigt": "ja"}, "_absenden"), people))
    assert len(applications(app, check.number)) == 1
    assert {answer.status for answer in answers} <= {200, 409}
    assert anna.open(check.url).path == "eingang"


def test_a_submitted_draft_answers_everything_with_its_receipt(app: Flask, anna: Person) -> None:
    check = anna.walk(probe.GOOD, anna.begin(), until="pruefen")
    first = anna.open(f"/antrag/{check.number}/angaben")
    anna.send(check, {"bestaetigt": "ja"}, "_absenden")
    document = submitted(app, check.number)
    for path in ("", "angaben", "anlagen", "pruefen", "zusatz"):
        assert anna.open(f"/antrag/{check.number}/{path}").path == "eingang"
    for button in ("_weiter", "_zurueck", "_speichern", "_absenden", "_aktualisieren", "_blick", "_entfernen"):
        assert anna.send(first, {"name": "Zu spät"}, button).path == "eingang"
    assert submitted(app, check.number) == document


@pytest.fixture
def tabs(anna: Person) -> tuple[Screen, Screen]:
    """The same accepted page in two windows."""
    first = anna.begin()
    anna.send(first, GOOD)
    return anna.open(first.url), anna.open(first.url)


def test_the_second_window_is_shown_both_sides(app: Flask, anna: Person, tabs: tuple[Screen, Screen]) -> None:
    anna.send(tabs[0], {"name": "Erstes Fenster", "telefon": "0371 111111"})
    answer = anna.send(tabs[1], {"name": "Zweites Fenster", "telefon": "0371 111111"})
    assert answer.status == 409
    assert "Dort steht jetzt: Name: Erstes Fenster." in answer.notice
    assert answer.value("name") == "Zweites Fenster"
    assert rows(app, answer.number)["angaben"][0]["name"] == "Erstes Fenster"


def test_the_person_decides_which_side_counts(app: Flask, anna: Person, tabs: tuple[Screen, Screen]) -> None:
    anna.send(tabs[0], {"name": "Erstes Fenster"})
    answer = anna.send(tabs[1], {"name": "Zweites Fenster"})
    assert anna.send(answer).path == "anlagen"
    assert rows(app, answer.number)["angaben"][0]["name"] == "Zweites Fenster"


@pytest.mark.parametrize("button", ["_weiter", "_zurueck", "_speichern"])
@pytest.mark.parametrize("before", ["_weiter", "_zurueck", "_speichern"])
def test_no_pair_of_buttons_loses_an_update(
    app: Flask, anna: Person, tabs: tuple[Screen, Screen], before: str, button: str
) -> None:
    anna.send(tabs[0], {"name": "Erstes Fenster"}, before)
    stored = rows(app, tabs[0].number)["angaben"]
    assert anna.send(tabs[1], {"name": "Zweites Fenster"}, button).status == 409
    assert rows(app, tabs[0].number)["angaben"] == stored


def test_a_refreshed_window_still_knows_on_what_it_was_typed(
    app: Flask, anna: Person, tabs: tuple[Screen, Screen]
) -> None:
    anna.send(tabs[0], {"name": "Erstes Fenster"})
    refreshed = anna.send(tabs[1], {"name": "Zweites Fenster"}, "_aktualisieren")
    assert refreshed.status == 200
    assert anna.send(refreshed).status == 409
    assert rows(app, refreshed.number)["angaben"][0]["name"] == "Erstes Fenster"


def test_windows_on_different_pages_do_not_disturb_each_other(app: Flask, anna: Person) -> None:
    files = anna.walk(probe.GOOD, anna.begin(), until="anlagen")
    first = anna.open(f"/antrag/{files.number}/angaben")
    assert anna.send(files, {"notiz": "hier"}).status == 200
    assert anna.send(first, {"name": "dort"}).status == 200
    assert rows(app, files.number)["anlagen"][0] == {"notiz": "hier"}
    assert rows(app, files.number)["angaben"][0]["name"] == "dort"


def test_the_check_page_in_two_windows_sends_what_is_stored(app: Flask, anna: Person) -> None:
    check = anna.walk(probe.GOOD, anna.begin(), until="pruefen")
    anna.send(anna.open(f"/antrag/{check.number}/angaben"), {"name": "Zuletzt"})
    receipt = anna.send(check, {"bestaetigt": "ja"}, "_absenden")
    assert receipt.answer("name") == ["Zuletzt"]


def test_many_hands_lose_no_update(app: Flask, anna: Person, tabs: tuple[Screen, Screen]) -> None:
    """Ten windows save different names at once: one wins, nine are told, and the winner's name stands."""
    people = [(twin(anna), f"Fenster {number}") for number in range(10)]
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda one: (one[1], one[0].send(tabs[0], {"name": one[1]}).status), people))
    won = [name for name, status in answers if status == 200]
    assert len(won) == 1
    assert [status for _, status in answers].count(409) == 9
    assert rows(app, tabs[0].number)["angaben"][0]["name"] == won[0]


def test_files_sent_from_a_stale_window_are_asked_for_again(anna: Person) -> None:
    files = anna.walk(probe.GOOD, anna.begin(), until="anlagen")
    anna.send(files, {"notiz": "anderswo"})
    answer = anna.send(files, {"notiz": "hier", "belege": [(PDF, "neu.pdf")]})
    assert answer.status == 409
    assert "Dateien" in answer.notice
