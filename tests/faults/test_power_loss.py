"""Power loss: a write-ahead log that ends anywhere, even inside a page, gives back a prefix of what was said."""

import random
import shutil
import threading
from pathlib import Path

import pytest

from formengine.store import DATABASE_NAME, Store
from tests.faults.writer import LIFETIME, NOW, content

WRITERS = 3
SAVES = 40
CUTS = 100


def snapshot(folder: Path) -> tuple[list[str], bytes, bytes]:
    """Drafts that several threads have written to, with the database and its log as they lie on the disk meanwhile."""
    store = Store.open(folder)
    numbers = [store.drafts.create("probe", "a" * 64, {}, NOW, LIFETIME)[0] for _ in range(WRITERS)]

    def write(number: str) -> None:
        store.database.connection().execute("PRAGMA wal_autocheckpoint = 0").fetchall()
        for turn in range(SAVES):
            store.drafts.save_page(number, f"p{turn}", 0, now=NOW, answers=content(number, f"p{turn}", 1))

    threads = [threading.Thread(target=write, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    path = folder / DATABASE_NAME
    lying = path.read_bytes(), path.with_name(f"{DATABASE_NAME}-wal").read_bytes()
    store.close()
    return numbers, *lying


def survivors(folder: Path, database: bytes, log: bytes, numbers: list[str]) -> list[int]:
    """How many saves of each writer are there after a restart; they must be the first ones, complete."""
    folder.mkdir()
    (folder / DATABASE_NAME).write_bytes(database)
    (folder / f"{DATABASE_NAME}-wal").write_bytes(log)
    store = Store.open(folder)
    assert store.database.rows("PRAGMA integrity_check", {}) == [{"integrity_check": "ok"}]
    found = []
    for number in numbers:
        pages = store.drafts.pages(number)
        assert set(pages) == {f"p{turn}" for turn in range(len(pages))}
        assert all(row.answers == content(number, page, 1) for page, row in pages.items())
        found.append(len(pages))
    store.close()
    shutil.rmtree(folder)
    return found


@pytest.mark.parametrize("tail", ["cut", "zeros", "noise"])
def test_a_log_that_ends_anywhere_gives_back_a_prefix(tmp_path: Path, tail: str) -> None:
    dice = random.Random(tail)  # noqa: S311
    numbers, database, log = snapshot(tmp_path / "sound")
    assert survivors(tmp_path / "whole", database, log, numbers) == [SAVES] * WRITERS
    before = [0] * WRITERS
    for offset in sorted(dice.randrange(len(log)) for _ in range(CUTS // 3 + 1)):
        lost = len(log) - offset
        rest = {"cut": b"", "zeros": bytes(lost), "noise": dice.randbytes(lost)}[tail]
        found = survivors(tmp_path / "restarted", database, log[:offset] + rest, numbers)
        assert all(now >= then for now, then in zip(found, before, strict=True))
        before = found
    assert sum(before) > SAVES
