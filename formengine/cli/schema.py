"""`formengine schema`: prints the plain JSON Schema of what an application may contain."""

import argparse
import json
from typing import Final

from formengine.cli import _options
from formengine.cli._reading import read_shelf, running
from formengine.core.submission import derive

SUMMARY: Final = "zeigt das JSON-Schema der fertigen Anträge"
HELP: Final = """\
Beispiele:
  formengine schema lp03-maengelmelder
  formengine schema lp03-maengelmelder --clock 2026-11-23 > maengelmelder.schema.json

Was der Antragsassistent annimmt, passt zu diesem Schema (JSON Schema 2020-12), und umgekehrt. Was ein Schema
nicht sagen kann, steht darin unter „x-relaxed“. Grenzen wie „heute“ gelten für den Tag, den --clock nennt."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("slug", metavar="NAME", help="Ordner der Definition, zum Beispiel lp03-maengelmelder")
    _options.add_definitions(parser)
    _options.add_clock(parser)


def run(options: argparse.Namespace) -> int:
    """Print the schema."""
    today = _options.clock(options).now().date()
    shelf = read_shelf(_options.definitions(options), options.kommune, today)
    print(json.dumps(derive(running(shelf, options.slug)), ensure_ascii=False, indent=2))
    return 0
