"""Numbers as people in Germany write them, and as each language reads them."""

from decimal import Decimal
from typing import Any

from formengine import locales


def number_text(value: float | Decimal) -> str:
    """A number for an input: comma, no thousands points."""
    return f"{Decimal(str(value)):f}".replace(".", ",")


def number_words(value: float | Decimal, language: str = locales.GERMAN) -> str:
    """A number to read: thousands are parted from five digits on, so that a year stays a year."""
    whole, _, rest = number_text(value).partition(",")
    digits = whole.removeprefix("-")
    if len(digits) > 4 and digits.isdigit():
        whole = whole[: len(whole) - len(digits)] + grouped(int(digits), language)
    return f"{whole}{locales.speech(language)['decimal']}{rest}" if rest else whole


def grouped(number: int, language: str) -> str:
    """A whole number with its thousands parted."""
    return f"{number:,}".replace(",", locales.speech(language)["thousands"])


def any_words(value: Any, language: str = locales.GERMAN) -> str:
    """A number to read; anything else as it is."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return number_words(value, language) if is_number else str(value)
