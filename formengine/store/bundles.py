"""Revisions of definitions: each part is kept once under its hash, and what is published never changes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal

import sqlite_utils

from formengine.core.bundle import Bundle
from formengine.store import parts
from formengine.store.database import Database, fetch
from formengine.store.values import decode, encode, moment, stamp

CACHED_BUNDLES = 64


@dataclass(frozen=True, slots=True)
class Revision:
    """One immutable state of a definition; `base` is the number of the shipped revision that it rests on."""

    slug: str
    number: int
    hash: str
    origin: str
    base: int
    created: datetime


@dataclass(frozen=True, slots=True)
class Shipped:
    """What became of a delivered folder; `newer_than_edited_head` is shown as *Neue Auslieferung liegt vor*."""

    revision: Revision
    state: Literal["new", "known", "newer_than_edited_head"]


class Bundles:
    """The definitions that the application serves."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._load = lru_cache(maxsize=CACHED_BUNDLES)(self._read)

    def slugs(self) -> list[str]:
        """All definitions that have a revision, in the order of the alphabet."""
        return [row["slug"] for row in self._database.rows("SELECT slug FROM bundle ORDER BY slug", {})]

    def head(self, slug: str) -> Revision | None:
        """The revision that the builder and the preview work on."""
        return one_revision(self._database.rows(HEAD, {"slug": slug}))

    def published(self, slug: str) -> Revision | None:
        """The revision that new drafts are pinned to."""
        return one_revision(self._database.rows(PUBLISHED, {"slug": slug}))

    def shipped(self, slug: str) -> Revision | None:
        """The newest revision that was delivered."""
        return one_revision(self._database.rows(_NEWEST_SHIPPED, {"slug": slug}))

    def revision(self, hash: str) -> Revision | None:
        """The newest revision with this content, which is what drafts and submissions name."""
        return one_revision(self._database.rows(_BY_HASH, {"hash": hash}))

    def waiting(self, slug: str) -> Revision | None:
        """A delivered revision that what was edited here does not rest on yet."""
        head, found = self.head(slug), self.shipped(slug)
        if head is None or found is None or head.origin == "shipped":
            return None
        return found if found.number > head.base and found.hash != head.hash else None

    def load(self, revision: Revision) -> Bundle:
        """The content of a revision; kept in memory, since it never changes."""
        return self._load(revision.slug, revision.hash)

    def publish_shipped(self, bundle: Bundle, now: datetime) -> Shipped:
        """Take in a delivered definition and publish it, unless somebody has edited the head in the meantime."""
        with self._database.transaction() as db:
            known = one_revision(fetch(db, _SHIPPED, {"slug": bundle.slug, "hash": bundle.hash}))
            head = one_revision(fetch(db, HEAD, {"slug": bundle.slug}))
            revision = known or insert_revision(db, bundle, "shipped", None, now)
            if head is None or head.origin == "shipped" or head.hash == revision.hash:
                point_at(db, revision, revision)
            elif revision.number > head.base:
                return Shipped(revision, "newer_than_edited_head")
            return Shipped(revision, "known" if known else "new")

    def save_edited(self, bundle: Bundle, now: datetime) -> Revision:
        """Make an edited bundle the new head; what is published stays."""
        with self._database.transaction() as db:
            head = one_revision(fetch(db, HEAD, {"slug": bundle.slug}))
            published = one_revision(fetch(db, PUBLISHED, {"slug": bundle.slug}))
            revision = insert_revision(db, bundle, "edited", head.base if head else 0, now)
            point_at(db, revision, published or revision)
            return revision

    def _read(self, slug: str, hash: str) -> Bundle:
        row = self._database.row(
            "SELECT parts FROM revision WHERE slug = :slug AND hash = :hash", {"slug": slug, "hash": hash}
        )
        if row is None:
            raise KeyError(f"no revision {hash} of {slug}")
        bodies = {name: parts.read(self._database, part) for name, part in decode(row["parts"]).items()}
        return Bundle.from_parts(slug, bodies, hash)


HEAD = "SELECT r.* FROM bundle b JOIN revision r ON r.slug = b.slug AND r.number = b.head WHERE b.slug = :slug"
PUBLISHED = (
    "SELECT r.* FROM bundle b JOIN revision r ON r.slug = b.slug AND r.number = b.published WHERE b.slug = :slug"
)
_BY_HASH = "SELECT * FROM revision WHERE hash = :hash ORDER BY number DESC LIMIT 1"
_NEWEST_SHIPPED = "SELECT * FROM revision WHERE slug = :slug AND origin = 'shipped' ORDER BY number DESC LIMIT 1"
_SHIPPED = (
    "SELECT * FROM revision WHERE slug = :slug AND hash = :hash AND origin = 'shipped' ORDER BY number DESC LIMIT 1"
)


def one_revision(rows: list[dict[str, Any]]) -> Revision | None:
    """The first row as a revision."""
    return _revision(rows[0]) if rows else None


def _revision(row: Mapping[str, Any]) -> Revision:
    return Revision(row["slug"], row["number"], row["hash"], row["origin"], row["base"], moment(row["created"]))


def insert_revision(
    db: sqlite_utils.Database, bundle: Bundle, origin: str, base: int | None, now: datetime
) -> Revision:
    """A new revision, numbered after the last one; for use inside a transaction."""
    hashes: dict[str, str] = {}
    for name, body in bundle.parts().items():
        hashes[name] = hashlib.sha256(body).hexdigest()
        parts.keep(db, hashes[name], body)
    last = fetch(
        db, "SELECT coalesce(max(number), 0) AS number FROM revision WHERE slug = :slug", {"slug": bundle.slug}
    )
    number = last[0]["number"] + 1
    values = {"slug": bundle.slug, "number": number, "hash": bundle.hash, "parts": encode(hashes), "origin": origin}
    values |= {"base": number if base is None else base, "created": stamp(now)}
    db.execute(
        "INSERT INTO revision (slug, number, hash, parts, origin, base, created) "
        "VALUES (:slug, :number, :hash, :parts, :origin, :base, :created)",
        values,
    )
    return _revision(values)


def point_at(db: sqlite_utils.Database, head: Revision, published: Revision | None) -> None:
    """Make these the head and the published revision (None: not yet released); for use inside a transaction."""
    db.execute(
        "INSERT INTO bundle (slug, head, published) VALUES (:slug, :head, :published) "
        "ON CONFLICT (slug) DO UPDATE SET head = excluded.head, published = excluded.published",
        {"slug": head.slug, "head": head.number, "published": published.number if published else None},
    )
