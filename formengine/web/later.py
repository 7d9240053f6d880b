"""Leaving a draft and going on with it: until when it is kept, its code for another device, and how to delete it."""

import datetime
from typing import Any, Final

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from formengine.store.drafts import Draft
from formengine.store.resume import MOST_WRONG, Locked
from formengine.web import codes
from formengine.web.beginning import remember
from formengine.web.clock import date_words, time_words
from formengine.web.drafting import Working
from formengine.web.leading import open_url
from formengine.web.services import services

blueprint = Blueprint("later", __name__)

_UNREADABLE: Final = (
    f"Das ist kein Code. Ein Code hat {codes.LENGTH} Zeichen, zum Beispiel ABCD-EFGH-JKMN-PQRS-TUVW. "
    "Die Zeichen 0, 1, I, L und O kommen nicht vor. Prüfen Sie, ob ein Zeichen fehlt."
)
_WRONG: Final = (
    "Zu diesem Code finden wir keinen Entwurf. Vielleicht ist ein Zeichen falsch, oder es gibt inzwischen einen neuen "
    "Code, oder der Entwurf wurde gelöscht. Prüfen Sie jedes Zeichen."
)


@blueprint.get("/weitermachen")
def ask() -> str:
    """The page that asks for a code."""
    return _page("", "")


@blueprint.post("/weitermachen")
def enter() -> Any:
    """Open the draft that a code is for in this browser, too."""
    typed = request.form.get("code", "")
    code = codes.parse(typed)
    if code is None:
        return _page(typed, _UNREADABLE if typed.strip() else "Geben Sie bitte Ihren Code ein."), 422
    try:
        secret = _secret(code)
    except Locked as locked:
        until = time_words(locked.until)
        text = f"Für diesen Entwurf kam {MOST_WRONG} Mal ein falscher Code. Versuchen Sie es ab {until} wieder."
        return _page(typed, text), 429
    return _page(typed, _WRONG) if secret is None else _opened(codes.number_of(code), secret)


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
    return render_template("resume.html", typed=typed[:100], error=error, length=codes.LENGTH)


def show(working: Working) -> str:
    """The page that a person leaves by: what is kept, until when, and how to go on."""
    shared, number = services(), working.draft.number
    code = codes.make(_key(), number, shared.store.resume.generation(number) or 0)
    return render_template(
        "later.html",
        service_title=working.form.definition.title,
        number=number,
        until=date_words(working.draft.expires),
        code=codes.words(code),
        ask_url=url_for("later.ask", _external=True),
        continue_url=open_url(working),
        renew_url=url_for("assistant.leave", number=number),
        renewed=request.args.get("hinweis") == "neuer-code",
        delete_url=url_for("assistant.delete", number=number),
        fragment="HX-Request" in request.headers,
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
