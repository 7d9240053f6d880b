"""Files that were not kept although their question sets no limit: they are mistakes all the same."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from formengine.core import pointer
from formengine.core.journey import Mistake
from formengine.core.model import Control, Indices
from formengine.core.validation import Problem
from formengine.store.filetypes import TYPES

MOST_FILES: Final = 30
"""Of one question; beyond this a file is refused without being stored."""


def refusal(control: Control, indices: Indices, files: Sequence[Mapping[str, Any]]) -> Mistake | None:
    """The mistake of a question that has a file without stored bytes."""
    refused = [file for file in files if "sha256" not in file]
    if not refused:
        return None
    problem = _problem(refused[0], len(files))
    return Mistake(control.id, indices, pointer.join(*pointer.place(control.path, indices)), problem.code, problem)


def _problem(file: Mapping[str, Any], number: int) -> Problem:
    if file["mimeType"] not in TYPES:
        return Problem("dateityp", "enum", limit=sorted(TYPES))
    if number > MOST_FILES:
        return Problem("max", "maxItems", limit=MOST_FILES)
    # Of a file that is too large the store says that it is one byte longer than allowed.
    return Problem("dateigroesse", "maximum", limit=file["size"] - 1)
