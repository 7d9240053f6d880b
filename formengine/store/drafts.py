"""Drafts: one row a page, each write guarded by the page's revision number, so that a lost update is impossible."""

import hmac
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlite_utils

from formengine.store.database import Database, fetch
from formengine.store.errors import NoDraft, StoreError, Submitted, Unstorable
from formengine.store.room import UNLIMITED, Room
from formengine.store.values import (
    KEEP,
    Keep,
    decode,
    decode_optional,
    digest,
    encode,
    encode_optional,
    is_id,
    moment,
    new_id,
    stamp,
)

LONGEST_SECRET = 64


@dataclass(frozen=True, slots=True)
class PageRow:
    """What is kept of a page: accepted answers, and what was typed but not accepted; rev 0: never written."""

    answers: dict[str, Any] | None = None
    pending: dict[str, Any] | None = None
    rev: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """An application in the making; `revision` is the hash of the definition it is pinned to."""

    number: str
    slug: str
    revision: str
    rev: int
    flags: dict[str, Any]
    reference: str | None
    expires: datetime
    touched: datetime
    """When it was last changed."""
    published: str = ""
    """The revision that it moves to: the one that new drafts get now, for a preview the head."""

    @property
    def outdated(self) -> bool:
        """True where a newer revision than its own was published."""
        return self.published not in ("", self.revision)

    @property
    def lifetime(self) -> timedelta:
        """How long it lives without a change."""
        return self.expires - self.touched


class Conflict(StoreError):
    """Somebody else wrote first; `current` is what the page holds now (None: another part of the draft moved)."""

    def __init__(self, current: PageRow | None) -> None:
        super().__init__("the draft has changed since it was read")
        self.current = current


class Drafts:
    """All drafts; each write is one transaction, and what returned is on the disk."""

    def __init__(self, database: Database, room: Room = UNLIMITED) -> None:
        self._database = database
        self._room = room

    def create(
        self,
        slug: str,
        revision: str,
        pages: Mapping[str, PageRow],
        now: datetime,
        lifetime: timedelta,
        flags: Mapping[str, Any] | None = None,
    ) -> tuple[str, str]:
        """A new draft with some pages already filled; returns its number and the secret that opens it."""
        secret = secrets.token_urlsafe(16)
        values = {
            "secret_hash": digest(secret),
            "slug": slug,
            "revision": revision,
            "flags": encode(dict(flags or {})),
        }
        values |= {"now": stamp(now), "expires": stamp(now + lifetime)}
        with self._database.transaction() as db:
            number = new_id()
            while db.execute(_INSERT, {"number": number, **values}).rowcount == 0:
                number = new_id()
            for page, row in pages.items():
                _write_page(db, number, page, PageRow(row.answers, row.pending, 1))
        return number, secret

    def open(self, number: str, secret: str) -> Draft | None:
        """The draft, if the secret is its own; a malformed number or secret is not even looked up."""
        if not is_id(number) or not secret.isascii() or len(secret) > LONGEST_SECRET:
            return None
        row = self._database.row(_BY_NUMBER, {"number": number})
        if row is None:
            return None
        hashed = digest(secret)
        own = hmac.compare_digest(row["secret_hash"], hashed)
        # Only a browser that was bound later costs a second look-up.
        bound = own or self._database.row(_BOUND, {"draft": number, "secret_hash": hashed}) is not None
        return _draft(row) if bound else None

    def pages(self, number: str, names: Collection[str] | None = None) -> dict[str, PageRow]:
        """The rows of the named pages (or of all) that have been written."""
        sql = "SELECT page, answers, pending, rev FROM draft_page WHERE draft = :draft"
        parameters = {"draft": number}
        if names is not None and len(names) == 1:
            sql, parameters["page"] = f"{sql} AND page = :page", next(iter(names))
        elif names is not None:
            sql += " AND page IN (SELECT value FROM json_each(:names))"
            parameters["names"] = encode(list(names))
        return {row["page"]: _page(row) for row in self._database.rows(sql, parameters)}

    def save_page(
        self,
        number: str,
        page: str,
        expected_rev: int,
        *,
        now: datetime,
        answers: dict[str, Any] | Keep | None = KEEP,
        pending: dict[str, Any] | Keep | None = KEEP,
        flags: Mapping[str, Any] | None = None,
    ) -> int:
        """Write one page and merge flags (None removes one); returns the page's new rev, or raises `Conflict`."""
        with self._database.transaction() as db:
            draft = open_draft(db, number, page)
            if draft["page_rev"] != expected_rev:
                raise Conflict(_current(db, number, page))
            if answers is KEEP or pending is KEEP:
                current = _current(db, number, page)
                answers = current.answers if answers is KEEP else answers
                pending = current.pending if pending is KEEP else pending
            _write_page(db, number, page, PageRow(answers, pending, expected_rev + 1))
            self._room.check_draft(db, number)
            _touch(db, draft, flags or {}, now)
            return expected_rev + 1

    def save_pages(
        self,
        number: str,
        pages: Mapping[str, tuple[int, dict[str, Any]]],
        *,
        now: datetime,
        flags: Mapping[str, Any] | None = None,
    ) -> None:
        """Accept answers (with the rev that each page must still have) for several pages, all or none. See above."""
        with self._database.transaction() as db:
            draft = open_draft(db, number)
            for page, (expected_rev, answers) in pages.items():
                current = _current(db, number, page)
                if current.rev != expected_rev:
                    raise Conflict(current)
                _write_page(db, number, page, PageRow(answers, None, current.rev + 1))
            self._room.check_draft(db, number)
            _touch(db, draft, flags or {}, now)

    def migrate(
        self, before: Draft, revision: str, pages: Mapping[str, PageRow], flags: Mapping[str, Any], now: datetime
    ) -> None:
        """Pin a draft to another revision, whose pages take the place of its own; their revs go beyond all old ones.

        All or nothing. Raises Conflict where anything of the draft changed since it was read.
        """
        with self._database.transaction() as db:
            draft = open_draft(db, before.number)
            if (draft["rev"], draft["revision"]) != (before.rev, before.revision):
                raise Conflict(None)
            last = fetch(db, _LAST_REV, {"draft": before.number})[0]["rev"]
            db.execute("DELETE FROM draft_page WHERE draft = :draft", {"draft": before.number})
            for page, row in pages.items():
                _write_page(db, before.number, page, PageRow(row.answers, row.pending, last + 1))
            db.execute("UPDATE draft SET revision = ? WHERE number = ?", (revision, before.number))
            _touch(db, draft, flags, now)

    def note(self, before: Draft, flags: Mapping[str, Any], now: datetime) -> None:
        """Merge flags (None removes one). Raises Conflict where the draft changed since it was read."""
        with self._database.transaction() as db:
            draft = open_draft(db, before.number)
            if draft["rev"] != before.rev:
                raise Conflict(None)
            _touch(db, draft, flags, now)
            self._room.check_draft(db, before.number)

    def delete(self, number: str) -> None:
        """Delete the draft with its pages and the names of its files; a submission made from it stays."""
        self._database.write_at_all_costs(
            lambda db: db.execute("DELETE FROM draft WHERE number = :number", {"number": number})
        )

    def purge(self, now: datetime) -> int:
        """Delete what has expired; returns the number of drafts."""
        sql = "DELETE FROM draft WHERE expires <= :now"
        return self._database.write_at_all_costs(lambda db: db.execute(sql, {"now": stamp(now)}).rowcount)


