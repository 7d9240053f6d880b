"""Submission: the application, its messages and its receipt in one transaction, once per draft."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from formengine import locales
from formengine.core.definition import Definition
from formengine.core.journey import Journey
from formengine.core.messages import Message, compose
from formengine.core.model import Control, Document
from formengine.core.pointer import at, place, positions
from formengine.store.drafts import Conflict
from formengine.store.submissions import Definition as Pinned
from formengine.store.submissions import Obligation
from formengine.web.display import Section, sections
from formengine.web.drafting import Working
from formengine.web.services import services


def submit(working: Working, journey: Journey) -> None:
    """Receive the application: document, messages and receipt in one transaction; once per draft."""
    definition, now = working.form.definition, working.context.now
    messages = compose(definition.messages, journey.document, now, working.context.environment)
    shared = services()

    def obligations(reference: str) -> list[Obligation]:
        return [
            Obligation(message.recipient, message.id, _envelope(working, message, reference)) for message in messages
        ]

    try:
        shared.store.submissions.submit(
            working.draft.number,
            working.draft.rev,
            prefix="".join(c for c in str(definition.service.get("package", "AW")).upper() if c.isalnum())[:12] or "AW",
            year=now.year,
            document=journey.document,
            definition=Pinned(definition.slug, definition.version, working.form.revision),
            messages=obligations,
            receipt=receipt_of(working, journey, messages),
            now=now,
        )
    except Conflict:
        if shared.store.submissions.get_for_draft(working.draft.number) is None:
            raise


def receipt_of(working: Working, journey: Journey, messages: Sequence[Message]) -> dict[str, Any]:
    """What the receipt of an application says."""
    definition = working.form.definition
    shown = sections(definition, journey.settled, journey.path, "", working.marks)
    return {
        "language": definition.language,
        "title": definition.title,
        "sections": [_plain(section) for section in shown],
        "next_steps": list(definition.service.get("nextSteps", ())),
        "deadline": definition.service.get("deadline", ""),
        "office": definition.service.get("office"),
        "messages": [[message.recipient, message.title] for message in messages],
    }


def _envelope(working: Working, message: Message, reference: str) -> dict[str, Any]:
    """The frame of every message (`domain/00-BAUSTEINE.md` section 3), as far as a prototype knows it."""
    definition = working.form.definition
    service = definition.service
    return {
        "kopf": {
            "nachricht_id": str(uuid.uuid4()),
            "leistung": {"paket": service.get("package"), "dienst": service.get("id"), "leika": service.get("leika")},
            "definition": {"id": definition.slug, "version": definition.version},
            "eingang": working.context.now.isoformat(),
            "vorgang": reference,
            "identifizierung": {"konto": "ohne"},
            "sprache": locales.tag(definition.language),
            "zahlung": {"status": "frei"},
        },
        "art": message.id,
        "format": message.format,
        "daten": dict(message.data),
        "anlagen": list(_attachments(definition, message)),
    }


def _attachments(definition: Definition, message: Message) -> Sequence[dict[str, Any]]:
    found = []
    for control in definition.controls.values():
        for file in _files(message.data, control) if control.type == "file" else ():
            if "sha256" in file:
                named = {"id": file["_id"], "feld": control.id, "name": file["name"], "mime": file["mimeType"]}
                found.append(named | {"sha256": file["sha256"], "groesse": file["size"]})
    return found


def _files(data: Document, control: Control) -> Iterator[Mapping[str, Any]]:
    """The files that answer a question, in every item where it stands in a list."""
    for indices in positions(data, control.lists):
        files = at(data, place(control.path, indices))
        yield from files if isinstance(files, list) else ()


def _plain(section: Section) -> dict[str, Any]:
    rows = [
        {"id": row.id, "label": row.label, "value": list(row.value), "marks": list(row.marks)} for row in section.rows
    ]
    return {"title": section.title, "rows": rows, "depth": section.depth, "item": section.item}
