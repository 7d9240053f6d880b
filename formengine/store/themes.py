"""How the pages look for one Kommune: its name, its coat of arms, its colour."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from formengine.store.database import Database, fetch
from formengine.store.errors import StoreError
from formengine.store.filetypes import TYPES

PICTURES: Final = ("image/png", "image/jpeg")


class Changed(StoreError):
    """Somebody else changed the theme meanwhile; nothing was written."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme without the bytes of its picture; "" stands for what ships with the application."""

    number: int = 0
    """Counts the changes; pages and pictures are kept in caches by it."""
    name: str = ""
    colour: str = ""
    shield: str = ""
    """The name of a drawn shield."""
    mime: str = ""
    """The type of the picture that is shown in place of a drawn shield; "" where there is none."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A coat of arms as it was uploaded, without metadata."""

    mime: str = ""
    body: bytes = b""


class Themes:
    """The theme of an installation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def current(self) -> Theme:
        """The theme, or what ships."""
        row = self._database.row("SELECT number, name, colour, shield, mime FROM theme", {})
        return Theme() if row is None else Theme(**row)

    def picture(self) -> Picture | None:
        """The coat of arms; None where a drawn shield is shown."""
        row = self._database.row("SELECT mime, arms FROM theme WHERE mime <> ''", {})
        return None if row is None else Picture(row["mime"], row["arms"])

    def save(self, theme: Theme, picture: Picture | None) -> None:
        """Replace the theme `theme.number`, None as its picture keeps the one that is there. Raises Changed."""
        values: Mapping[str, Any] = {
            "before": theme.number,
            "number": theme.number + 1,
            "name": theme.name,
            "colour": theme.colour,
            "shield": theme.shield,
        }
        with self._database.transaction() as db:
            found = fetch(db, "SELECT number, mime, arms FROM theme", {})
            if (found[0]["number"] if found else 0) != theme.number:
                raise Changed
            kept = Picture(found[0]["mime"], found[0]["arms"]) if found else Picture()
            shown = kept if picture is None else picture
            db.execute(_SAVE, {**values, "mime": shown.mime, "arms": shown.body})


def read_picture(data: bytes) -> Picture | None:
    """A PNG or a JPEG without its metadata; None for everything else, SVG included, and for what is damaged."""
    for mime in PICTURES:
        pieces = TYPES[mime].clean(data)
        if pieces is not None:
            return Picture(mime, b"".join(data[piece] if isinstance(piece, slice) else piece for piece in pieces))
    return None


_SAVE: Final = (
    "INSERT OR REPLACE INTO theme (id, number, name, colour, shield, mime, arms) "
    "VALUES (1, :number, :name, :colour, :shield, :mime, :arms)"
)
