"""The raw content of a page's fields: strings and files by input name, as posted or as kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from formengine.core.model import Control
from formengine.core.pointer import MISSING
from formengine.fields import TYPES

Raw = dict[str, list[str]]
FileAnswer = Mapping[str, Any]
LATER: Final = "nachreichen"
"""The suffix of the box *wird nachgereicht*, and the key in the answer."""


@dataclass(frozen=True)
class Filled:
    """Raw strings and files by input name, and the items that were removed but can be restored (id and position)."""

    raw: Raw = field(default_factory=dict)
    files: Mapping[str, Sequence[FileAnswer]] = field(default_factory=dict)
    """File answers, refused ones included (those have no hash)."""
    removed: Mapping[str, Sequence[Sequence[Any]]] = field(default_factory=dict)

    @property
    def pending(self) -> dict[str, Any]:
        """What is kept of a page that was not accepted; refused files are not."""
        kept = {name: [file for file in files if "sha256" in file] for name, files in self.files.items()}
        pending: dict[str, Any] = {"raw": self.raw, "files": {name: files for name, files in kept.items() if files}}
        return pending | ({"removed": dict(self.removed)} if any(self.removed.values()) else {})


def uploads(control: Control) -> bool:
    """True for a question whose answer arrives as files."""
    return TYPES[control.type].uploads


def answer_of(control: Control, name: str, parsed: Mapping[str, Any], filled: Filled) -> Any:
    """One question's answer as it stands in its fields, MISSING where there is none."""
    if not uploads(control):
        return parsed.get(control.id, MISSING)
    if filled.files.get(name):
        return list(filled.files[name])
    return [{LATER: True}] if any(filled.raw.get(f"{name}:{LATER}", ())) else MISSING


def kept_files(answer: Any) -> list[FileAnswer]:
    """The files in an answer; a promise to hand them in later is none."""
    listed = answer if isinstance(answer, list) else []
    return [file for file in listed if isinstance(file, dict) and "sha256" in file]
