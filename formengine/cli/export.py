"""`formengine export`: writes a definition into a folder, byte by byte the same each time, or in another format."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from formengine.cli import _options
from formengine.cli._problems import CommandError, unknown_slug
from formengine.core import strictjson
from formengine.core.bundle import Bundle
from formengine.core.definition import read_definition
from formengine.exchange.formats import FORMATS
from formengine.fields import TYPES
from formengine.store import DATABASE_NAME, Store, disk
from formengine.store.folder import LISTS, read_all, write

SUMMARY: Final = "schreibt eine Definition als Ordner oder für andere Systeme"
HELP: Final = """\
Beispiele:
  formengine export lp03-maengelmelder
  formengine export lp03-maengelmelder --data /srv/antragswerkstatt --to definitions
  formengine export lp03-maengelmelder --format jsonforms --to maengelmelder.json

Die Definition kommt aus der Datenbank, mit allem, was dort geändert wurde. Steht sie dort nicht, kommt sie
aus dem Ordner der Definitionen. Geschrieben werden form.json, cases.json und die Texte in anderen Sprachen;
Bausteine kommen nach _shared/ und Codelisten nach _codelists/, wo sie fehlen. Andere Dateien im Ordner bleiben,
wie sie sind.

Mit --format entsteht ein Dokument für ein anderes System: Endet --to auf .json, eine Datei mit allen Teilen, sonst ein
Ordner mit einer Datei je Teil. Bedingungen mit Namen und Bausteine sind ausgeschrieben. Was das Format nicht sagen
kann, steht danach in der Ausgabe."""
_WRITABLE: Final = [name for name, format_ in FORMATS.items() if format_.write is not None]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("slug", metavar="NAME", help="Name der Definition, zum Beispiel lp03-maengelmelder")
    _options.add_data(parser)
    _options.add_definitions(parser)
    _options.add_clock(parser)
    parser.add_argument("--format", choices=_WRITABLE, help="das Format eines anderen Systems (sonst: der Ordner)")
    parser.add_argument(
        "--to",
        type=Path,
        metavar="ORDNER",
        default=Path(),
        help="Ordner, in dem der Ordner NAME entsteht (sonst: der aktuelle); mit --format auch eine Datei",
    )


def run(options: argparse.Namespace) -> int:
    """Write the folder and say what changed."""
    bundle, source = _stored(options.slug, options.data) or _delivered(options)
    if options.format:
        return _write_for_others(bundle, source, options)
    folder = options.to / bundle.slug
    if folder.exists() and not folder.is_dir():
        raise CommandError(f"„{folder}“ ist kein Ordner. Nennen Sie mit --to einen anderen.")
    folder.mkdir(parents=True, exist_ok=True)
    existed = set(folder.iterdir())
    changed = write(bundle, folder)
    print(f"{bundle.slug} ({source}) → {folder}")
    for path in changed:
        print(f"  {path}: {'neu' if path not in existed else 'geändert' if path.exists() else 'gelöscht'}")
    if not changed:
        print("  unverändert")
    for name, block in bundle.shared.items():
        print(_write_block(options.to / "_shared" / f"{name}.json", strictjson.pretty(block)), end="")
    for name, content in bundle.codelists.items():
        print(_write_block(options.to / LISTS / f"{name}.json", strictjson.pretty(content)), end="")
    return 0


def _write_for_others(bundle: Bundle, source: str, options: argparse.Namespace) -> int:
    """Write the parts of another format and say what is not in them."""
    write_ = FORMATS[options.format].write
    definition, found = read_definition(bundle, TYPES, _options.clock(options).now().date())
    if definition is None or write_ is None:
        first = next(finding for finding in found if finding.level == "error")
        raise CommandError(f"Die Definition „{bundle.slug}“ läuft nicht: {first}. Prüfen Sie sie mit: formengine lint")
    exported = write_(definition)
    for path, content in _files(exported.parts, options.to, bundle.slug):
        path.parent.mkdir(parents=True, exist_ok=True)
        disk.write_file(path, strictjson.pretty(content))
        print(f"{bundle.slug} ({source}) → {path}")
    number = len(exported.losses)
    print("Es ist alles darin." if not number else f"Was nicht oder anders darin steht ({number}):")
    for loss in exported.losses:
        print(f"  {loss.place or '/'}: {loss.message} {loss.mend}")
    return 0


def _files(parts: Mapping[str, Any], to: Path, slug: str) -> list[tuple[Path, Any]]:
    if to.suffix == ".json":
        return [(to, dict(parts))]
    return [(to / f"{slug}.{name}.json", content) for name, content in parts.items()]


def _stored(slug: str, data: Path) -> tuple[Bundle, str] | None:
    """The head in the store, which is what was edited last; None where there is no store or no such definition."""
    if not (data / DATABASE_NAME).exists():
        return None
    store = Store.open(data)
    try:
        head = store.bundles.head(slug)
        return (store.bundles.load(head), f"Stand {head.number} der Datenbank") if head else None
    finally:
        store.close()


def _delivered(options: argparse.Namespace) -> tuple[Bundle, str]:
    root = _options.definitions(options)
    reading = read_all(root, options.kommune)
    found = {bundle.slug: bundle for bundle in reading.bundles}
    if options.slug in found:
        return found[options.slug], f"aus {root}"
    for error in reading.errors:
        if error.file.split("/")[0] == options.slug:
            raise CommandError(f"Die Definition „{options.slug}“ lässt sich nicht lesen. {error}")
    raise unknown_slug(options.slug, found)


def _write_block(path: Path, content: bytes) -> str:
    """A block may belong to other definitions as well: one that is there stays."""
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        disk.write_file(path, content)
        return f"  {path}: neu\n"
    if path.read_bytes() != content:
        return f"  {path}: ist dort anders und bleibt, wie es ist\n"
    return ""
