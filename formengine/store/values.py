"""How times, JSON and random names are written into columns and read back."""

import hashlib
import json
import secrets
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Literal

from formengine.store.errors import StoreRefused, Unstorable

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""No 0/o, 1/i/l: a number is read out over the telephone."""

ID_LENGTH = 8
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


class Keep(Enum):
    """The one value that leaves a column as it is, since None clears it."""

    KEEP = "keep"


KEEP: Literal[Keep.KEEP] = Keep.KEEP


def new_id() -> str:
    """Eight random characters for a draft, a file or a list item; they name a thing and open nothing."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))


def is_id(text: str) -> bool:
    """Whether the text could have come from `new_id`: asked before any look-up."""
    return len(text) == ID_LENGTH and all(character in ALPHABET for character in text)


def digest(secret: str) -> bytes:
    """What is kept of a secret with 128 bits or more: SHA-256, since nobody can guess their way back."""
    return hashlib.sha256(secret.encode()).digest()


def stamp(moment: datetime) -> str:
    """An aware time as ISO in UTC, always equally long so that the texts sort as the times do."""
    if moment.tzinfo is None:
        raise ValueError("the store takes only times with a zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """The inverse of `stamp`."""
    return datetime.fromisoformat(text)


def encode(value: Any) -> str:
    """JSON text for a column; refuses what would not come back unchanged."""
    try:
        text = _ENCODER.encode(value)
        text.encode("utf-8")
    except (ValueError, TypeError, RecursionError) as error:
        raise Unstorable(f"not storable as JSON: {type(error).__name__}") from error
    return text


def decode(text: str) -> Any:
    """The inverse of `encode`; damage in the file is named without quoting what it hit."""
    try:
        return json.loads(text)
    except ValueError:
        raise StoreRefused("a stored JSON value is damaged; restore a backup") from None


def encode_optional(value: Any | None) -> str | None:
    """JSON text, or NULL for None: "nothing here" is not the JSON value null."""
    return None if value is None else encode(value)


def decode_optional(text: str | None) -> Any | None:
    """The inverse of `encode_optional`."""
    return None if text is None else decode(text)
