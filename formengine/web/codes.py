"""The code that opens a draft on another device: the draft's number, and a proof that only this installation can make.

It is worked out, not stored: the page that shows it can be opened again and again, and the database gives none away.
"""

import hashlib
import hmac
from typing import Final

from formengine.store.values import ALPHABET, ID_LENGTH, is_id

_PROOF: Final = 12
"""Characters of the proof: 58 bits, of which five guesses are free and each further one costs three minutes."""

LENGTH: Final = ID_LENGTH + _PROOF
_GROUP: Final = 4


def make(key: bytes, number: str, generation: int) -> str:
    """The code of a draft, 20 characters; another generation makes another code."""
    return number + _proof(key, number, generation)


def is_right(key: bytes, code: str, generation: int) -> bool:
    """Whether the code is the one of its draft."""
    return hmac.compare_digest(code, make(key, number_of(code), generation))


def number_of(code: str) -> str:
    """The number of the draft that a code is for."""
    return code[:ID_LENGTH]


def parse(text: str) -> str | None:
    """A code as somebody typed it, with any spaces, hyphens and capitals; None for what cannot be one."""
    code = "".join(text[: 4 * LENGTH].split()).replace("-", "").lower()
    return code if len(code) == LENGTH and is_id(code[:ID_LENGTH]) and set(code) <= set(ALPHABET) else None


def words(code: str) -> str:
    """The code in groups of four capitals, to be read out and typed."""
    return "-".join(code[i : i + _GROUP].upper() for i in range(0, len(code), _GROUP))


def _proof(key: bytes, number: str, generation: int) -> str:
    digest = hmac.new(key, f"weitermachen|{number}|{generation}".encode(), hashlib.sha256).digest()
    left = int.from_bytes(digest, "big")
    letters = []
    for _ in range(_PROOF):
        left, letter = divmod(left, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)
