"""Submissions: document, delivery obligations, files and the draft's mark in one transaction, once per draft."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlite_utils

from formengine.store.database import Database, fetch
from formengine.store.drafts import Conflict, open_draft
from formengine.store.files import StoredFile, hand_over, stored
from formengine.store.values import decode, encode, is_id, moment, stamp

_PREFIX = re.compile(r"[A-Z0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class Obligation:
    """A message that has to be delivered because of a submission."""

    recipient: str
    kind: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Definition:
    """The definition that a document was checked against; `revision` is its hash."""

    slug: str
    version: str
    revision: str


@dataclass(frozen=True, slots=True)
class Submission:
    """What was received, when and under which reference; it outlives its draft."""

    reference: str
    draft: str
    definition: Definition
    created: datetime
    document: dict[str, Any]
    receipt: dict[str, Any]


Obligations = Sequence[Obligation] | Callable[[str], Sequence[Obligation]]
Receipt = Mapping[str, Any] | Callable[[str], Mapping[str, Any]]


class Submissions:
    """All submissions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def submit(
        self,
        number: str,
        expected_rev: int,
        *,
        prefix: str,
        year: int,
        document: Mapping[str, Any],
        definition: Definition,
        messages: Obligations,
        receipt: Receipt,
        now: datetime,
    ) -> Submission:
        """Receive a draft; a second call for the same draft returns the first submission unchanged.

        Messages and receipt may be functions of the reference, which only exists inside the transaction. `Conflict`
        says that the draft, or a file that the document names, is no longer what was checked.
        """
        if not _PREFIX.fullmatch(prefix):
            raise ValueError(f"not a reference prefix: {prefix!r}")

        def work(db: sqlite_utils.Database) -> Submission:
            first = _of_draft(db, number)
            if first is not None:
                return first
            if open_draft(db, number)["rev"] != expected_rev:
                raise Conflict(None)
            reference = f"{prefix}-{year}-{_next(db, prefix, year):06d}"
            made = dict(receipt(reference) if callable(receipt) else receipt)
            submission = Submission(reference, number, definition, now, dict(document), made)
            _insert(db, submission)
            _oblige(db, reference, messages(reference) if callable(messages) else messages)
            _take_files(db, number, reference, document)
            mark = "UPDATE draft SET reference = :reference WHERE number = :number"
            db.execute(mark, {"reference": reference, "number": number})
            return _of_draft(db, number) or submission

        return self._database.write_at_all_costs(work)

    def get(self, reference: str) -> Submission | None:
        """The submission with this reference."""
        row = self._database.row(_BY_REFERENCE, {"reference": reference})
        return _submission(row) if row else None

    def get_for_draft(self, number: str) -> Submission | None:
        """The submission that this draft became."""
        row = self._database.row(_BY_DRAFT, {"draft": number}) if is_id(number) else None
        return _submission(row) if row else None

    def obligations(self, reference: str) -> list[Obligation]:
        """What has to be delivered for this submission, in the order of the definition."""
        sql = "SELECT recipient, kind, payload FROM obligation WHERE submission = :reference ORDER BY position"
        rows = self._database.rows(sql, {"reference": reference})
        return [Obligation(row["recipient"], row["kind"], decode(row["payload"])) for row in rows]

    def files(self, reference: str) -> list[StoredFile]:
        """The files that belong to this submission."""
        sql = "SELECT * FROM submission_file WHERE submission = :reference ORDER BY rowid"
        return [stored(row) for row in self._database.rows(sql, {"reference": reference})]


_BY_REFERENCE = "SELECT * FROM submission WHERE reference = :reference"
_BY_DRAFT = "SELECT * FROM submission WHERE draft = :draft"


def _of_draft(db: sqlite_utils.Database, number: str) -> Submission | None:
    rows = fetch(db, _BY_DRAFT, {"draft": number})
    return _submission(rows[0]) if rows else None


def _submission(row: Mapping[str, Any]) -> Submission:
    definition = Definition(row["slug"], row["version"], row["revision"])
    document, receipt = decode(row["document"]), decode(row["receipt"])
    return Submission(row["reference"], row["draft"], definition, moment(row["created"]), document, receipt)


def _next(db: sqlite_utils.Database, prefix: str, year: int) -> int:
    rows = fetch(
        db,
        "INSERT INTO counter (prefix, year, last) VALUES (:prefix, :year, 1) "
        "ON CONFLICT (prefix, year) DO UPDATE SET last = last + 1 RETURNING last",
        {"prefix": prefix, "year": year},
    )
    return int(rows[0]["last"])


def _insert(db: sqlite_utils.Database, submission: Submission) -> None:
    db.execute(
        "INSERT INTO submission (reference, draft, slug, version, revision, created, document, receipt) "
        "VALUES (:reference, :draft, :slug, :version, :revision, :created, :document, :receipt)",
        {
            "reference": submission.reference,
            "draft": submission.draft,
            "slug": submission.definition.slug,
            "version": submission.definition.version,
            "revision": submission.definition.revision,
            "created": stamp(submission.created),
            "document": encode(submission.document),
            "receipt": encode(submission.receipt),
        },
    )


def _oblige(db: sqlite_utils.Database, reference: str, messages: Sequence[Obligation]) -> None:
    sql = (
        "INSERT INTO obligation (submission, position, recipient, kind, payload) "
        "VALUES (:submission, :position, :recipient, :kind, :payload)"
    )
    for position, message in enumerate(messages):
        values = {"recipient": message.recipient, "kind": message.kind, "payload": encode(message.payload)}
        db.execute(sql, {"submission": reference, "position": position, **values})


def _take_files(db: sqlite_utils.Database, number: str, reference: str, document: Mapping[str, Any]) -> None:
    ids = sorted({str(file["_id"]) for file in _named_files(document)})
    if not all(map(is_id, ids)) or hand_over(db, number, reference, encode(ids)) != len(ids):
        raise Conflict(None)


def _named_files(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every file value in the document: files are the only objects with both an `_id` and a hash."""
    if isinstance(value, Mapping):
        if "_id" in value and "sha256" in value:
            yield value
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _named_files(item)
