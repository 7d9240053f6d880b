"""Who works on a definition right now, and on which element of it: each open window says so every few seconds."""

from dataclasses import dataclass
from typing import Final

from formengine.store.database import Database

STAYS: Final = 15.0
"""So many seconds after it last said something a window counts as closed."""


@dataclass(frozen=True, slots=True)
class Window:
    """A window of somebody who is here."""

    account: str
    tab: str
    element: str


class Presence:
    """The open windows of all definitions; times are ticks of the machine, which pass even where the clock is set."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def here(self, slug: str, window: Window, ticks: float) -> None:
        """A window says that it is there; those that have fallen silent are forgotten."""
        values = {"slug": slug, "account": window.account, "tab": window.tab, "element": window.element}
        with self._database.transaction() as db:
            db.execute(_HERE, values | {"seen": _text(ticks)})
            db.execute(_SILENT, {"slug": slug, "since": _text(ticks - STAYS), "until": _text(ticks)})

    def gone(self, slug: str, account: str, tab: str) -> None:
        """A window was closed."""
        with self._database.transaction() as db:
            db.execute(_GONE, {"slug": slug, "account": account, "tab": tab})

    def windows(self, slug: str, ticks: float) -> list[Window]:
        """The open windows, in the order in which their accounts came."""
        values = {"slug": slug, "since": _text(ticks - STAYS), "until": _text(ticks)}
        return [Window(row["account"], row["tab"], row["element"]) for row in self._database.rows(_WINDOWS, values)]


def _text(ticks: float) -> str:
    """Ticks as text that sorts as they do."""
    return f"{max(ticks, 0.0):020.3f}"


_HERE = (
    "INSERT INTO presence (slug, account, tab, element, seen) VALUES (:slug, :account, :tab, :element, :seen) "
    "ON CONFLICT (slug, tab) DO UPDATE SET account = excluded.account, element = excluded.element, seen = excluded.seen"
)
_SILENT = "DELETE FROM presence WHERE slug = :slug AND NOT (seen > :since AND seen <= :until)"
_GONE = "DELETE FROM presence WHERE slug = :slug AND account = :account AND tab = :tab"
_WINDOWS = "SELECT * FROM presence WHERE slug = :slug AND seen > :since AND seen <= :until ORDER BY rowid"
