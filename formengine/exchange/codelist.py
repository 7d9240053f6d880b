"""A version of a code list, whatever format it came in, and how it joins our own versioned file."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from formengine.core.formats import CLEAN, is_date, matches

MOST_BYTES: Final = 20_000_000
MOST_CODES: Final = 50_000
_NOT_NAME: Final = re.compile(r"[^a-z0-9]+")


class Unreadable(ValueError):
    """A file that is no code list; the message says in German what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One code and its words."""

    code: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class ListVersion:
    """One version of a list; `uri` names the list, without its version."""

    uri: str
    title: str
    version: str
    entries: tuple[Entry, ...]
    valid_from: str = ""

    @property
    def name(self) -> str:
        """What the file of the list is called."""
        last = re.split(r"[:/#]", self.uri.rstrip(":/#"))[-1]
        plain = unicodedata.normalize("NFKD", last.lower().replace("ß", "ss")).encode("ascii", "ignore").decode()
        return _NOT_NAME.sub("-", plain).strip("-")[:60] or "codeliste"


def checked(found: ListVersion) -> ListVersion:
    """The list, its texts composed (NFC) and its day of validity taken from the version where that is a day.

    Raises Unreadable where a person could not choose from it.
    """
    if not found.uri or not found.version:
        raise Unreadable("Der Liste fehlt ihr Name (CanonicalUri) oder ihre Version.")
    if not found.entries:
        raise Unreadable("Die Liste enthält keine Codes.")
    if len(found.entries) > MOST_CODES:
        raise Unreadable(f"Die Liste hat mehr als {MOST_CODES} Codes.")
    entries = tuple(Entry(*map(_clean, (entry.code, entry.label, entry.help))) for entry in found.entries)
    for entry in entries:
        if not entry.code or not entry.label:
            raise Unreadable(f"Ein Eintrag hat keinen Code oder keinen Text („{entry.code or entry.label}“).")
    code, count = Counter(entry.code for entry in entries).most_common(1)[0]
    if count > 1:
        raise Unreadable(f"Der Code „{code}“ steht {count}-mal in der Liste. Jeder Code darf nur einmal vorkommen.")
    valid = found.valid_from or (found.version if is_date(found.version) else "")
    return ListVersion(_clean(found.uri), _clean(found.title), _clean(found.version), entries, valid)


def _clean(text: str) -> str:
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    if not matches(CLEAN, composed):
        raise Unreadable(f"Der Text „{composed[:40]!a}“ enthält ein Steuerzeichen.")
    return composed


def merged(content: Mapping[str, Any] | None, found: ListVersion) -> dict[str, Any]:
    """Our file with the version in it: in the place of the same one, else where its day (or its name) puts it."""
    before = content or {"uri": found.uri, "title": found.title, "versions": []}
    others = [version for version in before["versions"] if version["version"] != found.version]
    return {**before, "versions": sorted([*others, _written(found)], key=_order)}


def _written(found: ListVersion) -> dict[str, Any]:
    codes = [
        {"code": entry.code, "label": entry.label} | ({"help": entry.help} if entry.help else {})
        for entry in found.entries
    ]
    valid = {"validFrom": found.valid_from} if found.valid_from else {}
    return {"version": found.version, **valid, "codes": codes}


def _order(version: Mapping[str, Any]) -> tuple[str, str]:
    """By day; versions that are numbers by number."""
    return str(version.get("validFrom", "")), str(version["version"]).zfill(12)
