"""The second factor: without it a right password opens nothing, and no code works twice."""

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from flask import Flask

from builder import secondfactor
from formengine.store.attempts import FREE
from tests.builder.accounts.people import PASSWORD, SIGN_IN, Hands, Watch
from tests.web.person import everything, rooms
from tests.web.screen import Screen

FACTOR = "/werkstatt/konto/zweiter-faktor"


def second(person: Hands, code: str, page: Screen | None = None) -> Screen:
    """Type a code on the page that asks for the second factor."""
    return person.send(page or person.open(f"{SIGN_IN}/code"), {"code": code}, "")


def half(app: Flask, name: str = "boris") -> Hands:
    """Somebody who knows the password."""
    person = Hands(app)
    assert person.sign_in(name).title == "Code eingeben"
    return person


def test_password_and_code_let_in_and_lead_on(app: Flask, anna: Hands, watch: Watch) -> None:
    secret = anna.with_factor()
    watch.forward(seconds=30)
    person = Hands(app)
    page = person.sign_in("anna", at="/werkstatt/konten/protokoll")
    assert not person.is_in()
    code = person.code(secret)
    assert second(person, f" {code[:3]} {code[3:]} ", page).url == "/werkstatt/konten/protokoll"
    assert person.is_in()


def test_the_password_alone_opens_nothing(app: Flask, boris: Hands) -> None:
    boris.with_factor()
    person = half(app)
    for url in ("/werkstatt/konto", FACTOR, "/werkstatt/konten"):
        assert person.open(url).url.startswith(SIGN_IN)
    before = everything(app)
    for url in ("/werkstatt/konto/ueberall-abmelden", f"{FACTOR}/aus", "/werkstatt/konto/kennwort"):
        person.press(url, {"kennwort": PASSWORD, "kennwort-neu": "fünf andere lange Wörter"})
    assert everything(app) == before


def test_the_secret_changes_between_password_and_code(app: Flask, boris: Hands, watch: Watch) -> None:
    secret = boris.with_factor()
    watch.forward(seconds=30)
    person = half(app)
    first = person.secret
    second(person, person.code(secret))
    assert person.is_in()
    assert person.secret != first
    person.client.set_cookie("aw-konto", first)
    assert not person.is_in()
    assert person.open(f"{SIGN_IN}/code").url == SIGN_IN


def test_a_code_works_once_even_for_its_owner(app: Flask, boris: Hands, watch: Watch) -> None:
    secret = boris.with_factor()
    used_to_set_up = half(app)
    assert second(used_to_set_up, used_to_set_up.code(secret)).status == 422
    watch.forward(seconds=30)
    code = boris.code(secret)
    people = [half(app), half(app)]
    for person in people:
        second(person, code)
    assert [person.is_in() for person in people] == [True, False]


def test_an_earlier_code_does_not_work_after_a_later_one(app: Flask, boris: Hands, watch: Watch) -> None:
    secret = boris.with_factor()
    watch.forward(seconds=60)
    earlier = boris.code(secret)
    watch.forward(seconds=30)
    people = [half(app), half(app)]
    second(people[0], boris.code(secret))
    second(people[1], earlier)
    assert [person.is_in() for person in people] == [True, False]


@pytest.mark.parametrize(("late", "works"), [(0, True), (30, True), (90, False), (-30, True), (-90, False)])
def test_a_clock_may_differ_by_one_step(late: int, works: bool) -> None:
    now, secret = datetime(2026, 11, 23, 8, 0, tzinfo=UTC), secondfactor.new_secret()
    code = pyotp.TOTP(secret).at(now - timedelta(seconds=late))
    assert (secondfactor.step(secret, code, now) is not None) is works


@pytest.mark.parametrize(
    "typed", ["", "000000", "12345", "abcdef", "1234567", "x" * 5_000, "\0", "\uff11\uff12\uff13\uff14\uff15\uff16"]
)
def test_a_wrong_code_is_refused_and_may_be_typed_again(app: Flask, boris: Hands, watch: Watch, typed: str) -> None:
    secret = boris.with_factor()
    watch.forward(seconds=30)
    person = half(app)
    answer = second(person, typed)
    assert answer.status == 422
    assert set(answer.errors) == {"code"}
    second(person, person.code(secret), answer)
    assert person.is_in()


