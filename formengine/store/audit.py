"""The trail: who did what, when, on which revision. It never holds passwords, secrets or answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from formengine.store.database import Database
from formengine.store.values import decode, encode, moment, stamp


@dataclass(frozen=True, slots=True)
class Entry:
    """One line; `account` is an id, or "" where nobody was signed in."""

    at: datetime
    account: str
    action: str
    slug: str = ""
    revision: int = 0
    details: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
    """Counts up; given by the store."""
    summary: str = ""
    """Of an edit: what it did, in a sentence."""


class Audit:
    """All entries; nothing changes or deletes one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(
        self, account: str, action: str, slug: str, revision: int, details: Mapping[str, Any], at: datetime
    ) -> None:
        """Write a line; "" and 0 where it is about no definition.

        `details` name things, by id or name; whoever writes them leaves out what must stay secret.
        """
        values = {"at": stamp(at), "account": account, "action": action, "slug": slug, "revision": revision}
        with self._database.transaction() as db:
            db.execute(_INSERT, {**values, "details": encode(dict(details))})

    def entries(self, most: int = 100, before: int = 2**53, slug: str = "") -> list[Entry]:
        """The newest first; `before` leads to older ones, `slug` keeps those of one definition."""
        rows = self._database.rows(_ENTRIES, {"most": most, "before": before, "slug": slug})
        return [
            Entry(
                at=moment(row["at"]),
                account=row["account"],
                action=row["action"],
                slug=row["slug"],
                revision=row["revision"],
                details=decode(row["details"]),
                id=row["id"],
                summary=row["summary"],
            )
            for row in rows
        ]


_INSERT: Final = (
    "INSERT INTO audit (at, account, action, slug, revision, details) "
    "VALUES (:at, :account, :action, :slug, :revision, :details)"
)
_ENTRIES: Final = (
    "SELECT a.*, coalesce(e.summary, '') AS summary FROM audit a "
    "LEFT JOIN edit e ON e.slug = a.slug AND e.number = a.revision AND e.operation = a.action "
    "WHERE a.id < :before AND (:slug = '' OR a.slug = :slug) ORDER BY a.id DESC LIMIT :most"
)
