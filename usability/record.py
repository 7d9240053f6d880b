"""What people found out by looking: verdicts in `record.json` beside `cases.json`, and whether they still hold."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal, get_args

from formengine.core.strictjson import dumps, pretty
from formengine.web.clock import parse

NAME: Final = "record.json"
Ruling = Literal["pass", "fail", "inapplicable"]
RULINGS: Final[tuple[str, ...]] = get_args(Ruling)
_WORDS: Final = ("clause", "verdict", "tester", "browser", "at", "date", "revision", "seen")


class RecordError(ValueError):
    """The file cannot be read; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one person found out about one clause."""

    clause: str
    verdict: Ruling
    tester: str
    browser: str
    at: str
    """The assistive technology and its version."""
    date: datetime.date
    revision: str
    seen: Mapping[str, str]
    """The hashes of the states that were looked at, by their id."""
    note: str = ""

    def changed(self, rendered: Mapping[str, str]) -> tuple[str, ...]:
        """The states that do not look any more as they did then, new and lost ones included; none: it holds."""
        return tuple(id_ for id_ in sorted({*self.seen, *rendered}) if self.seen.get(id_) != rendered.get(id_))


@dataclass(frozen=True, slots=True)
class Record:
    """Every verdict, one a clause."""

    entries: tuple[Entry, ...] = ()
    moment: datetime.datetime | None = None
    """When the pages are looked at: one that only says something else tomorrow is no other page. None: no verdicts."""

    def of(self, clause: str) -> Entry | None:
        """The verdict over a clause."""
        return next((entry for entry in self.entries if entry.clause == clause), None)

    def plus(self, entry: Entry) -> "Record":
        """With a verdict in the place of the one over the same clause."""
        others = (known for known in self.entries if known.clause != entry.clause)
        return replace(self, entries=tuple(sorted((*others, entry), key=lambda each: order(each.clause))))


def order(clause: str) -> tuple[int, ...]:
    """Sorts the numbers of clauses."""
    return tuple(int(part) for part in clause.split(".") if part.isdigit())


def read(file: Path) -> Record:
    """The verdicts; none where there is no file. Raises RecordError."""
    if not file.is_file():
        return Record()
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        entries = tuple(_entry(each, found["seen"]) for each in found["verdicts"])
        return Record(entries, parse(found["moment"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        said = f"„{error.args[0]}“ fehlt" if isinstance(error, KeyError) else str(error)
        words = ", ".join(f"„{word}“" for word in _WORDS)
        raise RecordError(
            f"{file}: {said}. Die Datei braucht „moment“, jeder Eintrag unter „verdicts“ {words}; "
            "„seen“ nennt eine Liste unter „seen“. „formengine record“ schreibt das."
        ) from error


def _entry(kept: Mapping[str, str], seen: Mapping[str, Mapping[str, str]]) -> Entry:
    if kept["verdict"] not in RULINGS:
        raise ValueError(f"„verdict“ ist „{kept['verdict']}“ statt {', '.join(RULINGS)}")
    fields: dict[str, Any] = {word: kept[word] for word in _WORDS}
    date = datetime.date.fromisoformat(kept["date"])
    return Entry(**fields | {"date": date, "seen": dict(seen[kept["seen"]]), "note": kept.get("note", "")})


def write(file: Path, record: Record) -> None:
    """Write the file: what was looked at stands once, however many verdicts rest on it. Raises ValueError."""
    if record.moment is None:
        raise ValueError("verdicts without the moment that their states were rendered for")
    verdicts = [
        {word: getattr(entry, word) for word in _WORDS if word not in ("date", "seen")}
        | {"date": entry.date.isoformat(), "seen": _key(entry.seen)}
        | ({"note": entry.note} if entry.note else {})
        for entry in record.entries
    ]
    seen = {_key(entry.seen): dict(sorted(entry.seen.items())) for entry in record.entries}
    kept = {"moment": record.moment.isoformat("T", "minutes"), "verdicts": verdicts, "seen": dict(sorted(seen.items()))}
    file.write_bytes(pretty(kept))


def _key(seen: Mapping[str, str]) -> str:
    return hashlib.sha256(dumps(dict(seen))).hexdigest()[:12]
