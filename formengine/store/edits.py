"""The history of edits: each is a revision with its author, what was done, and which edit it takes back."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import sqlite_utils

from formengine.core.bundle import Bundle
from formengine.store.bundles import HEAD, PUBLISHED, Revision, insert_revision, one_revision, point_at
from formengine.store.database import Database, fetch
from formengine.store.errors import StoreError
from formengine.store.values import decode, encode, moment, stamp


class Overtaken(StoreError):
    """Somebody else saved a newer head meanwhile; `head` is its revision (None where there is none)."""

    def __init__(self, head: Revision | None) -> None:
        super().__init__("the head has moved")
        self.head = head


@dataclass(frozen=True, slots=True)
class Edit:
    """One entry of the history; `parent` is the number of the revision that it changed."""

    slug: str
    number: int
    parent: int
    account: str
    operation: str
    arguments: Mapping[str, Any]
    undoes: int | None
    summary: str
    hash: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Milestone:
    """A revision that somebody gave a name."""

    slug: str
    name: str
    number: int
    account: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """What an edit is recorded with."""

    account: str
    operation: str
    arguments: Mapping[str, Any]
    summary: str
    undoes: int | None = None
    base: int = 0
    """The shipped revision that the result rests on; 0 for the one that the head rests on already."""


class Edits:
    """The edits of all definitions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, bundle: Bundle, parent: Revision | None, step: Step, now: datetime) -> Revision:
        """Make an edited bundle the head, if `parent` still is; None for a definition that is new here.

        Raises Overtaken; then nothing was written.
        """
        with self._database.transaction() as db:
            return _record(db, bundle, parent, step, now)

    @contextmanager
    def alone(self) -> Iterator["Record"]:
        """Keep everybody else from writing until an edit is worked out and recorded: for where others are too quick."""
        with self._database.transaction() as db:
            yield partial(_record, db)

    def publish(self, slug: str, number: int) -> Revision:
        """Let new drafts begin on a revision; drafts on older ones move to it. Raises KeyError."""
        with self._database.transaction() as db:
            head = one_revision(fetch(db, HEAD, {"slug": slug}))
            wanted = one_revision(fetch(db, _REVISION, {"slug": slug, "number": number}))
            if head is None or wanted is None:
                raise KeyError(f"no revision {number} of {slug}")
            point_at(db, head, wanted)
            return wanted

    def revision(self, slug: str, number: int) -> Revision | None:
        """A revision by its number."""
        return one_revision(self._database.rows(_REVISION, {"slug": slug, "number": number}))

    def history(self, slug: str, most: int = 200, before: int = 2**53) -> list[Edit]:
        """The newest edits first; `before` leads to older ones."""
        values = {"slug": slug, "most": most, "before": before}
        return [_edit(row) for row in self._database.rows(_HISTORY, values)]

    def own(self, slug: str, account: str) -> list[Edit]:
        """Somebody's own edits, the newest first: what undo and redo look through."""
        return [_edit(row) for row in self._database.rows(_OWN, {"slug": slug, "account": account})]

    def name(self, milestone: Milestone) -> bool:
        """Give a revision a name; False where another one has that name already."""
        values = {"slug": milestone.slug, "name": milestone.name, "number": milestone.number}
        values |= {"account": milestone.account, "created": stamp(milestone.created)}
        with self._database.transaction() as db:
            return db.execute(_NAME, values).rowcount == 1

    def milestones(self, slug: str) -> list[Milestone]:
        """The named revisions, the newest first."""
        sql = "SELECT * FROM milestone WHERE slug = :slug ORDER BY number DESC, created DESC"
        return [
            Milestone(row["slug"], row["name"], row["number"], row["account"], moment(row["created"]))
            for row in self._database.rows(sql, {"slug": slug})
        ]


_REVISION = "SELECT * FROM revision WHERE slug = :slug AND number = :number"
_INSERT = (
    "INSERT INTO edit (slug, number, parent, account, operation, arguments, undoes, summary) "
    "VALUES (:slug, :number, :parent, :account, :operation, :arguments, :undoes, :summary)"
)
_EDITS = "SELECT e.*, r.hash, r.created FROM edit e JOIN revision r ON r.slug = e.slug AND r.number = e.number "
_HISTORY = _EDITS + "WHERE e.slug = :slug AND e.number < :before ORDER BY e.number DESC LIMIT :most"
_OWN = _EDITS + "WHERE e.slug = :slug AND e.account = :account ORDER BY e.number DESC"
_NAME = (
    "INSERT INTO milestone (slug, name, number, account, created) "
    "VALUES (:slug, :name, :number, :account, :created) ON CONFLICT (slug, name) DO NOTHING"
)


Record = Callable[[Bundle, Revision | None, Step, datetime], Revision]


def _record(db: sqlite_utils.Database, bundle: Bundle, parent: Revision | None, step: Step, now: datetime) -> Revision:
    head = one_revision(fetch(db, HEAD, {"slug": bundle.slug}))
    if (head.number if head else 0) != (parent.number if parent else 0):
        raise Overtaken(head)
    published = one_revision(fetch(db, PUBLISHED, {"slug": bundle.slug}))
    revision = insert_revision(db, bundle, "edited", step.base or (head.base if head else 0), now)
    point_at(db, revision, published)
    values = {"slug": bundle.slug, "number": revision.number, "parent": head.number if head else 0}
    values |= {"account": step.account, "operation": step.operation, "arguments": encode(dict(step.arguments))}
    db.execute(_INSERT, {**values, "undoes": step.undoes, "summary": step.summary})
    return revision


def _edit(row: Mapping[str, Any]) -> Edit:
    return Edit(
        slug=row["slug"],
        number=row["number"],
        parent=row["parent"],
        account=row["account"],
        operation=row["operation"],
        arguments=decode(row["arguments"]),
        undoes=row["undoes"],
        summary=row["summary"],
        hash=row["hash"],
        created=moment(row["created"]),
    )
