"""What axe found in the preview of a revision, state by state: the builder shows it at the element."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from formengine.store.database import Database
from formengine.store.values import decode, encode, moment, stamp

MOST: Final = 400
"""So many states of one definition are kept; older ones give way."""


@dataclass(frozen=True, slots=True)
class PreviewFinding:
    """One place that a rule of axe complains of, or cannot judge."""

    rule: str
    impact: str
    help: str
    selector: str
    element: str
    """The id of the element of the definition, "" for none."""
    sure: bool = True
    """False where a person must look."""
    page: str = ""
    """The id of the page, "" for what is none."""


@dataclass(frozen=True, slots=True)
class PreviewState:
    """A state of a revision that was looked at."""

    state: str
    findings: tuple[PreviewFinding, ...]
    created: datetime


class PreviewFindings:
    """The findings of all definitions; they can be found again at any time, so nothing is lost with them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, slug: str, revision: str, state: str, found: Sequence[PreviewFinding], now: datetime) -> None:
        """Put what was found in a state (perhaps nothing) in the place of what was found there before."""
        values = {"slug": slug, "revision": revision, "state": state, "created": stamp(now)}
        with self._database.transaction() as db:
            db.execute(_KEEP, values | {"findings": encode([asdict(each) for each in found])})
            db.execute(_FORGET, {"slug": slug, "most": MOST})

    def of(self, slug: str, revision: str) -> list[PreviewState]:
        """What was found in each state of a revision (by its hash) that was looked at."""
        return [
            PreviewState(
                row["state"],
                tuple(PreviewFinding(**each) for each in decode(row["findings"])),
                moment(row["created"]),
            )
            for row in self._database.rows(_OF, {"slug": slug, "revision": revision})
        ]


_KEEP = (
    "INSERT INTO preview_finding (slug, revision, state, findings, created) "
    "VALUES (:slug, :revision, :state, :findings, :created) ON CONFLICT (slug, revision, state) "
    "DO UPDATE SET findings = excluded.findings, created = excluded.created"
)
_FORGET = (
    "DELETE FROM preview_finding WHERE slug = :slug AND rowid NOT IN "
    "(SELECT rowid FROM preview_finding WHERE slug = :slug ORDER BY created DESC, rowid DESC LIMIT :most)"
)
_OF = "SELECT * FROM preview_finding WHERE slug = :slug AND revision = :revision ORDER BY state"
