"""What the tests of the store share: a fixed time, small definitions, drafts and pictures."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import Image

from formengine.core.bundle import Bundle
from formengine.store import Store
from formengine.store.drafts import PageRow
from formengine.store.files import StoredFile
from formengine.store.submissions import Definition, Obligation, Submission

NOW = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)
LIFETIME = timedelta(days=30)
DEFINITION = Definition("lp03-maengelmelder", "1.0.0", "a" * 64)


def bundle(title: str = "Mangel melden", slug: str = "lp03-maengelmelder", **parts: Any) -> Bundle:
    """A definition that differs by its title."""
    return Bundle(slug=slug, form={"slug": slug, "title": title}, **parts)


def begin(store: Store, pages: Mapping[str, PageRow] | None = None) -> str:
    """The number of a new draft."""
    number, _ = store.drafts.create("lp03-maengelmelder", "a" * 64, pages or {}, NOW, LIFETIME)
    return number


def rev_of(store: Store, number: str) -> int:
    """The draft's own revision number."""
    row = store.database.row("SELECT rev FROM draft WHERE number = :number", {"number": number})
    assert row is not None
    return int(row["rev"])


def submit(store: Store, number: str, document: Mapping[str, Any] | None = None, rev: int | None = None) -> Submission:
    """Submit a draft with one message."""
    return store.submissions.submit(
        number,
        rev_of(store, number) if rev is None else rev,
        prefix="LP03",
        year=2026,
        document=document or {"kategorie": "muell"},
        definition=DEFINITION,
        messages=lambda reference: [Obligation("oe.ordnung", "umschlag-1", {"vorgang": reference})],
        receipt=lambda reference: {"vorgang": reference, "seiten": 3},
        now=NOW,
    )


def keep(store: Store, number: str, content: bytes, name: str = "notiz.txt") -> StoredFile:
    """Add a file to a draft."""
    upload = store.files.judge(name, io.BytesIO(content), 10_000_000)
    return store.files.add(number, "ort", "foto", upload, NOW)


def picture(kind: str, size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    """A small picture with some variety in it, as Pillow writes it."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    output = io.BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def bytes_below(folder: Path) -> bytes:
    """All bytes of all files below a folder, to search for what must be gone."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
