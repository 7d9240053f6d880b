"""Calendar arithmetic and the relative day marks of cases and bounds."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formengine.core import dates

DAY = datetime.date.fromisoformat
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 1, 1))


@pytest.mark.parametrize(
    ("day", "amount", "unit", "moved"),
    [
        ("2024-02-29", 1, "years", "2025-02-28"),
        ("2024-02-29", 4, "years", "2028-02-29"),
        ("2026-01-31", 1, "months", "2026-02-28"),
        ("2024-01-31", 1, "months", "2024-02-29"),
        ("2026-03-31", -1, "months", "2026-02-28"),
        ("2026-12-31", 1, "months", "2027-01-31"),
        ("2026-01-15", -1, "months", "2025-12-15"),
        ("2026-12-28", 1, "weeks", "2027-01-04"),
        ("2024-02-28", 1, "days", "2024-02-29"),
    ],
)
def test_a_day_is_moved(day: str, amount: int, unit: str, moved: str) -> None:
    assert dates.shift(DAY(day), amount, unit) == DAY(moved)


@pytest.mark.parametrize(("amount", "unit"), [(9000, "years"), (-3000, "years"), (10**9, "days"), (10**12, "weeks")])
def test_beyond_the_calendar_is_an_overflow(amount: int, unit: str) -> None:
    with pytest.raises(OverflowError):
        dates.shift(DAY("2026-01-01"), amount, unit)


@pytest.mark.parametrize(
    ("born", "today", "age"),
    [
        ("2008-11-23", "2026-11-23", 18),
        ("2008-11-24", "2026-11-23", 17),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
    ],
)
def test_an_age_is_reached_on_the_birthday(born: str, today: str, age: int) -> None:
    assert dates.years_between(DAY(born), DAY(today)) == age


@given(DAYS, st.integers(0, 200))
def test_as_many_months_as_were_added_lie_between(day: datetime.date, months: int) -> None:
    later = dates.shift(day, months, "months")
    between = dates.months_between(day, later)
    assert between == months or (later.day < day.day and between == months - 1)


@pytest.mark.parametrize(
    ("mark", "resolved"),
    [
        ("@heute", "2026-11-23"),
        ("@heute+1d", "2026-11-24"),
        ("@heute-16j-9m", "2010-02-23"),
        ("@heute+1m-1d", "2026-12-22"),
        ("@naechster-11-23", "2026-11-23"),
        ("@naechster-11-22", "2027-11-22"),
        ("@naechster-01-11", "2027-01-11"),
        ("@naechster-02-29", "2028-02-29"),
        ("@naechster-02-26+1j", "2028-02-26"),
    ],
)
def test_a_mark_becomes_a_day(mark: str, resolved: str) -> None:
    assert dates.is_mark(mark)
    assert dates.resolve(mark, DAY("2026-11-23")) == resolved


@pytest.mark.parametrize(
    "text", ["", "heute", "@morgen", "@heute-1", "@heute-1x", "@naechster-1-1", "@heute ", 5, None, "\ud800"]
)
def test_anything_else_is_no_mark(text: Any) -> None:
    assert not dates.is_mark(text)


@pytest.mark.parametrize("mark", ["@naechster-02-30", "@naechster-13-01", "@naechster-00-10", "nichts"])
def test_a_day_that_never_comes_is_refused(mark: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        dates.resolve(mark, DAY("2026-11-23"))


def test_marks_are_resolved_wherever_they_stand() -> None:
    found = dates.resolve_all({"a": ["@heute", "heute", {"b": "@heute+1j"}], "c": 5}, DAY("2026-11-23"))
    assert found == {"a": ["2026-11-23", "heute", {"b": "2027-11-23"}], "c": 5}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-23", DAY("2026-11-23")),
        ("2026-11-23T09:15", DAY("2026-11-23")),
        ("2026-02-29", None),
        ("2026-W48-1", None),
        ("20261123", None),
        ("2026-11-231", None),
        ("\ud8002026-11-23", None),
        (20261123, None),
        (None, None),
    ],
)
def test_only_a_written_day_is_read(text: Any, day: Any) -> None:
    assert dates.parse(text) == day


@given(
    DAYS,
    st.integers(0, 800),
    st.tuples(st.integers(1, 12), st.integers(1, 28)),
    st.tuples(st.integers(1, 12), st.integers(1, 28)),
)
def test_a_span_touches_a_season_when_one_of_its_days_does(
    start: datetime.date, length: int, first: tuple[int, int], last: tuple[int, int]
) -> None:
    days = [start + datetime.timedelta(days=step) for step in range(length + 1)]
    keys = [(day.month, day.day) for day in days]
    inside = [(first <= key <= last) if first <= last else (key >= first or key <= last) for key in keys]
    assert dates.touches_season(days[0], days[-1], (first, last)) == any(inside)


def test_a_span_that_ends_before_it_starts_touches_nothing() -> None:
    assert not dates.touches_season(DAY("2026-05-02"), DAY("2026-05-01"), ((1, 1), (12, 31)))
