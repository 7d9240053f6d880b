"""How much room one draft may take; checked in the transaction that would take it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import sqlite_utils

from formengine.store.database import fetch
from formengine.store.errors import TooLarge


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes for answers, what was typed and what was left of it, and bytes for files; None is any number."""

    draft: int | None = None
    files: int | None = None

    def check_draft(self, db: sqlite_utils.Database, number: str) -> None:
        """After a write: the transaction fails where the draft became too large."""
        if self.draft is not None and _sum(db, _DRAFT, {"draft": number}) > self.draft:
            raise TooLarge(f"draft {number} would be larger than {self.draft} bytes")

    def check_files(self, db: sqlite_utils.Database, number: str, size: int) -> None:
        """Before a file of this size is added. Removed files count until they are purged: they still lie there."""
        if self.files is not None and _sum(db, _FILES, {"draft": number}) + size > self.files:
            raise TooLarge(f"the files of draft {number} would be larger than {self.files} bytes")


UNLIMITED: Final = Room()
_DRAFT: Final = (
    "SELECT coalesce(sum(length(CAST(answers AS BLOB))), 0) + coalesce(sum(length(CAST(pending AS BLOB))), 0) "
    "+ (SELECT coalesce(sum(length(CAST(flags AS BLOB))), 0) FROM draft WHERE number = :draft) AS total "
    "FROM draft_page WHERE draft = :draft"
)
_FILES: Final = "SELECT coalesce(sum(size), 0) AS total FROM upload WHERE draft = :draft"


def _sum(db: sqlite_utils.Database, sql: str, parameters: Mapping[str, Any]) -> int:
    return int(fetch(db, sql, parameters)[0]["total"])
