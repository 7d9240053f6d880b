"""Servers of pages that are not ours, on loopback: one with a small form, one where it must never lead."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

PAGE = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{title}</title></head>
<body><main><h1>{title}</h1>{body}</main></body></html>"""


@dataclass
class Stranger:
    """A running server."""

    address: str = ""
    asked: list[str] = field(default_factory=list)


@contextmanager
def serving(pages: Mapping[str, str]) -> Iterator[Stranger]:
    """Serve while the block runs: bodies by path; one that begins with `->` leads elsewhere."""
    stranger = Stranger()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, _, query = self.path.partition("?")
            stranger.asked.append(self.path)
            body = pages.get(path)
            self.send_response(404 if body is None else 302 if body.startswith("->") else 200)
            if body is not None and body.startswith("->"):
                self.send_header("Location", body[2:])
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            said = escape(" ".join(value for _, value in parse_qsl(query)))
            self.wfile.write(PAGE.format(title=path, body=(body or "").replace("{said}", said)).encode())

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        stranger.address = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield stranger
        finally:
            server.shutdown()
