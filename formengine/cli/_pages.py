"""`formengine check --engine`, `--grid`, `--page` and `--follow`: other browsers, and pages from no definition."""

import argparse
from pathlib import Path

from formengine.cli import _options
from formengine.cli._problems import CommandError
from usability.accepted import NAME
from usability.browsing import Browsing
from usability.engines import Engine
from usability.following import follow
from usability.model import Look, State
from usability.pages import Order, allowing, run
from usability.results import Run
from usability.runner import Progress


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    _engine(parser)
    parser.add_argument("--page", nargs="+", default=[], metavar="URL", help="diese Seiten, ohne Definition")
    parser.add_argument(
        "--follow", default="", metavar="URL", help="öffnet einen Browser; geprüft wird, wohin Sie darin gehen"
    )
    parser.add_argument(
        "--allow-origin",
        nargs="+",
        action="extend",
        default=[],
        metavar="ADRESSE",
        help="nur diese Server werden gefragt, zum Beispiel https://amt24.example; auch mehrmals",
    )
    parser.add_argument("--headless", action="store_true", help="--follow ohne sichtbares Fenster, für Tests")


def _engine(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--engine", type=Engine, choices=[*Engine], default=Engine.CHROMIUM, help="Browser (sonst: chromium)"
    )
    parser.add_argument("--grid", default="", metavar="URL", help="Selenium Grid, zum Beispiel http://127.0.0.1:4444")
    parser.add_argument(
        "--grid-host",
        default="127.0.0.1",
        metavar="ADRESSE",
        help="unter welcher Adresse dieses Rechners die Knoten des Grids ihn erreichen",
    )


def wanted(options: argparse.Namespace) -> bool:
    """Whether pages are asked for instead of definitions. Raises CommandError where both are."""
    pages = bool(options.page or options.follow)
    if options.allow_origin and not pages:
        raise CommandError("--allow-origin gehört zu --page oder --follow.")
    if pages and (options.slugs or options.all or (options.page and options.follow)):
        raise CommandError("Nennen Sie entweder Definitionen oder --page oder --follow.")
    if pages and (options.since or options.smoke):
        raise CommandError("--since und --smoke gibt es nur für Definitionen.")
    if options.follow and (options.grid or options.engine != "chromium"):
        raise CommandError("--follow geht nur mit Chromium auf diesem Rechner.")
    return pages


def checked(options: argparse.Namespace, looks: tuple[Look, ...], browsing: Browsing, tell: Progress) -> Run:
    """Check the pages that were asked for. Raises CannotRunError."""
    urls = tuple(options.page) or (options.follow,)
    order = Order(
        urls=urls,
        allowed=allowing(options.allow_origin, urls),
        today=_options.clock(options).now().date(),
        looks=looks,
        only=options.only,
        jobs=max(1, options.jobs),
        report=options.report,
        accepted=_accepted(options),
        browsing=browsing,
    )
    return follow(order, _say, visible=not options.headless) if options.follow else run(order, tell)


def _accepted(options: argparse.Namespace) -> Path | None:
    """Without a folder of a definition, what is accepted lies with the reports."""
    return options.report / NAME if options.report else None


def _say(state: State) -> None:
    print(f"  geprüft: {state.title} ({state.id})", flush=True)
