"""Findings that a team lives with for now: a file beside `cases.json`, each entry with a reason and a last day."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

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


def reason(accepted: Mapping[str, Accepted], fingerprint: str, today: datetime.date) -> str:
    """Why a finding is accepted today; "" where it is not, or no more."""
    entry = accepted.get(fingerprint)
    return f"{entry.reason} (bis {entry.until:%d.%m.%Y})" if entry is not None and today <= entry.until else ""
