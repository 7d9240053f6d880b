"""A definition that asks one question of each kind that no shipped definition uses yet, for web and browser tests."""

import json
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
SLUG: Final = "arten"
PLACES: Final = 2_800
"""So many entries do not come with a page."""

_MONEY: Final = {"type": "number", "multipleOf": 0.01, "minimum": 0, "maximum": 10_000}
_EXPENSES: Final = {
    "type": "array",
    "maxItems": 4,
    "items": {
        "type": "object",
        "properties": {
            "posten": {"type": "string", "title": "Wofür", "maxLength": 60},
            "betrag": {**_MONEY, "title": "Betrag"},
        },
        "required": ["posten", "betrag"],
    },
}
_METERS: Final = {
    "type": "object",
    "properties": {
        name: {
            "type": "object",
            "title": title,
            "properties": {
                "kalt": {"type": "integer", "title": "Kaltwasser", "minimum": 0},
                "warm": {"type": "integer", "title": "Warmwasser", "minimum": 0},
            },
        }
        for name, title in (("kueche", "Küche"), ("bad", "Bad"))
    },
    "required": ["bad"],
}
_COUNTRY: Final = {"uri": "urn:formengine:codelist:staatsangehoerigkeiten", "at": "@heute"}
QUESTIONS: Final[dict[str, list[tuple[str, str, dict[str, Any], dict[str, Any]]]]] = {
    "geld": [
        ("einkommen", "Monatliches Einkommen", _MONEY, {"type": "money"}),
        ("beginn", "Beginn", {"type": "string", "format": "time", "formatMinimum": "07:00"}, {"type": "time"}),
        ("iban", "IBAN", {"type": "string", "format": "iban"}, {"type": "iban"}),
        ("name", "Familienname", {"type": "string", "format": "din91379-a"}, {"type": "text"}),
    ],
    "staat": [
        ("nation", "Staatsangehörigkeit", {"type": "string", "x-codelist": _COUNTRY}, {"type": "select"}),
        ("seit", "Seit wann sind Sie deutsch?", {"type": "string"}, {"type": "text"}),
        (
            "ort",
            "Geburtsort",
            {"type": "string", "x-codelist": {"uri": "urn:probe:orte", "version": "1"}},
            {"type": "select", "hint": "Suchen Sie nach dem Namen."},
        ),
    ],
    "tabelle": [
        ("ausgaben", "Ausgaben", _EXPENSES, {"type": "table", "sums": ["columns"], "rows": 2, "hint": "Je Monat."}),
        ("wasser", "Zählerstände", _METERS, {"type": "table", "sums": ["columns", "rows"]}),
    ],
}
"""By page: id, label, schema and options of each question."""

SKETCH: Final = {"type": "Label", "id": "skizze", "text": "Hier kommt der Lageplan hin.", "options": {"type": "sketch"}}


def places() -> list[dict[str, str]]:
    """Entries with letters that few keyboards have."""
    heads = ("Bad ", "Ober", "Unter", "Neu", "Alt", "Groß", "Klein", "Sankt ")
    stems = ("Nguyễn", "Łuž", "Sør", "Öls", "Straß", "Königs", "Linden")
    tails = ("hausen", "dorf", "berg", "bach", "feld")
    names = [f"{head}{stem}{tail} {n}" for head in heads for stem in stems for tail in tails for n in range(1, 11)]
    return [{"code": f"{i:05}", "label": name} for i, name in enumerate(names)]


def form(*more: dict[str, Any]) -> dict[str, Any]:
    """The definition; `more` stands at the end of its first page."""
    asked = [question for page in QUESTIONS.values() for question in page]
    pages = [
        {
            "type": "Category",
            "id": f"seite-{path}",
            "label": path.capitalize(),
            "options": {"path": path},
            "elements": [_element(*question) for question in page] + (list(more) if path == "geld" else []),
        }
        for path, page in QUESTIONS.items()
    ]
    return {
        "slug": SLUG,
        "title": "Alle Arten von Fragen",
        "version": "1.0.0",
        "schema": {
            "type": "object",
            "properties": {name: schema for name, _, schema, _ in asked},
            "required": [name for name, *_ in asked if name != "seit"],
        },
        "uischema": {"type": "Categorization", "elements": pages},
        "messages": [{"id": "amt", "recipient": "Amt"}],
    }


def _element(name: str, label: str, _schema: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
    element = {"type": "Control", "id": name, "scope": f"#/properties/{name}", "label": label, "options": options}
    if name == "seit":
        german = {"scope": "#/properties/nation", "schema": {"const": "DE"}, "failWhenUndefined": True}
        element["rule"] = {"effect": "SHOW", "condition": german}
    return element


def write(root: Path, *more: dict[str, Any]) -> Path:
    """The folder of definitions with this one in it."""
    (root / SLUG).mkdir(parents=True)
    (root / "_codelists").mkdir()
    version = {"version": "1", "codes": places()}
    lists = {"orte": {"uri": "urn:probe:orte", "title": "Orte", "versions": [version]}}
    for name, content in lists.items():
        _put(root / "_codelists" / f"{name}.json", content)
    _put(root / SLUG / "form.json", form(*more))
    return root


def _put(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
