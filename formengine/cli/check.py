"""`formengine check`: looks at every state of a definition for barriers, and says what is wrong and how to mend it."""

import argparse
import sys
from collections.abc import Iterator
from typing import Final

from formengine.cli import _options, _pages
from formengine.cli._checked import slugs as every_slug
from formengine.cli._problems import CommandError
from usability.accepted import NAME, AcceptedError
from usability.browsing import Browsing, CannotRunError
from usability.checks import CHECKS
from usability.looking import AXE
from usability.model import Level, Look
from usability.pages import SLUG as PAGES
from usability.record import NAME as RECORD
from usability.record import RecordError
from usability.reports import write_all
from usability.reports._words import LEVELS
from usability.reports.page import NAME as REPORT
from usability.results import Run
from usability.runner import Order
from usability.runner import run as run_check
from usability.saving import keep

SUMMARY: Final = "prüft Prototypen auf Barrieren, in jedem Zustand"
HELP: Final = """\
Beispiele:
  formengine check lp01-baumfaellung --report bericht
  formengine check --all --no-js --viewport 320x640 --fail-on best-practice
  formengine check lp01-baumfaellung --only axe,tastatur --jobs 2
  formengine check lp01-baumfaellung --report bericht --since 3f2a9c
  formengine check lp03-maengelmelder --engine webkit
  formengine check --page https://amt24.example/antrag --allow-origin https://amt24.example
  formengine check --follow https://amt24.example --allow-origin https://amt24.example --report bericht

Der Bericht steht danach in ORDNER/NAME/bericht.html. Daneben: pruefprotokoll.html (je Anforderung der EN 301 549),
erklaerung.html (Entwurf), vorlesetext/ und für Programme ergebnis.json, junit.xml, ergebnis.sarif, earl.jsonld.
Ergebnis: 0 nichts gefunden, 1 Befunde ab --fail-on, 2 nicht geprüft."""
_BAR: Final = 30
_MET: Final = {True: "nicht mehr gefunden", False: "in diesem Teillauf nicht gefunden"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "slugs", nargs="*", metavar="NAME", help="Ordner der Definition, zum Beispiel lp01-baumfaellung"
    )
    parser.add_argument("--all", action="store_true", help="alle Definitionen")
    _declare_looks(parser)
    parser.add_argument(
        "--only", type=_ids, default=(), metavar="PRÜFUNG,…", help=f"nur diese: {', '.join((AXE, *CHECKS))}"
    )
    parser.add_argument(
        "--fail-on",
        choices=[*map(str, Level)],
        default=Level.FAILURE.value,
        help="ab wann der Lauf scheitert",
    )
    parser.add_argument("--smoke", action="store_true", help="nur ein Zustand jeder Art je Seite")
    parser.add_argument(
        "--since", default="", metavar="FASSUNG", help="nur, was sich seit dem Lauf im --report geändert hat"
    )
    _options.add_report(parser)
    parser.add_argument(
        "--subject",
        default=Order.subject,
        metavar="ADRESSE",
        help="unter welcher Adresse der Dienst anderen bekannt ist, für EARL und Erklärung (sonst: %(default)s)",
    )
    parser.add_argument("--save-cases", action="store_true", help="ausgerechnete Wege in cases.json aufnehmen")
    _pages.arguments(parser)
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="so viele Browser zugleich")
    _options.add_definitions(parser)
    _options.add_clock(parser)


def _declare_looks(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--viewport",
        type=_viewport,
        action="append",
        metavar="BREITExHÖHE",
        help="Fenster, auch mehrmals (sonst: 1280x900)",
    )
    parser.add_argument("--no-js", action="store_true", help="so, wie es ohne JavaScript aussieht")
    parser.add_argument("--dark", action="store_true", help="im dunklen Farbschema")
    parser.add_argument("--forced-colors", action="store_true", help="mit erzwungenen Farben (Kontrastmodus)")


def _viewport(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit() and 200 <= int(width) <= 4000 and 200 <= int(height) <= 4000):
        raise argparse.ArgumentTypeError(f"„{text}“ ist keine Fenstergröße. Schreiben Sie zum Beispiel 320x640.")
    return int(width), int(height)


def _ids(text: str) -> tuple[str, ...]:
    found = tuple(filter(None, (part.strip() for part in text.split(","))))
    unknown = [id_ for id_ in found if id_ not in {AXE, *CHECKS}]
    if unknown or not found:
        known = ", ".join((AXE, *CHECKS))
        raise argparse.ArgumentTypeError(f"Die Prüfung „{', '.join(unknown)}“ gibt es nicht. Es gibt: {known}.")
    return found


