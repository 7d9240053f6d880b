"""The only way out of every browser of the harness: passes requests to allowed hosts and refuses all others."""

import select
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

_HEAD: Final = 64 * 1024
_PATIENCE: Final = 30.0
_REFUSAL: Final = (
    b"HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"
    b"Diese Adresse ist fuer den Prueflauf nicht erlaubt (--allow-origin).\n"
)
_MAKERS: Final = (
    "googleapis.com", "google.com", "gvt1.com", "gstatic.com", "mozilla.com", "mozilla.net", "firefox.com",
    "aw-probe.invalid",
)  # fmt: skip


@dataclass
class Proxy:
    """A running proxy."""

    address: str
    allowed: frozenset[str]
    """`host:port` of every place that may be asked."""
    refused: list[str] = field(default_factory=list)
    """What was asked for in vain, in order."""


def host_of(origin: str) -> str:
    """`host:port` of an origin. Raises ValueError for anything but http and https."""
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"„{origin}“ ist keine Adresse. Schreiben Sie zum Beispiel https://amt24.example.")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{host}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


def own_business(entry: str) -> bool:
    """What the browser itself asks its maker; it was refused, and no page asked for it."""
    return any(name in entry for name in _MAKERS)


@contextmanager
def filtering(allowed: frozenset[str], host: str = "127.0.0.1") -> Iterator[Proxy]:
    """A proxy while the block runs: on loopback, or where the nodes of a grid reach this machine."""
    proxy = Proxy("", allowed)

    class Handler(_Handler):
        known = proxy

    with _Server((host, 0), Handler) as server:
        proxy.address = f"{host}:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
        try:
            yield proxy
        finally:
            server.shutdown()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64


class _Handler(socketserver.BaseRequestHandler):
    known: Proxy

    def handle(self) -> None:
        """One connection: one request (each says `Connection: close`), or a tunnel."""
        with suppress(OSError):
            head, rest = self._head()
            line, _, headers = head.partition(b"\r\n")
            words = line.decode("latin-1").split(" ")
            if len(words) == 3:
                self._pass(words[0], words[1], headers, rest)

    def _head(self) -> tuple[bytes, bytes]:
        got = b""
        self.request.settimeout(_PATIENCE)
        while b"\r\n\r\n" not in got and len(got) < _HEAD:
            more = self.request.recv(16 * 1024)
            if not more:
                break
            got += more
        head, _, rest = got.partition(b"\r\n\r\n")
        return head, rest

    def _pass(self, method: str, target: str, headers: bytes, rest: bytes) -> None:
        host = target if method == "CONNECT" else _host(target)
        if host not in self.known.allowed:
            self.known.refused.append(f"{method} {target[:200]}")
            self.request.sendall(_REFUSAL)
            return
        name, _, port = host.rpartition(":")
        with socket.create_connection((name.strip("[]"), int(port)), timeout=_PATIENCE) as there:
            if method == "CONNECT":
                self.request.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                there.sendall(_forwarded(method, target, headers) + rest)
            _relay(self.request, there)


def _host(target: str) -> str:
    try:
        return host_of(target)
    except ValueError:
        return ""


def _forwarded(method: str, target: str, headers: bytes) -> bytes:
    parts = urlsplit(target)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    dropped = (b"proxy-connection:", b"connection:", b"proxy-authorization:")
    kept = [line for line in headers.split(b"\r\n") if not line.lower().startswith(dropped)]
    return b"\r\n".join([f"{method} {path} HTTP/1.1".encode("latin-1"), *kept, b"Connection: close", b"", b""])


def _relay(here: socket.socket, there: socket.socket) -> None:
    """Carry bytes both ways until either side has said everything."""
    for side in (here, there):
        side.settimeout(_PATIENCE)
    while True:
        ready, _, _ = select.select([here, there], [], [], _PATIENCE)
        if not ready:
            return
        for source in ready:
            data = source.recv(64 * 1024)
            if not data:
                return
            (there if source is here else here).sendall(data)
