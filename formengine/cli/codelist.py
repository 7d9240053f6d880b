"""`formengine codelist`: shows the code lists, and takes in new ones from Genericode or JSON."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from formengine.cli import _options
from formengine.cli._problems import CommandError
from formengine.core import strictjson
from formengine.core.formats import is_date
from formengine.exchange import codelist_json, genericode
from formengine.exchange.codelist import MOST_BYTES, ListVersion, Unreadable, merged
from formengine.store import disk
from formengine.store.folder import LISTS, MAX_FILE_BYTES, SHIPPED_LISTS

SUMMARY: Final = "zeigt Codelisten und übernimmt neue"
HELP: Final = """\
Beispiele:
  formengine codelist list
  formengine codelist import staat_2021-02-19.xml
  formengine codelist import staat.json --to definitions/_codelists --valid-from 2021-02-19

Gelesen werden Genericode 1.0 (XML, etwa aus dem XRepository) und JSON. Die Liste kommt als Datei nach
_codelists/ neben den Definitionen. Gibt es sie dort schon, kommt die neue Version dazu; ältere bleiben, damit
begonnene Anträge ihre Liste behalten. In einer Definition steht dann statt der Antworten zum Beispiel:
  "x-codelist": {"uri": "urn:formengine:codelist:laender", "at": "@heute"}"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("what", metavar="list|import", choices=("list", "import"), help="zeigen oder übernehmen")
    parser.add_argument("file", metavar="DATEI", type=Path, nargs="?", help="Genericode oder JSON")
    parser.add_argument("--to", type=Path, metavar="ORDNER", help=f"wohin (sonst: {LISTS}/ bei den Definitionen)")
    parser.add_argument("--code", metavar="SPALTE", default="", help="Genericode: Spalte mit den Codes")
    parser.add_argument("--label", metavar="SPALTE", default="", help="Genericode: Spalte mit den Texten")
    parser.add_argument("--valid-from", metavar="TAG", default="", help="ab wann die Version gilt (JJJJ-MM-TT)")
    _options.add_definitions(parser)


def run(options: argparse.Namespace) -> int:
    """Show the lists, or take one in."""
    folder = options.to or _options.definitions(options) / LISTS
    if options.what == "list":
        print("\n".join(_overview(folder)))
        return 0
    if options.file is None:
        raise CommandError("Welche Datei? Zum Beispiel: formengine codelist import staat.xml")
    if options.valid_from and not is_date(options.valid_from):
        raise CommandError(f"„{options.valid_from}“ ist kein Tag. Schreiben Sie ihn wie 2026-11-23.")
    for found in _read(options):
        print(_take_in(found, folder))
    return 0


def _read(options: argparse.Namespace) -> list[ListVersion]:
    path: Path = options.file
    if not path.is_file():
        raise CommandError(f"Die Datei „{path}“ gibt es nicht.")
    if path.stat().st_size > MOST_BYTES:
        raise CommandError(f"{path}: Die Datei ist größer als {MOST_BYTES // 1_000_000} MB.")
    data = path.read_bytes()
    try:
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            columns = {"code": options.code, "label": options.label}
            return [genericode.read(data, **columns, valid_from=options.valid_from)]
        return codelist_json.read(data, valid_from=options.valid_from)
    except Unreadable as error:
        raise CommandError(f"{path}: {error}") from error


def _take_in(found: ListVersion, folder: Path) -> str:
    path = folder / f"{found.name}.json"
    before = _content(path) if path.exists() else None
    if before is not None and before.get("uri") != found.uri:
        raise CommandError(
            f"{path} enthält schon eine andere Liste ({before.get('uri')}). Nennen Sie mit --to einen Ordner."
        )
    content = strictjson.pretty(merged(before, found))
    if len(content) > MAX_FILE_BYTES:
        raise CommandError(f"Mit dieser Version wäre {path} größer als {MAX_FILE_BYTES // 1_000_000} MB.")
    if before is not None and path.read_bytes() == content:
        return f"{path}: unverändert"
    folder.mkdir(parents=True, exist_ok=True)
    disk.write_file(path, content)
    return f"{path}: Version {found.version}, {len(found.entries)} Codes\n  {found.uri}"


def _content(path: Path) -> dict[str, Any]:
    try:
        content = strictjson.loads(path.read_bytes())
    except strictjson.StrictJSONError as error:
        raise CommandError(f"{path}: {error}") from error
    if not isinstance(content, dict) or not isinstance(content.get("versions"), list):
        raise CommandError(f"{path} ist keine Codeliste.")
    return content


def _overview(folder: Path) -> Iterable[str]:
    shown = False
    for place, source in ((folder, str(folder)), (SHIPPED_LISTS, "mitgeliefert")):
        for path in sorted(place.glob("*.json")) if place.is_dir() else ():
            content = _content(path)
            yield f"{content.get('title') or path.stem}  ({source})"
            yield f"  {content.get('uri')}"
            for version in content["versions"]:
                valid = f", gilt ab {version['validFrom']}" if "validFrom" in version else ""
                yield f"  Version {version['version']}: {len(version['codes'])} Codes{valid}"
            shown = True
    if not shown:
        yield "Es gibt noch keine Codelisten."
