"""The one clock: server time in the town's zone, or a fixed one for tests and demonstrations."""

import datetime
import time
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Europe/Berlin")
_MONTHS: Final = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells the time; `fixed` stops it."""

    fixed: datetime.datetime | None = None

    def now(self) -> datetime.datetime:
        """The time in Europe/Berlin, to the second."""
        now = self.fixed or datetime.datetime.now(ZONE)
        return now.astimezone(ZONE).replace(microsecond=0)

    def ticks(self) -> float:
        """Seconds since some moment, for rates: they pass even where the time is fixed."""
        return time.monotonic()


def parse(text: str) -> datetime.datetime:
    """A time from the command line: ISO, in the town's zone where none is given. Raises ValueError."""
    moment = datetime.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


def words(moment: datetime.datetime) -> str:
    """`23. November 2026, 9:05 Uhr`."""
    return f"{date_words(moment)}, {time_words(moment)}"


def date_words(moment: datetime.datetime) -> str:
    """`23. November 2026`."""
    local = moment.astimezone(ZONE)
    return f"{local.day}. {_MONTHS[local.month - 1]} {local.year}"


def time_words(moment: datetime.datetime) -> str:
    """`9:05 Uhr`."""
    local = moment.astimezone(ZONE)
    return f"{local.hour}:{local.minute:02} Uhr"
