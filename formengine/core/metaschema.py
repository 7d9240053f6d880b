"""The shape that the compiler relies on, checked first and quickly; `metaschema.json` tells editors and lint more."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from formengine.core.model import Finding
from formengine.core.pointer import join

_TEXT: Final = {"type": "string"}
_TEXTS: Final = {"type": "array", "items": _TEXT}
_TEXT_BY_NAME: Final = {"type": "object", "additionalProperties": _TEXT}
_BOOLEAN: Final = {"type": "boolean"}
_OBJECT: Final = {"type": "object"}


def _of(name: str) -> dict[str, Any]:
    return {"type": "object", "$ref": f"#/$defs/{name}"}


def _list_of(name: str) -> dict[str, Any]:
    return {"type": "array", "items": _of(name)}


def _named(name: str) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": _of(name)}


SHAPES: Final[Mapping[str, Mapping[str, Any]]] = {
    "form": {
        "required": ["title", "schema", "uischema"],
        "properties": {
            **dict.fromkeys(("slug", "kind", "version", "title"), _TEXT),
            "service": _OBJECT,
            "schema": _OBJECT,
            "uischema": _of("element"),
            "conditions": _named("condition"),
            "rules": _list_of("rule"),
            "parameters": _named("parameter"),
            "outcomes": _list_of("outcome"),
            "messages": _list_of("message"),
        },
    },
    "element": {
        "properties": {
            **dict.fromkeys(("type", "scope", "ref", "text"), _TEXT),
            "elements": _list_of("element"),
            "options": _of("options"),
            "rule": {"type": ["object", "array"], "$ref": "#/$defs/effect", "items": _of("effect")},
        },
    },
    "options": {
        "properties": {
            **dict.fromkeys(("type", "path", "hint", "help", "title", "unit", "suggest"), _TEXT),
            "detail": _of("element"),
            "errors": _TEXT_BY_NAME,
            "choices": _TEXT_BY_NAME,
            "only": _TEXTS,
            "require": _TEXTS,
            "texts": {"type": "object", "additionalProperties": _OBJECT},
            "calcMode": {"enum": ["fixed", "proposal"]},
            **dict.fromkeys(("display", "unsure"), _BOOLEAN),
        },
    },
    "effect": {"required": ["effect", "condition"], "properties": {"effect": _TEXT, "condition": _OBJECT}},
    "condition": {"required": ["condition"], "properties": {"title": _TEXT, "condition": _OBJECT}},
    "rule": {
        "properties": {
            **dict.fromkeys(("id", "message", "severity", "each"), _TEXT),
            "at": _TEXTS,
            "when": _OBJECT,
            "require": _OBJECT,
        },
    },
    "parameter": {"properties": {"title": _TEXT, "schema": _OBJECT, "table": _list_of("row")}},
    "row": {"required": ["validFrom"], "properties": {"validFrom": _TEXT}},
    "outcome": {
        "properties": {
            **dict.fromkeys(("id", "kind", "title", "text"), _TEXT),
            "when": _OBJECT,
            "handover": _OBJECT,
        },
    },
    "message": {
        "properties": {
            **dict.fromkeys(("id", "title", "format"), _TEXT),
            "when": _OBJECT,
            "fields": _TEXTS,
            "exclude": _TEXTS,
        },
    },
    "block": {
        "required": ["schema", "elements"],
        "properties": {
            "name": _TEXT,
            "title": _TEXT,
            "schema": _OBJECT,
            "elements": _list_of("element"),
            "default": _TEXTS,
            "texts": _named("texts"),
        },
    },
    "codelist": {
        "required": ["uri", "versions"],
        "properties": {**dict.fromkeys(("uri", "title", "source"), _TEXT), "versions": _list_of("version")},
    },
    "version": {
        "required": ["version", "codes"],
        "properties": {**dict.fromkeys(("version", "validFrom"), _TEXT), "codes": _list_of("code")},
    },
    "code": {
        "required": ["code", "label"],
        "properties": {**dict.fromkeys(("code", "label", "help"), _TEXT), "labels": _TEXT_BY_NAME},
    },
    "kommune": {"properties": {"kommune": _TEXT, "values": _OBJECT}},
    "texts": {"additionalProperties": _of("words")},
    "words": {
        "properties": {
            **dict.fromkeys(("label", "text", "hint", "help", "title", "item", "add", "unit", "message"), _TEXT),
            **dict.fromkeys(("options", "descriptions", "errors"), _TEXT_BY_NAME),
            **dict.fromkeys(("service", "target"), _OBJECT),
        },
    },
}
"""Written as JSON Schema, of which `check` understands just the keywords that are used here."""

_Fault: TypeAlias = tuple[str, str, str]
_WORDS: Final = {
    "object": (dict, "ein Objekt"),
    "array": (list, "eine Liste"),
    "string": (str, "ein Text"),
    "boolean": (bool, "true oder false"),
}


def check(value: Any, shape: str = "form", part: str = "form") -> list[Finding]:
    """Findings for a part whose shape the compiler could not read. The nesting must have been checked before."""
    return [Finding("error", part, place, message, mend) for place, message, mend in _faults(value, _of(shape), "")]


def _faults(value: Any, schema: Mapping[str, Any], place: str) -> Iterator[_Fault]:
    wanted = schema.get("type", ())
    types = [_WORDS[name] for name in ([wanted] if isinstance(wanted, str) else wanted)]
    if (types and not any(isinstance(value, kind) for kind, _ in types)) or value not in schema.get("enum", [value]):
        words = " oder ".join([word for _, word in types] or [f"„{allowed}“" for allowed in schema["enum"]])
        yield place, f"„{place.rpartition('/')[2]}“ hat die falsche Form.", f"Hier muss {words} stehen."
        return
    if isinstance(value, list):
        for i, part in enumerate(value):
            yield from _faults(part, schema.get("items", {}), f"{place}/{i}")
    elif isinstance(value, dict):
        yield from _faults_in_object(
            value, SHAPES[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema, place
        )


def _faults_in_object(
    value: Mapping[str, Any], schema: Mapping[str, Any], place: str
) -> Iterator[tuple[str, str, str]]:
    for name in schema.get("required", ()):
        if name not in value:
            yield place + join(name), f"„{name}“ fehlt.", f"Ergänzen Sie „{name}“."
    known, others = schema.get("properties", {}), schema.get("additionalProperties", {})
    for name, part in value.items():
        yield from _faults(part, known.get(name, others), place + join(name))
