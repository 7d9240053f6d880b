"""Amounts: exact to the cent from the keyboard to the message, and nothing else gets through."""

import random
from decimal import Decimal

import jsonschema_rs
import pytest

from formengine.core import money
from formengine.core.validation import judge
from formengine.fields import TYPES
from formengine.fields.german import parse_money, typed_money
from tests.fields.examples import make

SCHEMA = {"type": "number", "minimum": 0, "multipleOf": 0.01}


def test_every_amount_from_nothing_to_a_thousand_euro_is_read_judged_and_written_exactly() -> None:
    """Binary floats refuse 11,426 of these."""
    accepts = judge(SCHEMA).ok
    second = jsonschema_rs.Draft202012Validator(SCHEMA).is_valid
    for cents in range(100_001):
        typed = f"{cents // 100},{cents % 100:02}"
        answer = typed_money(typed)
        assert isinstance(answer, int | float), typed
        assert accepts(answer), typed
        assert second(answer), typed
        assert money.digits(answer) == typed
        assert Decimal(money.text(answer)) * 100 == cents


def test_no_amount_with_a_part_of_a_cent_is_accepted() -> None:
    accepts = judge(SCHEMA).ok
    rng = random.Random(4)  # noqa: S311  the same amounts each time
    for _ in range(100_000):
        tenths = rng.randrange(10**6)
        if tenths % 10:
            assert not accepts(float(Decimal(tenths) / 1000)), tenths


@pytest.mark.parametrize(
    ("value", "text", "words"),
    [
        (0, "0.00", "0,00\u00a0€"),
        (-0.0, "0.00", "0,00\u00a0€"),
        (0.005, "0.01", "0,01\u00a0€"),
        (-0.004, "0.00", "0,00\u00a0€"),
        (2.675, "2.68", "2,68\u00a0€"),
        (-0.5, "-0.50", "-0,50\u00a0€"),
        (1234.5, "1234.50", "1.234,50\u00a0€"),
        (-1234567.89, "-1234567.89", "-1.234.567,89\u00a0€"),
        (10**18, "1000000000000000000.00", "1.000.000.000.000.000.000,00\u00a0€"),
    ],
)
def test_an_amount_is_written_with_two_decimals_halves_rounded_up(value: float, text: str, words: str) -> None:
    assert money.text(value) == text
    assert money.words(value) == words


def test_a_huge_number_is_no_crash() -> None:
    assert money.text(1e300).endswith(".00")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "€",
        "€€",
        "12 € 50",
        "1.23.45",
        "12,-5",
        ",-",
        "1e5",
        "NaN",
        "∞",
        "12$",
        "--5",
        "1,234.50",
        "9" * 41,
        "€12€€",
    ],
)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert parse_money(text) is None


def test_amounts_in_lists_and_groups_are_written_as_text_and_nothing_else_is() -> None:
    row = {"type": "object", "properties": {"betrag": SCHEMA, "anzahl": {"type": "integer"}}}
    answer = [{"_id": "22222222", "betrag": 4.5, "anzahl": 3}, {"betrag": "viel", "anzahl": True}]
    assert money.written(answer, {"type": "array", "items": row}) == [
        {"_id": "22222222", "betrag": "4.50", "anzahl": 3},
        {"betrag": "viel", "anzahl": True},
    ]
    assert money.written({"a": {"betrag": 1}}, {"type": "object", "properties": {"a": row}}) == {
        "a": {"betrag": "1.00"}
    }


def test_a_calculated_amount_is_shown_in_euro() -> None:
    assert TYPES["calculated"].display(12.5, make("calculated", schema=SCHEMA)) == "12,50\u00a0€"
