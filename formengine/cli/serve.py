"""`formengine serve`: starts the application and says plainly where it runs and what it could not load."""

import argparse
import errno
import os
import re
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from formengine import wsgi
from formengine.cli import _options, _reach, _server
from formengine.cli._problems import CommandError
from formengine.cli._welcome import Welcome
from formengine.store.errors import StoreError
from formengine.web import create_app
from formengine.web.bench import BenchError
from formengine.web.catalogue import Catalogue
from formengine.web.services import KEY, Services
from formengine.web.settings import Help

SUMMARY: Final = "startet die Anwendung auf diesem Rechner"
HELP: Final = """\
Beispiele:
  formengine serve
  formengine serve --lan
  formengine serve --public-url https://werkstatt.example.org --data /srv/antragswerkstatt
  formengine serve --definitions meine-definitionen --clock 2026-11-23T09:00
  formengine serve --bench messformulare

--bench ist nur zum Messen da, nicht für eine Werkstatt: Der Ordner enthält Formulare als JSON-Schema mit JSON-Forms-
Oberfläche (20.schema.json mit 20.wizard.jsonforms-ui.json oder 20.page.jsonforms-ui.json). Jedes Feld f0, f1, … hat
seine Meldung in [data-bench-error], die Schaltfläche zum nächsten Schritt heißt [data-bench-next]. Ohne --data liegen
die Daten dann in data-bench.

Die Anwendung ist zuerst nur auf diesem Rechner erreichbar. Mit --lan erreichen sie alle im selben Netz; die
Verbindung ist dann nicht verschlüsselt. Mit --public-url steht sie hinter einem Proxy, der verschlüsselt. Was von
anderen Rechnern erreichbar ist, fragt immer nach einem Zugangscode. Auch --host 0.0.0.0 nimmt Verbindungen von
anderen Rechnern an; dann muss --allow-host jeden Namen nennen, unter dem die Anwendung aufgerufen wird.

Beenden: Strg+C oder SIGTERM. Laufende Anfragen werden noch beantwortet.

Statt der Optionen gelten auch die Umgebungsvariablen FORMENGINE_DATA, FORMENGINE_DEFINITIONS,
FORMENGINE_KOMMUNE, FORMENGINE_CLOCK, FORMENGINE_HOSTS (Namen mit Komma getrennt), FORMENGINE_LAN (1),
FORMENGINE_PUBLIC_URL, FORMENGINE_ACCESS_CODE und FORMENGINE_ROOM_HELP."""
BENCH_DATA: Final = Path("data-bench")
"""Measuring forms stay away from the drafts of people."""
_HOST_NAME: Final = re.compile(r"\.?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--host",
        metavar="ADRESSE",
        help=f"Adresse, an der gelauscht wird (sonst: {_reach.LOOPBACK}, mit --lan die Adresse im Netz)",
    )
    parser.add_argument(
        "--port", type=_port, metavar="ZAHL", default=8000, help="Nummer des Anschlusses (sonst: %(default)s)"
    )
    _reach.add_options(parser)
    _options.add_data(parser)
    _options.add_definitions(parser)
    _options.add_clock(parser)
    parser.add_argument(
        "--allow-host",
        type=_host_name,
        metavar="NAME",
        action="append",
        default=[],
        help="weiterer Rechnername, unter dem die Anwendung aufgerufen werden darf (mehrfach möglich)",
    )
    parser.add_argument(
        "--room-help",
        type=_room_help,
        metavar="LISTE",
        default=os.environ.get(wsgi.ROOM_HELP) or "alles",
        help=f"Hilfe für die Werkstatt: alles, nichts oder eine Liste aus {', '.join(Help)} (sonst: %(default)s)",
    )
    parser.add_argument(
        "--bench",
        type=Path,
        metavar="ORDNER",
        help="dient zum Messen der Geschwindigkeit: bietet zusätzlich die Messformulare des Ordners an, "
        "unter /bench/wizard/20, /bench/page/1000 usw.",
    )
    parser.add_argument(
        "--workers", type=_workers, metavar="ZAHL", help="Anzahl der Prozesse (sonst: einer je Prozessorkern)"
    )


