"""Links that work once: they make an account, or let somebody choose a new password."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import sqlite_utils

from formengine.store.accounts import Account, Role, insert_account, new_account, read_account
from formengine.store.database import Database, fetch
from formengine.store.errors import StoreError
from formengine.store.values import digest, moment, stamp

LIFETIME: Final = timedelta(days=7)
SHELL: Final = "shell"
"""The author of what the command `invite` makes."""
START: Final = "start"
"""The author of the first one, which each start of the server makes anew."""


class Spent(StoreError):
    """The link was used, has expired, or never existed."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a link is for: an account with a role, or (`account`) a new password for one that is there."""

    role: Role
    author: str
    expires: datetime
    account: Account | None
    id: str
    """Names it in the list of those that wait; it opens nothing."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody who was invited chose; the password is a hash already."""

    name: str
    display: str
    password: str


class Invitations:
    """All links that wait to be used; only the hashes of their secrets are kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, role: Role, author: str, now: datetime, account: str | None = None) -> str:
        """The secret of a new link. A newer one for the same account replaces the older one."""
        secret = secrets.token_urlsafe(16)
        values = {"hash": digest(secret), "role": role.value, "account": account, "author": author}
        with self._database.transaction() as db:
            db.execute(
                "DELETE FROM invitation WHERE expires <= :now OR account = :account", {**values, "now": stamp(now)}
            )
            db.execute(_INSERT, {**values, "now": stamp(now), "expires": stamp(now + LIFETIME)})
        return secret

    def first(self, now: datetime) -> str | None:
        """The secret for the first account, an admin's; None where there is an account. Earlier ones end."""
        with self._database.transaction() as db:
            db.execute("DELETE FROM invitation WHERE author = :author", {"author": START})
            if fetch(db, "SELECT 1 FROM account LIMIT 1", {}):
                return None
        return self.make(Role.ADMIN, START, now)

    def find(self, secret: str, now: datetime) -> Invitation | None:
        """What a link is for, None where it is spent."""
        row = self._database.row(_FIND, {"hash": digest(secret), "now": stamp(now)})
        return None if row is None else _read(row)

    def waiting(self, now: datetime) -> list[Invitation]:
        """The links that nobody has used yet, the first to end first."""
        return [_read(row) for row in self._database.rows(_WAITING, {"now": stamp(now)})]

    def withdraw(self, id: str) -> bool:
        """End a link; False where it is spent already."""
        with self._database.transaction() as db:
            return bool(db.execute("DELETE FROM invitation WHERE hex(secret_hash) = :id", {"id": id}).rowcount)

    def accept(self, secret: str, newcomer: Newcomer, now: datetime) -> Account:
        """Make the account that a link is for. Raises Spent and NameTaken; then the link stays as it is."""
        with self._database.transaction() as db:
            invitation = _take(db, secret, now)
            if invitation.account is not None:
                raise Spent
            account = new_account(newcomer.name, newcomer.display, invitation.role)
            insert_account(db, account, newcomer.password, now)
            return account

    def renew(self, secret: str, password: str, now: datetime) -> Account:
        """Set the password of the account that a link is for, and end its browsers. Raises Spent."""
        with self._database.transaction() as db:
            account = _take(db, secret, now).account
            if account is None:
                raise Spent
            values = {"id": account.id, "password": password}
            db.execute("UPDATE account SET password = :password WHERE id = :id", values)
            db.execute("DELETE FROM signed_in WHERE account = :id", {"id": account.id})
            return account


def _take(db: sqlite_utils.Database, secret: str, now: datetime) -> Invitation:
    rows = fetch(db, _FIND, {"hash": digest(secret), "now": stamp(now)})
    if not rows:
        raise Spent
    db.execute("DELETE FROM invitation WHERE secret_hash = :hash", {"hash": digest(secret)})
    return _read(rows[0])


def _read(row: dict[str, Any]) -> Invitation:
    account = read_account({**row, "role": row["own_role"]}) if row["id"] else None
    return Invitation(Role(row["role"]), row["author"], moment(row["expires"]), account, row["hash"])


_INSERT: Final = (
    "INSERT INTO invitation (secret_hash, role, account, author, created, expires) "
    "VALUES (:hash, :role, :account, :author, :now, :expires)"
)
_INVITED: Final = (
    "SELECT hex(i.secret_hash) AS hash, i.role, i.author, i.expires, a.id, a.name, a.display, a.role AS own_role "
    "FROM invitation i LEFT JOIN account a ON a.id = i.account "
)
_FIND: Final = _INVITED + "WHERE i.secret_hash = :hash AND i.expires > :now AND a.closed IS NULL"
_WAITING: Final = _INVITED + "WHERE i.expires > :now ORDER BY i.expires"