def open_draft(db: sqlite_utils.Database, number: str, page: str = "") -> dict[str, Any]:
    """The row of a draft that may still change, with the revision number of a page; for use inside a transaction."""
    rows = fetch(db, _FOR_WRITING, {"number": number, "page": page})
    if not rows:
        raise NoDraft(f"no draft {number!r}")
    if rows[0]["reference"] is not None:
        raise Submitted(f"draft {number} was submitted as {rows[0]['reference']}")
    return rows[0]


_BY_NUMBER = (
    "SELECT draft.*, (SELECT r.hash FROM bundle b JOIN revision r ON r.slug = b.slug AND r.number = "
    "CASE json_extract(draft.flags, '$.vorschau') WHEN 'kopf' THEN b.head WHEN 'fest' THEN 0 ELSE b.published END "
    "WHERE b.slug = draft.slug) AS published FROM draft WHERE number = :number"
)
_LAST_REV = "SELECT coalesce(max(rev), 0) AS rev FROM draft_page WHERE draft = :draft"
_BOUND = "SELECT 1 AS bound FROM draft_browser WHERE draft = :draft AND secret_hash = :secret_hash"
_FOR_WRITING = (
    "SELECT draft.*, coalesce(draft_page.rev, 0) AS page_rev FROM draft "
    "LEFT JOIN draft_page ON draft_page.draft = draft.number AND draft_page.page = :page WHERE number = :number"
)
_INSERT = (
    "INSERT INTO draft (number, secret_hash, slug, revision, created, touched, expires, flags, rev) "
    "VALUES (:number, :secret_hash, :slug, :revision, :now, :now, :expires, :flags, 1) "
    "ON CONFLICT (number) DO NOTHING"
)


def _draft(row: Mapping[str, Any]) -> Draft:
    flags = decode(row["flags"])
    expires, touched = moment(row["expires"]), moment(row["touched"])
    return Draft(
        number=row["number"],
        slug=row["slug"],
        revision=row["revision"],
        rev=row["rev"],
        flags=flags,
        reference=row["reference"],
        expires=expires,
        touched=touched,
        published=row["published"] or "",
    )


def _page(row: Mapping[str, Any]) -> PageRow:
    return PageRow(decode_optional(row["answers"]), decode_optional(row["pending"]), row["rev"])


def _current(db: sqlite_utils.Database, number: str, page: str) -> PageRow:
    sql = "SELECT answers, pending, rev FROM draft_page WHERE draft = :draft AND page = :page"
    rows = fetch(db, sql, {"draft": number, "page": page})
    return _page(rows[0]) if rows else PageRow()


def _write_page(db: sqlite_utils.Database, number: str, page: str, row: PageRow) -> None:
    # SQLite's json_each, by which pages are looked up, ends a string at its first NUL.
    if "\0" in page:
        raise Unstorable("a page name with NUL")
    db.execute(
        "INSERT OR REPLACE INTO draft_page (draft, page, answers, pending, rev) "
        "VALUES (:draft, :page, :answers, :pending, :rev)",
        {
            "draft": number,
            "page": page,
            "answers": encode_optional(row.answers),
            "pending": encode_optional(row.pending),
            "rev": row.rev,
        },
    )


def _touch(db: sqlite_utils.Database, draft: Mapping[str, Any], changes: Mapping[str, Any], now: datetime) -> None:
    merged = {**decode(draft["flags"]), **changes}
    lifetime = moment(draft["expires"]) - moment(draft["touched"])
    db.execute(
        "UPDATE draft SET rev = rev + 1, flags = :flags, touched = :touched, expires = :expires WHERE number = :number",
        {
            "flags": encode({name: value for name, value in merged.items() if value is not None}),
            # A clock that was set back must not shorten what was promised.
            "touched": max(stamp(now), draft["touched"]),
            "expires": max(stamp(now + lifetime), draft["expires"]),
            "number": draft["number"],
        },
    )
