"""A process that fills the disk under its own store and says what still works."""

import io
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from formengine.store import Store
from formengine.store.errors import StoreFull
from tests.faults.writer import submit

NOW = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)
LIFETIME = timedelta(days=30)


def fill(store: Store, number: str) -> int:
    """Save pages until there is no room; returns how many were acknowledged."""
    saved = 0
    for size in (100_000, 1_000):
        try:
            while True:
                store.drafts.save_page(number, f"p{saved}", 0, now=NOW, answers={"text": "x" * size})
                saved += 1
        except StoreFull:
            continue
    return saved


def upload_is_refused(store: Store) -> bool:
    try:
        store.files.judge("a.bin", io.BytesIO(b"x" * 1_000_000), 2_000_000)
    except StoreFull:
        return True
    return False


def main(data: Path) -> None:
    """Fill, submit, purge, go on; one line of facts at the end."""
    store = Store.open(data)
    mine, secret = store.drafts.create("probe", "a" * 64, {}, NOW, LIFETIME)
    other, _ = store.drafts.create("probe", "a" * 64, {}, NOW - timedelta(days=1), LIFETIME)
    store.drafts.save_page(mine, "ort", 0, now=NOW, answers={"strasse": "Am Markt"})
    saved = fill(store, other)
    facts: dict[str, object] = {"saved": saved, "kept": len(store.drafts.pages(other))}
    facts["upload refused"] = upload_is_refused(store)
    facts["left aside"] = len(list((data / "files" / "tmp").iterdir()))
    facts["readable"] = store.drafts.open(mine, secret) is not None and store.drafts.pages(mine)["ort"].answers
    facts["reserve before"] = (data / "reserve").exists()
    facts["reference"] = submit(store, mine, 2, {"strasse": "Am Markt"}).reference
    facts["reserve after"] = (data / "reserve").exists()
    store.drafts.delete(other)
    facts["integrity"] = store.database.rows("PRAGMA integrity_check", {})[0]["integrity_check"]
    fresh, _ = store.drafts.create("probe", "a" * 64, {}, NOW, LIFETIME)
    facts["recovered"] = store.drafts.save_page(fresh, "ort", 0, now=NOW, answers={"text": "x" * 100_000})
    store.close()
    facts["found again"] = Store.open(data).submissions.get_for_draft(mine) is not None
    sys.stdout.write(json.dumps(facts))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
