"""The ends of the assistant: check page, submission, receipt, and the outcome of an Anliegensklärung."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import redirect, render_template, request, url_for
from markupsafe import Markup, escape

from formengine.core.definition import Definition
from formengine.core.journey import Journey, Mistake, walk
from formengine.core.messages import Message, compose
from formengine.core.model import CHECK_PAGE, Outcome, Page
from formengine.core.pointer import MISSING, get, merge, parse_scope
from formengine.core.texts import fill
from formengine.core.wording import sentence
from formengine.store.drafts import Conflict
from formengine.store.submissions import Definition as Pinned
from formengine.store.submissions import Obligation
from formengine.web.clock import words
from formengine.web.display import Displayed, Section, display, sections
from formengine.web.drafting import MARKS, Typed, Working, prefilled, stored
from formengine.web.errors import answer
from formengine.web.pages import CHECK_TITLE, View, full_path, place, step_items
from formengine.web.services import services

_FREE = "kostenlos"


def whole(working: Working) -> Journey:
    """The truth about a draft."""
    document: dict[str, Any] = {}
    for part in working.answers.values():
        merge(document, dict(part))
    return walk(working.form.definition, document, working.context, working.snapshot.open)


def _address(working: Working) -> str:
    return url_for("assistant.resume", number=working.draft.number).rstrip("/")


def show(working: Working, page: Page | None, typed: Typed | None = None, mistakes: Sequence[Mistake] = ()) -> str:
    """The check page: every answer with its way back, hints, costs, and the declarations if there are any."""
    journey = whole(working)
    definition = working.form.definition
    context: dict[str, Any] = _without_questions(working)
    if page is not None:
        context |= View(working, page, typed or stored(working, page), mistakes).context()
    return render_template(
        "check.html",
        **context
        | {
            "heading": CHECK_TITLE,
            "sections": sections(definition, journey.settled, journey.path, _address(working), working.marks),
            "hints": _hints(working, journey),
            "costs": _costs(definition),
            "problems": _unfinished(working, journey),
            "submit_label": definition.service.get("submitLabel", "Jetzt absenden"),
        },
    )


def _without_questions(working: Working) -> dict[str, Any]:
    """What the page needs where the definition asks nothing more at the end."""
    number = working.draft.number
    step = working.step(working.form.definition.pages[0])
    total = full_path(working, step)[1]
    return {
        "page": {"number": total, "total": total, "section": ""},
        "service_title": working.form.definition.title,
        "steps": step_items(working, step, None),
        "errors": [],
        "notice": None,
        "fields_html": "",
        "given": "",
        "shown": "",
        "rev": 0,
        "action": url_for("assistant.step", number=number, path=CHECK_PAGE),
        "multipart": False,
        "back": True,
        "number": number,
        "saved_note": "",
        "stylesheet": url_for("home.style", revision=working.form.revision),
        "scripts": working.form.scripts,
        "fragment": "HX-Request" in request.headers,
    }


def _costs(definition: Definition) -> str:
    costs = str(definition.service.get("costs", ""))
    return "Das Verfahren ist kostenfrei." if costs == _FREE else costs


def _hints(working: Working, journey: Journey) -> list[tuple[str, str]]:
    definition, displayed = working.form.definition, Displayed(working.form.definition, journey.document)
    found = []
    for hint in journey.hints:
        page = definition.page_by_id(definition.controls[hint.element].page)
        url = f"{_address(working)}/{page.path}?zurueck={CHECK_PAGE}#f-{hint.element}"
        found.append((sentence(definition, working.form.messages, hint, displayed), url))
    return found


def _unfinished(working: Working, journey: Journey) -> list[tuple[str, str]]:
    open_pages = working.snapshot.open
    return [
        (page.title, f"{_address(working)}/{page.path}?zurueck={CHECK_PAGE}")
        for page in journey.path
        if page.path != CHECK_PAGE and (page.id in open_pages or journey.verdicts[page.id].mistakes)
    ]


def finish(working: Working, page: Page | None, typed: Typed | None) -> Any:
    """Submit, if all is complete; else show the check page with what is missing."""
    if "_absenden" not in request.form:
        return redirect(url_for("assistant.step", number=working.draft.number, path=CHECK_PAGE), 303)
    journey = whole(working)
    if not journey.complete:
        return show(working, page, typed), 422
    submit(working, journey)
    return redirect(url_for("assistant.receipt", number=working.draft.number), 303)


def submit(working: Working, journey: Journey) -> None:
    """Receive the application: document, messages and receipt in one transaction; once per draft."""
    definition, now = working.form.definition, working.context.now
    messages = compose(definition.messages, journey.document, now, working.context.environment)
    shown = sections(definition, journey.settled, journey.path, "", working.marks)
    shared = services()

    def obligations(reference: str) -> list[Obligation]:
        return [
            Obligation(message.recipient, message.id, _envelope(working, message, reference)) for message in messages
        ]

    receipt_ = {
        "title": definition.title,
        "sections": [_plain(section) for section in shown],
        "next_steps": list(definition.service.get("nextSteps", ())),
        "deadline": definition.service.get("deadline", ""),
        "office": definition.service.get("office"),
        "messages": [[message.recipient, message.title] for message in messages],
    }
    try:
        shared.store.submissions.submit(
            working.draft.number,
            working.draft.rev,
            prefix="".join(c for c in str(definition.service.get("package", "AW")).upper() if c.isalnum())[:12] or "AW",
            year=now.year,
            document=journey.document,
            definition=Pinned(definition.slug, definition.version, working.form.revision),
            messages=obligations,
            receipt=receipt_,
            now=now,
        )
    except Conflict:
        if shared.store.submissions.get_for_draft(working.draft.number) is None:
            raise


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
            "sprache": "de",
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
        files = get(message.data, control.path) if control.type == "file" else MISSING
        for file in files if isinstance(files, list) else ():
            if "sha256" in file:
                named = {"id": file["_id"], "feld": control.id, "name": file["name"], "mime": file["mimeType"]}
                found.append(named | {"sha256": file["sha256"], "groesse": file["size"]})
    return found


def _plain(section: Section) -> dict[str, Any]:
    rows = [
        {"id": row.id, "label": row.label, "value": list(row.value), "marks": list(row.marks)} for row in section.rows
    ]
    return {"title": section.title, "rows": rows}


def receipt(working: Working) -> Any:
    """The receipt, from what was stored when the application was received."""
    found = services().store.submissions.get_for_draft(working.draft.number)
    if found is None:
        return answer(404)
    return render_template(
        "receipt.html",
        reference=found.reference,
        received=words(found.created),
        fragment="HX-Request" in request.headers,
        **found.receipt,
    )


def outcome(working: Working) -> str | None:
    """The outcome page of an Anliegensklärung; None while questions are open."""
    journey = whole(working)
    found = journey.outcome
    if found is None:
        return None
    definition, displayed = working.form.definition, Displayed(working.form.definition, journey.document)
    target = found.target if isinstance(found.target, dict) and found.target.get("url") else None
    form = target_form(found)
    return render_template(
        "outcome.html",
        kind=found.kind,
        title=found.title,
        text_paragraphs=[part for part in fill(found.text, displayed.get).split("\n\n") if part],
        target=target,
        office=definition.service.get("office") if found.kind in ("hilfe", "andere", "kein") else None,
        answers=sections(definition, journey.settled, journey.path, _address(working), {}),
        service_title=definition.title,
        begin_action=url_for("assistant.outcome", number=working.draft.number) if form else None,
        carried=_carried(found, journey) if form else [],
        fragment="HX-Request" in request.headers,
    )


def target_form(found: Outcome) -> Definition | None:
    """The definition that an outcome leads to, if this installation has it."""
    published = services().catalogue.published(found.target) if isinstance(found.target, str) else None
    return published[1].definition if published else None


def handed_over(found: Outcome, journey: Journey) -> dict[str, Any]:
    """The values that an outcome hands over, by element id of the target."""
    values = {}
    for id_, source in found.handover.items():
        value = (
            get(journey.document, parse_scope(source["scope"]))
            if isinstance(source, dict) and "scope" in source
            else source
        )
        if value is not MISSING:
            values[id_] = value
    return values


def _carried(found: Outcome, journey: Journey) -> list[tuple[str, str]]:
    definition = target_form(found)
    if definition is None:
        return []
    values = handed_over(found, journey).items()
    return [
        (definition.controls[id_].label, display(definition.controls[id_], value))
        for id_, value in values
        if id_ in definition.controls
    ]


def begin(working: Working) -> Any:
    """Begin the application that the Anliegensklärung leads to."""
    journey = whole(working)
    found = journey.outcome
    if found is None or target_form(found) is None:
        return redirect(url_for("assistant.resume", number=working.draft.number), 303)
    return start(str(found.target), handed_over(found, journey))


def start(slug: str, values: dict[str, Any]) -> Any:
    """A new draft of a definition, some questions filled beforehand; the browser gets its secret as a cookie."""
    shared = services()
    published = shared.catalogue.published(slug)
    if published is None:
        return answer(404)
    revision, form = published
    settings = shared.settings
    number, secret = shared.store.drafts.create(
        slug, revision.hash, prefilled(form, values), settings.clock.now(), settings.draft_lifetime, {MARKS: values}
    )
    response = redirect(url_for("assistant.step", number=number, path=form.definition.pages[0].path), 303)
    response.set_cookie(
        shared.cookie(number),
        secret,
        max_age=settings.draft_lifetime,
        path="/" if settings.secure else f"/antrag/{number}",
        secure=settings.secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def error_fragment(text: str) -> Markup:
    """What stands in a field's error container."""
    if not text:
        return Markup("")
    return Markup(
        '<p class="kern-error"><span class="kern-icon kern-icon--danger" aria-hidden="true"></span>'
        '<span class="kern-body"><span class="kern-sr-only">Fehler: </span>{}</span></p>'
    ).format(escape(text))