def run(options: argparse.Namespace) -> int:
    """Check what was asked for."""
    pages = _pages.wanted(options)
    slugs = [PAGES] if pages else _slugs(options)
    if options.since and not options.report:
        raise CommandError("--since braucht --report: In diesem Ordner liegt der Lauf, mit dem verglichen wird.")
    worst = 0
    for slug in slugs:
        try:
            tell = _Bar(slug).tell
            if pages:
                found = _pages.checked(options, _looks(options), _browsing(options), tell)
            else:
                found = run_check(_order(options, slug), tell)
                if options.save_cases:
                    print(f"{slug}/cases.json: {keep(_order(options, slug))} neue Fälle")
        except (CannotRunError, AcceptedError, RecordError) as error:
            raise CommandError(str(error)) from error
        print("\n".join(_lines(found)))
        if options.report:
            files = write_all(found, options.report)
            print(f"Bericht: {next(file for file in files if file.name == REPORT)}")
        worst = max(worst, 2 if found.failed else 1 if found.at_least(Level(options.fail_on)) else 0)
    return worst


def _slugs(options: argparse.Namespace) -> list[str]:
    folder = _options.definitions(options)
    there = every_slug(folder)
    if options.all:
        return there
    if not options.slugs:
        raise CommandError(f"Nennen Sie eine Definition, oder --all. Es gibt: {', '.join(there)}.")
    unknown = [slug for slug in options.slugs if slug not in there]
    if unknown:
        raise CommandError(f"Die Definition „{unknown[0]}“ gibt es nicht. Es gibt: {', '.join(there)}.")
    return list(options.slugs)


def _looks(options: argparse.Namespace) -> tuple[Look, ...]:
    scheme = "dark" if options.dark else "light"
    sizes = options.viewport or [(1280, 900)]
    return tuple(
        Look(width, height, not options.no_js, scheme, options.forced_colors)  # type: ignore[arg-type]  # one of the two
        for width, height in sizes
    )


def _browsing(options: argparse.Namespace) -> Browsing:
    return Browsing(options.engine, options.grid, options.grid_host)


def _order(options: argparse.Namespace, slug: str) -> Order:
    folder = _options.definitions(options)
    return Order(
        slug=slug,
        definitions=folder,
        kommune=options.kommune,
        now=_options.clock(options).now(),
        looks=_looks(options),
        only=options.only,
        jobs=max(1, options.jobs),
        smoke=options.smoke,
        since=options.since,
        report=options.report,
        accepted=folder / slug / NAME,
        record=folder / slug / RECORD,
        subject=options.subject.rstrip("/"),
        browsing=_browsing(options),
    )


class _Bar:
    """A bar on the terminal; nothing where nobody looks."""

    def __init__(self, slug: str) -> None:
        self._slug = slug

    def tell(self, done: int, total: int) -> None:
        """So far has it come."""
        if sys.stderr.isatty() and total:
            full = _BAR * done // total
            end = "\n" if done == total else ""
            print(
                f"\r{self._slug} [{'█' * full}{'·' * (_BAR - full)}] {done}/{total}",
                end=end,
                file=sys.stderr,
                flush=True,
            )


def _lines(found: Run) -> Iterator[str]:
    yield f"{found.title} ({found.slug}){f', Fassung {found.revision[:12]}' if found.revision else ''}"
    yield f"  {len(found.states)} Zustände in {found.seconds:.0f} s, {found.engine}"
    pages, branches = found.coverage.pages, found.coverage.branches
    if pages[1]:
        yield f"  erreicht: {pages[0]} von {pages[1]} Seiten, {branches[0]} von {branches[1]} Zweigen"
    for finding in found.open:
        where = f"„{finding.label}“ ({finding.element})" if finding.label else finding.place.selector or "Seite"
        yield f"  {LEVELS[finding.level][0]}: {finding.rule.title}"
        yield f"    {where}: {finding.message}"
        seen = f"{len(finding.states)} Zustände, zuerst {finding.states[0]}"
        yield f"    {finding.rule.id}, {seen}; {finding.fingerprint}"
    for entry in found.lapsed:
        yield f"  Nicht mehr hingenommen seit {entry.until:%d.%m.%Y}: {entry.fingerprint} ({entry.reason})"
    for entry in found.unknown:
        yield f"  Hingenommen, aber {_MET[found.whole]}: {entry.fingerprint} ({entry.reason})"
    if found.not_here:
        yield f"  {len(found.not_here)} Prüfungen gehen hier nicht und bleiben offen: {', '.join(found.not_here)}"
    if found.failed:
        yield f"  GESCHEITERT: {found.failed}"
    elif not found.open:
        yield "  Nichts gefunden."
