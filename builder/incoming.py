"""What comes into the builder from other systems: documents become a definition, with what was lost on the way."""

from dataclasses import dataclass
from typing import Any, Final

from builder.naming import slug as slug_of
from builder.refusals import Refused
from formengine.core import slugs, strictjson
from formengine.core.limits import MAX_BYTES
from formengine.exchange.formats import FORMATS, recognised
from formengine.exchange.frame import Format, Imported, Source
from formengine.exchange.frame import Refused as Unreadable

_UI: Final = {"jsonforms": "uischema", "rjsf": "uiSchema"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody handed in and what it shall be called; empty names are made of what is in the documents."""

    schema: bytes
    ui: bytes = b""
    format: str = ""
    slug: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Arrived:
    """The definition, and what to report of it."""

    imported: Imported
    format: str
    """What the format is called."""

    @property
    def origin(self) -> dict[str, Any]:
        """What is kept of the import in the history, for the report."""
        found = [
            {"place": finding.place or "/", "message": finding.message, "mend": finding.mend}
            for finding in self.imported.findings
        ]
        return {"format": self.format, "findings": found}


def arrive(wanted: Wanted) -> Arrived:
    """The definition that documents of another system mean. Raises Refused."""
    schema, ui, told = _documents(wanted)
    format_ = FORMATS.get(wanted.format or told) or recognised(schema, ui)
    if format_ is None:
        raise Refused("Das Format ist nicht zu erkennen.", "Wählen Sie es aus der Liste.")
    title = wanted.title.strip() or _title(schema) or "Importiertes Formular"
    slug = wanted.slug.strip() or slug_of(title, "import", "-")
    check_slug(slug)
    return Arrived(_read(format_, Source(schema, ui, slug, title)), format_.title)


def check_slug(slug: str) -> None:
    """Refuse what no definition may be called."""
    wrong = slugs.unfit(slug)
    if wrong:
        raise Refused(f"„{slug}“ geht nicht als Kennung. {wrong}", "Wählen Sie eine andere.")


def _read(format_: Format, source: Source) -> Imported:
    try:
        return format_.read(source)
    except Unreadable as error:
        raise Refused("Das Formular lässt sich nicht übernehmen.", str(error)) from error


def _documents(wanted: Wanted) -> tuple[Any, Any, str]:
    """The schema, the UI schema (or None) and the format that the way they stand together tells."""
    schema = _document(wanted.schema, "Das Schema")
    ui = _document(wanted.ui, "Das UI-Schema") if wanted.ui.strip() else None
    if ui is None and isinstance(schema, dict) and "schema" in schema:
        told = next((name for name, key in _UI.items() if key in schema), "")
        return schema["schema"], schema.get(_UI.get(told, "")), told
    return schema, ui, ""


def _document(data: bytes, what: str) -> Any:
    if not data.strip():
        raise Refused(f"{what} fehlt.", "Wählen Sie eine Datei, oder fügen Sie den Text ein.")
    if len(data) > MAX_BYTES:
        raise Refused(f"{what} ist größer als {MAX_BYTES // 1_000_000} MB.", "Teilen Sie das Formular auf.")
    try:
        return strictjson.loads(data)
    except strictjson.StrictJSONError as error:
        where = f", Zeile {error.line}" if error.line else ""
        raise Refused(f"{what} lässt sich nicht lesen{where}.", str(error)) from error


def _title(schema: Any) -> str:
    title = schema.get("title") if isinstance(schema, dict) else None
    return title.strip()[:200] if isinstance(title, str) else ""
