"""The one clock: server time in the town's zone, or a fixed one for tests and demonstrations."""

import datetime
import time
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from formengine import locales
from formengine.core import days

ZONE: Final = ZoneInfo("Europe/Berlin")


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


def words(moment: datetime.datetime, language: str = locales.GERMAN) -> str:
    """`23. November 2026, 9:05 Uhr`."""
    text = locales.speech(language)["moment"]
    return text.replace("{day}", date_words(moment, language)).replace("{time}", time_words(moment, language))


def date_words(moment: datetime.datetime, language: str = locales.GERMAN) -> str:
    """`23. November 2026`."""
    return days.long_day(moment.astimezone(ZONE).date(), language)


def time_words(moment: datetime.datetime, language: str = locales.GERMAN) -> str:
    """`9:05 Uhr`."""
    local = moment.astimezone(ZONE)
    return days.time_words(f"{local.hour}:{local.minute:02}", language)
