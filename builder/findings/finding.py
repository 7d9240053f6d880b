"""What there is to say about one element, and what would mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

Level = Literal["error", "warning", "info"]
Fix = tuple[str, Mapping[str, Any]]
"""An operation by its name and its arguments."""

LEVELS: Final[Mapping[Level, str]] = {"error": "Fehler", "warning": "Hinweis", "info": "Anregung"}
"""What each level is called; the heaviest first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding at an element; `element` is "" for the whole definition."""

    element: str
    level: Level
    kind: str
    """What it is about, in a word or two: *Aufbau*, *Verständlichkeit*, *Amt24*."""
    message: str
    mend: str = ""
    fix: Fix | None = field(default=None, hash=False)
    page: str = ""
    """The id of the page that the element stands on."""

    @property
    def level_name(self) -> str:
        """What people call its level."""
        return LEVELS[self.level]
