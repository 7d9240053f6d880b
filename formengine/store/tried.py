"""What somebody fills in from the preview: drafts that hold nobody's application, and so need no secret."""

from typing import Any, Final

from formengine.core.pointer import merge
from formengine.store.database import Database
from formengine.store.values import decode_optional, is_id

_PAGES: Final = (
    "SELECT p.answers FROM draft d JOIN draft_page p ON p.draft = d.number "
    "WHERE d.slug = :slug AND d.number = :number AND json_extract(d.flags, '$.vorschau') IS NOT NULL"
)


def tried(database: Database, slug: str, number: str) -> dict[str, Any]:
    """The accepted answers of a draft that began in the preview of a definition; {} for any other draft."""
    found: dict[str, Any] = {}
    for row in database.rows(_PAGES, {"slug": slug, "number": number}) if is_id(number) else ():
        merge(found, decode_optional(row["answers"]) or {})
    return found
