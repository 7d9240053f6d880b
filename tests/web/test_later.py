"""Leaving and continuing: a code opens a draft elsewhere, guessing does not, and what has expired is gone."""

import datetime
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from formengine.store.resume import LOCKED_FOR, MOST_WRONG
from formengine.store.values import ALPHABET
from formengine.web import Settings, codes
from formengine.web.clock import Clock
from formengine.web.housekeeping import EVERY
from tests.web import probe
from tests.web.files import PDF
from tests.web.person import Person, everything, rooms, rows
from tests.web.screen import Screen

HALF = {"name": "Anna", "anzahl": "viel"}


def code_on(screen: Screen) -> str:
    """The code that the page shows."""
    return screen.tree.find("code").words()


def enter(person: Person, code: str) -> Screen:
    """Type a code on the page that asks for one."""
    return person.send(person.open("/weitermachen"), {"code": code}, "_oeffnen")


@pytest.fixture
def left(anna: Person) -> Screen:
    """The page by which Anna left a page half filled."""
    return anna.send(anna.begin(), HALF, "_speichern")


def test_the_code_opens_the_draft_in_another_browser_with_what_was_typed(
    anna: Person, boris: Person, left: Screen
) -> None:
    answer = enter(boris, code_on(left))
    assert (answer.number, answer.path, answer.value("name"), answer.value("anzahl")) == (
        left.number,
        "angaben",
        "Anna",
        "viel",
    )
    boris.send(answer, {"name": "Boris"}, "_speichern")
    assert anna.open(answer.url).value("name") == "Boris"


@pytest.mark.parametrize(
    "typed", [str.lower, str.upper, lambda code: code.replace("-", " "), lambda code: f" {code}\t"]
)
def test_a_code_may_be_typed_in_any_way(boris: Person, left: Screen, typed: Callable[[str], str]) -> None:
    assert enter(boris, typed(code_on(left))).number == left.number


def test_the_page_shows_the_same_code_again(anna: Person, left: Screen) -> None:
    assert code_on(anna.open(left.url)) == code_on(left)
    assert re.fullmatch(r"([2-9A-Z]{4}-){4}[2-9A-Z]{4}", code_on(left))


def test_the_code_is_nowhere_in_the_store(app: Flask, left: Screen) -> None:
    code = codes.parse(code_on(left)) or ""
    stored = "\n".join(everything(app))
    assert left.number in stored
    assert code[len(left.number) :] not in stored


def test_a_new_code_makes_the_old_one_worthless(anna: Person, boris: Person, left: Screen) -> None:
    old = code_on(left)
    new = code_on(anna.post(f"/antrag/{left.number}/spaeter", {"_csrf": anna.token()}))
    assert new != old
    assert "finden wir keinen Entwurf" in enter(boris, old).html
    assert enter(boris, new).number == left.number


@pytest.mark.parametrize("typed", ["", "   ", "abc", "ä" * 20, "0" * 20, "x" * 500, "' OR 1=1 --", "<b>", "\0" * 20])
def test_what_is_no_code_is_said_in_plain_words_and_stays_in_the_field(boris: Person, typed: str) -> None:
    answer = enter(boris, typed)
    assert answer.status == 422
    assert "<title>Fehler: " in answer.html
    assert answer.value("code") == typed[:100]


def test_a_wrong_code_binds_nobody_and_tells_nothing(boris: Person, left: Screen) -> None:
    wrong = left.number + "2" * 12
    answer, unknown = enter(boris, wrong), enter(boris, "2" * 20)
    # A token carries the second that it was made in.
    one, other = (re.sub(r'name="_csrf" value="[^"]*"', "", seen.html) for seen in (answer, unknown))
    assert one.replace(wrong, "") == other.replace("2" * 20, "")
    assert boris.open(f"/antrag/{left.number}/angaben").status == 404


def test_guessing_locks_the_draft_for_a_while_and_no_other(
    settings: Settings, start: Callable[[Settings], Flask]
) -> None:
    app = start(settings)
    anna, mallory = Person(app), Person(app)
    left, other = (anna.send(anna.begin(), HALF, "_speichern") for _ in range(2))
    for _ in range(MOST_WRONG):
        assert enter(mallory, left.number + "2" * 12).status == 200
    locked = enter(Person(app), code_on(left))
    assert locked.status == 429
    assert "ab 9:15\u00a0Uhr" in locked.html
    assert enter(Person(app), code_on(other)).number == other.number
    assert anna.open(f"/antrag/{left.number}/angaben").status == 200, "whoever is in stays in"
    later = start(replace(settings, clock=Clock(settings.clock.now() + LOCKED_FOR)))
    assert enter(Person(later), code_on(left)).number == left.number


