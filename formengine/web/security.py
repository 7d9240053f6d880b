"""What every answer and every request must keep to: headers, origins, tokens, hosts and sizes."""

import contextlib
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from flask_wtf.csrf import CSRFProtect

from formengine.web import asked, gate
from formengine.web.guard import Guard
from formengine.web.sessions import TOKEN, Sessions, Tokens
from formengine.web.settings import Settings

POLICY: Final = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
FILE_POLICY: Final = "default-src 'none'; sandbox; frame-ancestors 'none'"
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Robots-Tag": "noindex, nofollow",
}
_HSTS: Final = {"Strict-Transport-Security": "max-age=31536000"}
_PURE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def protect(app: Flask, settings: Settings, tokens: Tokens) -> None:
    """Guard an application."""
    key = app.secret_key = kept(settings.data / "secret.key", lambda: secrets.token_bytes(32))
    prefix = "__Host-" if settings.secure else ""
    app.config.update(
        SESSION_COOKIE_NAME=f"{prefix}aw-sitzung",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_FIELD_NAME=TOKEN,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        MAX_CONTENT_LENGTH=settings.max_upload,
        MAX_FORM_MEMORY_SIZE=settings.max_body,
        MAX_FORM_PARTS=5_000,
        TRUSTED_HOSTS=list(settings.hosts),
    )
    csrf = CSRFProtect(app)
    app.before_request(lambda: _check_request(settings))
    gate.guard(app, settings, key)
    # After the gate: a stranger is asked for the code, whatever else is wrong.
    app.before_request(lambda: _check_token(csrf, tokens))
    app.after_request(_relative)
    app.session_interface = Sessions(app)
    always = _HEADERS | (_HSTS if settings.secure else {})
    if settings.unencrypted:
        # Browsers ignore this one without https, and complain of it on every page.
        del always["Cross-Origin-Opener-Policy"]
    app.wsgi_app = Guard(app.wsgi_app, always, POLICY)  # type: ignore[method-assign]  # as Flask's manual does it


def kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """A secret of the installation, made at the first start; only the server's user may read it."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_bytes(make())
        # Whoever links first wins: two workers that start together end up with one secret.
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(fresh)
        fresh.unlink()
        return path.read_bytes()


def _check_request(settings: Settings) -> None:
    if request.method in _PURE:
        return
    multipart = (request.mimetype or "") == "multipart/form-data"
    request.max_content_length = settings.max_upload if multipart else settings.max_body
    # Browsers send it only to https and to their own machine (measured: Chromium 156), so in a room it proves nothing.
    if not settings.lan and request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403)
    if request.content_length is None and not multipart and len(request.get_data()) >= settings.max_body:
        # Of a body without a length werkzeug reads as much as is allowed and drops the rest in silence.
        abort(413)
    origin = request.headers.get("Origin")
    if origin is not None and not _is_ours(origin, settings):
        abort(403)


def _is_ours(origin: str, settings: Settings) -> bool:
    """Behind a proxy the public address counts, whatever host the proxy names and whatever else it forwards."""
    if settings.secure and settings.address:
        return origin == settings.address
    return _host_of(origin) == request.host


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _check_token(csrf: CSRFProtect, tokens: Tokens) -> None:
    if request.method not in _PURE and not tokens.fits(asked.posted(TOKEN)):
        csrf.protect(apply_exemptions=True)


def _relative(response: Response) -> Response:
    """Behind a proxy we know neither the scheme nor, perhaps, the host that the browser sees."""
    if response.location and response.location.startswith(request.root_url):
        response.location = "/" + response.location.removeprefix(request.root_url).lstrip("/")
    return response
