"""Names on the way in: scopes as JSON Forms reads them, ids that are the same each time, words for property names."""

import re
from collections.abc import Iterable
from typing import Any, Final

from formengine.core.model import ENVIRONMENT, ITEM, ITEM_ID, Path

LONGEST_ID: Final = 60
_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]*")
_NOT_ID: Final = re.compile(r"[^a-z0-9]+")
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_WORD: Final = re.compile(r"[A-ZÄÖÜ]+(?![a-zäöüß])|[A-ZÄÖÜ]?[a-zäöüß]+|[0-9]+")
_CHOICES: Final = ("anyOf", "allOf", "oneOf")
_RESERVED: Final = frozenset({"", ITEM, ITEM_ID, ENVIRONMENT})
"""Property names that mean something of their own inside the engine, or nothing in its format."""


def parse_scope(scope: Any) -> Path | None:
    """The property names that a scope leads through; None for what is no scope.

    Like JSON Forms it takes a missing `#`, and looks through `anyOf/0` and `then`.
    """
    if not isinstance(scope, str):
        return None
    parts = [part.replace("~1", "/").replace("~0", "~") for part in scope.split("/")]
    if parts[0] not in ("#", ""):
        return None
    found: list[str] = []
    rest = [] if parts[1:] == [""] else parts[1:]
    while rest:
        word, *rest = rest
        if word == "properties" and rest:
            found.append(rest.pop(0))
        elif word in _CHOICES and rest and rest[0].isdigit():
            rest.pop(0)
        elif word not in ("then", "else"):
            return None
    return tuple(found)


def is_usable(path: Iterable[str]) -> bool:
    """False where a name on the path means something of its own here."""
    return _RESERVED.isdisjoint(path)


def in_words(name: str) -> str:
    """A property name as a person would read it: `firstName` → First Name."""
    words = _WORD.findall(name)
    return " ".join(word[0].upper() + word[1:] for word in words) or name or "Angabe"


class Ids:
    """Gives ids; the same document always gets the same ones."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def own(self, given: Any) -> str | None:
        """The id that the document itself gives, where it can be kept."""
        if not isinstance(given, str) or not _ID.fullmatch(given) or given in self.taken:
            return None
        self.taken.add(given)
        return given

    def new(self, text: str, also: frozenset[str] = frozenset()) -> str:
        """An id made from a text, with a number where it is taken."""
        base = _NOT_ID.sub("-", text[:200].lower().translate(_UMLAUTS)).strip("-")[:LONGEST_ID].strip("-") or "element"
        id_, n = base, 2
        while id_ in self.taken or id_ in also:
            id_, n = f"{base}-{n}", n + 1
        self.taken.add(id_)
        return id_
