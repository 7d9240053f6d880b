"""A small definition with every kind of question, and its Anliegensklärung, for what no shipped definition needs."""

import json
from pathlib import Path
from typing import Any

SLUG = "probe"
KLAERUNG = "probe-klaerung"

GOOD: dict[str, dict[str, Any]] = {
    "angaben": {
        "name": "Jürgen Groß",
        "email": "juergen@example.org",
        "anzahl": "2",
        "art": "a",
        "text": "Erste Zeile\r\nZweite Zeile",
        "tag:tag": "3",
        "tag:monat": "4",
        "tag:jahr": "2026",
        "mehr": ["eins", "zwei"],
        "liste": "rot",
        "stimmt": "ja",
        "telefon": "0371 23125",
        "punkt:e": "413250",
        "punkt:n": "5655120",
    },
    "zusatz": {"geheim": "nur bei b"},
    "anlagen": {},
    "pruefen": {"bestaetigt": "ja"},
}
"""What a browser posts for each page (by path) so that it is accepted."""


def options(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"const": value, "title": title} for value, title in pairs]


def text(longest: int = 200) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": longest}


def leaf(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"scope": f"#/properties/{name}", "schema": schema, "failWhenUndefined": True}


def effect(name: str, condition: dict[str, Any]) -> dict[str, Any]:
    return {"effect": name, "condition": condition}


def question(name: str, type_: str, label: str, rule: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    control = {"type": "Control", "id": name, "scope": f"#/properties/{name}", "label": label}
    return control | {"options": {"type": type_, **more}} | ({"rule": rule} if rule else {})


def page(id_: str, label: str, *elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "Category", "id": id_, "label": label, "options": {"path": id_}, "elements": list(elements)} | more


MANY = leaf("anzahl", {"minimum": 3})
B = leaf("art", {"const": "b"})
LOCKED = leaf("art", {"const": "zu"})

PROPERTIES: dict[str, Any] = {
    "name": text(),
    "email": {"type": "string", "format": "email", "maxLength": 254},
    "anzahl": {"type": "integer", "minimum": 1, "maximum": 20},
    "grund": text(),
    "art": {"type": "string", "oneOf": options(("a", "Art A"), ("b", "Art B"), ("zu", "Gesperrt"))},
    "nurb": text(),
    "sperre": text(),
    "text": text(5_000),
    "tag": {"type": "string", "format": "date"},
    "mehr": {
        "type": "array",
        "uniqueItems": True,
        "items": {"type": "string", "oneOf": options(("eins", "Erstens"), ("zwei", "Zweitens"))},
    },
    "liste": {"type": "string", "oneOf": options(("rot", "Rot"), ("blau", "Blau"))},
    "stimmt": {"type": "boolean"},
    "telefon": {"type": "string", "pattern": "^\\+?[0-9 ()/-]{6,25}$"},
    "punkt": {
        "type": "object",
        "properties": {"e": {"type": "number"}, "n": {"type": "number"}, "crs": {"const": "EPSG:25833"}},
        "required": ["e", "n", "crs"],
    },
    "vorschlag": text(),
    "stufe": {"type": "string", "enum": ["viel", "wenig"]},
    "geheim": text(),
    "belege": {
        "type": "array",
        "maxItems": 3,
        "items": {
            "type": "object",
            "properties": {
                "mimeType": {"enum": ["application/pdf", "image/jpeg", "image/png"]},
                "size": {"maximum": 200_000},
            },
        },
    },
    "notiz": text(),
    "bestaetigt": {"type": "boolean", "const": True},
}

PAGES = [
    page(
        "angaben",
        "Ihre Angaben",
        question("name", "text", "Name"),
        question("email", "email", "E-Mail"),
        question("anzahl", "number", "Anzahl"),
        question("grund", "text", "Grund für so viele", effect("SHOW", MANY)),
        question("art", "choice", "Art"),
        question("nurb", "text", "Nur bei Art B", effect("SHOW", B)),
        question("sperre", "text", "Sperrfeld", effect("DISABLE", LOCKED)),
        question("text", "multiline", "Text"),
        question("tag", "date", "Tag"),
        question("mehr", "choices", "Mehreres"),
        question("liste", "select", "Liste"),
        question("stimmt", "yes-no", "Stimmt das?"),
        question("telefon", "phone", "Telefon"),
        question("punkt", "map", "Ort"),
        question("vorschlag", "text", "Vorschlag", calc={"if": [B, "vielleicht", "sicher"]}, calcMode="proposal"),
        question("stufe", "calculated", "Stufe", calc={"if": [MANY, "viel", "wenig"]}, display=False),
    ),
    page("zusatz", "Zusatz für Art B", question("geheim", "text", "Geheimes"), rule=effect("SHOW", B)),
    page("anlagen", "Anlagen", question("belege", "file", "Belege"), question("notiz", "text", "Notiz")),
    page("pruefen", "Prüfen", question("bestaetigt", "confirm", "Alles richtig")),
]

FORM: dict[str, Any] = {
    "slug": SLUG,
    "kind": "antrag",
    "version": "1.0.0",
    "title": "Probe",
    "service": {"package": "LP99", "packageTitle": "Proben", "id": "LP99-A", "klaerung": KLAERUNG},
    "schema": {
        "type": "object",
        "properties": PROPERTIES,
        "required": ["name", "anzahl", "grund", "art", "geheim", "bestaetigt"],
    },
    "uischema": {"type": "Categorization", "elements": PAGES},
    "messages": [
        {"id": "LP99.Alles", "recipient": "oe.alles", "exclude": ["notiz"]},
        {"id": "LP99.Stufe", "recipient": "oe.stufe", "fields": ["stufe"]},
    ],
}

KLAERUNG_FORM: dict[str, Any] = {
    "slug": KLAERUNG,
    "kind": "klaerung",
    "version": "1.0.0",
    "title": "Probe klären",
    "service": {"package": "LP99"},
    "schema": {
        "type": "object",
        "properties": {"frage": {"type": "string", "oneOf": options(("b", "Ja"), ("a", "Nein"))}},
        "required": ["frage"],
    },
    "uischema": {"type": "Categorization", "elements": [page("seite", "Frage", question("frage", "choice", "B?"))]},
    "outcomes": [
        {"id": "hilfe", "kind": "hilfe", "title": "Hilfe", "when": leaf("frage", {"const": "weiss-nicht"})},
        {
            "id": "antrag",
            "kind": "antrag",
            "title": "Hier richtig",
            "target": SLUG,
            "handover": {"art": {"scope": "#/properties/frage"}, "name": "Übernommener Name"},
        },
    ],
}


def write(folder: Path, *forms: dict[str, Any]) -> Path:
    """Definitions as a folder that an installation can be given."""
    for form in forms or (FORM, KLAERUNG_FORM):
        place = folder / form["slug"]
        place.mkdir(parents=True, exist_ok=True)
        (place / "form.json").write_text(json.dumps(form, ensure_ascii=False, indent=1), encoding="utf-8")
    return folder


def write_cases(folder: Path, cases: dict[str, Any]) -> None:
    """Cases for the small definition."""
    (folder / FORM["slug"] / "cases.json").write_text(json.dumps(cases, ensure_ascii=False), encoding="utf-8")
