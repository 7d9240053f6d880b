"""Sample files that people in a workshop may upload instead of their own."""

import io
import json
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from werkzeug.datastructures import FileStorage

from formengine.core.model import Control

FOLDER: Final = Path(__file__).parent / "samples"


@dataclass(frozen=True, slots=True)
class Sample:
    """A shipped file: its name, its media type, what it shows, and its bytes."""

    name: str
    mime: str
    title: str
    body: bytes

    def upload(self, name: str = "") -> FileStorage:
        """As if somebody had uploaded it, under this name or its own."""
        return FileStorage(io.BytesIO(self.body), filename=name or f"beispiel-{self.name}")


@cache
def samples() -> Mapping[str, Sample]:
    """Every shipped sample by its name, in the order in which they are offered."""
    listed = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))
    return {
        entry["file"]: Sample(
            entry["file"], _mime(entry["file"]), entry["title"], (FOLDER / entry["file"]).read_bytes()
        )
        for entry in listed
    }


def sample_for(control: Control, mime: str = "") -> Sample | None:
    """The sample for a question: of those that it names (`options.samples`) or else of all, the first that it accepts.

    With `mime` only one of that media type will do.
    """
    named = [samples()[name] for name in control.options.get("samples", ()) if name in samples()]
    accepted = accepted_types(control)
    wanted = {mime} if mime else accepted or {sample.mime for sample in samples().values()}
    return next((sample for sample in [*named, *samples().values()] if sample.mime in wanted), None)


def accepted_types(control: Control) -> frozenset[str]:
    """The media types that a question names; none where it takes whatever the application takes."""
    each = control.schema.get("items", control.schema).get("properties", {})
    return frozenset(each.get("mimeType", {}).get("enum", ()))


def offers_sample(control: Control) -> bool:
    """Whether there is a sample for a question."""
    return sample_for(control) is not None


def _mime(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
