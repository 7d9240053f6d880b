"""Calendar arithmetic on written days, and the relative date marks of cases and bounds (`@heute-16j-9m`)."""

import calendar
import datetime
from typing import Any, Final

import re2

_MARK: Final = re2.compile("^@(heute|naechster-([0-9]{2})-([0-9]{2}))((?:[+-][0-9]{1,5}[jmwd])*)$")
_DAY: Final = re2.compile("^[0-9]{4}-[0-9]{2}-[0-9]{2}(T|$)")
_SHIFT: Final = re2.compile("([+-][0-9]{1,5})([jmwd])")
UNITS: Final = {"j": "years", "m": "months", "w": "weeks", "d": "days"}


def shift(day: datetime.date, amount: int, unit: str) -> datetime.date:
    """A day moved by years, months, weeks or days; 31 January plus one month is the last day of February.

    Raises OverflowError outside the years 1 to 9999.
    """
    if unit in ("days", "weeks"):
        return day + datetime.timedelta(days=amount * (7 if unit == "weeks" else 1))
    months = day.year * 12 + day.month - 1 + amount * (12 if unit == "years" else 1)
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(year)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def years_between(born: datetime.date, today: datetime.date) -> int:
    """Full years: the age on a day."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def months_between(start: datetime.date, end: datetime.date) -> int:
    """Full months from one day to another."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def is_mark(text: Any) -> bool:
    """True for `@heute…` and `@naechster-MM-TT…`."""
    return isinstance(text, str) and text.isascii() and _MARK.match(text) is not None


def resolve(mark: str, today: datetime.date) -> str:
    """A relative mark as YYYY-MM-DD: `@heute-16j-9m`; `@naechster-01-11` is the first such day from today on.

    Raises ValueError for anything that is no mark.
    """
    match = _MARK.match(mark)
    if match is None:
        raise ValueError(mark)
    day = today if match[1] == "heute" else _next(today, int(match[2]), int(match[3]))
    for amount, unit in _SHIFT.findall(match[4]):
        day = shift(day, int(amount), UNITS[unit])
    return day.isoformat()


def parts(mark: str) -> tuple[tuple[int, int] | None, tuple[tuple[int, str], ...]]:
    """The (month, day) that a relative mark starts from, None for today, and its shifts as (amount, unit).

    Raises ValueError for anything that is no mark.
    """
    match = _MARK.match(mark)
    if match is None:
        raise ValueError(mark)
    start = None if match[1] == "heute" else (int(match[2]), int(match[3]))
    return start, tuple((int(amount), UNITS[unit]) for amount, unit in _SHIFT.findall(match[4]))


def _next(today: datetime.date, month: int, day: int) -> datetime.date:
    """The first 11 January (say) from today on; 29 February waits for a leap year."""
    for year in range(today.year, today.year + 9):
        if day <= calendar.monthrange(year, month)[1]:
            candidate = datetime.date(year, month, day)
            if candidate >= today:
                return candidate
    raise ValueError(f"@naechster-{month:02}-{day:02}")


def resolve_all(value: Any, today: datetime.date) -> Any:
    """A JSON value with every relative mark in it resolved."""
    if is_mark(value):
        return resolve(value, today)
    if isinstance(value, dict):
        return {name: resolve_all(part, today) for name, part in value.items()}
    if isinstance(value, list):
        return [resolve_all(part, today) for part in value]
    return value


def parse(value: Any) -> datetime.date | None:
    """A written day (or the day of a time stamp) as a date, None where it is none."""
    try:
        return datetime.date.fromisoformat(value[:10]) if isinstance(value, str) and _DAY.match(value) else None
    except ValueError:
        return None


def touches_season(start: datetime.date, end: datetime.date, season: tuple[tuple[int, int], tuple[int, int]]) -> bool:
    """True when a day from start to end (both count) lies in a yearly season ((month, day) to (month, day))."""
    if end < start:
        return False
    first, last = season
    wraps = first > last
    if (end - start).days >= 366:
        return True
    day = start
    while day <= end:
        key = (day.month, day.day)
        if (key >= first or key <= last) if wraps else (first <= key <= last):
            return True
        day += datetime.timedelta(days=1)
    return False
