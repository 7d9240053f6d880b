"""`formengine tasks`: a simulated person plays the tasks of a definition; two versions can be compared."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from formengine.cli import _options
from formengine.cli._problems import CommandError, unknown_slug
from formengine.web.clock import parse
from usability.tasks.comparing import KINDS, Compared, compare
from usability.tasks.judging import failures, missed, number, remarks, succeeded
from usability.tasks.model import Played, Result
from usability.tasks.report import JSON, Report, read, write
from usability.tasks.running import CannotPlayError, Order
from usability.tasks.running import run as play

SUMMARY: Final = "spielt die Aufgaben einer Definition durch und misst, was sie kosten"
HELP: Final = """\
Beispiele:
  formengine tasks lp03-maengelmelder
  formengine tasks --all --report bericht
  formengine tasks lp03-maengelmelder --against alte-definitionen --report bericht
  formengine tasks lp03-maengelmelder --against bericht-von-gestern/aufgaben.json

Die Aufgaben stehen unter „tasks“ in cases.json. Eine simulierte Person füllt jede Seite so aus, wie der Server sie
zeigt, vertippt sich, wo die Aufgabe es sagt, liest die Meldungen und bessert nach. Gemessen werden Seiten, Fragen,
Felder, Anschläge und Klicks, Wörter, Fehlermeldungen und eine geschätzte Zeit. Das vergleicht Fassungen; es ersetzt
keine Menschen. Ohne --clock gilt die Zeit, die cases.json nennt.
Der Bericht steht danach in ORDNER/aufgaben.html, für Programme in aufgaben.json.
Ergebnis: 0 alles gelungen, 1 eine Aufgabe gelingt nicht oder überschreitet eine Grenze, 2 nicht gespielt."""
_HEAD: Final = ("Seiten", "Fragen", "Felder", "Anschläge", "Wörter", "Fehler", "Minuten")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("slugs", nargs="*", metavar="NAME", help="Ordner der Definition")
    parser.add_argument("--all", action="store_true", help="alle Definitionen")
    parser.add_argument("--report", type=Path, metavar="ORDNER", help="wohin die Berichte kommen")
    parser.add_argument(
        "--against", type=Path, metavar="VORHER", help="Ordner mit älteren Definitionen oder ein aufgaben.json"
    )
    _options.add_definitions(parser)
    _options.add_clock(parser)


def run(options: argparse.Namespace) -> int:
    """Play what was asked for."""
    folder = _options.definitions(options)
    slugs = _slugs(options, folder)
    results = [_play(options, folder, slug) for slug in slugs]
    if not any(result.played for result in results):
        raise CommandError("Hier gibt es keine Aufgaben. Beschreiben Sie in cases.json unter „tasks“ eine.")
    before = _before(options, results) if options.against else {}
    compared = {result.slug: compare(before[result.slug], result) for result in results if result.slug in before}
    for result in results:
        print("\n".join(_lines(result, compared.get(result.slug, ()))))
    if options.report:
        print(f"Bericht: {write(Report(tuple(results), before, compared), options.report)}")
    return 0 if all(succeeded(played) for result in results for played in result.played) else 1


def _slugs(options: argparse.Namespace, folder: Path) -> list[str]:
    there = sorted(path.parent.name for path in folder.glob("*/form.json") if path.parent.name[0] not in "._")
    if not options.all and not options.slugs:
        raise CommandError(f"Nennen Sie eine Definition, oder --all. Es gibt: {', '.join(there)}.")
    for slug in options.slugs:
        if slug not in there:
            raise unknown_slug(slug, there)
    return there if options.all else list(dict.fromkeys(options.slugs))


def _play(options: argparse.Namespace, folder: Path, slug: str, same: tuple[Played, ...] = ()) -> Result:
    try:
        cases = json.loads((folder / slug / "cases.json").read_text(encoding="utf-8"))
        now = options.clock or parse(cases["now"])
    except FileNotFoundError:
        return Result(slug, slug, "", ())
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{slug}/cases.json lässt sich nicht lesen. Warum, sagt: formengine lint") from error
    try:
        return play(Order(folder, options.kommune, slug, now, tuple(played.task for played in same)))
    except CannotPlayError as error:
        raise CommandError(str(error)) from error


def _before(options: argparse.Namespace, now: list[Result]) -> dict[str, Result]:
    """What it is compared with: an earlier report, or a folder whose definitions are played now."""
    if options.against.is_dir() and not (options.against / JSON).is_file():
        there = [result for result in now if (options.against / result.slug / "form.json").is_file()]
        found = {result.slug: _play(options, options.against, result.slug, result.played) for result in there}
    else:
        file = options.against / JSON if options.against.is_dir() else options.against
        try:
            found = {result.slug: result for result in read(file) if result.slug in {each.slug for each in now}}
        except ValueError as error:
            raise CommandError(f"--against {file}: {error}") from error
    if not found:
        raise CommandError(f"--against {options.against}: Dort liegt keine dieser Definitionen.")
    return found


def _lines(result: Result, compared: tuple[Compared, ...]) -> Iterator[str]:
    yield f"{result.title} ({result.slug}), Fassung {result.revision[:12]}"
    if not result.played:
        yield "  Keine Aufgaben."
        return
    wide = max(len(played.task.title) for played in result.played)
    yield "  " + " " * (wide + 2) + "  ".join(_HEAD)
    for played in result.played:
        cells = (f"{text:>{len(head)}}" for head, text in zip(_HEAD, _cells(played), strict=True))
        yield f"  {'✓' if succeeded(played) else '✗'} {played.task.title:<{wide}}{'  '.join(cells)}"
        for text in (*failures(played), *missed(played)):
            yield f"      ✗ {text}"
        for text in remarks(played):
            yield f"      – {text}"
    for each in compared:
        if each.changes:
            yield f"  Gegenüber vorher, {each.title}:"
            yield from (f"    {KINDS[change.kind]}: {change.text}" for change in each.changes)
    if compared and not any(each.changes for each in compared):
        yield "  Gegenüber vorher hat sich nichts geändert."


def _cells(played: Played) -> tuple[str, ...]:
    names = ("pages", "questions", "fields", "keys", "words", "errors", "minutes")
    return tuple(number(getattr(played, name)) for name in names)
