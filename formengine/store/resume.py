"""Further browsers of a draft: each gets a secret of its own, and wrong codes for a draft are counted."""

import secrets
from datetime import datetime, timedelta

import sqlite_utils

from formengine.store.database import Database, fetch
from formengine.store.values import digest, is_id, moment, stamp

MOST_WRONG = 5
"""Wrong codes for one draft before it is locked for a while."""

LOCKED_FOR = timedelta(minutes=15)
MOST_BROWSERS = 20
"""Further browsers of one draft; the one that was bound first makes room."""


class Locked(Exception):
    """Too many wrong codes were entered for this draft; `until` is when the next one is looked at."""

    def __init__(self, until: datetime) -> None:
        super().__init__("too many wrong codes")
        self.until = until


class Resume:
    """Binds browsers to drafts that were begun elsewhere."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def generation(self, number: str) -> int | None:
        """How often the code of a draft was renewed; None for a draft that is not there."""
        if not is_id(number):
            return None
        row = self._database.row("SELECT code FROM draft WHERE number = :number", {"number": number})
        return None if row is None else int(row["code"])

    def renew(self, number: str) -> None:
        """Make every code that was given out so far worthless."""
        with self._database.transaction() as db:
            db.execute("UPDATE draft SET code = code + 1 WHERE number = :number", {"number": number})

    def bind(self, number: str, right: bool, now: datetime) -> str | None:
        """A new secret that opens the draft, or None where the code was wrong. Raises Locked.

        Even a right code is not looked at while the draft is locked; wrong ones for other drafts lock nothing here.
        """
        with self._database.transaction() as db:
            wrong = _wrong(db, number, now)
            if right:
                secret = secrets.token_urlsafe(16)
                db.execute("DELETE FROM draft_guess WHERE draft = :draft", {"draft": number})
                db.execute(_BIND, {"draft": number, "secret_hash": digest(secret), "now": stamp(now)})
                db.execute(_MAKE_ROOM, {"draft": number, "most": MOST_BROWSERS})
                return secret
            values = {"draft": number, "wrong": wrong + 1, "since": stamp(now)}
            db.execute(
                "INSERT OR REPLACE INTO draft_guess (draft, wrong, since) VALUES (:draft, :wrong, :since)", values
            )
            return None


def _wrong(db: sqlite_utils.Database, number: str, now: datetime) -> int:
    """How many wrong codes count against the draft now."""
    rows = fetch(db, "SELECT wrong, since FROM draft_guess WHERE draft = :draft", {"draft": number})
    if not rows or moment(rows[0]["since"]) + LOCKED_FOR <= now:
        return 0
    wrong = int(rows[0]["wrong"])
    if wrong >= MOST_WRONG:
        raise Locked(moment(rows[0]["since"]) + LOCKED_FOR)
    return wrong


_BIND = "INSERT INTO draft_browser (draft, secret_hash, created) VALUES (:draft, :secret_hash, :now)"
_MAKE_ROOM = (
    "DELETE FROM draft_browser WHERE draft = :draft AND rowid NOT IN "
    "(SELECT rowid FROM draft_browser WHERE draft = :draft ORDER BY rowid DESC LIMIT :most)"
)
