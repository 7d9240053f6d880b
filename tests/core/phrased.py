"""A form with every kind of question, and how conditions about them read: (question, schema, clause, denied)."""

import datetime
from typing import Any

from tests.core.forms import calculated, control, form, leaf, page

TODAY = datetime.date(2026, 11, 23)
OPTIONS = [{"const": "p", "title": "Eine Privatperson"}, {"const": "f", "title": "Ein Unternehmen"}]
BAEUME = {
    "type": "array",
    "items": {"type": "object", "properties": {"art": {"type": "string", "oneOf": OPTIONS}, "cm": {"type": "integer"}}},
}
PROPERTIES = {
    "wer": {"type": "string", "oneOf": OPTIONS},
    "wege": {"type": "array", "uniqueItems": True, "items": {"type": "string", "oneOf": OPTIONS}},
    "ja": {"type": "boolean"},
    "kasten": {"type": "boolean", "const": True},
    "cm": {"type": "integer"},
    "betrag": {"type": "number"},
    "tag": {"type": "string", "format": "date"},
    "ort": {"type": "string"},
    "baeume": BAEUME,
    "anschrift": {"type": "object", "properties": {"plz": {"type": "string"}, "ort": {"type": "string"}}},
    "foto": {"type": "array", "items": {"type": "object", "properties": {"mimeType": {"enum": ["image/png"]}}}},
    "lage": {"type": "object", "properties": {"e": {"type": "number"}, "n": {"type": "number"}}},
    "passt": {"type": "boolean"},
}
DETAIL = {
    "type": "VerticalLayout",
    "elements": [
        control("art", label="Welche Art?", id="baeume.art", options={"type": "choice"}),
        control("cm", label="Umfang", id="baeume.cm", options={"type": "number", "unit": "cm"}),
    ],
}
FORM = form(
    PROPERTIES,
    page(
        "eins",
        control("wer", label="Wer stellt den Antrag?", options={"type": "choice"}),
        control("wege", label="Welche Wege?", options={"type": "choices"}),
        control("ja", label="Gehört es Ihnen?", options={"type": "yes-no"}),
        control("kasten", label="Ich stimme zu.", options={"type": "confirm"}),
        control("cm", label="Stammumfang", options={"type": "number", "unit": "cm"}),
        control("betrag", label="Betrag", options={"type": "number"}),
        control("tag", label="Termin", options={"type": "date"}),
        control("ort", label="Ort", options={"type": "text"}),
        control("baeume", label="Bäume", options={"type": "list", "item": "Baum", "detail": DETAIL}),
        {
            "type": "Group",
            "id": "anschrift",
            "label": "Ihre Anschrift",
            "elements": [
                control("anschrift/plz", label="Postleitzahl", options={"type": "text"}),
                control("anschrift/ort", label="Ort", options={"type": "text"}),
            ],
        },
        control("foto", label="Foto", options={"type": "file"}),
        control("lage", label="Standort", options={"type": "map", "map": "musterhausen"}),
        calculated("passt", {"equals": [1, 1]}) | {"label": "Alles passt"},
    ),
    conditions={
        "firma": {"title": "Es geht um ein Unternehmen", "condition": leaf("wer", {"const": "f"})},
        "grosse_firma": {
            "title": "Ein großes Unternehmen",
            "condition": {"type": "AND", "conditions": [leaf("wer", {"const": "f"}), leaf("cm", {"minimum": 50})]},
        },
    },
    parameters={"grenze": {"title": "Kleinster Umfang", "schema": {"type": "integer"}, "default": 40}},
)

