"""Findings that a team lives with for now: a file beside `cases.json`, each entry with a reason and a last day."""

import datetime
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from formengine.core.strictjson import pretty

NAME: Final = "accepted.json"


class AcceptedError(ValueError):
    """The file cannot be read; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """One finding that is accepted until a day."""

    fingerprint: str
    reason: str
    until: datetime.date
    by: str = ""


def read(file: Path) -> Mapping[str, Accepted]:
    """The accepted findings by fingerprint; none where there is no file. Raises AcceptedError."""
    if not file.is_file():
        return {}
    try:
        entries = json.loads(file.read_text(encoding="utf-8"))["accepted"]
        found = [_entry(entry) for entry in entries]
    except (ValueError, KeyError, TypeError) as error:
        raise AcceptedError(
            f"{file}: {error}. Jeder Eintrag unter „accepted“ braucht „fingerprint“, „reason“ und „until“ (ein Datum)."
        ) from error
    return {entry.fingerprint: entry for entry in found}


def _entry(entry: Mapping[str, str]) -> Accepted:
    reason = entry["reason"].strip()
    if not reason:
        raise ValueError("ein Eintrag ohne Grund („reason“)")
    return Accepted(entry["fingerprint"], reason, datetime.date.fromisoformat(entry["until"]), entry.get("by", ""))


def lapsed(accepted: Mapping[str, Accepted], today: datetime.date) -> tuple[Accepted, ...]:
    """The entries that are over."""
    return tuple(entry for entry in accepted.values() if entry.until < today)


def unknown(accepted: Mapping[str, Accepted], found: Collection[str]) -> tuple[Accepted, ...]:
    """The entries that fit none of these fingerprints."""
    return tuple(entry for mark, entry in accepted.items() if mark not in found)


def write(file: Path, entry: Accepted) -> None:
    """Add an entry, or put it in the place of the one for the same finding. Raises AcceptedError."""
    entries = {**read(file), entry.fingerprint: entry}
    listed = [
        {"fingerprint": each.fingerprint, "reason": each.reason, "until": each.until.isoformat()}
        | ({"by": each.by} if each.by else {})
        for _, each in sorted(entries.items())
    ]
    file.write_bytes(pretty({"accepted": listed}))


def reason(accepted: Mapping[str, Accepted], fingerprint: str, today: datetime.date) -> str:
    """Why a finding is accepted today; "" where it is not, or no more."""
    entry = accepted.get(fingerprint)
    return f"{entry.reason} (bis {entry.until:%d.%m.%Y})" if entry is not None and today <= entry.until else ""
