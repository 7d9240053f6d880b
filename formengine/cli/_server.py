"""The web servers that carry the application: granian, and waitress where granian cannot run."""

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from multiprocessing import Semaphore
from typing import Any, Final

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

from formengine import wsgi

DRAIN_SECONDS: Final = 8
"""How long a running request may go on after SIGTERM; a container gets ten seconds before it is killed."""
_THREADS: Final = 32
"""Requests at a time in one worker: an upload over a slow line occupies a thread for as long as it takes."""
_POLL: Final = os.name != "nt"
COULD_NOT_RUN: Final = 2

Announce = Callable[[], None]
"""Says that the application runs."""


def has_granian() -> bool:
    """False on Windows, where it knows no several workers, and where no wheel of it was installed."""
    if sys.platform == "win32":
        return False
    try:
        import granian  # noqa: F401
    except ImportError:
        return False
    return True


def serve_granian(address: str, port: int, workers: int, announce: Announce) -> int:
    """Run workers until SIGTERM or SIGINT; each makes the application of the environment."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    server = Granian(
        "formengine.wsgi",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=_THREADS,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=DRAIN_SECONDS,
    )
    # granian's own loader would put the current folder in front of the installed packages.
    loader = partial(_load, Semaphore(1), address, port, announce)
    try:
        server.serve(target_loader=loader, wrap_loader=False)
    except SystemExit as end:
        return COULD_NOT_RUN if end.code else 0
    return 0


def _load(first: Any, address: str, port: int, announce: Announce) -> Flask:
    """In a worker: make the application; the first worker says so as soon as the port answers."""
    app = wsgi.application()
    if first.acquire(block=False):
        threading.Thread(target=_announce_when_open, args=(address, port, announce), daemon=True).start()
    return app


def _announce_when_open(address: str, port: int, announce: Announce) -> None:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)  # noqa: S104
    while True:
        try:
            socket.create_connection((reachable, port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return announce()


def serve_waitress(listening: socket.socket, announce: Announce) -> int:
    """Run one process with threads until SIGTERM or SIGINT, then let running requests finish."""
    channels: dict[int, Any] = {}
    server: Any = create_server(
        wsgi.application(), channels, sockets=[listening], threads=_THREADS, clear_untrusted_proxy_headers=True
    )
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    announce()
    while not stopping.is_set():
        wasyncore.loop(timeout=0.2, map=channels, use_poll=_POLL, count=1)
    wasyncore.dispatcher.close(server)
    deadline = time.monotonic() + DRAIN_SECONDS
    while _is_busy(server) and time.monotonic() < deadline:
        wasyncore.loop(timeout=0.2, map=channels, use_poll=_POLL, count=1)
    server.task_dispatcher.shutdown(timeout=1)
    return 0


def _is_busy(server: Any) -> bool:
    """A request is being received, worked on, or its answer is still on the way out."""
    return any(
        channel.request or channel.requests or channel.total_outbufs_len for channel in server.active_channels.values()
    )


def bound(host: str, port: int) -> socket.socket:
    """A socket bound to the address. Raises OSError.

    Bound without SO_REUSEPORT, so that it is refused where another server listens, even one of granian's.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, protocol, _, address = min(found, key=lambda entry: entry[0] != socket.AF_INET)
    listening = socket.socket(family, kind, protocol)
    try:
        if os.name != "nt":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError:
        listening.close()
        raise
    return listening
