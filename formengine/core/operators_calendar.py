"""The operators of calculations over days and seasons."""

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from formengine.core import dates
from formengine.core.calctree import CalcError, Compiler, Operator, Run, Scene, number
from formengine.core.operands import numbers, two
from formengine.core.pointer import MISSING


def _calendar(compute: Callable[[datetime.date, datetime.date], Any]) -> Operator:
    def days(one: Any, other: Any) -> Any:
        start, end = dates.parse(one), dates.parse(other)
        return MISSING if start is None or end is None else compute(start, end)

    return two(days)


def _age(compiler: Compiler, argument: Any, place: str) -> Run:
    """Full years today, or on a given day: `{"age": born}` or `{"age": [born, day]}`."""
    if isinstance(argument, list):
        return _calendar(dates.years_between)(compiler, argument, place)
    return _calendar(dates.years_between)(compiler, [argument, {"today": True}], place)


def _date(compiler: Compiler, argument: Any, place: str) -> Run:
    """A day from [year, month, day]; absent where there is no such day."""
    runs = compiler.many(argument, place, exactly=3)

    def run(scene: Scene) -> Any:
        parts = numbers(one(scene) for one in runs)
        try:
            return MISSING if parts is None else datetime.date(*(int(part) for part in parts)).isoformat()
        except ValueError:
            return MISSING

    return run


def _add(compiler: Compiler, argument: Any, place: str) -> Run:
    """`[day, number, "days" | "weeks" | "months" | "years"]`."""
    day, amount, unit = compiler.many(argument, place, exactly=3)

    def run(scene: Scene) -> Any:
        start, by, name = dates.parse(day(scene)), number(amount(scene)), unit(scene)
        if start is None or by is MISSING or name not in dates.UNITS.values():
            return MISSING
        return dates.shift(start, int(by), name).isoformat()

    return run


def _overlaps(compiler: Compiler, argument: Any, place: str) -> Run:
    """`[from, to, ["03-01", "09-30"]]`: does a day of the span (both ends count) lie in the yearly season?"""
    if not isinstance(argument, list) or len(argument) != 3 or not _is_season(argument[2]):
        raise CalcError(place, '„overlaps“ braucht [von, bis, ["MM-TT", "MM-TT"]].', "Ergänzen Sie die Angaben.")
    start, end = compiler.many(argument[:2], place)
    (first, last) = ((int(day[:2]), int(day[3:])) for day in argument[2])

    def run(scene: Scene) -> Any:
        one, other = dates.parse(start(scene)), dates.parse(end(scene))
        return MISSING if one is None or other is None else dates.touches_season(one, other, (first, last))

    return run


def _is_season(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(dates.parse(f"2024-{day}") for day in value)


CALENDAR: Final[Mapping[str, Operator]] = {
    "age": _age,
    "days": _calendar(lambda start, end: Decimal((end - start).days)),
    "months": _calendar(lambda start, end: Decimal(dates.months_between(start, end))),
    "date": _date,
    "add": _add,
    "overlaps": _overlaps,
}
"""The operators of this module by name."""
