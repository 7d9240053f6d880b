"""German numbers are read when they can mean one thing, and written so that they are read again."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formengine.core.numbers import number_text, number_words
from formengine.fields.german import json_number, parse_number, rounded


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        (",5", "0.5"),
        ("0,10", "0.10"),
        ("0.125", "0.125"),
        ("1234.567", "1234.567"),
        ("1.234,50", "1234.50"),
        ("1.234.567", "1234567"),
        ("1 234 567,8", "1234567.8"),
        ("1\u202f234", "1234"),
        ("-3", "-3"),
        ("\u22123,5", "-3.5"),
        ("+7", "7"),
        ("007", "7"),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "--1", "1.", "1,", "12 m", "12€", "1 2", "1_000", "1e5", "0x10", "NaN", "Infinity", "\u0663", "²"),
        *("1.234", "1,234.50", "1.23.456", "1 234.567", "12,5,6", "01.234,5", "9" * 41),
    ],
)
def test_what_is_no_number_or_could_be_two_is_not_guessed(text: str) -> None:
    assert parse_number(text) is None


def test_a_thousands_point_counts_where_a_whole_number_is_asked_for() -> None:
    assert parse_number("1.234", whole=True) == 1234
    assert parse_number("12.5", whole=True) == Decimal("12.5")


@given(st.integers(-(2**63), 2**63 - 1))
def test_every_whole_number_comes_back(value: int) -> None:
    assert json_number(parse_number(number_text(value)) or Decimal(0)) == value


@given(st.decimals(-(10**9), 10**9, places=4))
def test_every_decimal_number_comes_back(value: Decimal) -> None:
    typed = f"{value:f}".replace(".", ",")
    number = parse_number(typed)
    assert number == value
    assert number is not None
    exact = json_number(number)
    assert exact is not None
    assert parse_number(number_text(exact)) == value


def test_a_number_that_json_would_change_is_not_taken() -> None:
    assert json_number(Decimal("0.12345678901234567891")) is None
    assert json_number(Decimal(2**63)) is None
    assert json_number(Decimal("-0")) == 0


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (2026, "2026"), (12500, "12.500"), (1234567.5, "1.234.567,5"), (-12500, "-12.500"), (0.1, "0,1")],
)
def test_a_number_is_shown_with_points_from_five_digits_on(value: float, words: str) -> None:
    assert number_words(value) == words


def test_halves_are_rounded_away_from_zero() -> None:
    assert [rounded(Decimal(text)) for text in ("0.5", "1.5", "2.5", "-0.5", "2.4")] == [1, 2, 3, -1, 2]
