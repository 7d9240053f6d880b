"""A real `formengine serve` in a process of its own, on a free port, for tests that look at it from outside."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from types import MappingProxyType

REPOSITORY = Path(__file__).resolve().parents[2]
START_SECONDS = 30
FIRST = "Erstes Konto für die Werkstatt anlegen"
_SCRIPT = "import sys\n{before}from formengine.cli import main\nsys.exit(main(sys.argv[1:]))"
_NO_GRANIAN = "sys.modules['granian'] = None\n"


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def command(arguments: Sequence[str], *, granian: bool = True) -> list[str]:
    """The command line of `formengine serve`."""
    return [sys.executable, "-c", _SCRIPT.format(before="" if granian else _NO_GRANIAN), "serve", *arguments]


def environment() -> dict[str, str]:
    """Ours, without settings that a developer's shell may hold."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("FORMENGINE_")}
    return own | {"PYTHONPATH": str(REPOSITORY)}


@dataclass
class Server:
    """A running server and what it has said until it ran."""

    process: subprocess.Popen[str]
    port: int
    address: str = "127.0.0.1"
    said: list[str] = field(default_factory=list)

    @property
    def usual(self) -> list[str]:
        """What it says at every start; the link to the first account is another one each time."""
        return [line for line in self.said if not line.startswith(FIRST)]

    @property
    def first(self) -> str:
        """The link to the first account."""
        (line,) = (line for line in self.said if line.startswith(FIRST))
        return line.rpartition(" ")[2]

    def ask(self, path: str, host: str = "localhost") -> HTTPResponse:
        """One request on a connection of its own."""
        connection = HTTPConnection(self.address, self.port, timeout=20)
        connection.request("GET", path, headers={"Host": host})
        return connection.getresponse()

    def begin_post(self) -> socket.socket:
        """A request whose body has arrived by half: the server is at work on it."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        head = "POST /dienste/lp99-probe HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n"
        connection.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n_csrf".encode())
        time.sleep(0.5)
        return connection

    def end(self, signal: int) -> int:
        """Send a signal; the exit code."""
        self.process.send_signal(signal)
        return self.process.wait(15)


@contextmanager
def serving(
    folder: Path,
    *arguments: str,
    granian: bool = True,
    address: str = "127.0.0.1",
    more: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Server]:
    """A server over the definitions and the data of a folder, asked at an address, with more in its environment."""
    port = free_port()
    places = ["--port", str(port), "--data", str(folder / "data"), "--definitions", str(folder / "definitions")]
    process = subprocess.Popen(
        command([*places, "--workers", "2", *arguments], granian=granian),
        cwd=folder,
        env=environment() | dict(more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    try:
        yield _once_running(Server(process, port, address))
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(15)
        if process.stdout:
            process.stdout.close()


def _once_running(server: Server) -> Server:
    for line in server.process.stdout or ():
        server.said.append(line.rstrip("\n"))
        if line.startswith("Beenden"):
            return server
    raise AssertionError("\n".join(server.said))
