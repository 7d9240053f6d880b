"""Where drafts begin, and where an Anliegensklärung ends: its outcome, and what it hands over to the application."""

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from flask import redirect, session, url_for
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from formengine.core.definition import Definition
from formengine.core.journey import Journey
from formengine.core.model import Outcome
from formengine.core.pointer import MISSING, get, parse_scope
from formengine.core.texts import fill
from formengine.store.bundles import Revision
from formengine.store.drafts import Draft
from formengine.web import progress
from formengine.web.display import Displayed, display, sections
from formengine.web.drafting import FOLLOWS, MARKS, PREVIEW, Working, address, page_url, whole
from formengine.web.errors import answer
from formengine.web.filling import prefilled
from formengine.web.forms import Form
from formengine.web.progress import Progress
from formengine.web.rendering import render
from formengine.web.services import RETRY_SECONDS, services
from formengine.web.sessions import TOKEN
from formengine.web.settings import Settings

_TRIAL: Final = datetime.timedelta(days=1)
"""How long a draft lives that a designer tries out."""
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


def outcome(working: Working) -> str | None:
    """The outcome page of an Anliegensklärung; None while questions are open."""
    journey = whole(working)
    found = journey.outcome
    if found is None:
        return None
    definition, displayed = working.form.definition, Displayed(working.form.definition, journey.document)
    target = found.target if isinstance(found.target, dict) else _other_service(found)
    form = target_form(found)
    return render(
        "outcome.html",
        kind=found.kind,
        title=found.title,
        title_lang=working.form.words.foreign(found.language),
        text_paragraphs=[part for part in fill(found.text, displayed.get).split("\n\n") if part],
        target=target,
        office=definition.service.get("office") if found.kind != "antrag" and not target else None,
        answers=sections(definition, journey.settled, journey.path, address(working), {}),
        service_title=definition.title,
        begin_action=page_url(working, "ergebnis") if form else None,
        carried=_carried(found, journey) if form else [],
    )


def _other_service(found: Outcome) -> dict[str, str] | None:
    """Another service of this installation that an outcome points to."""
    definition = target_form(found) if found.kind != "antrag" else None
    if definition is None:
        return None
    return {"label": definition.title, "url": url_for("home.service", slug=definition.slug)}


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
    if found is None or found.kind != "antrag" or target_form(found) is None:
        return redirect(url_for("assistant.resume", number=working.draft.number), 303)
    return start(str(found.target), handed_over(found, journey), preview=working.preview)


def start(slug: str, values: dict[str, Any], notice: str = "", *, preview: bool = False) -> Any:
    """A new draft of a definition, some questions filled beforehand; the browser gets its secret as a cookie."""
    published = services().catalogue.published(slug)
    if published is None:
        return answer(404)
    if not services().limiter.may_begin(str(session.get(TOKEN, ""))):
        raise TooManyRequests(retry_after=RETRY_SECONDS)
    draft, secret = new_draft(*published, values, preview=FOLLOWS if preview else "")
    more: dict[str, Any] = {"hinweis": notice} if notice else {}
    path = published[1].definition.pages[0].path
    response = redirect(url_for("assistant.step", number=draft.number, path=path, **more), 303)
    remember(response, draft.number, secret, draft.lifetime)
    return response


def new_draft(
    revision: Revision, form: Form, values: Mapping[str, Any] = _NOTHING, preview: str = ""
) -> tuple[Draft, str]:
    """A new draft and the secret that opens it; `preview` says how one that a designer tries out follows the head."""
    shared = services()
    days, now = form.definition.keep_days, shared.settings.clock.now()
    lifetime = shared.settings.draft_lifetime if days is None else datetime.timedelta(days=days)
    lifetime = _TRIAL if preview else lifetime
    shared.housekeeping.look(now)
    pages = prefilled(form, values)
    flags = {MARKS: dict(values)} | ({PREVIEW: preview} if preview else {})
    flags |= progress.written(Progress(form.flags, (), pages), form.definition, 1)
    number, secret = shared.store.drafts.create(revision.slug, revision.hash, pages, now, lifetime, flags)
    return Draft(number, revision.slug, revision.hash, 1, flags, None, now + lifetime, now), secret


def remember(response: Response, number: str, secret: str, lifetime: datetime.timedelta) -> None:
    """Give the browser the secret of a draft, for as long as the draft lives without a change."""
    shared = services()
    attributes = _attributes(shared.settings, number, lifetime)
    response.headers.add("Set-Cookie", f"{shared.cookie(number)}={secret}; {attributes}")


def _attributes(settings: Settings, number: str, lifetime: datetime.timedelta) -> str:
    """What the browser shall do with the cookie. Number and secret are plain characters, so nothing needs quoting."""
    path = "Secure; Path=/" if settings.secure else f"Path=/antrag/{number}"
    return f"Max-Age={int(lifetime.total_seconds())}; HttpOnly; {path}; SameSite=Lax"
