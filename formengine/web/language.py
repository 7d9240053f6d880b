"""Which language a request speaks: the one that its browser chose here, else the first one that it asks for."""

import datetime
from functools import lru_cache
from typing import Any, Final

from flask import Blueprint, Flask, Response, current_app, g, has_request_context, redirect, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from formengine import locales
from formengine.web import asked
from formengine.web.addresses import local
from formengine.web.words import Words, words

FIELD: Final = "_sprache"
"""The name of the buttons that send a page to have it in another language."""
_COOKIE: Final = "aw-sprache"
_LIFETIME: Final = datetime.timedelta(days=365)
_HEADERS: Final = 256

blueprint = Blueprint("language", __name__)


def install(app: Flask) -> None:
    """Let browsers choose, and remember what they chose."""
    app.register_blueprint(blueprint)
    app.after_request(_remember)


def current() -> str:
    """The language of the request; German outside of one."""
    if not has_request_context():
        return locales.GERMAN
    if "language" not in g:
        kept = request.cookies.get(_cookie(), "")
        g.language = kept if kept in locales.LANGUAGES else _preferred(request.headers.get("Accept-Language", ""))
    found: str = g.language
    return found


def speaking() -> Words:
    """The words of the request's language."""
    return words(current())


def say(key: str, **values: object) -> str:
    """A sentence in the language of the request."""
    return speaking().say(key, **values)


def use(language: str) -> None:
    """Speak a language in this request alone, if we do."""
    if language in locales.LANGUAGES:
        g.language = language


def switched() -> bool:
    """Take the language that a button of the posted page asks for; False where none does."""
    wanted = asked.posted(FIELD)
    if wanted not in locales.LANGUAGES:
        return False
    _choose(wanted)
    return True


def _choose(language: str) -> None:
    g.language = g.chosen_language = language


@lru_cache(maxsize=_HEADERS)
def _preferred(header: str) -> str:
    """The first language of an `Accept-Language` header that we speak, else German."""
    for value, quality in parse_accept_header(header, LanguageAccept):
        known = [each for each in locales.LANGUAGES if quality > 0 and _means(value.lower(), locales.tag(each))]
        if known:
            return known[0]
    return locales.GERMAN


def _means(wanted: str, tag: str) -> bool:
    """`de-AT` and `de` mean German, `de-simple` the plain one."""
    plain = "simple" in wanted.split("-")
    return wanted.split("-", maxsplit=1)[0] == tag.split("-", maxsplit=1)[0] and plain == ("simple" in tag.split("-"))


def _cookie() -> str:
    return f"{'__Host-' if current_app.config['SESSION_COOKIE_SECURE'] else ''}{_COOKIE}"


def _remember(response: Response) -> Response:
    if "chosen_language" in g:
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        response.set_cookie(
            _cookie(), g.chosen_language, max_age=_LIFETIME, path="/", secure=secure, httponly=True, samesite="Lax"
        )
    return response


@blueprint.get("/sprache/<language>")
def choose(language: str) -> Any:
    """The way of a page without a form: choose, and come back to it."""
    if language in locales.LANGUAGES:
        _choose(language)
    return redirect(local(request.args.get("nach", "/")), 303)