def test_guessing_codes_is_slowed_down_and_the_password_again_does_not_help(
    app: Flask, boris: Hands, watch: Watch
) -> None:
    secret = boris.with_factor()
    watch.forward(seconds=30)
    for _ in range(FREE):
        assert second(half(app), "000000").status == 422
    answer = second(half(app), boris.code(secret))
    assert answer.status == 429
    assert "Warten Sie 30 Sekunden" in answer.errors["code"]
    watch.forward(seconds=30)
    person = half(app)
    second(person, boris.code(secret))
    assert person.is_in()


def test_the_password_waits_ten_minutes_for_the_code(app: Flask, boris: Hands, watch: Watch) -> None:
    boris.with_factor()
    person = half(app)
    watch.forward(minutes=9)
    assert person.open(f"{SIGN_IN}/code").title == "Code eingeben"
    watch.forward(minutes=1)
    assert person.open(f"{SIGN_IN}/code").url == SIGN_IN


def recovery(person: Hands) -> list[str]:
    """Set up the second factor; the codes for the day when the phone is lost."""
    page = person.open(FACTOR)
    typed = {"code": person.code(page.value("schluessel")), "kennwort": PASSWORD}
    return re.findall(r"<code>([\w-]+)</code>", person.send(page, typed, "").html)


def test_each_recovery_code_lets_in_once_however_it_is_typed(app: Flask, boris: Hands) -> None:
    codes = recovery(boris)
    assert len(set(codes)) == 10
    for typed in (codes[0], codes[1].upper(), codes[2].replace("-", " ")):
        person = half(app)
        second(person, typed)
        assert person.is_in(), typed
    person = half(app)
    assert second(person, codes[0]).status == 422
    assert "Notfallcodes: 7" in boris.open("/werkstatt/konto").html


def test_recovery_codes_and_passwords_are_stored_as_hashes_only(app: Flask, boris: Hands) -> None:
    stored = "\n".join(everything(app))
    assert not any(secondfactor.plain(code) in stored for code in recovery(boris))


def test_codes_of_somebody_else_open_nothing(app: Flask, anna: Hands, boris: Hands) -> None:
    codes = recovery(anna)
    boris.with_factor()
    person = half(app)
    assert second(person, codes[0]).status == 422


@pytest.mark.parametrize(("typed", "named"), [({"code": "000000"}, {"code"}), ({"kennwort": "falsch"}, {"kennwort"})])
def test_setting_up_needs_a_right_code_and_the_password(
    app: Flask, boris: Hands, typed: dict[str, str], named: set[str]
) -> None:
    page = boris.open(FACTOR)
    right = {"code": boris.code(page.value("schluessel")), "kennwort": PASSWORD}
    answer = boris.send(page, {**right, **typed}, "")
    assert set(answer.errors) == named
    assert answer.value("schluessel") == page.value("schluessel")
    assert rooms(app).store.accounts.factor(boris.id) is None


@pytest.mark.parametrize("secret", ["", "AAAA", "a" * 32, "1" * 32, "<b>"])
def test_a_key_that_we_did_not_make_is_not_taken(app: Flask, boris: Hands, secret: str) -> None:
    boris.press(FACTOR, {"schluessel": secret, "code": "123456", "kennwort": PASSWORD})
    assert rooms(app).store.accounts.factor(boris.id) is None


def test_a_second_factor_is_not_replaced_without_removing_it_first(app: Flask, boris: Hands) -> None:
    secret = boris.with_factor()
    other = secondfactor.new_secret()
    boris.press(FACTOR, {"schluessel": other, "code": boris.code(other), "kennwort": PASSWORD})
    kept = rooms(app).store.accounts.factor(boris.id)
    assert kept is not None
    assert kept.secret == secret
    assert secret not in boris.open(FACTOR).html


def test_removing_it_needs_the_password_and_ends_its_recovery_codes(app: Flask, boris: Hands) -> None:
    codes = recovery(boris)
    assert set(boris.press(f"{FACTOR}/aus", {"kennwort": "falsch"}).errors) == {"kennwort"}
    assert rooms(app).store.accounts.factor(boris.id) is not None
    boris.press(f"{FACTOR}/aus", {"kennwort": PASSWORD})
    assert rooms(app).store.accounts.factor(boris.id) is None
    boris.with_factor()
    assert second(half(app), codes[0]).status == 422


def test_an_admin_helps_somebody_whose_phone_is_lost(app: Flask, anna: Hands, boris: Hands) -> None:
    boris.with_factor()
    anna.press(f"/werkstatt/konten/{boris.id}/zweiter-faktor-aus")
    person = Hands(app)
    person.sign_in("boris")
    assert person.is_in()
