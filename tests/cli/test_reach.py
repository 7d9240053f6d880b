"""Who can reach `serve`: this machine, the room or everybody; and whatever others reach asks for the access code."""

import os
import pty
import re
import select
import subprocess
import time
from pathlib import Path

import pytest

from formengine.cli import _network, _reach
from formengine.cli._problems import CommandError
from formengine.web import qr
from formengine.web.accesscode import plain, weakness
from formengine.wsgi import settings
from tests.cli.folder import SLUG, fresh
from tests.cli.server import Server, command, environment, free_port, serving
from tests.cli.test_serve import refused
from tests.web.test_room import dark_of_terminal

SERVERS = pytest.mark.parametrize("granian", [True, False], ids=["granian", "waitress"])
LAN = next(iter(_network.addresses()), "")
in_a_network = pytest.mark.skipif(not LAN, reason="this machine has no address in a network")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fresh(tmp_path / "definitions")
    return tmp_path


def code_of(server: Server) -> str:
    """The access code that a server printed."""
    (line,) = (line for line in server.said if line.startswith("Zugangscode: "))
    return line.removeprefix("Zugangscode: ")


def enters(server: Server, code: str, host: str) -> bool:
    """Whether a code lets in."""
    return server.ask(f"/zugang/{plain(code)}", host).status == 303


@in_a_network
@SERVERS
def test_the_room_reads_address_and_code_and_comes_in_by_them(folder: Path, granian: bool) -> None:
    with serving(folder, "--lan", granian=granian, address=LAN) as server:
        url, code = f"http://{LAN}:{server.port}", code_of(server)
        assert server.said[:5] == [
            f"Definitionen geladen: {SLUG}",
            f"Antragswerkstatt läuft: {url}/",
            f"Zugangscode: {code}",
            f"Adresse mit Zugangscode: {url}/zugang/{plain(code)}",
            f"Für die Leinwand: {url}/mitmachen",
        ]
        assert "Die Verbindung ist nicht verschlüsselt. Bitte keine echten Daten eingeben." in server.said
        assert not weakness(code)
        assert server.ask("/", LAN).status == 401
        assert server.ask("/gesund", LAN).read() == b"gesund"
        assert enters(server, code, LAN)
        assert not enters(server, "falsch", LAN)
        assert server.ask("/", "boese.example").status == 400


@in_a_network
def test_the_room_is_reached_at_one_address_only(folder: Path) -> None:
    with serving(folder, "--lan", address=LAN) as server, pytest.raises(ConnectionRefusedError):
        Server(server.process, server.port).ask("/")


@in_a_network
def test_the_code_outlives_a_restart_and_is_for_the_server_alone_to_read(folder: Path) -> None:
    codes = []
    for _ in range(2):
        with serving(folder, "--lan", address=LAN) as server:
            codes.append(code_of(server))
    assert codes[0] == codes[1]
    kept = folder / "data" / _reach.CODE_FILE
    assert kept.read_text() == codes[0]
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.unlink()
    with serving(folder, "--lan", address=LAN) as server:
        assert code_of(server) != codes[0]


@in_a_network
def test_a_terminal_gets_a_qr_code_that_leads_in(folder: Path) -> None:
    ours, theirs = pty.openpty()
    places = ["--data", str(folder / "data"), "--definitions", str(folder / "definitions"), "--workers", "1"]
    line = command(["--lan", "--port", str(free_port()), *places])
    process = subprocess.Popen(line, cwd=folder, env=environment(), stdout=theirs, stderr=theirs)
    said, until = b"", time.monotonic() + 30
    while b"Beenden" not in said and time.monotonic() < until:
        if select.select([ours], [], [], 0.5)[0]:
            said += os.read(ours, 65536)
    process.terminate()
    assert process.wait(15) == 0
    os.close(ours)
    os.close(theirs)
    text = said.decode().replace("\r\n", "\n")
    drawn = "\n".join(line for line in text.split("\n") if line.startswith("\x1b[38"))
    link = re.findall(r"Adresse mit Zugangscode: (\S+)", text)[0]
    assert dark_of_terminal(drawn) == dark_of_terminal(qr.terminal(link))


