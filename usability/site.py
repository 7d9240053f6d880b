"""The project's own server for one run: loopback only, a data folder that goes with it, every draft open."""

import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask
from waitress.server import create_server

from formengine.web import Settings, create_app
from formengine.web.services import KEY
from usability.placing import Visit

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_THREADS = 8


class Keys:
    """Opens drafts by their address: no cookie per state piles up in the browser."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._secrets: dict[str, str] = {}

    def know(self, visit: Visit) -> None:
        """From now on this draft is open."""
        self._secrets[visit.number] = visit.secret

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Any:
        parts = environ.get("PATH_INFO", "").split("/")
        secret = self._secrets.get(parts[2]) if len(parts) > 2 and parts[1] == "antrag" else None
        if secret is not None:
            cookies = [environ["HTTP_COOKIE"]] if environ.get("HTTP_COOKIE") else []
            environ["HTTP_COOKIE"] = "; ".join([*cookies, f"aw-{parts[2]}={secret}"])
        return self._app.wsgi_app(environ, start_response)


@dataclass(frozen=True)
class Site:
    """A running application."""

    address: str
    """Without a slash at the end."""
    app: Flask
    keys: Keys

    @property
    def host(self) -> str:
        """Host and port."""
        return self.address.removeprefix("http://")


@contextmanager
def running(settings: Settings | None = None, **changes: Any) -> Iterator[Site]:
    """Serve while the block runs."""
    with tempfile.TemporaryDirectory(prefix="antragswerkstatt-") as folder:
        app = create_app(settings or Settings(data=Path(folder), **changes))
        keys = Keys(app)
        listening = socket.create_server(("127.0.0.1", 0))
        server = create_server(keys, sockets=[listening], threads=_THREADS)
        serving = threading.Thread(target=_serve, args=[server], daemon=True)
        serving.start()
        try:
            yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", app, keys)
        finally:
            server.close()
            serving.join(timeout=5)
            app.extensions[KEY].store.close()


def _serve(server: Any) -> None:
    # Its sockets are closed under it; there is no other way to end it.
    with suppress(OSError):
        server.run()
