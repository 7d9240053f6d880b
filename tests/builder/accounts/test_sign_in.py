"""Signing in and out: what counts against guessing, what a browser keeps, and when that ends."""

import statistics
import time
from urllib.parse import urlsplit

import pytest
from flask import Flask

from builder import passwords
from formengine.store.accounts import Role
from formengine.store.attempts import FREE
from tests.builder.accounts.people import KEPT, PASSWORD, SIGN_IN, Hands, Watch
from tests.web.person import everything, rooms
from tests.web.test_addresses import ELSEWHERE

WRONG = "ganz falsches Kennwort"


def test_name_and_password_let_in(boris: Hands, app: Flask) -> None:
    other = Hands(app)
    for typed in ("boris", " Boris ", "BORIS"):
        other.sign_in(typed)
        assert other.is_in(), typed
        other.press("/werkstatt/abmelden")
        assert not other.is_in()


def test_a_composed_password_is_the_same_on_every_keyboard(app: Flask, boris: Hands) -> None:
    other = Hands(app)
    other.sign_in("boris", PASSWORD.replace("ö", "o\u0308"))
    assert other.is_in()


@pytest.mark.parametrize("password", ["", WRONG, PASSWORD + "x", PASSWORD.upper(), PASSWORD[:-1], "\0", "x" * 5_000])
def test_a_wrong_password_is_named_and_only_the_name_is_kept(app: Flask, boris: Hands, password: str) -> None:
    other = Hands(app)
    answer = other.sign_in("boris", password)
    assert answer.status == 422
    assert answer.errors
    assert answer.value("name") == "boris"
    assert not password or f'"{password}"' not in answer.html
    assert KEPT not in other.cookies()


def test_empty_fields_are_named_one_by_one(nobody: Hands) -> None:
    answer = nobody.sign_in("", "")
    assert set(answer.errors) == {"name", "kennwort"}
    assert answer.html.partition("</title>")[0].partition("<title>")[2].startswith("Fehler: ")


def test_a_name_that_nobody_has_gets_the_same_answer(app: Flask, boris: Hands) -> None:
    pages = [Hands(app).sign_in(name, WRONG) for name in ("boris", "niemand")]
    assert [page.status for page in pages] == [422, 422]
    assert pages[0].errors == pages[1].errors


def test_a_name_that_nobody_has_takes_as_long(app: Flask, boris: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "METHOD", "scrypt:16384:8:1")
    store = rooms(app).store
    store.accounts.set_password(boris.id, passwords.hashed(PASSWORD))
    monkeypatch.setattr(store.attempts, "begin", lambda *_: None)

    def seconds(name: str) -> float:
        person = Hands(app)
        page = person.open(SIGN_IN)
        begun = time.perf_counter()
        person.send(page, {"name": name, "kennwort": WRONG}, "")
        return time.perf_counter() - begun

    known, unknown = ([seconds(name) for _ in range(7)] for name in ("boris", "niemand"))
    assert 0.5 < statistics.median(unknown) / statistics.median(known) < 2


@pytest.mark.parametrize("name", ["boris", "niemand"])
def test_after_five_wrong_ones_there_are_growing_pauses_for_every_name(
    app: Flask, boris: Hands, watch: Watch, name: str
) -> None:
    person = Hands(app)
    assert [person.sign_in(name, WRONG).status for _ in range(FREE)] == [422] * FREE
    for pause in (30, 60, 120, 240, 480, 900, 900):
        answer = person.sign_in(name, WRONG)
        assert answer.status == 429
        assert answer.headers["Retry-After"] == str(pause)
        assert "Warten Sie" in next(iter(answer.errors.values()))
        watch.forward(seconds=pause - 1)
        assert person.sign_in(name, WRONG).status == 429
        watch.forward(seconds=1)
        assert person.sign_in(name, WRONG).status == 422


