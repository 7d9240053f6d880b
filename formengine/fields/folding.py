"""How a search compares words: without capitals, marks and the letters that a keyboard does not have.

`select/auswahl.js` does the same in the browser; a test holds the two equal over all letters of DIN 91379.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from formengine.core.model import Choice

_PLAIN: Final = str.maketrans(
    {
        **dict(zip("ðđħıĸłŧƈǥəɨʒŋ", "ddhikltcgeizn", strict=True)),
        "ß": "ss",
        "æ": "ae",
        "ø": "o",
        "þ": "th",
        "ĳ": "ij",
        "ŀ": "l",
        "ŉ": "n",
        "œ": "oe",
    }
)
_GERMAN: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_BETWEEN: Final = re.compile(r"[^0-9a-z\u0370-\u03ff\u0400-\u04ff]+")
MOST_HITS: Final = 50


def plain(text: str) -> str:
    """The bare letters and digits, one space between words: `Nguyễn` is `nguyen`."""
    parted = unicodedata.normalize("NFD", text)
    bare = "".join(character for character in parted if unicodedata.category(character)[0] != "M")
    return _BETWEEN.sub(" ", bare.lower().translate(_PLAIN)).strip()


def german(text: str) -> str:
    """Likewise, with the umlauts as they are written where there are none: `Österreich` is `oesterreich`."""
    return plain(unicodedata.normalize("NFC", text).lower().translate(_GERMAN))


def matches(query: str, title: str) -> bool:
    """Whether a search finds an entry."""
    wanted = plain(query)
    return bool(wanted) and any(wanted in spelling for spelling in (plain(title), german(title)))


def exactly(query: str, choices: Iterable[Choice]) -> Choice | None:
    """The one entry whose title was typed, None where there is none or several."""
    wanted = {plain(query), german(query)} - {""}
    found = [choice for choice in choices if wanted & {plain(choice.title), german(choice.title)}]
    return found[0] if len(found) == 1 else None


def hits(query: str, choices: Sequence[Choice]) -> list[Choice]:
    """The entries that a search finds, those that begin with it first."""
    found = [choice for choice in choices if matches(query, choice.title)]
    wanted = plain(query)
    return sorted(found, key=lambda choice: not plain(choice.title).startswith(wanted))
