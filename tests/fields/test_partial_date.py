"""A partial date exists exactly where the calendar has it, for our judge and for any that knows only the pattern."""

import calendar
import itertools
import re
from collections.abc import Callable

import pytest

from formengine.core.formats import CHECKS, PATTERNS
from formengine.core.submission import plain
from formengine.core.validation import judge

CENTURIES = [*range(1990, 2030), *range(1899, 10000, 100), *range(1900, 10000, 100), *range(1904, 10000, 96)]
STRANGE = (
    *("", "85", "1985-", "1985-4", "1985-04-", "1985-4-9", "1985-04-9", "19850409", "1985-W15", "1985-099", "-04-09"),
    *("1985-04-09 ", " 1985", "1985\n", "1985-04-09T00:00", "\u0661\u0669\u0668\u0665", "1985-04-09-01"),
    *("2026-02-29", "1900-02-29"),
)


@pytest.mark.parametrize("check", [CHECKS["partial-date"], re.compile(PATTERNS["partial-date"], re.ASCII).fullmatch])
def test_just_the_days_of_the_calendar_are_taken(check: Callable[[str], object]) -> None:
    for year, month, day in itertools.product(CENTURIES, range(14), range(33)):
        exists = year >= 1900 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
        assert bool(check(f"{year}-{month:02}-{day:02}")) is exists, (year, month, day)


def test_a_year_and_the_months_of_a_year_are_taken() -> None:
    check = CHECKS["partial-date"]
    years = [year for year in range(10001) if check(f"{year:04}")]
    assert years == list(range(1900, 10000))
    assert [month for month in range(100) if check(f"1985-{month:02}")] == list(range(1, 13))


@pytest.mark.parametrize("text", STRANGE, ids=ascii)
def test_anything_else_is_no_partial_date(text: str) -> None:
    schema = {"type": "string", "format": "partial-date"}
    assert not judge(schema).ok(text)
    assert not judge(plain(schema)).ok(text)


def test_another_judge_is_told_by_pattern_only() -> None:
    assert plain({"type": "string", "format": "partial-date"}) == {
        "type": "string",
        "allOf": [{"pattern": PATTERNS["partial-date"]}],
    }
