"""Parts of definitions are kept packed; what an earlier release kept as it was stays readable."""

import contextlib
import hashlib
import random
import zlib

import pytest

from formengine.core import strictjson
from formengine.store import Store, parts
from formengine.store.errors import StoreRefused

LONG = strictjson.pretty({"elements": [{"type": "Control", "label": f"Frage {number}"} for number in range(2_000)]})
HASH = hashlib.sha256(LONG).hexdigest()


def kept(store: Store) -> bytes:
    row = store.database.row("SELECT body FROM part WHERE hash = :hash", {"hash": HASH})
    assert row is not None
    body: bytes = row["body"]
    return body


def keep(store: Store, body: bytes = LONG) -> None:
    with store.database.transaction() as db:
        parts.keep(db, HASH, body)


def put(store: Store, body: bytes) -> None:
    """Write past the rooms of the store, as an earlier release or a fault would."""
    with store.database.transaction() as db:
        db.execute("INSERT OR REPLACE INTO part (hash, body) VALUES (:hash, :body)", {"hash": HASH, "body": body})


def test_a_part_takes_a_fraction_of_its_size_and_comes_back_byte_by_byte(store: Store) -> None:
    keep(store)
    assert len(kept(store)) < len(LONG) / 5
    assert parts.read(store.database, HASH) == LONG


def test_a_part_that_is_there_is_not_written_again(store: Store) -> None:
    put(store, LONG)
    keep(store)
    assert kept(store) == LONG


def test_a_part_that_an_earlier_release_kept_unpacked_is_read(store: Store) -> None:
    put(store, LONG)
    assert parts.read(store.database, HASH) == LONG


def test_a_damaged_part_is_never_served(store: Store) -> None:
    packed, chance = zlib.compress(LONG), random.Random(1)  # noqa: S311  no secret
    for _ in range(50):
        place = chance.randrange(len(packed))
        put(store, packed[:place] + bytes([packed[place] ^ (1 << chance.randrange(8))]) + packed[place + 1 :])
        with contextlib.suppress(StoreRefused):
            assert parts.read(store.database, HASH) == LONG


@pytest.mark.parametrize("body", [b"", b"{", LONG[:-1], zlib.compress(LONG)[:-40], b"x"])
def test_a_part_that_was_cut_off_is_refused(store: Store, body: bytes) -> None:
    put(store, body)
    with pytest.raises(StoreRefused, match="damaged"):
        parts.read(store.database, HASH)


def test_a_part_that_is_missing_is_refused(store: Store) -> None:
    with pytest.raises(StoreRefused, match="missing"):
        parts.read(store.database, HASH)
