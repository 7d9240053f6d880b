"""Who can reach `serve`: this machine, the room (`--lan`), everybody (`--public-url`); and by which access code."""

import argparse
import ipaddress
import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from formengine import wsgi
from formengine.cli import _network
from formengine.cli._problems import CommandError
from formengine.web.accesscode import new_code, weakness
from formengine.web.addresses import public_url
from formengine.web.security import kept

LOOPBACK: Final = "127.0.0.1"
CODE_FILE: Final = "zugangscode"


@dataclass(frozen=True)
class Reach:
    """Where to listen, and under which names and addresses people come."""

    host: str
    names: tuple[str, ...] = ()
    """Host names that requests may name."""
    address: str = ""
    """What others open, without a slash at the end; empty where nobody knows."""
    lan: bool = False
    others: tuple[str, ...] = ()
    """Further addresses of this machine that `--host` could name."""

    @property
    def public(self) -> bool:
        """True behind a proxy that speaks https."""
        return self.address.startswith("https://")


def add_options(parser: argparse.ArgumentParser) -> None:
    """`--lan`, `--public-url` and `--access-code`."""
    parser.add_argument(
        "--lan",
        action="store_true",
        default=None,
        help="für den Raum: im eigenen Netz erreichbar, unverschlüsselt, mit Zugangscode und QR-Code",
    )
    parser.add_argument(
        "--public-url",
        type=_public_url,
        metavar="URL",
        default=os.environ.get(wsgi.PUBLIC_URL) or None,
        help="öffentliche Adresse hinter einem Proxy mit Verschlüsselung, zum Beispiel https://werkstatt.example.org",
    )
    parser.add_argument(
        "--access-code",
        type=_access_code,
        metavar="CODE",
        default=os.environ.get(wsgi.ACCESS_CODE) or None,
        help="Zugangscode für alles, was von anderen Rechnern erreichbar ist "
        "(sonst entsteht einer und bleibt im Datenordner)",
    )


def plan(options: argparse.Namespace) -> Reach:
    """What the options come to. Raises CommandError where they contradict each other."""
    host: str | None = options.host
    if _is_lan(options):
        if options.public_url:
            raise CommandError(
                "--lan und --public-url gehen nicht zusammen. Nehmen Sie --lan für den Raum ohne Verschlüsselung "
                "oder --public-url hinter einem Proxy mit https."
            )
        return _room(host, options.port)
    listen = host or LOOPBACK
    name = f"[{listen}]" if ":" in listen else listen
    if options.public_url:
        return Reach(listen, (name, wsgi.host_of(options.public_url)), options.public_url)
    return Reach(listen, (name,))


def _is_lan(options: argparse.Namespace) -> bool:
    if options.lan is not None:
        return True
    try:
        return wsgi.is_on(os.environ.get(wsgi.LAN, ""))
    except ValueError:
        raise CommandError(f"{wsgi.LAN} ist 1 oder 0, nicht „{os.environ[wsgi.LAN]}“.") from None


def _room(host: str | None, port: int) -> Reach:
    found = _network.addresses()
    if host is None and not found:
        raise CommandError(
            "Dieser Rechner hat keine Adresse in einem Netz. Verbinden Sie ihn mit WLAN oder Kabel, "
            "oder starten Sie ohne --lan."
        )
    chosen = found[0] if host is None else host
    number = _resolved(chosen)
    if number is not None and (number.is_loopback or number.is_unspecified or number.version != 4):
        hint = f" Zum Beispiel: --host {found[0]}" if found else ""
        raise CommandError(
            f"--lan braucht eine Adresse dieses Rechners im Netz (IPv4); „{chosen}“ ist keine. "
            f"Lassen Sie --host weg oder nennen Sie eine.{hint}"
        )
    others = tuple(address for address in found if address not in (chosen, str(number)))
    names = tuple(dict.fromkeys((chosen, *([str(number)] if number else []))))
    return Reach(chosen, names, f"http://{chosen}" if port == 80 else f"http://{chosen}:{port}", True, others)


def _resolved(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address behind a name; None where nobody knows it, which binding will say."""
    try:
        entries: Sequence[tuple[object, ...]] = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return None
    numbers = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in entries]  # type: ignore[index]
    return min(numbers, key=lambda number: number.version)


def access_code(reach: Reach, bound: str, chosen: str | None, data: Path) -> str:
    """The code that lets in; empty where only this machine comes. Without a chosen one it is made once and kept."""
    if not reach.address and ipaddress.ip_address(bound.partition("%")[0]).is_loopback:
        return ""
    if chosen:
        return chosen
    code = kept(data / CODE_FILE, lambda: new_code().encode()).decode(errors="replace").strip()
    if weakness(code):
        raise CommandError(f"Der Zugangscode in „{data / CODE_FILE}“ geht nicht. {weakness(code)}")
    return code


def _public_url(text: str) -> str:
    try:
        return public_url(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"„{text}“ geht nicht: {error}") from None


def _access_code(text: str) -> str:
    weak = weakness(text)
    if weak:
        raise argparse.ArgumentTypeError(f"Dieser Zugangscode geht nicht. {weak}")
    return text.strip()
