"""Passwords: long enough and not among the first guesses is all that is asked of them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import passwords
from builder.typed import wait_words
from tests.builder.accounts.conftest import NOW


@pytest.mark.parametrize(
    "password",
    [
        "",
        "kurz",
        "elf zeichen",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "123456789012",
        "Passwort1234!",
        "antragswerkstatt",
        "Qwertzuiop2026",
        "  !!! 2026 !!!  ",
        "passwortpasswort",
        "Sommer2026!!!",
        "anna.muster12",
        "Anna Muster 1",
        "x" * 201,
    ],
)
def test_what_is_guessed_first_is_refused_with_a_sentence(password: str) -> None:
    said = passwords.weakness(password, "anna.muster", "Anna Muster")
    assert said.endswith(".")


@pytest.mark.parametrize(
    "password",
    [
        "vier kurze bunte wörter",
        "abcdefgh mnop",
        "Zaunkönig-Tee",
        "🌳🌲🌴🎄🌵🍀🍁🍂🍃🌿🌱🌾",
        "x1y2z3w4v5u6",
        " " + "lang genug ist es ",
    ],
)
def test_nothing_is_asked_of_what_is_in_it(password: str) -> None:
    assert passwords.weakness(password, "anna.muster", "Anna Muster") == ""


@given(st.text(min_size=12, max_size=40), st.text(min_size=12, max_size=40))
def test_only_the_password_itself_fits_its_hash(one: str, other: str) -> None:
    one, other = (text.encode("utf-8", "replace").decode() for text in (one, other))
    kept = passwords.hashed(one)
    assert passwords.fits(kept, one)
    assert passwords.fits(kept, other) is (passwords._plain(one) == passwords._plain(other))
    assert not passwords.fits(None, one)
    assert passwords.hashed(one) != kept


def test_the_cost_is_written_into_the_hash_and_is_today_s() -> None:
    kept = passwords.hashed("vier kurze bunte wörter")
    assert kept.startswith(f"{passwords.METHOD}$")
    assert not passwords.is_outdated(kept)
    assert passwords.is_outdated(kept.replace("256", "128", 1))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(-5, "1 Sekunde"), (1, "1 Sekunde"), (59, "59 Sekunden"), (60, "1 Minute"), (61, "2 Minuten")],
)
def test_a_pause_is_said_in_words(seconds: int, words: str) -> None:
    assert wait_words(NOW + timedelta(seconds=seconds), NOW) == words
