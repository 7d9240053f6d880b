"""The accounts of those who build and test; participants need none."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import sqlite_utils

from formengine.store.database import Database, fetch
from formengine.store.errors import StoreError
from formengine.store.values import digest, moment, new_id, stamp

_NAME: Final = re.compile(r"[\w.@+-]{2,60}")


class Role(StrEnum):
    """What somebody may do; an admin may everything."""

    ADMIN = "admin"
    DESIGNER = "designer"
    QA = "qa"
    MODERATOR = "moderator"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in: `name` is typed there, `display` is what others read."""

    id: str
    name: str
    display: str
    role: Role


@dataclass(frozen=True, slots=True)
class Listed:
    """An account as the list of accounts shows it."""

    account: Account
    created: datetime
    closed: datetime | None
    second_factor: bool
    seen: datetime | None


@dataclass(frozen=True, slots=True)
class Factor:
    """The second factor of an account: its secret, and the newest step of time whose code was used."""

    secret: str
    step: int


class NameTaken(StoreError):
    """Another account has this name already."""


class LastAdmin(StoreError):
    """Without this account nobody could manage accounts any more."""


class Accounts:
    """All accounts; one that was closed stays, since the history names it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def exist(self) -> bool:
        """Whether anybody has an account."""
        return self._database.row("SELECT 1 FROM account LIMIT 1", {}) is not None

    def get(self, id: str) -> Account | None:
        """An account, closed ones included: whoever reads the history wants the name."""
        row = self._database.row("SELECT * FROM account WHERE id = :id", {"id": id})
        return None if row is None else read_account(row)

    def named(self, name: str) -> Account | None:
        """The open account with a name, however it was typed."""
        row = self._database.row("SELECT * FROM account WHERE name = :name AND closed IS NULL", {"name": folded(name)})
        return None if row is None else read_account(row)

    def listed(self) -> list[Listed]:
        """All accounts, open ones first."""
        return [
            Listed(
                account=read_account(row),
                created=moment(row["created"]),
                closed=moment(row["closed"]) if row["closed"] else None,
                second_factor=row["totp"] is not None,
                seen=moment(row["seen"]) if row["seen"] else None,
            )
            for row in self._database.rows(_LISTED, {})
        ]

    def password(self, id: str) -> str:
        """The hash of a password. Raises KeyError."""
        row = self._database.row("SELECT password FROM account WHERE id = :id", {"id": id})
        if row is None:
            raise KeyError(id)
        return str(row["password"])

    def set_password(self, id: str, password: str) -> None:
        """Keep another hash; a link for a new password is no longer needed."""
        with self._database.transaction() as db:
            db.execute("UPDATE account SET password = :value WHERE id = :id", {"id": id, "value": password})
            db.execute("DELETE FROM invitation WHERE account = :id", {"id": id})

    def set_role(self, id: str, role: Role) -> None:
        """Give another role, and end what was signed in with the old one. Raises LastAdmin."""
        with self._database.transaction() as db:
            if role is not Role.ADMIN:
                _another_admin(db, id)
                db.execute(_END_LINKS, {"id": id})
            db.execute("UPDATE account SET role = :role WHERE id = :id", {"id": id, "role": role.value})
            db.execute(_END_ALL, {"id": id})

    def close(self, id: str, now: datetime) -> None:
        """Let nobody sign in with it any more. Raises LastAdmin."""
        with self._database.transaction() as db:
            _another_admin(db, id)
            db.execute("UPDATE account SET closed = :now WHERE id = :id", {"id": id, "now": stamp(now)})
            db.execute(_END_ALL, {"id": id})
            db.execute(_END_LINKS, {"id": id})

    def reopen(self, id: str) -> None:
        """Let it be used again."""
        self._change("UPDATE account SET closed = NULL WHERE id = :id", {"id": id})

    def factor(self, id: str) -> Factor | None:
        """The second factor, None where there is none."""
        row = self._database.row("SELECT totp, totp_step FROM account WHERE id = :id", {"id": id})
        return None if row is None or row["totp"] is None else Factor(row["totp"], row["totp_step"])

    def set_factor(self, id: str, factor: Factor | None, recovery: Iterable[str] = ()) -> None:
        """Begin or end to ask for a second factor; recovery codes of an earlier one are worthless from now on."""
        values = {"id": id, "totp": factor.secret if factor else None, "step": factor.step if factor else 0}
        with self._database.transaction() as db:
            db.execute("UPDATE account SET totp = :totp, totp_step = :step WHERE id = :id", values)
            db.execute("DELETE FROM recovery WHERE account = :id", {"id": id})
            for code in recovery:
                db.execute(
                    "INSERT INTO recovery (account, code_hash) VALUES (:id, :hash)", {"id": id, "hash": digest(code)}
                )

    def use_step(self, id: str, step: int) -> bool:
        """Take the code of a step of time; False where it or a later one was used before."""
        return self._change(
            "UPDATE account SET totp_step = :step WHERE id = :id AND totp_step < :step", {"id": id, "step": step}
        )

    def use_recovery(self, id: str, code: str) -> bool:
        """Take a recovery code; False where it is wrong or was used before."""
        return self._change(
            "DELETE FROM recovery WHERE account = :id AND code_hash = :hash", {"id": id, "hash": digest(code)}
        )

    def recovery_left(self, id: str) -> int:
        """How many recovery codes are left."""
        row = self._database.row("SELECT count(*) AS left FROM recovery WHERE account = :id", {"id": id})
        return int(row["left"]) if row else 0

    def _change(self, sql: str, values: Mapping[str, Any]) -> bool:
        with self._database.transaction() as db:
            return bool(db.execute(sql, dict(values)).rowcount == 1)


def folded(name: str) -> str:
    """A name as it is kept and compared: neither capitals nor spaces around it count."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def is_name(name: str) -> bool:
    """Whether somebody can be called so: letters, digits and a few marks, no spaces."""
    return _NAME.fullmatch(folded(name)) is not None


def insert_account(db: sqlite_utils.Database, account: Account, password: str, now: datetime) -> None:
    """Add an account inside of a transaction. Raises NameTaken."""
    values = {"id": account.id, "name": folded(account.name), "display": account.display, "role": account.role.value}
    if db.execute(_INSERT, {**values, "password": password, "now": stamp(now)}).rowcount != 1:
        raise NameTaken(account.name)


def new_account(name: str, display: str, role: Role) -> Account:
    """An account that nobody has yet."""
    return Account(new_id(), folded(name), display.strip(), role)


def read_account(row: Mapping[str, Any]) -> Account:
    """The account in a row."""
    return Account(row["id"], row["name"], row["display"], Role(row["role"]))


def _another_admin(db: sqlite_utils.Database, id: str) -> None:
    rows = fetch(db, "SELECT id FROM account WHERE role = 'admin' AND closed IS NULL", {})
    if [row["id"] for row in rows] == [id]:
        raise LastAdmin(id)


_INSERT: Final = (
    "INSERT INTO account (id, name, display, role, password, created) "
    "VALUES (:id, :name, :display, :role, :password, :now) ON CONFLICT (name) DO NOTHING"
)
_LISTED: Final = (
    "SELECT a.*, (SELECT max(touched) FROM signed_in s WHERE s.account = a.id AND s.complete = 1) AS seen "
    "FROM account a ORDER BY a.closed IS NOT NULL, a.display, a.name"
)
# Somebody who may no longer invite has perhaps kept a link to come back by.
_END_LINKS: Final = "DELETE FROM invitation WHERE account = :id OR author = :id"
_END_ALL: Final = "DELETE FROM signed_in WHERE account = :id"
