"""The access code of an installation: made, read as people type it, and refused where it could be guessed."""

import math
import re
import secrets
from typing import Final

ALPHABET: Final = "34679ACDEFGHJKMNPQRTWXY"
"""What nobody mistakes on a projector: neither 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B nor U and V."""
LENGTH: Final = 9
_GROUP: Final = 3
LONGEST: Final = 64
_BITS: Final = 39
"""The least strength of a chosen code, a bit less than that of one that we make (40.7)."""
_FEWEST_DIFFERENT: Final = 5
_IGNORED: Final = re.compile(r"[\s\u2010-\u2015-]+")


def new_code() -> str:
    """A random code in groups of three."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(drawn[at : at + _GROUP] for at in range(0, LENGTH, _GROUP))


def plain(code: str) -> str:
    """A code without what does not count: capitals, spaces and hyphens."""
    return _IGNORED.sub("", code).casefold()


def weakness(code: str) -> str:
    """Why a chosen code will not do, and what to choose instead; "" where it will."""
    letters = plain(code)
    if not re.fullmatch(r"[a-z0-9]*", letters) or len(letters) > LONGEST:
        return f"Erlaubt sind Buchstaben von A bis Z und Ziffern, höchstens {LONGEST} Zeichen."
    kinds = (26 if re.search(r"[a-z]", letters) else 0) + (10 if re.search(r"[0-9]", letters) else 0)
    bits = len(letters) * math.log2(kinds) if kinds else 0
    if bits < _BITS or len(set(letters)) < _FEWEST_DIFFERENT:
        return (
            "Er ist zu leicht zu erraten. Nehmen Sie mindestens 8 Zeichen, Buchstaben und Ziffern gemischt "
            "(nur Buchstaben: 9, nur Ziffern: 12), fünf davon verschieden."
        )
    return ""