def test_in_a_pause_the_right_password_does_not_help_and_afterwards_it_does(
    app: Flask, boris: Hands, watch: Watch
) -> None:
    person = Hands(app)
    for _ in range(FREE):
        person.sign_in("Boris", WRONG)
    assert person.sign_in("boris").status == 429
    assert not person.is_in()
    watch.forward(seconds=30)
    person.sign_in("boris")
    assert person.is_in()
    assert Hands(app).sign_in("boris", WRONG).status == 422


def test_wrong_ones_for_one_name_keep_nobody_else_out(app: Flask, anna: Hands, boris: Hands) -> None:
    for _ in range(FREE + 2):
        Hands(app).sign_in("boris", WRONG)
    person = Hands(app)
    person.sign_in("anna")
    assert person.is_in()
    assert boris.is_in()


def test_a_secret_that_was_planted_before_signing_in_is_worthless_after(app: Flask, boris: Hands) -> None:
    victim, attacker = Hands(app), Hands(app)
    planted = boris.secret
    token = attacker.open(SIGN_IN).value("_csrf")
    victim.client.set_cookie(KEPT, planted)
    victim.client.set_cookie("aw-sitzung", attacker.cookies()["aw-sitzung"])
    victim.post(SIGN_IN, {"_csrf": token, "name": "boris", "kennwort": PASSWORD})
    assert victim.is_in()
    assert victim.secret != planted
    assert not boris.is_in()
    assert victim.client.post("/werkstatt/konto/ueberall-abmelden", data={"_csrf": token}).status_code == 403


def test_signing_out_ends_the_secret_itself(app: Flask, boris: Hands) -> None:
    old = boris.secret
    answer = boris.press("/werkstatt/abmelden")
    assert "abgemeldet" in answer.notice
    assert not boris.secret
    boris.client.set_cookie(KEPT, old)
    assert not boris.is_in()


def test_signing_out_everywhere_ends_every_browser(app: Flask, boris: Hands) -> None:
    other = Hands(app)
    other.sign_in("boris")
    boris.press("/werkstatt/konto/ueberall-abmelden")
    assert (boris.is_in(), other.is_in()) == (False, False)


def test_another_password_ends_other_browsers_and_gives_this_one_a_new_secret(app: Flask, boris: Hands) -> None:
    other, old = Hands(app), boris.secret
    other.sign_in("boris")
    answer = boris.press(
        "/werkstatt/konto/kennwort", {"kennwort": PASSWORD, "kennwort-neu": "fünf andere lange Wörter"}
    )
    assert "neues Kennwort gilt" in answer.notice
    assert boris.secret != old
    assert (boris.is_in(), other.is_in()) == (True, False)
    boris.client.set_cookie(KEPT, old)
    assert not boris.is_in()
    assert other.sign_in("boris").status == 422
    other.sign_in("boris", "fünf andere lange Wörter")
    assert other.is_in()


@pytest.mark.parametrize(
    ("present", "new", "named"),
    [
        (WRONG, "fünf andere lange Wörter", "kennwort"),
        ("", "fünf andere Wörter", "kennwort"),
        (PASSWORD, "kurz", "kennwort-neu"),
    ],
)
def test_without_the_present_password_or_with_a_weak_new_one_nothing_changes(
    app: Flask, boris: Hands, present: str, new: str, named: str
) -> None:
    kept = rooms(app).store.accounts.password(boris.id)
    answer = boris.press("/werkstatt/konto/kennwort", {"kennwort": present, "kennwort-neu": new})
    assert answer.status == 422
    assert set(answer.errors) == {named}
    assert rooms(app).store.accounts.password(boris.id) == kept


def test_who_is_away_for_eight_hours_signs_in_again(boris: Hands, watch: Watch) -> None:
    for _ in range(3):
        watch.forward(hours=7, minutes=50)
        assert boris.is_in()
    watch.forward(hours=8)
    assert not boris.is_in()


def test_after_fourteen_days_everybody_signs_in_again(boris: Hands, watch: Watch) -> None:
    for _ in range(14 * 4 - 1):
        watch.forward(hours=6)
        assert boris.is_in()
    watch.forward(hours=6)
    assert not boris.is_in()


