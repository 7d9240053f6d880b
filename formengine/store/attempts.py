"""Counts wrong passwords and codes by what they were tried on, and makes whoever goes on guessing wait."""

import hashlib
from datetime import datetime, timedelta
from typing import Final

import sqlite_utils

from formengine.store.database import Database, fetch
from formengine.store.values import moment, stamp

FREE: Final = 5
"""Wrong ones that cost no pause."""
_FIRST: Final = timedelta(seconds=30)
_LONGEST: Final = timedelta(minutes=15)
_FORGOTTEN: Final = timedelta(days=1)
_DOUBLINGS: Final = 10
"""Beyond so many the longest pause was reached long ago."""


class Paused(Exception):
    """Too many were wrong; `until` is when the next one is looked at."""

    def __init__(self, until: datetime) -> None:
        super().__init__("too many wrong attempts")
        self.until = until


class Attempts:
    """What was tried on names, whether anybody has them or not."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, name: str, now: datetime) -> None:
        """Count one as wrong before it is looked at, so that many at once are not each the first. Raises Paused."""
        # People type passwords into the wrong field, so what was typed as a name is not kept either.
        target = hashlib.sha256(name.encode("utf-8", "replace")).digest()
        with self._database.transaction() as db:
            db.execute("DELETE FROM attempt WHERE since <= :long_ago", {"long_ago": stamp(now - _FORGOTTEN)})
            wrong = _wrong(db, target, now)
            values = {"target": target, "wrong": wrong + 1, "since": stamp(now)}
            db.execute("INSERT OR REPLACE INTO attempt (target, wrong, since) VALUES (:target, :wrong, :since)", values)

    def forget(self, name: str) -> None:
        """It was right after all: earlier wrong ones no longer count."""
        target = hashlib.sha256(name.encode("utf-8", "replace")).digest()
        with self._database.transaction() as db:
            db.execute("DELETE FROM attempt WHERE target = :target", {"target": target})


def pause(wrong: int) -> timedelta:
    """How long one waits after so many wrong ones."""
    if wrong < FREE:
        return timedelta(0)
    doublings = min(wrong - FREE, _DOUBLINGS)
    return min(_FIRST * (1 << doublings), _LONGEST)


def _wrong(db: sqlite_utils.Database, target: bytes, now: datetime) -> int:
    rows = fetch(db, "SELECT wrong, since FROM attempt WHERE target = :target", {"target": target})
    if not rows:
        return 0
    wrong = int(rows[0]["wrong"])
    until = moment(rows[0]["since"]) + pause(wrong)
    if until > now:
        raise Paused(until)
    return wrong
