"""The gate: whatever can be reached from elsewhere asks each browser once for the access code."""

import datetime
import hashlib
import hmac
import threading
import time
from collections.abc import Callable
from typing import Any, Final

from flask import Blueprint, Flask, Response, current_app, g, redirect, request, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug.exceptions import SecurityError
from werkzeug.urls import iri_to_uri

from formengine.web import language
from formengine.web.accesscode import LONGEST, plain
from formengine.web.addresses import local
from formengine.web.language import say
from formengine.web.rendering import render
from formengine.web.services import services
from formengine.web.settings import Settings

FIELD: Final = "_zugang"
_OPEN: Final = frozenset(
    {
        "home.health",
        "home.static_file",
        "home.style",
        "gate.enter",
        "gate.without_code",
        "language.choose",
        "theme.arms",
    }
)
_TICKET: Final = "ZUGANG"
"""What the cookie of everybody who knows the code holds: it outlives a restart, but not the code."""
_LIFETIME: Final = datetime.timedelta(days=180)
_OTHERS: Final = "ZUGANG_ANDERER"
"""Who else may pass."""
_PAUSE: Final = 1.0
"""Seconds that a wrong guess waits for its answer, as long as there is a place to wait in."""
_PLACES: Final = threading.BoundedSemaphore(4)
"""So few that waiting guesses never occupy the threads that answer everybody else."""

blueprint = Blueprint("gate", __name__)


def guard(app: Flask, settings: Settings, key: bytes) -> None:
    """Put the gate in front of every page, if the installation has an access code."""
    app.register_blueprint(blueprint)
    app.config[_TICKET] = hmac.new(key, b"zugang:" + plain(settings.access_code).encode(), hashlib.sha256).hexdigest()
    if settings.access_code:
        app.before_request(_stop)
        app.after_request(_remember)


def also(app: Flask, judge: Callable[[], bool]) -> None:
    """Let a request pass that has a better proof than the code, which `judge` looks at."""
    app.config.setdefault(_OTHERS, []).append(judge)


def let_in() -> None:
    """Remember this browser as one that knows the code, at the end of a request that gave a better proof."""
    g.admitted = True


def _stop() -> Any:
    """The gate in place of what was asked for; None for whoever may pass."""
    if request.endpoint in _OPEN or isinstance(request.routing_exception, SecurityError) or _is_known():
        return None
    request.max_content_length = services().settings.max_body
    offered = request.form.get(FIELD) if _is_readable() else None
    if offered is not None and language.switched():
        return _ask(None, offered)
    return None if offered and _admits(offered) else _ask(offered)


def _is_readable() -> bool:
    """A stranger's files are not even received."""
    return request.method == "POST" and (request.content_length or 0) <= services().settings.max_body


def _is_known() -> bool:
    shown: str = request.cookies.get(_cookie(), "")
    if hmac.compare_digest(shown.encode("utf-8", "replace"), current_app.config[_TICKET].encode()):
        return True
    return any(judge() for judge in current_app.config.get(_OTHERS, ()))


def _cookie() -> str:
    return f"{'__Host-' if services().settings.secure else ''}aw-zugang"


def _admits(offered: str) -> bool:
    """Judge a guess. A right one always passes at once, whatever others are trying."""
    code = plain(services().settings.access_code)
    if len(offered) <= LONGEST * 2 and hmac.compare_digest(plain(offered).encode("utf-8", "replace"), code.encode()):
        g.admitted = True
        return True
    if _PLACES.acquire(blocking=False):
        try:
            time.sleep(_PAUSE)
        finally:
            _PLACES.release()
    return False


def _remember(response: Response) -> Response:
    if g.get("admitted"):
        secure = services().settings.secure
        response.set_cookie(
            _cookie(),
            current_app.config[_TICKET],
            max_age=_LIFETIME,
            path="/",
            secure=secure,
            httponly=True,
            samesite="Lax",
        )
    return response


def _ask(offered: str | None, guess: str = "") -> tuple[str, int, dict[str, str]]:
    """The page that asks for the code, `guess` in its field. What was posted to us comes along; nothing is lost."""
    posted = request.method == "POST" and _is_readable()
    kept = (
        [(name, value) for name, value in request.form.items(multi=True) if name not in (FIELD, language.FIELD)]
        if posted
        else []
    )
    error = "" if offered is None else say("gate.wrong" if offered.strip() else "gate.missing")
    page = render(
        "gate.html",
        error=error,
        guess=guess[: LONGEST * 2],
        action=iri_to_uri(request.full_path.rstrip("?")) if posted else url_for("gate.code"),
        kept=kept if posted else [("_csrf", generate_csrf()), ("nach", _wanted())],
        typed=request.method == "POST" and request.endpoint != "gate.code",
        files=any(upload.filename for upload in request.files.values()) if posted else request.method == "POST",
    )
    return page, 401, {"WWW-Authenticate": 'Zugangscode realm="Antragswerkstatt"'}


def _wanted() -> str:
    """Where to go on: what was asked for, or what the gate was told."""
    if request.blueprint == "gate":
        return local(request.args.get("nach", "/"))
    return local(iri_to_uri(request.full_path.rstrip("?")))


@blueprint.get("/zugang")
def without_code() -> Any:
    """The way to the gate itself."""
    if not services().settings.access_code or _is_known():
        return redirect(_wanted(), 303)
    return _ask(None)


@blueprint.post("/zugang")
def code() -> Any:
    """The code was typed, and the gate has let it pass: on to what was asked for."""
    return redirect(local(request.form.get("nach", "/")), 303)


@blueprint.get("/zugang/<offered>")
def enter(offered: str) -> Any:
    """The address in the QR code: it carries the code, and leads on to an address that does not."""
    if not services().settings.access_code or _is_known() or _admits(offered):
        return redirect(_wanted(), 303)
    return _ask(offered)