def test_behind_a_proxy_the_public_address_is_what_counts(folder: Path) -> None:
    with serving(folder, "--public-url", "https://Werkstatt.example.org/", "--access-code", "Baum 2026") as server:
        assert server.usual[1:] == [
            "Antragswerkstatt läuft: https://werkstatt.example.org/",
            f"Der Proxy erreicht sie unter http://127.0.0.1:{server.port}/",
            "Zugangscode: Baum 2026",
            "Adresse mit Zugangscode: https://werkstatt.example.org/zugang/baum2026",
            "Für die Leinwand: https://werkstatt.example.org/mitmachen",
            "Beenden mit Strg+C.",
        ]
        assert not (folder / "data" / _reach.CODE_FILE).exists()
        for host in ("werkstatt.example.org", f"127.0.0.1:{server.port}"):
            answer = server.ask("/zugang/baum2026", host)
            assert answer.status == 303
            assert answer.headers["Strict-Transport-Security"]
            assert answer.headers["Set-Cookie"].startswith("__Host-aw-zugang=")
        assert server.ask("/", "werkstatt.example.org").status == 401


def test_an_address_for_everybody_without_a_word_more_asks_for_the_code_too(folder: Path) -> None:
    with serving(folder, "--host", "0.0.0.0") as server:  # noqa: S104
        assert server.ask("/").status == 401
        assert enters(server, code_of(server), "localhost")
        assert server.ask("/gesund").status == 200


def test_on_this_machine_alone_there_is_neither_code_nor_gate(folder: Path) -> None:
    with serving(folder, "--host", "localhost", "--access-code", "Baum 2026") as server:
        assert server.ask("/").status == 200
        assert not any("code" in line for line in server.said)


def test_the_environment_says_it_as_well(folder: Path) -> None:
    more = {"FORMENGINE_PUBLIC_URL": "https://werkstatt.example.org", "FORMENGINE_ACCESS_CODE": "Baum 2026"}
    with serving(folder, more=more) as server:
        assert code_of(server) == "Baum 2026"
        assert server.ask("/", "werkstatt.example.org").status == 401


@in_a_network
def test_the_environment_can_ask_for_the_room(folder: Path) -> None:
    with serving(folder, more={"FORMENGINE_LAN": "1"}, address=LAN) as server:
        assert server.ask("/", LAN).status == 401


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--lan", "--public-url", "https://a.example"], "--lan und --public-url gehen nicht zusammen"),
        (["--lan", "--host", "127.0.0.1"], "braucht eine Adresse dieses Rechners im Netz"),
        (["--lan", "--host", "localhost"], "braucht eine Adresse dieses Rechners im Netz"),
        (["--lan", "--host", "0.0.0.0"], "braucht eine Adresse dieses Rechners im Netz"),  # noqa: S104
        (["--lan", "--host", "::1"], "braucht eine Adresse dieses Rechners im Netz"),
        (["--lan", "--host", "203.0.113.9"], "Diese Adresse hat dieser Rechner nicht"),
        (["--public-url", "http://a.example"], "muss mit https:// beginnen"),
        (["--public-url", "https://a.example/pfad"], "ohne Pfad"),
        (["--public-url", "https://a.example/?x=1"], "ohne Pfad, Abfrage"),
        (["--public-url", "https://a.example/#x"], "ohne Pfad, Abfrage"),
        (["--public-url", "https://wer:da@a.example"], "Kennwort"),
        (["--public-url", "https://"], "kein Rechnername"),
        (["--public-url", "https://bürger.example"], "xn--"),
        (["--public-url", "https://a.example:99999"], "keine Adresse"),
        (["--public-url", "https://["], "keine Adresse"),
        (["--access-code", "123"], "zu leicht zu erraten"),
        (["--access-code", "grün grün grün"], "Buchstaben von A bis Z"),
    ],
)
def test_what_contradicts_itself_is_refused_in_one_line(folder: Path, arguments: list[str], said: str) -> None:
    assert said in refused(folder, "--port", str(free_port()), *arguments)
    assert not (folder / "data" / _reach.CODE_FILE).exists()


