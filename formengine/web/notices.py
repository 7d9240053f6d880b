"""The notes that the assistant puts above the fields of a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from formengine.web import asked
from formengine.web.language import say


@dataclass(frozen=True, slots=True)
class Notice:
    """A note above the fields; `kind` is info, success or warning, `name` leads to its words."""

    kind: str
    name: str
    values: Mapping[str, object] = field(default_factory=dict)
    """What is filled into its words."""
    link: tuple[str, str] | None = None
    """Where to read more: the key of the words and the address."""
    files: bool = False
    """True where files were sent, but not kept."""

    @property
    def title(self) -> str:
        """What it is about."""
        return say(f"notice.{self.name}.title")

    @property
    def text(self) -> str:
        """What to do."""
        text = say(f"notice.{self.name}.text", **self.values)
        return f"{text} {say('notice.files_again')}" if self.files else text


NOT_YET: Final = Notice("info", "not_yet")
REVEALED: Final = Notice("info", "revealed")
PENDING: Final = Notice("info", "pending")
ITEM_SAVED: Final = Notice("success", "item_saved")
EXPIRED: Final = Notice("warning", "expired")
CHANGED: Final = Notice("warning", "changed")
NOT_ON_THE_WAY: Final = Notice("info", "not_on_the_way")
JUMPED: Final = Notice("success", "jumped")
NO_EXAMPLE: Final = Notice("info", "no_example")
FILLED: Final = Notice("success", "filled")
NOBODY: Final = Notice("info", "nobody")
ANEW: Final = Notice("success", "anew")
UPDATED: Final = Notice("info", "updated")
BY_NAME: Final = {
    "aktualisiert": UPDATED,
    "vorher": NOT_YET,
    "geaendert": CHANGED,
    "eintrag": ITEM_SAVED,
    "nicht-dabei": NOT_ON_THE_WAY,
    "gesprungen": JUMPED,
    "beispiel-fehlt": NO_EXAMPLE,
    "beispiel": FILLED,
    "person-fehlt": NOBODY,
    "neu": ANEW,
}


def of_request() -> Notice | None:
    """The note that the address asks for."""
    return BY_NAME.get(asked.noted())


def without_files(notice: Notice) -> Notice:
    """The note for a page that could not take in the files that were sent with it."""
    return replace(notice, files=True)


def late(left: int) -> Notice:
    """A page was sent that still had the old questions; `left` answers have no question any more."""
    return Notice("warning", "late_kept" if left else "late")


def conflict(lines: Sequence[str]) -> Notice:
    """Somebody else changed the page; `lines` say what stands there now."""
    there = say("notice.conflict.there", lines="; ".join(lines)) if lines else ""
    return Notice("warning", "conflict", {"there": there})
