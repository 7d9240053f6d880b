"""Reads numbers as people in Germany write them; amounts to read."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from formengine.core.numbers import number_words

_LONGEST: Final = 40
_BIGGEST: Final = 2**63
_SPACES: Final = "\u0020\u00a0\u202f"
_GROUPED: Final = re.compile(rf"([1-9][0-9]{{0,2}}(?:(?:\.[0-9]{{3}})+|(?:[{_SPACES}][0-9]{{3}})+))(,[0-9]+)?")
_PLAIN: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)?|,[0-9]+")
_SEPARATORS: Final = str.maketrans("", "", "." + _SPACES)
_SIGNS: Final = str.maketrans({"\u2212": "-"})


def parse_number(text: str, *, whole: bool = False) -> Decimal | None:
    """The number a person wrote, or None where it is none or could be two.

    The comma is the decimal sign and a point is tolerated for it. "1.234" reads as a thousand and as one and a bit, so
    it counts only where a whole number is asked for.
    """
    if len(text) > _LONGEST:
        return None
    text = text.translate(_SIGNS)
    sign, digits = (text[0], text[1:]) if text[:1] in {"+", "-"} else ("", text)
    plain = _ungrouped(digits, whole=whole)
    return None if plain is None else Decimal(sign + plain.replace(",", "."))


_EURO: Final = re.compile(rf"(?:€|Euro|EUR)[{_SPACES}]*|[{_SPACES}]*(?:€|Euro|EUR)", re.IGNORECASE)
_NO_CENTS: Final = re.compile(r",[-\u2013\u2014\u2212]{1,2}")


def parse_money(text: str) -> Decimal | None:
    """The amount a person wrote, or None: with or without the sign for Euro, `12,-` included.

    "1.234" is a thousand, since no amount has three decimals.
    """
    if len(text) > _LONGEST:
        return None
    for end in (_EURO.match(text), _EURO.search(text)):
        if end and (end.start() == 0 or end.end() == len(text)):
            text = text[: end.start()] + text[end.end() :]
            break
    bare = _NO_CENTS.search(text)
    if bare and bare.end() == len(text) and bare.start():
        text = text[: bare.start()]
    return parse_number(text, whole=True)


def typed_number(text: str, *, whole: bool) -> float | str | None:
    """A typed number as JSON can carry it; what is none, or too long for JSON, stays a string; None for nothing."""
    number = parse_number(text, whole=whole)
    exact = None if number is None else json_number(number)
    return text or None if exact is None else exact


def typed_money(text: str) -> float | str | None:
    """A typed amount, likewise."""
    number = parse_money(text)
    exact = None if number is None else json_number(number)
    return text or None if exact is None else exact


def _ungrouped(digits: str, *, whole: bool) -> str | None:
    if grouped := _GROUPED.fullmatch(digits):
        head, tail = grouped[1], grouped[2] or ""
        if head.count(".") == 1 and not tail and not whole:
            return None
        return head.translate(_SEPARATORS) + tail
    return digits if _PLAIN.fullmatch(digits) else None


def json_number(number: Decimal) -> int | float | None:
    """The number as JSON can carry it without changing it, else None."""
    if number == number.to_integral_value():
        return int(number) if -_BIGGEST <= number < _BIGGEST else None
    short = float(number)
    return short if Decimal(str(short)) == number else None


def amount(value: float, unit: str, language: str) -> str:
    """A number to read, with its unit if it has one."""
    return f"{number_words(value, language)}\u00a0{unit}" if unit else number_words(value, language)


def rounded(number: Decimal) -> int:
    """To the nearest whole number, halves away from zero."""
    return int(number.quantize(Decimal(1), rounding=ROUND_HALF_UP))
