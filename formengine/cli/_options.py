"""The options that several commands share, and what they come to when nobody gives them."""

import argparse
import datetime
import os
from pathlib import Path

from formengine import wsgi
from formengine.cli._problems import CommandError
from formengine.web.clock import Clock, parse
from formengine.web.settings import Settings, shipped_definitions

DATA = Path("data-run")
DEFINITIONS = Path("definitions")


def add_data(parser: argparse.ArgumentParser) -> None:
    """`--data`: where the store lies."""
    parser.add_argument(
        "--data",
        type=Path,
        metavar="ORDNER",
        default=Path(os.environ.get(wsgi.DATA) or DATA),
        help=f"Ordner für Datenbank und hochgeladene Dateien (sonst: {DATA})",
    )


def add_definitions(parser: argparse.ArgumentParser) -> None:
    """`--definitions` and `--kommune`: what is read."""
    parser.add_argument(
        "--definitions",
        type=Path,
        metavar="ORDNER",
        default=Path(os.environ[wsgi.DEFINITIONS]) if os.environ.get(wsgi.DEFINITIONS) else None,
        help="Ordner mit Definitionen (sonst: ./definitions, und wenn es den nicht gibt, die mitgelieferten)",
    )
    parser.add_argument(
        "--kommune",
        metavar="NAME",
        default=os.environ.get(wsgi.KOMMUNE) or Settings.kommune,
        help="welche Datei aus _parameters/ gilt (sonst: %(default)s)",
    )


def add_clock(parser: argparse.ArgumentParser) -> None:
    """`--clock`: a fixed time, for tests and demonstrations."""
    parser.add_argument(
        "--clock",
        type=_clock,
        metavar="ZEIT",
        default=os.environ.get(wsgi.CLOCK) or None,
        help="feste Uhrzeit zum Ausprobieren, zum Beispiel 2026-11-23T09:00 (sonst: die echte)",
    )


def add_report(parser: argparse.ArgumentParser) -> None:
    """`--report`: where a run of the harness was written to."""
    parser.add_argument("--report", type=Path, metavar="ORDNER", help="wohin die Berichte kommen oder kamen")


def definitions(options: argparse.Namespace) -> Path:
    """The folder of definitions; raises CommandError where a named one is not there."""
    named: Path | None = options.definitions
    if named is None:
        return DEFINITIONS if DEFINITIONS.is_dir() else shipped_definitions()
    if not named.is_dir():
        raise CommandError(f"Den Ordner „{named}“ gibt es nicht. Nennen Sie mit --definitions einen Ordner.")
    return named


def clock(options: argparse.Namespace) -> Clock:
    """The clock that the options name."""
    return Clock(options.clock)


def _clock(text: str) -> datetime.datetime:
    try:
        return parse(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"„{text}“ ist keine Zeit. Schreiben Sie zum Beispiel 2026-11-23T09:00."
        ) from None
