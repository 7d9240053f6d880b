"""Begins the draft in which a designer goes on from a page of the preview."""

import datetime
from dataclasses import replace
from typing import Any, Final

from flask import Response, request

from formengine.core import pointer
from formengine.core.cases import is_file
from formengine.core.model import Control, Document, Page
from formengine.core.pointer import positions
from formengine.store.drafts import Draft
from formengine.web import beginning, uploads
from formengine.web.drafting import PREVIEW, Working
from formengine.web.samples import sample_for
from formengine.web.services import services
from formengine.web.staging import Change, Stage, written

_KEPT: Final = 10
"""So many previews of its own a browser can go on with."""


def begun(stage: Stage, follows: str) -> tuple[Draft, str]:
    """A draft in the state of a stage, with real files, and the secret that opens it."""
    shared, working = services(), stage.working
    revision = shared.store.bundles.revision(working.form.revision)
    if revision is None:
        raise LookupError(f"no revision {working.form.revision}")
    draft, secret = beginning.new_draft(revision, working.form, preview=follows)
    kept = replace(working, draft=draft, base="")
    rows = replace(stage, working=kept, change=_with_files(kept)).rows
    written(shared.store.drafts, draft.number, rows, working.context.now)
    return draft, secret


def forget(response: Response) -> None:
    """Take the oldest previews from a browser that has many: behind https it sends all their cookies with each request.

    Their drafts end by themselves.
    """
    shared, found = services(), []
    start = shared.cookie("")
    for name, secret in request.cookies.items():
        draft = shared.store.drafts.open(name.removeprefix(start), secret) if name.startswith(start) else None
        if draft is not None and PREVIEW in draft.flags:
            found.append(draft)
    for draft in sorted(found, key=lambda one: one.touched)[:-_KEPT]:
        beginning.remember(response, draft.number, "", datetime.timedelta(0))


def _with_files(working: Working) -> Change:
    """Puts a stored sample in the place of each file that a case names; what there is no sample for falls away."""

    def change(page: Page, answers: Document) -> Document:
        found = pointer.copied(answers)
        for control in filter(is_file, page.controls):
            for indices in positions(found, control.lists):
                place = pointer.place(control.path, indices)
                listed = pointer.at(found, place)
                if isinstance(listed, list):
                    pointer.put(found, place, _stored(working, page, control, listed))
        return found

    return change


def _stored(working: Working, page: Page, control: Control, listed: list[Any]) -> list[Any]:
    shared, present = services(), list[Any]()
    for file in listed:
        if not isinstance(file, dict) or "sha256" not in file:
            present.append(file)
            continue
        sample = sample_for(control, str(file.get("mimeType", "")))
        upload = sample.upload(str(file["name"])) if sample else None
        kept = upload and uploads.take(working, page, control, upload, present, shared.store, shared.settings)
        if kept:
            present.append(kept)
    return present