def test_a_kept_code_that_somebody_made_weak_is_refused(folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / _reach.CODE_FILE).write_text("123")
    assert "zu leicht zu erraten" in refused(folder, "--port", str(free_port()), "--host", "0.0.0.0")  # noqa: S104


def plan(monkeypatch: pytest.MonkeyPatch, found: list[str], *, host: str | None = None) -> _reach.Reach:
    """What `--lan` comes to on a machine with these addresses."""
    monkeypatch.setattr(_network, "addresses", lambda: found)
    return _reach._room(host, 8000)


def test_of_several_addresses_the_likeliest_is_taken_and_the_others_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    found = ["192.168.1.5", "10.0.0.7", "172.17.0.1"]
    reach = plan(monkeypatch, found)
    assert (reach.host, reach.address, reach.others) == (
        found[0],
        "http://192.168.1.5:8000",
        ("10.0.0.7", "172.17.0.1"),
    )
    named = plan(monkeypatch, found, host="10.0.0.7")
    assert (named.host, named.names, named.others) == ("10.0.0.7", ("10.0.0.7",), ("192.168.1.5", "172.17.0.1"))


def test_without_a_network_there_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="keine Adresse in einem Netz"):
        plan(monkeypatch, [])


def test_addresses_are_ordered_by_how_likely_the_room_reaches_them(monkeypatch: pytest.MonkeyPatch) -> None:
    named = {
        "172.17.0.1": "docker0",
        "169.254.3.4": "eth1",
        "93.184.216.34": "eth2",
        "10.0.0.7": "eth0",
        "127.0.0.1": "lo",
    }
    monkeypatch.setattr(_network, "_of_interfaces", lambda: iter(named.items()))
    monkeypatch.setattr(_network, "_of_own_name", lambda: iter(["127.0.1.1"]))
    monkeypatch.setattr(_network, "_way_out", lambda: iter(["93.184.216.34"]))
    assert _network.addresses() == ["93.184.216.34", "10.0.0.7", "169.254.3.4", "172.17.0.1"]
    monkeypatch.setattr(_network, "_way_out", lambda: iter([]))
    assert _network.addresses()[0] == "10.0.0.7"


def test_looking_for_an_address_sends_nothing() -> None:
    def sent() -> int:
        counters = [Path(f"/proc/net/{name}").read_text() for name in ("snmp",)]
        header, values = re.findall(r"^Udp: (.+)$", counters[0], re.MULTILINE)
        return int(dict(zip(header.split(), values.split(), strict=True))["OutDatagrams"])

    if not Path("/proc/net/snmp").exists():
        pytest.skip("only Linux counts what was sent")
    before = sent()
    list(_network._way_out())
    list(_network._of_interfaces())
    assert sent() == before


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"FORMENGINE_PUBLIC_URL": "https://a.example"}, "FORMENGINE_ACCESS_CODE"),
        ({"FORMENGINE_LAN": "1"}, "FORMENGINE_ACCESS_CODE"),
        ({"FORMENGINE_LAN": "vielleicht"}, "neither 1 nor 0"),
        ({"FORMENGINE_ACCESS_CODE": "123"}, "too easy to guess"),
        ({"FORMENGINE_PUBLIC_URL": "http://a.example"}, "https"),
    ],
)
def test_no_server_opens_itself_to_others_without_a_sound_code(more: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        settings({"FORMENGINE_DATA": "daten"} | more)


def test_another_server_gets_all_of_it_from_the_environment() -> None:
    own = {"FORMENGINE_PUBLIC_URL": "https://a.example:8443/", "FORMENGINE_ACCESS_CODE": "Baum 2026"}
    found = settings({"FORMENGINE_DATA": "daten"} | own)
    assert (found.address, found.secure, found.access_code) == ("https://a.example:8443", True, "Baum 2026")
    assert "a.example" in found.hosts
    assert found.unencrypted is False
