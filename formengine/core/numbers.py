"""Numbers as people in Germany write them."""

from decimal import Decimal
from typing import Any


def number_text(value: float | Decimal) -> str:
    """A number for an input: comma, no thousands points."""
    return f"{Decimal(str(value)):f}".replace(".", ",")


def number_words(value: float | Decimal) -> str:
    """A number to read: points between thousands from five digits on, so that a year stays a year."""
    whole, _, rest = number_text(value).partition(",")
    digits = whole.removeprefix("-")
    if len(digits) > 4 and digits.isdigit():
        whole = whole[: len(whole) - len(digits)] + f"{int(digits):,}".replace(",", ".")
    return f"{whole},{rest}" if rest else whole


def any_words(value: Any) -> str:
    """A number to read; anything else as it is."""
    return number_words(value) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
