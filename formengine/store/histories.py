"""A definition with its whole history, taken out of one installation and into another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from formengine.store import parts
from formengine.store.bundles import HEAD, Revision, one_revision, point_at
from formengine.store.database import Database, fetch
from formengine.store.edits import Edit, Milestone, Overtaken
from formengine.store.values import decode, encode, moment, stamp

ELSEWHERE: Final = "import:"
"""What the author of an edit begins with that was made in another installation; no account here has such an id."""


@dataclass(frozen=True, slots=True)
class Past:
    """One revision: its parts by name, each known by its hash."""

    number: int
    hash: str
    origin: str
    base: int
    created: datetime
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class History:
    """Everything that was ever saved of a definition. Authors are display names; accounts stay where they are."""

    slug: str
    head: int
    revisions: tuple[Past, ...]
    edits: tuple[Edit, ...]
    milestones: tuple[Milestone, ...]
    bodies: Mapping[str, bytes]
    """The content of every part by its hash."""


class Histories:
    """The histories of all definitions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, slug: str) -> History:
        """The history of a definition. Raises KeyError."""
        rows, values = self._database.rows, {"slug": slug}
        head = one_revision(rows(HEAD, values))
        if head is None:
            raise KeyError(slug)
        names = {row["id"]: row["display"] for row in rows("SELECT id, display FROM account", {})}
        milestones = tuple(_milestone(row, names) for row in rows(_MILESTONES, values))
        edits = tuple(_edit(row, names) for row in rows(_EDITS, values))
        revisions = tuple(_past(row) for row in rows(_REVISIONS, values))
        wanted = {hash_ for past in revisions for hash_ in past.parts.values()}
        bodies = {hash_: parts.read(self._database, hash_) for hash_ in sorted(wanted)}
        return History(slug, head.number, revisions, edits, milestones, bodies)

    def take_in(self, history: History) -> Revision:
        """Make a definition of a history, not yet released; none of that name may be here. Raises Overtaken."""
        with self._database.transaction() as db:
            head = one_revision(fetch(db, HEAD, {"slug": history.slug}))
            if head is not None:
                raise Overtaken(head)
            for hash_, body in history.bodies.items():
                parts.keep(db, hash_, body)
            for past in history.revisions:
                db.execute(_INSERT_REVISION, _row(history.slug, past))
            for edit in history.edits:
                db.execute(_INSERT_EDIT, _edit_row(history.slug, edit))
            for milestone in history.milestones:
                db.execute(_INSERT_MILESTONE, _milestone_row(history.slug, milestone))
            newest = next(past for past in history.revisions if past.number == history.head)
            revision = _revision(history.slug, newest)
            point_at(db, revision, None)
            return revision


_REVISIONS = "SELECT * FROM revision WHERE slug = :slug ORDER BY number"
_EDITS = (
    "SELECT e.*, r.hash, r.created FROM edit e JOIN revision r ON r.slug = e.slug AND r.number = e.number "
    "WHERE e.slug = :slug ORDER BY e.number"
)
_MILESTONES = "SELECT * FROM milestone WHERE slug = :slug ORDER BY number, name"
_INSERT_REVISION = (
    "INSERT INTO revision (slug, number, hash, parts, origin, base, created) "
    "VALUES (:slug, :number, :hash, :parts, :origin, :base, :created)"
)
_INSERT_EDIT = (
    "INSERT INTO edit (slug, number, parent, account, operation, arguments, undoes, summary) "
    "VALUES (:slug, :number, :parent, :account, :operation, :arguments, :undoes, :summary)"
)
_INSERT_MILESTONE = (
    "INSERT INTO milestone (slug, name, number, account, created) VALUES (:slug, :name, :number, :account, :created)"
)


def _who(id_: str, names: Mapping[str, str]) -> str:
    """The display name of an author, those of earlier imports included."""
    return names.get(id_, id_.removeprefix(ELSEWHERE) if id_.startswith(ELSEWHERE) else "")


def _past(row: Mapping[str, Any]) -> Past:
    created, hashes = moment(row["created"]), decode(row["parts"])
    return Past(row["number"], row["hash"], row["origin"], row["base"], created, hashes)


def _edit(row: Mapping[str, Any], names: Mapping[str, str]) -> Edit:
    return Edit(
        slug=row["slug"],
        number=row["number"],
        parent=row["parent"],
        account=_who(row["account"], names),
        operation=row["operation"],
        arguments=decode(row["arguments"]),
        undoes=row["undoes"],
        summary=row["summary"],
        hash=row["hash"],
        created=moment(row["created"]),
    )


def _milestone(row: Mapping[str, Any], names: Mapping[str, str]) -> Milestone:
    account = _who(row["account"], names)
    return Milestone(row["slug"], row["name"], row["number"], account, moment(row["created"]))


def _revision(slug: str, past: Past) -> Revision:
    return Revision(slug, past.number, past.hash, past.origin, past.base, past.created)


def _row(slug: str, past: Past) -> dict[str, Any]:
    values = {"slug": slug, "number": past.number, "hash": past.hash, "parts": encode(dict(past.parts))}
    return {**values, "origin": past.origin, "base": past.base, "created": stamp(past.created)}


def _edit_row(slug: str, edit: Edit) -> dict[str, Any]:
    values = {"slug": slug, "number": edit.number, "parent": edit.parent, "account": ELSEWHERE + edit.account}
    values |= {"operation": edit.operation, "arguments": encode(dict(edit.arguments))}
    return {**values, "undoes": edit.undoes, "summary": edit.summary}


def _milestone_row(slug: str, milestone: Milestone) -> dict[str, Any]:
    values = {"slug": slug, "name": milestone.name, "number": milestone.number}
    return {**values, "account": ELSEWHERE + milestone.account, "created": stamp(milestone.created)}
