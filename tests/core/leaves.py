"""The kinds of answers that generated forms ask for: their schemas, and what conditions ask about them."""

import random
from collections.abc import Mapping
from typing import Any

from formengine.fields import TYPES

_OPTIONS = [{"const": value, "title": value.upper()} for value in "abc"]

KINDS: Mapping[str, tuple[str, list[dict[str, Any]]]] = {
    "word": (
        "text",
        [
            {"type": "string"},
            {"type": "string", "minLength": 2, "maxLength": 5},
            {"type": "string", "pattern": "^[a-z]+$"},
        ],
    ),
    "pick": ("choice", [{"type": "string", "oneOf": _OPTIONS}, {"type": "string", "enum": ["a", "b", "c"]}]),
    "many": (
        "choices",
        [
            {"type": "array", "uniqueItems": True, "items": {"type": "string", "oneOf": _OPTIONS}},
            {"type": "array", "uniqueItems": True, "maxItems": 2, "items": {"type": "string", "oneOf": _OPTIONS}},
        ],
    ),
    "whole": (
        "number",
        [
            {"type": "integer", "minimum": 0, "maximum": 20},
            {"type": "integer", "maximum": 10, "x-param": {"maximum": "grenze"}},
            {"type": "number", "exclusiveMinimum": -1},
        ],
    ),
    "money": ("number", [{"type": "number", "minimum": 0, "multipleOf": 0.01}]),
    "flag": ("confirm", [{"type": "boolean"}, {"type": "boolean", "const": True}]),
    "yes": ("yes-no", [{"type": "boolean"}]),
    "day": (
        "date",
        [
            {"type": "string", "format": "date"},
            {"type": "string", "format": "date", "formatMinimum": "2026-01-31", "formatMaximum": "2027-02-28"},
            {"type": "string", "format": "date", "formatMinimum": "@heute-16j"},
        ],
    ),
    "mail": ("email", [{"type": "string", "format": "email"}, {"type": "string", "format": "email", "maxLength": 40}]),
    "clock": ("text", [{"type": "string", "format": "time"}]),
    "hour": ("time", [{"type": "string", "format": "time", "formatMinimum": "07:00", "formatMaximum": "20:00"}]),
    "price": ("money", [{"type": "number", "minimum": 0, "maximum": 100, "multipleOf": 0.01}]),
    "part": ("partial-date", [{"type": "string", "format": "partial-date", "formatMaximum": "2026-11-23"}]),
    "account": ("iban", [TYPES["iban"].new_schema()]),
    "plate": ("licence-plate", [TYPES["licence-plate"].new_schema()]),
    "phone": ("phone", [TYPES["phone"].new_schema()]),
    "site": ("url", [{"type": "string", "format": "uri", "maxLength": 60}]),
    "prose": ("multiline", [{"type": "string", "minLength": 1, "maxLength": 20}]),
    "picked": ("select", [{"type": "string", "oneOf": _OPTIONS}]),
    "spot": ("map", [TYPES["map"].new_schema()]),
    "sheet": ("table", [TYPES["table"].new_schema() | {"maxItems": 2}]),
}

ASKED: Mapping[str, list[dict[str, Any]]] = {
    "word": [
        {"const": "rot"},
        {"pattern": "^[a-z]+$"},
        {"minLength": 4},
        {"not": {"const": "blau"}},
        {"enum": ["rot", "abc"]},
        {"type": "string"},
    ],
    "pick": [{"const": "a"}, {"const": "b"}, {"enum": ["a", "c"]}, {"not": {"const": "b"}}],
    "many": [
        {"contains": {"const": "a"}},
        {"not": {"contains": {"const": "b"}}},
        {"minItems": 2},
        {"contains": {"enum": ["b", "c"]}, "maxItems": 1},
    ],
    "whole": [
        {"minimum": 4},
        {"maximum": 5},
        {"const": 3},
        {"not": {"exclusiveMinimum": 3}},
        {"multipleOf": 2},
        {"minimum": 1, "x-param": {"minimum": "grenze"}},
    ],
    "money": [{"minimum": 4.35}, {"maximum": 19.99}, {"const": 0}, {"not": {"const": 2.5}}],
    "flag": [{"const": True}, {"const": False}, {"not": {"const": True}}],
    "yes": [{"const": True}, {"const": False}, {"enum": [True]}],
    "day": [{"formatMinimum": "2026-12-01", "format": "date"}, {"formatMaximum": "2026-12-01", "format": "date"}],
    "mail": [{"pattern": "@example.org$"}, {"format": "email"}, {"const": "a@b.de"}],
    "clock": [{"format": "time"}, {"const": "09:15"}],
    "hour": [{"formatMinimum": "09:00", "format": "time"}, {"const": "09:15"}],
    "price": [{"minimum": 4.35}, {"not": {"const": 2.5}}],
    "part": [{"formatMinimum": "2025-06-01", "format": "partial-date"}, {"const": "2025"}],
    "account": [{"pattern": "^DE"}, {"type": "string"}],
    "plate": [{"pattern": "E$"}, {"const": "B-AB 1234"}],
    "phone": [{"minLength": 10}],
    "site": [{"pattern": "^https"}, {"format": "uri"}],
    "prose": [{"maxLength": 5}, {"pattern": "b"}],
    "picked": [{"const": "a"}, {"enum": ["a", "c"]}],
    "spot": [{"type": "object"}, {"properties": {"e": {"minimum": 413000}}, "required": ["e"]}],
    "sheet": [{"minItems": 2}, {"contains": {"properties": {"betrag": {"minimum": 5}}, "required": ["betrag"]}}],
    "reference": [{"type": "string"}, {"minLength": 2}],
    "object": [{"type": "object"}, {"minProperties": 2}, {"not": {"type": "object"}}],
    "list": [{"minItems": 2}, {"maxItems": 1}, {"type": "array"}, {"not": {"minItems": 1}}],
}


def leaf_schema(rng: random.Random, kind: str) -> dict[str, Any]:
    """What a condition asks about an answer of a kind."""
    return dict(rng.choice(ASKED[kind]))
