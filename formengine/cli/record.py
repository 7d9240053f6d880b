"""`formengine record`: lists what a person still has to look at, and writes down what was found."""

import argparse
import datetime
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from formengine.cli import _options
from formengine.cli._checked import FILE_HELP, existing
from formengine.cli._problems import CommandError
from usability.browsing import CannotRunError
from usability.checks import CHECKS
from usability.clauses import CHAPTERS, Clause, clauses
from usability.record import NAME, RULINGS, Entry, Record, RecordError, read, write
from usability.runner import Order, Plan, plan

SUMMARY: Final = "führt durch die Prüfung von Hand und hält fest, was Menschen fanden"
HELP: Final = f"""\
Beispiele:
  formengine record lp01-baumfaellung
  formengine record lp01-baumfaellung --clause 9.1.3.1
  formengine record lp01-baumfaellung --clause 9.1.3.1 --verdict pass --tester "A. Muster" \\
      --browser "Firefox 150" --at "NVDA 2026" --note "alle Seiten, mit einem Fehler"

Ohne --verdict: was noch zu prüfen ist, mit Anleitung. Ein Urteil gilt, bis sich eine Seite ändert.
Das Protokoll schreibt danach: formengine check NAME --report ORDNER
{FILE_HELP.format(name=NAME)}"""
_WIDTH: Final = 100
_NEEDED: Final = {
    "tester": "wer geprüft hat",
    "browser": "in welchem Browser",
    "at": "mit welchem Hilfsmittel („keines“ gilt)",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("slug", metavar="NAME", help="Ordner der Definition, zum Beispiel lp01-baumfaellung")
    parser.add_argument("--clause", metavar="NUMMER", help="nur diese Anforderung der EN 301 549, zum Beispiel 9.1.3.1")
    parser.add_argument("--verdict", choices=RULINGS, help="was die Prüfung ergab")
    parser.add_argument("--tester", metavar="WER", default="", help="wer geprüft hat")
    parser.add_argument("--browser", metavar="BROWSER", default="", help="Browser und Version")
    parser.add_argument(
        "--at", metavar="HILFSMITTEL", default="", help="Hilfsmittel und Version, zum Beispiel „NVDA 2026“"
    )
    parser.add_argument("--note", metavar="TEXT", default="", help="was aufgefallen ist; bei fail nötig")
    _options.add_definitions(parser)
    _options.add_clock(parser)


def run(options: argparse.Namespace) -> int:
    """List, or write a verdict."""
    file = existing(options) / NAME
    wanted = _clause(options.clause) if options.clause else None
    try:
        record = read(file)
        moment = record.moment or _options.clock(options).now().replace(second=0, microsecond=0)
        if options.verdict is not None:
            _check(options, wanted)
            write(file, replace(record, moment=moment).plus(_entry(options, _plan(options, moment))))
            print(f"Festgehalten: {options.clause} {options.verdict}\nGeschrieben: {file}")
            return 0
        planned = _plan(options, moment)
        print("\n".join(_guide(options.slug, record, planned, [wanted] if wanted else None)))
    except (RecordError, CannotRunError) as error:
        raise CommandError(str(error)) from error
    return 0


def _clause(number: str) -> Clause:
    found = next((clause for clause in clauses() if clause.number == number), None)
    if found is None:
        raise CommandError(
            f"Die Anforderung „{number}“ gibt es hier nicht. Kapitel: {', '.join(CHAPTERS)}; zum Beispiel 9.1.3.1."
        )
    return found


def _check(options: argparse.Namespace, clause: Clause | None) -> None:
    if clause is None:
        raise CommandError("--verdict braucht --clause: Nennen Sie die Anforderung, über die Sie urteilen.")
    if clause.untested:
        raise CommandError(f"{clause.number} lässt sich noch nicht prüfen: {clause.untested}")
    for name, what in _NEEDED.items():
        if not getattr(options, name).strip():
            raise CommandError(f"Nennen Sie mit --{name}, {what}.")
    if options.verdict == "fail" and not options.note.strip():
        raise CommandError("Sagen Sie mit --note, was nicht in Ordnung ist.")


def _plan(options: argparse.Namespace, moment: datetime.datetime) -> Plan:
    return plan(
        Order(
            slug=options.slug,
            definitions=_options.definitions(options),
            kommune=options.kommune,
            now=moment,
            smoke=True,
        )
    )


def _entry(options: argparse.Namespace, planned: Plan) -> Entry:
    return Entry(
        clause=options.clause,
        verdict=options.verdict,
        tester=options.tester.strip(),
        browser=options.browser.strip(),
        at=options.at.strip(),
        date=_options.clock(options).now().date(),
        revision=planned.revision,
        seen=planned.hashes,
        note=options.note.strip(),
    )


def _guide(slug: str, record: Record, planned: Plan, only: list[Clause] | None) -> Iterator[str]:
    """What is to be looked at; a clause that was asked for by its number is shown in any case."""
    waiting, held = [], 0
    for clause in only or clauses():
        entry = record.of(clause.number)
        changed = entry.changed(planned.hashes) if entry else ()
        if only or (clause.person and (entry is None or changed)):
            waiting.append((clause, entry, changed))
        held += entry is not None and not changed
    if not only:
        yield f"{planned.definition.title} ({slug}), Fassung {planned.revision[:12]}"
        yield f"  Zu prüfen: {len(waiting)} Anforderungen. Geprüft und noch gültig: {held}."
    for clause, entry, changed in waiting:
        yield ""
        yield from _told(clause, entry, changed)
    if waiting and not only:
        wanted = f"--clause {waiting[0][0].number} --verdict pass --tester … --browser … --at …"
        yield f"\nFesthalten: formengine record {slug} {wanted}"


def _told(clause: Clause, entry: Entry | None, changed: tuple[str, ...]) -> Iterator[str]:
    yield f"{clause.number} {clause.title}"
    yield from _wrapped(clause.asks)
    if entry is not None:
        yield from _wrapped(f"{entry.date:%d.%m.%Y}, {entry.tester}: {entry.verdict}. {entry.note}")
    if changed:
        yield from _wrapped(f"Seitdem haben sich {len(changed)} Zustände geändert, zuerst {changed[0]}.")
    for reason in filter(None, (clause.inapplicable, clause.untested)):
        yield from _wrapped(reason)
    for said in clause.does:
        yield from _wrapped(said, "Von selbst: ")
    for number, step in enumerate(clause.person, 1):
        yield from _wrapped(step, f"{number}. ")
    for step in clause.reader:
        yield from _wrapped(step, "Screenreader: ")
    rules = [id_ for id_, check in CHECKS.items() if clause.concerns(check.rule)]
    automatic = [*([f"axe ({clause.axe})"] if clause.axe else []), *rules]
    if automatic:
        yield from _wrapped(f"Davon prüfen Regeln einen Teil: {', '.join(automatic)}.")


def _wrapped(text: str, mark: str = "") -> list[str]:
    return textwrap.wrap(mark + text.strip(), _WIDTH, initial_indent="  ", subsequent_indent="  " + " " * len(mark))
