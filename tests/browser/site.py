"""The application on a port of its own, for tests that drive a browser."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server

from formengine.store import Store
from formengine.web import Settings, create_app
from formengine.web.services import KEY
from tests.definitions.cases import settings

_THREADS = 8
"""More than the connections that one browser opens at a time."""


@dataclass(frozen=True)
class Site:
    """A running application: its address, and its store for looking behind the scenes."""

    address: str
    store: Store

    @property
    def host(self) -> str:
        """Host and port."""
        return self.address.removeprefix("http://")


@contextmanager
def running(
    data: Path,
    definitions: Path | None = None,
    own: Settings | None = None,
    prepare: Callable[[Flask], object] = lambda app: None,
) -> Iterator[Site]:
    """Serve the shipped definitions (or those of a folder, or other settings) while the block runs.

    `prepare` gets the application before it answers anybody.
    """
    said = own or settings(data)
    app = create_app(said if definitions is None else replace(said, definitions=definitions))
    prepare(app)
    listening = socket.create_server(("127.0.0.1", 0))
    server = create_server(app, sockets=[listening], threads=_THREADS)
    serving = threading.Thread(target=_serve, args=[server], daemon=True)
    serving.start()
    store: Store = app.extensions[KEY].store
    yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", store)
    server.close()
    # A window that a failed test left open keeps its connection, and with it the thread.
    serving.join(timeout=5)
    store.close()


def _serve(server: MultiSocketServer | BaseWSGIServer) -> None:
    # Its sockets are closed under it; there is no other way to end it.
    with suppress(OSError):
        server.run()