LEAVES: list[tuple[str, Any, str, str]] = [
    (
        "wer",
        {"const": "f"},
        "bei „Wer stellt den Antrag?“ „Ein Unternehmen“ gewählt ist",
        "bei „Wer stellt den Antrag?“ nicht „Ein Unternehmen“ gewählt ist",
    ),
    (
        "wer",
        {"enum": ["p", "f"]},
        "bei „Wer stellt den Antrag?“ „Eine Privatperson“ oder „Ein Unternehmen“ gewählt ist",
        "bei „Wer stellt den Antrag?“ weder „Eine Privatperson“ noch „Ein Unternehmen“ gewählt ist",
    ),
    (
        "wer",
        {"not": {"const": "f"}},
        "bei „Wer stellt den Antrag?“ etwas anderes als „Ein Unternehmen“ gewählt ist",
        "nicht gilt, dass bei „Wer stellt den Antrag?“ etwas anderes als „Ein Unternehmen“ gewählt ist",
    ),
    (
        "wer",
        {"type": "string"},
        "„Wer stellt den Antrag?“ beantwortet ist",
        "„Wer stellt den Antrag?“ nicht beantwortet ist",
    ),
    (
        "wege",
        {"contains": {"const": "p"}},
        "bei „Welche Wege?“ „Eine Privatperson“ angekreuzt ist",
        "bei „Welche Wege?“ nicht „Eine Privatperson“ angekreuzt ist",
    ),
    (
        "wege",
        {"minItems": 2},
        "bei „Welche Wege?“ mindestens 2 Antworten angekreuzt sind",
        "bei „Welche Wege?“ nicht mindestens 2 Antworten angekreuzt sind",
    ),
    ("ja", {"const": True}, "bei „Gehört es Ihnen?“ „Ja“ gewählt ist", "bei „Gehört es Ihnen?“ nicht „Ja“ gewählt ist"),
    ("kasten", {"const": True}, "„Ich stimme zu.“ angekreuzt ist", "„Ich stimme zu.“ nicht angekreuzt ist"),
    (
        "kasten",
        {"const": False},
        "„Ich stimme zu.“ nicht angekreuzt ist",
        "„Ich stimme zu.“ angekreuzt oder noch offen ist",
    ),
    ("cm", {"minimum": 50}, "„Stammumfang“ mindestens 50\xa0cm ist", "„Stammumfang“ nicht mindestens 50\xa0cm ist"),
    (
        "cm",
        {"minimum": 50, "exclusiveMaximum": 100},
        "„Stammumfang“ mindestens 50\xa0cm und weniger als 100\xa0cm ist",
        "„Stammumfang“ nicht zugleich mindestens 50\xa0cm und weniger als 100\xa0cm ist",
    ),
    (
        "cm",
        {"type": "integer", "not": {"minimum": 50}},
        "„Stammumfang“ weniger als 50\xa0cm ist",
        "nicht gilt, dass „Stammumfang“ weniger als 50\xa0cm ist",
    ),
    ("betrag", {"const": 2.5}, "„Betrag“ genau 2,5 ist", "„Betrag“ nicht genau 2,5 ist"),
    ("betrag", {"multipleOf": 5}, "„Betrag“ durch 5 teilbar ist", "„Betrag“ nicht durch 5 teilbar ist"),
    (
        "tag",
        {"format": "date", "formatMinimum": "2027-03-01"},
        "„Termin“ am 1. März 2027 oder später liegt",
        "„Termin“ nicht am 1. März 2027 oder später liegt",
    ),
    (
        "tag",
        {"not": {"formatMinimum": "2027-03-01"}},
        "„Termin“ vor dem 1. März 2027 liegt",
        "nicht gilt, dass „Termin“ vor dem 1. März 2027 liegt",
    ),
    (
        "tag",
        {"const": "2026-12-24"},
        "„Termin“ am 24. Dezember 2026 liegt",
        "„Termin“ nicht am 24. Dezember 2026 liegt",
    ),
    ("baeume", {"minItems": 1}, "„Bäume“ mindestens 1 Eintrag hat", "„Bäume“ nicht mindestens 1 Eintrag hat"),
    ("baeume", {"type": "array"}, "„Bäume“ mindestens einen Eintrag hat", "„Bäume“ keinen Eintrag hat"),
    (
        "baeume",
        {"contains": {"properties": {"cm": {"minimum": 50}}, "required": ["cm"]}},
        "bei mindestens einem Eintrag von „Bäume“ „Umfang“ mindestens 50\xa0cm ist",
        "bei keinem Eintrag von „Bäume“ „Umfang“ mindestens 50\xa0cm ist",
    ),
    (
        "anschrift",
        {"type": "object"},
        "in „Ihre Anschrift“ etwas angegeben ist",
        "in „Ihre Anschrift“ nichts angegeben ist",
    ),
    (
        "anschrift",
        {"required": ["plz"]},
        "„Postleitzahl“ beantwortet ist",
        "„Postleitzahl“ nicht beantwortet ist",
    ),
    (
        "foto",
        {"contains": {"required": ["nachreichen"]}},
        "„Foto“ nachgereicht wird",
        "„Foto“ nicht nachgereicht wird",
    ),
    (
        "lage",
        {"properties": {"e": {"minimum": 4}}},
        "„Standort“ in den vorgegebenen Grenzen liegt",
        "„Standort“ nicht in den vorgegebenen Grenzen liegt",
    ),
    ("passt", {"const": True}, "„Alles passt“ „Ja“ ergibt", "„Alles passt“ nicht „Ja“ ergibt"),
    ("passt", {"type": "boolean"}, "„Alles passt“ einen Wert hat", "„Alles passt“ keinen Wert hat"),
]
