"""Amounts of money: a JSON number in the document, a decimal everywhere inside, two decimals where it is written."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any, Final

from formengine import locales
from formengine.core.numbers import grouped

_CENT: Final = Decimal("0.01")
_EXACT: Final = Context(prec=400, rounding=ROUND_HALF_UP)


def is_money(schema: Any) -> bool:
    """True for the schema of an amount in Euro and Cent."""
    return isinstance(schema, Mapping) and schema.get("type") == "number" and schema.get("multipleOf") == 0.01


def text(value: float | Decimal) -> str:
    """`1234.50`: for messages to other systems."""
    rounded = Decimal(str(value)).quantize(_CENT, context=_EXACT)
    return f"{rounded or abs(rounded):f}"


def digits(value: float | Decimal) -> str:
    """`1234,50`: for an input."""
    return text(value).replace(".", ",")


def words(value: float | Decimal, language: str = locales.GERMAN) -> str:
    """`1.234,50 €`: for people."""
    amount, spoken = text(value), locales.speech(language)
    whole, _, cents = amount.removeprefix("-").partition(".")
    sign = "-" if amount.startswith("-") else ""
    return sign + spoken["money"].replace("{amount}", f"{grouped(int(whole), language)}{spoken['decimal']}{cents}")


def written(value: Any, schema: Any) -> Any:
    """An answer as a message carries it: every amount in it as text."""
    if is_money(schema) and isinstance(value, int | float) and not isinstance(value, bool):
        return text(value)
    if isinstance(value, list) and isinstance(schema, Mapping):
        return [written(part, schema.get("items")) for part in value]
    if isinstance(value, dict) and isinstance(schema, Mapping):
        parts = schema.get("properties", {})
        return {name: written(part, parts.get(name)) for name, part in value.items()}
    return value
