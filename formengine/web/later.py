"""Leaving a draft and going on with it: until when it is kept, its code for another device, and how to delete it."""

import datetime
from typing import Any

from flask import Blueprint, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from formengine.store.drafts import Draft
from formengine.store.resume import MOST_WRONG, Locked
from formengine.web import codes, language
from formengine.web.beginning import remember
from formengine.web.clock import date_words, time_words
from formengine.web.drafting import Working
from formengine.web.language import say
from formengine.web.leading import open_url
from formengine.web.rendering import render
from formengine.web.services import services

blueprint = Blueprint("later", __name__)


@blueprint.get("/weitermachen")
def ask() -> str:
    """The page that asks for a code."""
    return _page("", "")


@blueprint.post("/weitermachen")
def enter() -> Any:
    """Open the draft that a code is for in this browser, too."""
    typed = request.form.get("code", "")
    if language.switched():
        return _page(typed, "")
    code = codes.parse(typed)
    if code is None:
        return _page(typed, say("resume.unreadable" if typed.strip() else "resume.missing", length=codes.LENGTH)), 422
    try:
        secret = _secret(code)
    except Locked as locked:
        until = time_words(locked.until, language.current())
        return _page(typed, say("resume.locked", most=MOST_WRONG, until=until)), 429
    return _page(typed, say("resume.wrong")) if secret is None else _opened(codes.number_of(code), secret)


def _secret(code: str) -> str | None:
    """A secret for this browser, None where the code is wrong. Raises Locked."""
    shared, number = services(), codes.number_of(code)
    generation = shared.store.resume.generation(number)
    if generation is None:
        return None
    return shared.store.resume.bind(number, codes.is_right(_key(), code, generation), shared.settings.clock.now())


def _opened(number: str, secret: str) -> Response:
    shared = services()
    draft = shared.store.drafts.open(number, secret)
    response = redirect(url_for("assistant.resume", number=number), 303)
    if draft is not None:
        remember(response, number, secret, draft.expires - shared.settings.clock.now())
    return response


def _page(typed: str, error: str) -> str:
    return render("resume.html", typed=typed[:100], error=error, length=codes.LENGTH)


def show(working: Working) -> str:
    """The page that a person leaves by: what is kept, until when, and how to go on."""
    shared, number = services(), working.draft.number
    code = codes.make(_key(), number, shared.store.resume.generation(number) or 0)
    return render(
        "later.html",
        service_title=working.form.definition.title,
        number=number,
        until=date_words(working.draft.expires, working.form.definition.language),
        code=codes.words(code),
        ask_url=url_for("later.ask", _external=True),
        continue_url=open_url(working),
        renew_url=url_for("assistant.leave", number=number),
        renewed=request.args.get("hinweis") == "neuer-code",
        delete_url=url_for("assistant.delete", number=number),
    )


def delete(draft: Draft) -> Response:
    """Delete a draft and make this browser forget it; the start page of the service says so."""
    shared = services()
    shared.store.drafts.delete(draft.number)
    # The bytes of its files must not wait for the next round of housekeeping.
    shared.store.purge(shared.settings.clock.now())
    response = redirect(url_for("home.service", slug=draft.slug, hinweis="geloescht"), 303)
    remember(response, draft.number, "", datetime.timedelta(0))
    return response


def _key() -> bytes:
    key = current_app.secret_key
    return key if isinstance(key, bytes) else str(key).encode()
