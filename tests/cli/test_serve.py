"""`formengine serve`: it runs, says plainly what it could not load, finishes what it began, and refuses in one line."""

import os
import re
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from formengine.cli._server import DRAIN_SECONDS
from formengine.store import DATABASE_NAME
from formengine.web import Settings
from formengine.wsgi import settings
from tests.bench import form
from tests.cli.folder import SLUG, edit, fresh
from tests.cli.server import Server, command, environment, free_port, serving

SERVERS = pytest.mark.parametrize("granian", [True, False], ids=["granian", "waitress"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fresh(tmp_path / "definitions")
    return tmp_path


def refused(folder: Path, *arguments: str) -> str:
    """What a server says that does not start."""
    line = command(["--data", str(folder / "data"), *arguments])
    done = subprocess.run(
        line, check=False, cwd=folder, env=environment(), capture_output=True, encoding="utf-8", timeout=30
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("formengine: ")
    assert done.stderr.count("\n") == 1
    return done.stderr


@SERVERS
def test_it_says_where_it_runs_and_answers_there(folder: Path, granian: bool) -> None:
    with serving(folder, granian=granian) as server:
        assert server.usual == [
            f"Definitionen geladen: {SLUG}",
            f"Antragswerkstatt läuft: http://127.0.0.1:{server.port}/",
            "Beenden mit Strg+C.",
        ]
        page = server.ask(f"/dienste/{SLUG}")
        assert page.status == 200
        assert "Neuer Antrag" in page.read().decode()
        assert server.ask("/gesund").read() == b"gesund"


@SERVERS
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_at_once_when_nobody_waits(folder: Path, granian: bool, number: int) -> None:
    with serving(folder, granian=granian) as server, socket.create_connection(("127.0.0.1", server.port)) as idle:
        idle.sendall(b"GET /gesund HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b" 200 " in idle.recv(100)
        began = time.monotonic()
        assert server.end(number) == 0
        assert time.monotonic() - began < 10


@SERVERS
def test_sigterm_lets_a_running_request_finish_and_takes_no_new_one(folder: Path, granian: bool) -> None:
    with serving(folder, granian=granian) as server, server.begin_post() as running:
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.7)
        assert server.process.poll() is None
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port), timeout=5)
        running.sendall(b"=1234")
        assert running.recv(100).startswith(b"HTTP/1.1 403 ")
        assert server.process.wait(10) == 0


@pytest.mark.slow
@SERVERS
def test_a_request_that_never_ends_does_not_hold_it_up_for_ever(folder: Path, granian: bool) -> None:
    with serving(folder, granian=granian) as server, server.begin_post():
        began = time.monotonic()
        server.end(signal.SIGTERM)
        assert time.monotonic() - began > DRAIN_SECONDS - 1


def test_forms_for_measuring_are_served_and_kept_apart(folder: Path) -> None:
    measured = form.write(folder / "messen", 20, modes=["wizard"])
    with serving(folder, "--bench", str(measured)) as server:
        assert server.said[0] == f"Definitionen geladen: bench-wizard-20, {SLUG}"
        page = server.ask("/bench/wizard/20")
        assert page.status == 200
        assert "data-bench-next" in page.read().decode()


def test_a_folder_without_forms_for_measuring_is_refused(folder: Path) -> None:
    assert "enthält kein Messformular" in refused(folder, "--bench", str(folder / "definitions"))


def test_a_broken_definition_is_named_and_the_others_are_served(folder: Path) -> None:
    for slug in ("lp99-kaputt", "lp99-schief"):
        fresh(folder / "definitions", slug)
    (folder / "definitions/lp99-kaputt/form.json").write_text('{\n "slug": 1,,', encoding="utf-8")
    edit(folder / "definitions/lp99-schief/form.json", lambda form: form.update(title=5))
    with serving(folder) as server:
        assert server.said[0] == f"Definitionen geladen: {SLUG}"
        assert server.said[1].startswith("Nicht geladen: lp99-kaputt/form.json Zeile 2")
        assert server.said[2].startswith("Nicht geladen: lp99-schief/form.json /title: ")
        assert server.said[3] == "Alles dazu zeigt: formengine lint"
        assert server.ask(f"/dienste/{SLUG}").status == 200
        assert server.ask("/dienste/lp99-schief").status == 404


def test_a_port_that_is_taken_is_refused_even_if_the_other_server_would_share_it(folder: Path) -> None:
    with serving(folder) as server:
        said = refused(folder, "--port", str(server.port))
        assert f"127.0.0.1:{server.port}" in said
        assert "schon belegt" in said
        assert server.ask("/gesund").status == 200


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--host", "192.0.2.1"], "Diese Adresse hat dieser Rechner nicht."),
        (["--host", "gibt-es-nicht.invalid"], "kennt hier niemand"),
        (["--data", "datei"], "ist kein Ordner"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(folder: Path, arguments: list[str], said: str) -> None:
    (folder / "datei").touch()
    assert said in refused(folder, "--port", str(free_port()), *arguments)


def test_an_unreadable_database_is_refused_and_left_alone(folder: Path) -> None:
    database = folder / "data" / DATABASE_NAME
    database.parent.mkdir()
    database.write_bytes(b"kein SQLite")
    assert str(database) in refused(folder, "--port", str(free_port()))
    assert database.read_bytes() == b"kein SQLite"


def test_only_known_host_names_are_answered(folder: Path) -> None:
    with serving(folder, "--host", "0.0.0.0", "--allow-host", "werkstatt.example") as server:  # noqa: S104
        answers = {
            host: server.ask("/gesund", host).status
            for host in ("localhost", "127.0.0.1:80", "werkstatt.example", "boese.example")
        }
        assert answers == {"localhost": 200, "127.0.0.1:80": 200, "werkstatt.example": 200, "boese.example": 400}
        assert f"Antragswerkstatt läuft: http://127.0.0.1:{server.port}/" in server.said


def test_every_worker_keeps_the_clock_that_was_set(folder: Path) -> None:
    with serving(folder, "--clock", "2026-11-23T09:00") as server:
        cookie = token = ""
        for _ in range(3):
            page = server.ask(f"/dienste/{SLUG}")
            token = re.findall(r'name="_csrf"[^>]*value="([^"]+)"', page.read().decode())[0]
            cookie = str(page.headers["Set-Cookie"]).partition(";")[0]
        assert _begun(server, cookie, token) == 303


def _begun(server: Server, cookie: str, token: str) -> int:
    """The status of the answer to a first post: the token of one worker is good at every other."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        body = f"_csrf={token}".encode()
        head = (
            f"POST /dienste/{SLUG} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nContent-Length: {len(body)}\r\n"
        )
        connection.sendall(head.encode() + b"Content-Type: application/x-www-form-urlencoded\r\n\r\n" + body)
        return int(connection.recv(100).split()[1])


def test_the_environment_sets_up_the_application() -> None:
    found = settings(
        {
            "FORMENGINE_DATA": "daten",
            "FORMENGINE_DEFINITIONS": "formulare",
            "FORMENGINE_KOMMUNE": "anderswo",
            "FORMENGINE_CLOCK": "2026-11-23T09:00",
            "FORMENGINE_HOSTS": "a.example, b.example,",
        }
    )
    assert (found.data, found.definitions, found.kommune) == (Path("daten"), Path("formulare"), "anderswo")
    assert found.clock.now().isoformat() == "2026-11-23T09:00:00+01:00"
    assert found.hosts == (*Settings.hosts, "a.example", "b.example")
    assert found.secure is False


def test_without_a_folder_for_data_there_is_no_application() -> None:
    with pytest.raises(ValueError, match="FORMENGINE_DATA"):
        settings({})


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such ports")
def test_options_win_over_the_environment(folder: Path) -> None:
    port = free_port()
    line = command(["--port", str(port), "--host", "192.0.2.1"])
    own = environment() | {"FORMENGINE_DATA": str(folder / "datei"), "FORMENGINE_CLOCK": "gestern"}
    done = subprocess.run(line, check=False, cwd=folder, env=own, capture_output=True, encoding="utf-8", timeout=30)
    assert "„gestern“ ist keine Zeit" in done.stderr
