"""`formengine texts`: shows which texts of a definition a language still lacks, ready to be translated."""

import argparse
import json
from typing import Any, Final

from formengine import locales
from formengine.cli import _options
from formengine.cli._reading import read_shelf, running
from formengine.core.translation import Slot, coverage

SUMMARY: Final = "zeigt, welche Texte in einer Sprache noch fehlen"
HELP: Final = """\
Beispiele:
  formengine texts lp03-maengelmelder --lang en
  formengine texts lp03-maengelmelder --lang de-einfach > fehlt.json

Das Ergebnis ist JSON in der Form von texts.<Sprache>.json und enthält die deutschen Texte, die noch fehlen.
Übersetzen Sie sie und tragen Sie sie dort ein. Fehlt nichts, ist das Ergebnis {}."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("slug", metavar="NAME", help="Ordner der Definition, zum Beispiel lp03-maengelmelder")
    parser.add_argument("--lang", required=True, choices=locales.LANGUAGES[1:], metavar="SPRACHE", help="Zielsprache")
    _options.add_definitions(parser)
    _options.add_clock(parser)


def run(options: argparse.Namespace) -> int:
    """Print what is missing."""
    today = _options.clock(options).now().date()
    shelf = read_shelf(_options.definitions(options), options.kommune, today)
    _, lacking = coverage(running(shelf, options.slug).bundle, options.lang)
    print(json.dumps(_skeleton(lacking), ensure_ascii=False, indent=2))
    return 0


def _skeleton(slots: list[Slot]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for slot in slots:
        place = result.setdefault(slot.id, {})
        for key in slot.keys[:-1]:
            place = place.setdefault(key, {})
        place[slot.keys[-1]] = slot.text
    return result