def run(options: argparse.Namespace) -> int:
    """Serve until somebody ends it."""
    if options.bench and options.data == _options.DATA:
        options.data = BENCH_DATA
    if options.data.exists() and not options.data.is_dir():
        raise CommandError(f"„{options.data}“ ist kein Ordner. Nennen Sie mit --data einen Ordner.")
    reach = _reach.plan(options)
    listening = _bind(reach.host, options.port)
    address = str(listening.getsockname()[0])
    code = _reach.access_code(reach, address, options.access_code, options.data)
    os.environ.update(_environment(options, reach, code))
    findings, first = _begin()
    print(findings, flush=True)
    announce = Welcome(reach, options.port, code, first).say
    if not _server.has_granian():
        return _server.serve_waitress(listening, announce)
    # granian's workers bind the port themselves, each its own socket.
    listening.close()
    workers = options.workers or os.cpu_count() or 1
    return _server.serve_granian(address, options.port, workers, announce)


def _environment(options: argparse.Namespace, reach: _reach.Reach, code: str) -> dict[str, str]:
    """What the workers read; `formengine.wsgi` says how."""
    hosts = [*wsgi.host_names(os.environ.get(wsgi.HOSTS, "")), *reach.names, *options.allow_host]
    moment = options.clock
    return {
        wsgi.DATA: str(options.data.absolute()),
        wsgi.DEFINITIONS: str(_options.definitions(options).absolute()),
        wsgi.KOMMUNE: options.kommune,
        wsgi.CLOCK: moment.isoformat() if moment else "",
        wsgi.BENCH: str(options.bench.absolute()) if options.bench else "",
        wsgi.HOSTS: ",".join(hosts),
        wsgi.ROOM_HELP: options.room_help,
        wsgi.PUBLIC_URL: reach.address if reach.public else "",
        wsgi.ADDRESS: reach.address,
        wsgi.LAN: "1" if reach.lan else "0",
        wsgi.ACCESS_CODE: code,
    }


def _bind(host: str, port: int) -> socket.socket:
    try:
        return _server.bound(host, port)
    except socket.gaierror as error:
        raise CommandError(f"Den Rechner „{host}“ kennt hier niemand. Prüfen Sie --host.") from error
    except OSError as error:
        reasons: Mapping[int | None, str] = {
            errno.EADDRINUSE: "Er ist schon belegt. Wählen Sie zum Beispiel --port 8080.",
            errno.EACCES: "Für Anschlüsse unter 1024 fehlt die Berechtigung. Wählen Sie zum Beispiel --port 8000.",
            errno.EADDRNOTAVAIL: "Diese Adresse hat dieser Rechner nicht. Prüfen Sie --host.",
        }
        reason = reasons.get(error.errno, f"{error.strerror}. Prüfen Sie --host und --port.")
        raise CommandError(f"Der Anschluss {host}:{port} lässt sich nicht öffnen. {reason}") from error


def _begin() -> tuple[str, str]:
    """Make the application once before any worker does, so that what is wrong is said once.

    Returns what it loaded, and the secret of the link to the first account where there is none yet.
    """
    try:
        services: Services = create_app(wsgi.settings(os.environ)).extensions[KEY]
    except BenchError as error:
        raise CommandError(str(error)) from error
    except (StoreError, OSError) as error:
        raise CommandError(f"Der Ordner „{os.environ[wsgi.DATA]}“ lässt sich nicht nutzen: {error}") from error
    try:
        first = None if services.settings.bench else services.store.invitations.first(services.settings.clock.now())
        return _report(services.catalogue), first or ""
    finally:
        services.store.close()


def _report(catalogue: Catalogue) -> str:
    slugs = catalogue.slugs()
    lines = [f"Definitionen geladen: {', '.join(slugs) or 'keine'}"]
    for broken in catalogue.broken:
        place = f" {broken.place}" if broken.place else ""
        lines.append(" ".join(f"Nicht geladen: {broken.folder}{place}: {broken.message} {broken.mend}".split()))
    if catalogue.broken:
        lines.append("Alles dazu zeigt: formengine lint")
    lines += [f"Neue Auslieferung liegt vor: {slug}" for slug in sorted(catalogue.waiting)]
    return "\n".join(lines)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"„{text}“ ist kein Anschluss. Erlaubt ist eine Zahl von 1 bis 65535.")
    return int(text)


def _room_help(text: str) -> str:
    try:
        wsgi.room_help(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"„{text}“ geht nicht. Schreiben Sie alles, nichts oder eine Liste mit Komma aus {', '.join(Help)}."
        ) from None
    return text


def _workers(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f"„{text}“ geht nicht. Erlaubt ist eine Zahl von 1 bis 64.")
    return int(text)


def _host_name(text: str) -> str:
    if not _HOST_NAME.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"„{text}“ ist kein Rechnername. Schreiben Sie ihn ohne http:// und ohne Anschluss."
        )
    return text
