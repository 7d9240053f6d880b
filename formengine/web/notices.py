"""The notes that the assistant puts above the fields of a page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from formengine.web import asked
from formengine.web.language import say


@dataclass(frozen=True, slots=True)
class Notice:
    """A note above the fields; `kind` is info, success or warning, `name` leads to its words."""

    kind: str
    name: str
    there: str = ""
    """What stands there now that somebody else changed the page."""
    files: bool = False
    """True where files were sent, but not kept."""

    @property
    def title(self) -> str:
        """What it is about."""
        return say(f"notice.{self.name}.title")

    @property
    def text(self) -> str:
        """What to do."""
        there = say("notice.conflict.there", lines=self.there) if self.there else ""
        text = say(f"notice.{self.name}.text", there=there)
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
BY_NAME: Final = {
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


def conflict(lines: Sequence[str]) -> Notice:
    """Somebody else changed the page; `lines` say what stands there now."""
    return Notice("warning", "conflict", "; ".join(lines))