def test_looking_at_pages_writes_nothing(app: Flask, anna: Hands) -> None:
    before = everything(app)
    for url in (
        "/werkstatt/konto",
        "/werkstatt/konten",
        "/werkstatt/konten/protokoll",
        "/werkstatt/konto/zweiter-faktor",
    ):
        assert anna.open(url).status == 200
    assert everything(app) == before


@pytest.mark.parametrize("target", [*ELSEWHERE, "///boese.example", "/\\/boese.example", "/\tboese.example", ""])
def test_after_signing_in_nobody_is_led_to_another_host(app: Flask, boris: Hands, target: str) -> None:
    person = Hands(app)
    kept = person.open(SIGN_IN, query_string={"nach": target}).value("nach")
    assert kept.startswith("/")
    assert not kept.startswith(("//", "/\\"))
    token = person.token()
    body = {"_csrf": token, "nach": target, "name": "boris", "kennwort": PASSWORD}
    answer = person.client.post(SIGN_IN, data=body)
    assert answer.status_code == 303
    assert urlsplit(answer.headers["Location"]).netloc == ""
    assert not answer.headers["Location"].startswith(("//", "/\\"))
    again = person.client.get(SIGN_IN, query_string={"nach": target})
    assert again.status_code == 303
    assert urlsplit(again.headers["Location"]).netloc == ""


def test_a_hash_of_an_older_cost_is_made_again_when_its_owner_signs_in(
    app: Flask, boris: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts = rooms(app).store.accounts
    monkeypatch.setattr(passwords, "METHOD", "scrypt:512:1:1")
    assert accounts.password(boris.id).startswith("scrypt:256:1:1$")
    Hands(app).sign_in("boris", WRONG)
    assert accounts.password(boris.id).startswith("scrypt:256:1:1$")
    person = Hands(app)
    person.sign_in("boris")
    assert accounts.password(boris.id).startswith("scrypt:512:1:1$")
    person.press("/werkstatt/abmelden")
    person.sign_in("boris")
    assert person.is_in()


def test_neither_secrets_nor_passwords_are_stored(app: Flask, boris: Hands) -> None:
    stored = "\n".join(everything(app))
    assert boris.secret not in stored
    assert PASSWORD not in stored
    Hands(app).sign_in("mein geheimes Kennwort", WRONG)
    assert "mein geheimes" not in "\n".join(everything(app))


@pytest.mark.parametrize("cookie", ["\xff\xfe", "\xed\xa0\x80", "", "x" * 4_000, "a b", "%00", '"'])
def test_a_damaged_cookie_is_no_error_and_nobody(app: Flask, cookie: str) -> None:
    for path in ("/werkstatt/konto", SIGN_IN, "/", "/werkstatt/einladung/%ff", "/werkstatt/einladung/%ed%a0%80"):
        answer = app.test_client().get(path, environ_overrides={"HTTP_COOKIE": f"{KEPT}={cookie}"})
        assert answer.status_code in (200, 303, 404), path
        assert path != "/werkstatt/konto" or answer.status_code == 303


def test_another_password_ends_a_link_for_a_new_one(app: Flask, anna: Hands, boris: Hands) -> None:
    shared = rooms(app)
    secret = shared.store.invitations.make(Role.DESIGNER, anna.id, shared.settings.clock.now(), account=boris.id)
    boris.press("/werkstatt/konto/kennwort", {"kennwort": PASSWORD, "kennwort-neu": "fünf andere lange Wörter"})
    assert Hands(app).open(f"/werkstatt/einladung/{secret}").status == 404


def test_when_too_many_sign_in_at_once_the_others_are_told_to_wait(
    app: Flask, boris: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "_PATIENCE", 0.01)
    slots = passwords._SLOTS
    assert slots.acquire(blocking=False)
    assert slots.acquire(blocking=False)
    try:
        answer = Hands(app).sign_in("boris")
    finally:
        slots.release()
        slots.release()
    assert answer.status == 429
    assert not any("abgewiesen" in line for line in everything(app))
    person = Hands(app)
    person.sign_in("boris")
    assert person.is_in()