def test_a_right_code_forgets_the_wrong_ones_before(app: Flask, left: Screen) -> None:
    for _ in range(3):
        for _ in range(MOST_WRONG - 1):
            enter(Person(app), left.number + "3" * 12)
        assert enter(Person(app), code_on(left)).number == left.number


def test_the_code_of_a_submitted_draft_leads_to_its_receipt(app: Flask, anna: Person, boris: Person) -> None:
    left = anna.send(anna.begin(), {}, "_speichern")
    anna.walk(probe.GOOD, anna.open(f"/antrag/{left.number}/angaben"))
    assert enter(boris, code_on(left)).path == "eingang"


def test_only_so_many_browsers_stay_bound(app: Flask, left: Screen) -> None:
    first, *others = (Person(app) for _ in range(22))
    enter(first, code_on(left))
    for other in others:
        enter(other, code_on(left))
    assert first.open(f"/antrag/{left.number}/angaben").status == 404
    assert others[-1].open(f"/antrag/{left.number}/angaben").status == 200


def test_a_deleted_draft_is_gone_with_its_files(app: Flask, anna: Person, boris: Person) -> None:
    files = anna.walk(probe.GOOD, anna.begin(), until="anlagen")
    left = anna.send(files, {"belege": [(PDF, "a.pdf")], "notiz": "KANARIE"}, "_speichern")
    folder = rooms(app).store.files._folder
    assert any(path.read_bytes() == PDF for path in folder.rglob("*") if path.is_file())
    answer = anna.post(f"/antrag/{left.number}/loeschen", {"_csrf": anna.token()})
    assert "Ihr Entwurf ist gelöscht" in answer.html
    assert rows(app, left.number) == {}
    assert f"aw-{left.number}" not in anna.cookies()
    assert not any(path.read_bytes() == PDF for path in folder.rglob("*") if path.is_file())
    assert "finden wir keinen Entwurf" in enter(boris, code_on(left)).html


def test_a_submitted_draft_is_not_deleted(app: Flask, anna: Person) -> None:
    done = anna.walk(probe.GOOD, anna.begin())
    assert anna.post(f"/antrag/{done.number}/loeschen", {"_csrf": anna.token()}).path == "eingang"


def test_a_definition_says_how_long_its_drafts_are_kept(settings: Settings, start: Callable[[Settings], Flask]) -> None:
    probe.write(settings.definitions, {**probe.FORM, "keepDays": 3})
    app = start(settings)
    anna = Person(app)
    left = anna.send(anna.begin(), HALF, "_speichern")
    assert "26. November 2026" in left.html
    cookie = next(cookie for cookie in (anna.client._cookies or {}).values() if cookie.key == f"aw-{left.number}")
    assert cookie.max_age == 3 * 24 * 3600
    for days, status in ((2, 200), (5, 404)):
        later = start(replace(settings, clock=Clock(settings.clock.now() + datetime.timedelta(days=days))))
        answer = later.test_client()
        answer.set_cookie(cookie.key, cookie.value)
        assert answer.get(f"/antrag/{left.number}/angaben").status_code == status


def test_what_expires_while_the_application_runs_is_deleted(app: Flask, left: Screen) -> None:
    rooms_ = rooms(app)
    now = rooms_.settings.clock.now()
    assert not rooms_.housekeeping.look(now + EVERY - datetime.timedelta(seconds=1))
    assert rooms_.housekeeping.look(now + rooms_.settings.draft_lifetime)
    assert rows(app, left.number) == {}


@given(st.text(ALPHABET, min_size=8, max_size=8), st.integers(0, 9), st.binary(min_size=16, max_size=32))
def test_a_code_is_its_own_and_nobody_elses(number: str, generation: int, key: bytes) -> None:
    code = codes.make(key, number, generation)
    assert codes.parse(codes.words(code)) == code
    assert codes.number_of(code) == number
    assert codes.is_right(key, code, generation)
    assert not codes.is_right(key, code, generation + 1)
    assert not codes.is_right(key + b"x", code, generation)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_codes(text: str) -> None:
    code = codes.parse(text)
    assert code is None or len(code) == codes.LENGTH
