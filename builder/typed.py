"""What somebody typed into one of the builder's plain forms, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from formengine.web.asked import posted

_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Typed:
    """The strings of a form by field, and the messages by field; passwords are never among the strings shown again."""

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> list[tuple[str, str]]:
        """The messages with the places that they lead to."""
        return [(f"f-{name}", message) for name, message in self.errors.items() if message]

    def wrong(self, **errors: str) -> "Typed":
        """The same form with further messages; empty ones are none."""
        return Typed(self.values, {**self.errors, **{name: text for name, text in errors.items() if text}})


def typed(*names: str) -> Typed:
    """The posted strings of these fields, spaces around them dropped."""
    return Typed({name: posted(name)[:_LONGEST].strip() for name in names})


def wait_words(until: datetime, now: datetime) -> str:
    """`30 Sekunden`, `1 Minute`, `8 Minuten`: how long somebody has to wait."""
    seconds = max(1, int((until - now) / timedelta(seconds=1)))
    if seconds < 60:
        return "1 Sekunde" if seconds == 1 else f"{seconds} Sekunden"
    minutes = -(-seconds // 60)
    return "1 Minute" if minutes == 1 else f"{minutes} Minuten"
