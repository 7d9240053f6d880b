"""What every answer and every request must keep to: headers, origins, tokens, hosts and sizes."""

import contextlib
import secrets
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from flask import Flask, abort, request
from flask_wtf.csrf import CSRFProtect

from formengine.web import asked
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
    app.secret_key = secret_key(settings.data / "secret.key")
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
    app.before_request(lambda: _check_request(settings, csrf, tokens))
    app.session_interface = Sessions(app)
    always = _HEADERS | (_HSTS if settings.secure else {})
    app.wsgi_app = Guard(app.wsgi_app, always, POLICY)  # type: ignore[method-assign]  # as Flask's manual does it


def secret_key(path: Path) -> bytes:
    """The installation's own key, made at the first start; only the server's user may read it."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_bytes(secrets.token_bytes(32))
        # Whoever links first wins: two workers that start together end up with one key.
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(fresh)
        fresh.unlink()
        return path.read_bytes()


def _check_request(settings: Settings, csrf: CSRFProtect, tokens: Tokens) -> None:
    if request.method in _PURE:
        return
    multipart = (request.mimetype or "") == "multipart/form-data"
    request.max_content_length = settings.max_upload if multipart else settings.max_body
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403)
    if request.content_length is None and not multipart and len(request.get_data()) >= settings.max_body:
        # Of a body without a length werkzeug reads as much as is allowed and drops the rest in silence.
        abort(413)
    origin = request.headers.get("Origin")
    if origin is not None and _host_of(origin) != request.host:
        abort(403)
    if not tokens.fits(asked.posted(TOKEN)):
        csrf.protect(apply_exemptions=True)


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""
