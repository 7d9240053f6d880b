"""Uploads of a page: judged, kept under their question, and taken away again; a refused one is named, not stored."""

from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.datastructures import FileStorage, MultiDict

from formengine.core.model import Control, Page
from formengine.store import Store, filetypes
from formengine.store.errors import TooLarge
from formengine.web.drafting import Working
from formengine.web.filled import uploads
from formengine.web.places import owner
from formengine.web.refusals import MOST_FILES
from formengine.web.settings import Settings

Files = dict[str, list[Mapping[str, Any]]]
"""File answers by input name."""


def receive(
    working: Working,
    page: Page,
    kept: Mapping[str, Sequence[Mapping[str, Any]]],
    posted: MultiDict[str, FileStorage],
    removed: str,
    store: Store,
    settings: Settings,
) -> Files:
    """The files of a page after a post: kept ones without the removed one, and what was uploaded."""
    forms = working.form.pages[page.id]
    files = {
        name: [file for file in listed if file.get("_id") != removed or not removed] for name, listed in kept.items()
    }
    for name in posted:
        control = owner(forms, name)
        if control is None or not uploads(control) or name.rpartition("/")[2] != control.id:
            continue
        present = files.setdefault(name, [])
        for upload in posted.getlist(name):
            taken = take(working, page, control, upload, present, store, settings) if upload.filename else None
            if taken is not None:
                present.append(taken)
    return files


def take(
    working: Working,
    page: Page,
    control: Control,
    upload: FileStorage,
    present: Sequence[Mapping[str, Any]],
    store: Store,
    settings: Settings,
) -> Mapping[str, Any] | None:
    """One uploaded file as an answer; what the question cannot accept is judged by the schema, but never stored.

    None for a file that the question already has: a page that is sent again after a failure brings its files again.
    """
    kinds, largest = limits(control, settings)
    judged = store.files.judge(upload.filename or "", upload.stream, largest)
    answer = {"name": judged.name, "mimeType": judged.mime, "size": judged.size}
    if any((file["name"], file.get("sha256")) == (judged.name, judged.sha256) for file in present):
        judged.discard()
        return None
    if judged.path is None or judged.mime not in kinds or judged.size > largest or len(present) >= MOST_FILES:
        judged.discard()
        return answer
    try:
        kept = store.files.add(working.draft.number, page.id, control.id, judged, working.context.now)
    except TooLarge:
        judged.discard()
        raise
    return {"_id": kept.id, "name": kept.name, "mimeType": kept.mime, "size": kept.size, "sha256": kept.sha256}


def limits(control: Control, settings: Settings) -> tuple[frozenset[str], int]:
    """The types that a question accepts and the largest size in bytes."""
    properties = control.schema.get("items", control.schema).get("properties", {})
    kinds = frozenset(properties.get("mimeType", {}).get("enum", filetypes.TYPES))
    return kinds, int(properties.get("size", {}).get("maximum", settings.max_file))
