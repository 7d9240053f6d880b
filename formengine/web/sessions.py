"""The session: it holds nothing but the secret behind the tokens of a browser's forms."""

import hmac
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from flask import Flask, Request, Response, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_wtf.csrf import generate_csrf
from itsdangerous import BadSignature

_BROWSERS: Final = 4_096
"""How many browsers a process knows by heart; of others it checks the signature again."""
TOKEN: Final = "_csrf"  # noqa: S105  the name of a field


class Sessions(SecureCookieSessionInterface):
    """Flask's signed cookie, its signature checked once a process."""

    def __init__(self, app: Flask) -> None:
        serializer = self.get_signing_serializer(app)

        @lru_cache(maxsize=_BROWSERS)
        def read(cookie: str) -> Mapping[str, Any] | None:
            try:
                found: Mapping[str, Any] | None = serializer.loads(cookie) if serializer else None
            except BadSignature:
                return None
            return found

        self._read = read

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """The session of a browser, an empty one where there is none or where somebody tampered with it."""
        cookie = request.cookies.get(self.get_cookie_name(app))
        return SecureCookieSession(self._read(cookie) if cookie else None)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send what changed; that answers differ by cookie is said of all of them (guard.py)."""
        if session.modified:
            super().save_session(app, session, response)


class Tokens:
    """The tokens of forms: signed once for each browser."""

    def __init__(self) -> None:
        self._signed: dict[str, str] = {}

    def fits(self, posted: str) -> bool:
        """True for the token that this process gave to this browser; of any other one it cannot tell."""
        signed = self._signed.get(session.get(TOKEN, ""))
        return signed is not None and hmac.compare_digest(signed.encode(), posted.encode())

    def token(self) -> str:
        """The token of this browser's forms."""
        secret = session.get(TOKEN)
        signed = self._signed.get(secret) if isinstance(secret, str) else None
        if signed is None:
            signed = str(generate_csrf())
            while len(self._signed) >= _BROWSERS:
                self._signed.pop(next(iter(self._signed)))
            self._signed[session[TOKEN]] = signed
        return signed
