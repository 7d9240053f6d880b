"""Who is signed in: each browser holds a random secret, of which only the hash is kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from formengine.store.accounts import Account, read_account
from formengine.store.database import Database
from formengine.store.values import digest, moment, stamp

IDLE: Final = timedelta(hours=8)
ABSOLUTE: Final = timedelta(days=14)
HALF: Final = timedelta(minutes=10)
"""How long a right password waits for the second factor."""
_TOUCH: Final = timedelta(minutes=5)
"""How exactly it is known when somebody was last here; each request would be a write otherwise."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """A browser that is signed in; not `complete` while the second factor is missing."""

    account: Account
    complete: bool
    expires: datetime


class SignIns:
    """All browsers that are signed in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, account: str, now: datetime, complete: bool = True, instead: str = "") -> str:
        """A new secret for a browser; the one that it had before (`instead`) opens nothing any more."""
        secret = secrets.token_urlsafe(16)
        values = {"account": account, "hash": digest(secret), "now": stamp(now), "complete": int(complete)}
        with self._database.transaction() as db:
            db.execute("DELETE FROM signed_in WHERE secret_hash = :old", {"old": digest(instead)})
            db.execute(_TIDY, {"now": stamp(now), "idle": stamp(now - IDLE)})
            db.execute(_INSERT, {**values, "expires": stamp(now + (ABSOLUTE if complete else HALF))})
        return secret

    def find(self, secret: str, now: datetime) -> SignIn | None:
        """Who a secret stands for, None where it has ended."""
        row = self._database.row(_FIND, {"hash": digest(secret), "now": stamp(now), "idle": stamp(now - IDLE)})
        if row is None:
            return None
        if moment(row["touched"]) + _TOUCH <= now:
            with self._database.transaction() as db:
                db.execute(_TOUCHED, {"hash": digest(secret), "now": stamp(now)})
        return SignIn(read_account(row), bool(row["complete"]), moment(row["expires"]))

    def end(self, secret: str) -> None:
        """Let a secret open nothing any more."""
        with self._database.transaction() as db:
            db.execute("DELETE FROM signed_in WHERE secret_hash = :hash", {"hash": digest(secret)})

    def end_all(self, account: str) -> int:
        """End every browser of an account; returns how many."""
        with self._database.transaction() as db:
            return int(db.execute("DELETE FROM signed_in WHERE account = :account", {"account": account}).rowcount)


_INSERT: Final = (
    "INSERT INTO signed_in (secret_hash, account, complete, created, touched, expires) "
    "VALUES (:hash, :account, :complete, :now, :now, :expires)"
)
_TIDY: Final = "DELETE FROM signed_in WHERE expires <= :now OR touched <= :idle"
_FIND: Final = (
    "SELECT a.*, s.complete, s.touched, s.expires FROM signed_in s JOIN account a ON a.id = s.account "
    "WHERE s.secret_hash = :hash AND s.expires > :now AND s.touched > :idle AND a.closed IS NULL"
)
_TOUCHED: Final = "UPDATE signed_in SET touched = :now WHERE secret_hash = :hash"
