"""`formengine import`: a form in another system's format becomes a folder with a definition."""

import argparse
from pathlib import Path
from typing import Any, Final

from formengine.cli import _options
from formengine.cli._forms import form_of, slug_of
from formengine.cli._problems import CommandError
from formengine.core import strictjson
from formengine.core.limits import MAX_BYTES
from formengine.exchange.formats import FORMATS, recognised
from formengine.exchange.frame import Format, Imported, Refused, Source
from formengine.store import disk

SUMMARY: Final = "übernimmt ein Formular aus JSON Forms, JSON Schema oder rjsf"
HELP: Final = """\
Beispiele:
  formengine import schema.json --ui uischema.json --as hundesteuer
  formengine import formular.json --title "Hund anmelden" --to meine-definitionen
  formengine import schema.json uischema.json --format rjsf

DATEI enthält das JSON-Schema, oder ein Objekt mit „schema“ und „uischema“ (JSON Forms) oder „uiSchema“ (rjsf).
Ohne --format wird das Format erkannt. Es entsteht ein Ordner mit form.json, cases.json und README.md.

Was sich nicht übernehmen lässt, steht danach mit Ort und Abhilfe in der Ausgabe und in der README.md; an seiner Stelle
zeigt der Antragsassistent einen Hinweis. Ist ein Dokument nicht zu lesen, entsteht nichts."""
_README: Final = Path(__file__).parent / "_import.md"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("files", type=Path, nargs="+", metavar="DATEI", help="JSON-Schema, mit UI-Schema oder ohne")
    parser.add_argument("--ui", type=Path, metavar="DATEI", help="das UI-Schema dazu")
    parser.add_argument("--format", choices=[*FORMATS], help="das Format (sonst: wie erkannt)")
    parser.add_argument(
        "--as", dest="slug", type=slug_of, metavar="NAME", help="Name des Ordners (sonst: wie die Datei)"
    )
    parser.add_argument("--title", metavar="TEXT", help="Name des Antrags (sonst: wie im Schema)")
    parser.add_argument(
        "--to",
        type=Path,
        metavar="ORDNER",
        default=_options.DEFINITIONS,
        help="Ordner, in dem der neue Ordner entsteht (sonst: ./%(default)s)",
    )


def run(options: argparse.Namespace) -> int:
    """Read the files, write the folder, say what is lost."""
    schema, ui, named = _documents(options)
    format_ = FORMATS.get(options.format or named) or recognised(schema, ui)
    if format_ is None:
        raise CommandError(f"Das Format ist nicht zu erkennen. Nennen Sie es mit --format: {', '.join(FORMATS)}.")
    slug = options.slug or _slug(options.files[0])
    folder = options.to / slug
    if folder.exists():
        raise CommandError(f"„{folder}“ gibt es schon. Wählen Sie mit --as einen anderen Namen.")
    title = options.title or _title(schema) or slug
    found = _read(format_, Source(schema, ui, slug, title))
    _write(folder, found, format_, options)
    _say(folder, found, format_, options.to)
    return 0


def _documents(options: argparse.Namespace) -> tuple[Any, Any, str]:
    """The schema, the UI schema (or None) and the format that the way they stand together tells."""
    files = [*options.files, *([options.ui] if options.ui else [])]
    if len(files) > 2:
        raise CommandError("Das sind zu viele Dateien: Gebraucht werden ein JSON-Schema und höchstens ein UI-Schema.")
    first, *rest = [_document(file) for file in files]
    if not rest and isinstance(first, dict) and "schema" in first:
        ui = first.get("uischema", first.get("uiSchema"))
        return first["schema"], ui, "rjsf" if "uiSchema" in first else "jsonforms" if "uischema" in first else ""
    if rest and options.ui is None and recognised({}, first) and not recognised({}, rest[0]):
        return rest[0], first, ""
    return first, rest[0] if rest else None, ""


def _document(file: Path) -> Any:
    """The JSON in a file, which may be as large as a definition and no larger."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise CommandError(f"„{file}“ ist größer als {MAX_BYTES // 1_000_000} MB. Teilen Sie das Formular auf.")
        return strictjson.loads(file.read_bytes())
    except FileNotFoundError:
        raise CommandError(f"Die Datei „{file}“ gibt es nicht. Nennen Sie eine JSON-Datei.") from None
    except strictjson.StrictJSONError as error:
        where = f" (Zeile {error.line})" if error.line else ""
        raise CommandError(f"„{file}“{where}: {error}") from error


def _read(format_: Format, source: Source) -> Imported:
    try:
        return format_.read(source)
    except Refused as error:
        raise CommandError(f"Das Formular wurde nicht übernommen. {error}") from error


def _slug(file: Path) -> str:
    try:
        return slug_of(file.name.split(".")[0].lower().replace("_", "-"))
    except argparse.ArgumentTypeError:
        raise CommandError(f"Aus „{file.name}“ wird kein Name. Nennen Sie einen mit --as.") from None


def _title(schema: Any) -> str:
    title = schema.get("title") if isinstance(schema, dict) else None
    return title.strip() if isinstance(title, str) else ""


def _write(folder: Path, found: Imported, format_: Format, options: argparse.Namespace) -> None:
    readme = _README.read_text(encoding="utf-8")
    lines = [f"* `{finding.place or '/'}`: {finding.message} {finding.mend}" for finding in found.findings]
    words = {
        "title": found.form["title"],
        "format": format_.title,
        "files": ", ".join(file.name for file in [*options.files, *([options.ui] if options.ui else [])]),
        "findings": "\n".join(lines) or "Es wurde alles übernommen.",
        "folder": folder,
        "definitions": options.to,
    }
    for name, value in words.items():
        readme = readme.replace(f"@{name}@", str(value))
    folder.mkdir(parents=True)
    disk.write_file(folder / "form.json", strictjson.pretty(form_of(found.form, folder)))
    disk.write_file(folder / "cases.json", strictjson.pretty(found.bundle.cases))
    disk.write_file(folder / "README.md", readme.encode("utf-8"))


def _say(folder: Path, found: Imported, format_: Format, definitions: Path) -> None:
    number = len(found.findings)
    told = "alles übernommen" if not number else "1 Hinweis" if number == 1 else f"{number} Hinweise"
    print(f"Angelegt: {folder} (aus {format_.title}; {told})")
    for finding in found.findings:
        print(f"  {finding.place or '/'}: {finding.message} {finding.mend}")
    print(f"Prüfen:       formengine lint {folder}")
    print(f"Ausprobieren: formengine serve --definitions {definitions}")
