"""Days and times of day as each language reads them."""

import datetime
import re
from typing import Final

from formengine import locales

_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def day_words(text: str, language: str = locales.GERMAN) -> str:
    """`2026-11-23` as 23.11.2026; anything else as it is."""
    iso = _ISO.fullmatch(text)
    return _written("day", language, iso[1], iso[2], iso[3]) if iso else text


def long_day(day: datetime.date, language: str = locales.GERMAN) -> str:
    """`23. November 2026`."""
    return _written("long_day", language, str(day.year), f"{day.month:02}", f"{day.day:02}")


def part_words(text: str, language: str = locales.GERMAN) -> str:
    """A day of which only the year or the month may be known: `1985-04` as April 1985."""
    year, *rest = text.split("-")
    if not rest:
        return year
    return _written("long_day" if len(rest) > 1 else "month", language, year, rest[0], rest[-1])


def time_words(time: str, language: str = locales.GERMAN) -> str:
    """`9:05` as 9:05 Uhr."""
    return locales.speech(language)["time"].replace("{time}", time)


def _written(form: str, language: str, year: str, month: str, day: str) -> str:
    spoken = locales.speech(language)
    names = spoken["months"].split()
    known = 1 <= int(month) <= len(names)
    values = {"year": year, "month": month, "day": day, "number": str(int(day))}
    text = spoken[form]
    for name, value in (values | {"name": names[int(month) - 1] if known else month}).items():
        text = text.replace(f"{{{name}}}", value)
    return text
