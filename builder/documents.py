"""The documents of a definition as experts edit them: the form, its cases, and the texts of each other language."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from builder.jsonplaces import lines
from builder.posters import Wish
from builder.refusals import Refused
from builder.sight import LANGUAGES
from formengine import locales
from formengine.core import strictjson
from formengine.core.bundle import Bundle
from formengine.core.limits import MAX_BYTES
from formengine.core.model import Finding

FORM: Final = "form"
CASES: Final = "cases"
_TEXTS: Final = "texts."
_NO_CASES: Final = {"now": "2026-01-01T09:00:00+01:00", "personas": {}, "cases": []}
METASCHEMA: Final = strictjson.loads((files("formengine.core") / "metaschema.json").read_bytes())
"""The published description of a form."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was found in a document, with the line where it stands (0 where that is not known)."""

    level: str
    place: str
    line: int
    message: str
    mend: str


def parts() -> Mapping[str, str]:
    """What each document is called, by its name."""
    texts = {_TEXTS + language: f"Texte: {name}" for language, name in LANGUAGES.items() if language != locales.GERMAN}
    return {FORM: "Formular", CASES: "Fälle und Personas", **texts}


def content(bundle: Bundle, part: str) -> Any:
    """A document of a bundle; empty where it has none."""
    if part == FORM:
        return bundle.form
    if part == CASES:
        return bundle.cases if bundle.cases is not None else _NO_CASES
    return bundle.texts.get(part.removeprefix(_TEXTS), {})


def text_of(bundle: Bundle, part: str) -> str:
    """A document as it is written."""
    return strictjson.pretty(content(bundle, part)).decode()


_WORDS: Final = {
    "Expecting value": "Hier fehlt ein Wert, oder es steht ein Komma zu viel.",
    "Expecting ',' delimiter": "Hier fehlt ein Komma oder eine Klammer.",
    "Expecting ':' delimiter": "Hier fehlt ein Doppelpunkt.",
    "Expecting property name enclosed in double quotes": "Hier muss ein Name in Anführungszeichen stehen.",
    "Illegal trailing comma before end of object": "Vor der Klammer steht ein Komma zu viel.",
    "Illegal trailing comma before end of array": "Vor der Klammer steht ein Komma zu viel.",
    "Unterminated string starting at": "Ein Text hat kein schließendes Anführungszeichen.",
    "Invalid control character at": "In einem Text steht ein Umbruch; schreiben Sie \\n.",
    "Extra data": "Hinter dem Ende steht noch etwas.",
}
"""What Python's parser says, for people who read German."""


def _in_words(error: strictjson.StrictJSONError) -> str:
    cause = error.__cause__
    return _WORDS.get(cause.msg, str(error)) if isinstance(cause, json.JSONDecodeError) else str(error)


def read(text: str) -> Any:
    """What somebody typed, as an object. Raises Refused with line and column."""
    try:
        if len(text.encode()) > MAX_BYTES:
            raise Refused(f"Das Dokument ist größer als {MAX_BYTES // 1_000_000} MB.", "Teilen Sie den Antrag auf.")
        found = strictjson.loads(text.encode())
    except strictjson.StrictJSONError as error:
        where = f"Zeile {error.line}" if error.line else ""
        where += f", Spalte {error.column}" if error.column else ""
        message = f"{where}: {_in_words(error)}" if where else str(error)
        raise Refused(message, "Prüfen Sie Klammern, Kommas und Anführungszeichen.") from error
    except UnicodeEncodeError as error:
        raise Refused("Ein Text enthält ein halbes Zeichen.", "Löschen Sie es.") from error
    if not isinstance(found, dict):
        raise Refused("Das Dokument muss ein Objekt sein.", "Es beginnt mit { und endet mit }.")
    return found


def wish(bundle: Bundle, part: str, value: Mapping[str, Any]) -> Wish | None:
    """The operation that puts a document in the place of another; None where both say the same."""
    if strictjson.pretty(value) == strictjson.pretty(content(bundle, part)):
        return None
    if part == FORM:
        return Wish("set_form", {"form": value})
    if part == CASES:
        return Wish("set_cases", {"cases": value})
    return Wish("set_language", {"language": part.removeprefix(_TEXTS), "texts": value})


def with_part(bundle: Bundle, part: str, value: Mapping[str, Any]) -> Bundle:
    """The bundle as it would be with another document."""
    if part == FORM:
        return dataclasses.replace(bundle, form=value)
    if part == CASES:
        return dataclasses.replace(bundle, cases=value)
    return dataclasses.replace(bundle, texts={**bundle.texts, part.removeprefix(_TEXTS): value})


def problems(findings: list[Finding], part: str, text: str) -> list[Problem]:
    """What was found in one document, each with its line in a text."""
    own = part.replace(".", "/", 1) if part.startswith(_TEXTS) else part
    known = lines(text)
    return [
        Problem(finding.level, finding.place or "/", _nearest(known, finding.place), finding.message, finding.mend)
        for finding in findings
        if finding.part == own
    ]


def _nearest(known: Mapping[str, int], place: str) -> int:
    while place and place not in known:
        place = place.rpartition("/")[0]
    return known.get(place, 1)
