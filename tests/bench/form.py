"""The reference form of any size: fields in steps of ten, as JSON Schema and JSON Forms UI schema, with answers."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from formengine.core.bundle import Bundle
from formengine.exchange import jsonforms

STEP: Final = 10
MODES: Final = ("wizard", "page")
_TITLES: Final = (
    *("Grundstück", "Kontakt", "Standort", "Antragsteller", "Gebühr"),
    *("Begründung", "Vorhaben", "Zustellung", "Nachweis", "Zeitraum"),
)
_CITIES: Final = ("Bautzen", "Chemnitz", "Dresden", "Görlitz", "Leipzig", "Meißen", "Plauen", "Zwickau")


def schema(size: int) -> dict[str, Any]:
    """The data schema: the first of each ten is required, and the seventh once the sixth is checked."""
    firsts = range(0, size, STEP)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {f"f{i}": _property(i) for i in range(size)},
        "required": [f"f{i}" for i in firsts],
        "allOf": [_demand(i) for i in firsts],
    }


def _property(i: int) -> dict[str, Any]:
    title = f"{_TITLES[i % STEP]} {i + 1}"
    text: dict[str, Any] = {"type": "string", "title": title, "minLength": 2, "maxLength": 80}
    number = {"type": "number", "title": title, "minimum": 0, "maximum": 999}
    parts = {
        "bez": {"type": "string", "title": "Bezeichnung", "maxLength": 80},
        "menge": {"type": "number", "title": "Menge", "minimum": 0},
    }
    kinds: tuple[dict[str, Any], ...] = (
        text,
        {"type": "string", "format": "date", "title": title},
        number,
        {"type": "string", "title": title, "enum": ["Ja", "Nein", "Unbekannt"]},
        {"type": "string", "title": title, "enum": list(_CITIES)},
        {"type": "boolean", "title": title},
        text,
        number,
        {"type": "string", "title": title, "maxLength": 500},
        {"type": "array", "title": title, "maxItems": 20, "items": {"type": "object", "properties": parts}},
    )
    return kinds[i % STEP]


def _demand(first: int) -> dict[str, Any]:
    box, text = f"f{first + 5}", f"f{first + 6}"
    return {"if": {"properties": {box: {"const": True}}, "required": [box]}, "then": {"required": [text]}}


def uischema(size: int, mode: str) -> dict[str, Any]:
    """The pages: steps of ten questions, or one page with all of them."""
    if mode == "page":
        return {"type": "VerticalLayout", "elements": [_control(i) for i in range(size)]}
    pages = [
        {
            "type": "Category",
            "label": f"Schritt {first // STEP + 1}",
            "elements": [_control(i) for i in range(first, min(first + STEP, size))],
        }
        for first in range(0, size, STEP)
    ]
    return {
        "type": "Categorization",
        "options": {"variant": "stepper", "showNavButtons": True},
        "elements": pages,
    }


def _control(i: int) -> dict[str, Any]:
    own: dict[str, Any] = {"type": "Control", "scope": f"#/properties/f{i}"}
    options = {3: {"format": "radio"}, 8: {"multi": True}}.get(i % STEP)
    if options:
        own["options"] = options
    if i % STEP in (6, 7):
        box = f"#/properties/f{i - i % STEP + 5}"
        own["rule"] = {
            "effect": "SHOW",
            "condition": {"scope": box, "schema": {"const": True}, "failWhenUndefined": True},
        }
    return own


def valid(size: int) -> dict[str, Any]:
    """Answers that are accepted; in every second step the box is checked."""
    found: dict[str, Any] = {}
    for first in range(0, size, STEP):
        checked = first // STEP % 2 == 1
        more = ("Anna Muster", 42) if checked else ()
        step = ("Anna Muster", "2026-11-23", 42, "Ja", "Bautzen", checked, *(more or (None, None)))
        step = (*step, "Kurze Begründung des Antrags.", [{"bez": "Linde", "menge": 2}])
        found |= {f"f{first + i}": value for i, value in enumerate(step) if value is not None}
    return found


def invalid(size: int) -> dict[str, Any]:
    """Answers of which three on the first step are refused."""
    return valid(size) | {"f0": "A", "f2": 5000, "f3": "Vielleicht"}


def write(folder: Path, *sizes: int, modes: Iterable[str] = MODES) -> Path:
    """A folder for `formengine serve --bench`."""
    folder.mkdir(parents=True, exist_ok=True)
    for size in sizes:
        documents = {"schema": schema(size), "valid": valid(size), "invalid": invalid(size)}
        documents |= {f"{mode}.jsonforms-ui": uischema(size, mode) for mode in modes}
        for name, document in documents.items():
            text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
            (folder / f"{size}.{name}.json").write_text(text, encoding="utf-8")
    return folder


def bundle(size: int, mode: str = "wizard") -> Bundle:
    """The definition that the importer makes of it."""
    slug = f"bench-{mode}-{size}"
    read = jsonforms.read(schema(size), uischema(size, mode), slug=slug, title=f"Messformular mit {size} Fragen")
    return Bundle(slug=slug, form=read.form)
