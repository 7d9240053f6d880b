"""The parts of definitions: each kept once under its hash, packed, since every edit leaves another form."""

import hashlib
import zlib
from typing import Final

import sqlite_utils

from formengine.store.database import Database, fetch
from formengine.store.errors import StoreRefused

_LEVEL: Final = 6
_LARGEST: Final = 64_000_000
"""Bytes of any part, unpacked: far more than a definition may have."""
_PLAIN: Final = b"{"
"""What a part begins with that an earlier release kept as it is; packed ones begin otherwise."""


def keep(db: sqlite_utils.Database, hash_: str, body: bytes) -> None:
    """Keep a part under its hash, if it is not there yet; for use inside a transaction."""
    # Of the parts of a revision all but one are there already: packing them again would take longer than all else.
    if not fetch(db, "SELECT 1 FROM part WHERE hash = :hash", {"hash": hash_}):
        values = {"hash": hash_, "body": zlib.compress(body, _LEVEL)}
        db.execute("INSERT INTO part (hash, body) VALUES (:hash, :body)", values)


def read(database: Database, hash_: str) -> bytes:
    """The part with this hash. Raises StoreRefused where it is missing or damaged."""
    row = database.row("SELECT body FROM part WHERE hash = :hash", {"hash": hash_})
    body = _unpacked(row["body"]) if row else b""
    if hashlib.sha256(body).hexdigest() != hash_:
        raise StoreRefused(f"part {hash_} of a definition is missing or damaged; restore a backup")
    return body


def _unpacked(kept: bytes) -> bytes:
    """A part as it was handed in; nothing where it cannot be unpacked."""
    if kept.startswith(_PLAIN):
        return kept
    try:
        return zlib.decompressobj().decompress(kept, _LARGEST)
    except zlib.error:
        return b""
