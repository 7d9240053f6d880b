"""`formengine lint`: says what is wrong with definitions, in which line, and how to mend it."""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Final

from formengine import locales
from formengine.cli import _options
from formengine.cli._problems import CommandError
from formengine.cli._reading import Shelf, metaschema, read_shelf
from formengine.core.lint import lint
from formengine.core.model import Finding
from formengine.core.shape import check_shape
from formengine.core.textlines import line_of, lines
from formengine.core.translation import coverage
from formengine.fields import TYPES

SUMMARY: Final = "prüft Definitionen und sagt, was zu verbessern ist"
HELP: Final = """\
Beispiele:
  formengine lint
  formengine lint definitions/lp03-maengelmelder
  formengine lint --format json meine-definitionen

Jede Zeile nennt Datei, Zeile und Ort (als JSON Pointer), dann was nicht stimmt und was zu tun ist.
Fehler verhindern, dass die Definition läuft oder richtig läuft. Hinweise sollte sich jemand ansehen.

Ergebnis: 0 ohne Fehler (Hinweise sind erlaubt), 1 mit Fehlern, 2 wenn sich nichts prüfen ließ."""
_SAID: Final = re.compile("Zeile ([0-9]+)")
"""How the store says where a file cannot be read."""
_WORDS: Final = {"error": "Fehler", "hint": "Hinweis"}


@dataclass(frozen=True, slots=True)
class Line:
    """One finding with the file and the line that it speaks of."""

    file: str
    line: int
    place: str
    level: str
    message: str
    mend: str

    def __str__(self) -> str:
        where = ":".join([self.file, *([str(self.line)] if self.line else []), *([self.place] if self.place else [])])
        return " ".join(f"{where}: {_WORDS[self.level]}: {self.message} {self.mend}".split())


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "paths",
        type=Path,
        nargs="*",
        metavar="PFAD",
        help="Ordner einer Definition, Ordner mit Definitionen oder eine form.json",
    )
    _options.add_definitions(parser)
    _options.add_clock(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text (sonst) oder json")


def run(options: argparse.Namespace) -> int:
    """Check what the paths name; everything without any."""
    today = _options.clock(options).now().date()
    checked: set[Path] = set()
    found: dict[Line, None] = {}
    translated: Counter[str] = Counter()
    for root, slug in map(_place, options.paths or [_options.definitions(options)]):
        wanted = {folder for folder in _folders(root) if slug in ("", folder.name)} - checked
        checked |= wanted
        shelf, slugs = read_shelf(root, options.kommune, today), {folder.name for folder in wanted}
        found |= dict.fromkeys(_lines(shelf, slugs))
        translated += _translated(shelf, slugs)
    if not any((folder / "form.json").exists() for folder in checked):
        raise CommandError("Hier liegt keine Definition: Es fehlt ein Ordner mit einer form.json.")
    print(_as_json(list(found)) if options.format == "json" else _as_text(list(found), len(checked), translated))
    return 1 if any(line.level == "error" for line in found) else 0


def _translated(shelf: Shelf, slugs: set[str]) -> Counter[str]:
    """How many texts there are ("" is the key), and how many each language has."""
    counted: Counter[str] = Counter()
    for slug in slugs & set(shelf.definitions):
        for language in locales.LANGUAGES[1:]:
            total, lacking = coverage(shelf.definitions[slug].bundle, language)
            counted[language] += total - len(lacking)
        counted[""] += total
    return counted


def _place(path: Path) -> tuple[Path, str]:
    """The folder of definitions, and the one that is meant ("" for all)."""
    if not path.exists():
        raise CommandError(f"„{path}“ gibt es nicht. Nennen Sie einen Ordner oder eine form.json.")
    folder = path.resolve() if path.is_dir() else path.resolve().parent
    return (folder.parent, folder.name) if (folder / "form.json").exists() else (folder, "")


def _folders(root: Path) -> set[Path]:
    return {path for path in root.iterdir() if path.is_dir() and path.name[0] not in "._"}


def _lines(shelf: Shelf, slugs: set[str]) -> Iterator[Line]:
    for error in shelf.errors:
        if error.file.split("/")[0] in slugs or error.file.startswith("_"):
            yield _line(shelf.root / error.file, error.place, "error", error.message, "")
    for slug in sorted(slugs & set(shelf.found)):
        for finding in _findings(shelf, slug):
            file = shelf.file(slug, finding.part)
            yield _line(file, finding.place, finding.level, finding.message, finding.mend)


def _findings(shelf: Shelf, slug: str) -> list[Finding]:
    found = shelf.found[slug]
    unfit, strangers = check_shape(found.bundle, metaschema())
    own = lint(found.bundle, TYPES, shelf.today, shelf.definitions)
    # Where the definition does not run, lint has already said why.
    return [*strangers, *(unfit if found.definition else ()), *own]


def _line(file: Path, place: str, level: str, message: str, mend: str) -> Line:
    said = _SAID.match(place)
    number = int(said[1]) if said else line_of(_lines_of(file), place)
    here = Path.cwd()
    shown = file.relative_to(here) if file.is_relative_to(here) else file
    return Line(str(shown), number, "" if said else place, level, message, mend)


@cache
def _lines_of(file: Path) -> dict[str, int]:
    try:
        return lines(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _as_text(found: list[Line], checked: int, translated: Counter[str]) -> str:
    errors = sum(line.level == "error" for line in found)
    definitions = _counted(checked, "Definition", "Definitionen")
    hints = _counted(len(found) - errors, "Hinweis", "Hinweise")
    spoken = [f"{language} {translated[language]}" for language in locales.LANGUAGES[1:] if translated[""]]
    return "\n".join(
        [
            *map(str, found),
            *([f"Übersetzte Texte von {translated['']}: {', '.join(spoken)}."] if spoken else []),
            f"{definitions} geprüft: {errors} Fehler, {hints}.",
        ]
    )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _as_json(found: list[Line]) -> str:
    return json.dumps([asdict(line) for line in found], ensure_ascii=False, indent=2)
