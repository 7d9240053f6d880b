"""`formengine new`: a small definition that already works, as a start."""

import argparse
import json
import re
from pathlib import Path
from typing import Any, Final

from formengine.cli import _options
from formengine.cli._forms import form_of, slug_of
from formengine.cli._problems import CommandError
from formengine.core import strictjson
from formengine.store import disk

SUMMARY: Final = "legt eine kleine Definition an, die schon läuft"
HELP: Final = """\
Beispiele:
  formengine new lp99-hundesteuer --title "Hund anmelden"
  formengine new lp12-parkausweis --package LP12 --definitions meine-definitionen

Es entsteht ein Ordner mit form.json, cases.json und einer README.md, die sagt, was wo steht.
Einen Ordner, den es schon gibt, ändert dieser Befehl nicht."""
_TEMPLATE: Final = Path(__file__).parent
_PACKAGE: Final = re.compile(r"lp[0-9]{2}(?=-)")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("slug", type=slug_of, metavar="NAME", help="Name des Ordners: a-z, 0-9 und Bindestrich")
    parser.add_argument("--title", metavar="TEXT", default="Neuer Antrag", help="Name des Antrags (sonst: %(default)s)")
    parser.add_argument(
        "--package", metavar="LPNN", help="Leistungspaket (sonst: aus dem Namen, zum Beispiel LP12, oder LP99)"
    )
    parser.add_argument(
        "--definitions",
        type=Path,
        metavar="ORDNER",
        default=_options.DEFINITIONS,
        help="Ordner, in dem der neue Ordner entsteht (sonst: ./%(default)s)",
    )


def run(options: argparse.Namespace) -> int:
    """Write the folder."""
    folder = options.definitions / options.slug
    if folder.exists():
        raise CommandError(f"„{folder}“ gibt es schon. Wählen Sie einen anderen Namen.")
    readme = (_TEMPLATE / "README.md").read_text(encoding="utf-8")
    for name, value in {"folder": folder, "definitions": options.definitions, "title": options.title}.items():
        readme = readme.replace(f"@{name}@", str(value))
    folder.mkdir(parents=True)
    disk.write_file(folder / "form.json", strictjson.pretty(_form(options, folder)))
    disk.write_file(folder / "cases.json", (_TEMPLATE / "cases.json").read_bytes())
    disk.write_file(folder / "README.md", readme.encode("utf-8"))
    print(f"Angelegt: {folder}")
    print(f"Prüfen:       formengine lint {folder}")
    print(f"Ausprobieren: formengine serve --definitions {options.definitions}")
    return 0


def _form(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    form: dict[str, Any] = json.loads((_TEMPLATE / "form.json").read_text(encoding="utf-8"))
    in_name = _PACKAGE.match(options.slug)
    package = options.package or (in_name[0].upper() if in_name else "LP99")
    form |= {"slug": options.slug, "title": options.title}
    form["service"] |= {"package": package, "id": f"{package}-A"}
    return form_of(form, folder)
