"""A person with a browser of their own: opens pages, types, presses buttons, and keeps cookies."""

import io
from collections.abc import Mapping
from typing import Any, TypeAlias

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from formengine.web.services import KEY, Services
from tests.web.screen import Screen

Typed: TypeAlias = Mapping[str, Any]
"""By input name: a string, a list of strings, None for nothing posted, or (bytes, file name) pairs as a list."""


class Person:
    """Somebody at a browser."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()
        self.base = "http://localhost"

    def open(self, url: str, **more: Any) -> Screen:
        """Open an address, following redirects."""
        return self._screen(self.client.get(url, follow_redirects=True, **more))

    def begin(self, slug: str = "probe") -> Screen:
        """Begin an application; the first page."""
        return self.send(self.open(f"/dienste/{slug}"))

    def send(self, screen: Screen, typed: Typed | None = None, button: str = "_weiter", **more: Any) -> Screen:
        """Type into the fields of a page and press a button."""
        body = self.body(screen, typed, button)
        return self.post(screen.action, body, **more)

    def post(self, url: str, body: Any, **more: Any) -> Screen:
        """Post as it stands, following redirects."""
        return self._screen(self.client.post(url, data=body, follow_redirects=True, **more))

    def body(self, screen: Screen, typed: Typed | None = None, button: str = "_weiter") -> MultiDict[str, Any]:
        """What the browser would send."""
        body: MultiDict[str, Any] = MultiDict()
        values: dict[str, Any] = {**screen.sent, **(typed or {})}
        if button:
            values.setdefault(button, "1")
        for name, value in values.items():
            for one in value if isinstance(value, list) else [] if value is None else [value]:
                body.add(name, (io.BytesIO(one[0]), one[1]) if isinstance(one, tuple) else one)
        return body

    def token(self) -> str:
        """A token that fits this browser."""
        return self.open("/dienste/probe").value("_csrf")

    def walk(self, good: Mapping[str, Typed], screen: Screen, until: str = "eingang") -> Screen:
        """Answer page after page until the page with this path is reached."""
        while screen.path != until:
            here = screen.path
            screen = self.send(screen, good[here], button="_absenden" if here == "pruefen" else "_weiter")
            assert screen.path != here, f"{here} was not accepted: {screen.status} {screen.errors} {screen.notice}"
        return screen

    def cookies(self) -> dict[str, str]:
        """Every cookie of this browser."""
        return {cookie.key: cookie.value for cookie in (self.client._cookies or {}).values()}

    def _screen(self, response: Any) -> Screen:
        request = response.request
        query = request.query_string.decode("latin-1")
        return Screen(
            response.status_code,
            response.get_data(as_text=True) if response.mimetype.startswith("text/") else "",
            request.path + (f"?{query}" if query else ""),
            response.headers,
        )


def rooms(app: Flask) -> Services:
    """The rooms of an application."""
    found: Services = app.extensions[KEY]
    return found


def rows(app: Flask, number: str) -> dict[str, Any]:
    """What is stored of a draft, by page id: (answers, pending)."""
    return {id_: (row.answers, row.pending) for id_, row in rooms(app).store.drafts.pages(number).items()}


def submitted(app: Flask, number: str) -> dict[str, Any] | None:
    """The document of the application that a draft became."""
    found = rooms(app).store.submissions.get_for_draft(number)
    return None if found is None else found.document


def everything(app: Flask) -> list[str]:
    """All content of the database as SQL, to compare before and after."""
    return list(rooms(app).store.database.connection().conn.iterdump())
