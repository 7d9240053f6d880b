"""A small form whose explanations the tests read: who applies, how high, and some elements that depend on it."""

from collections.abc import Mapping
from typing import Any

from formengine.core.definition import Definition
from formengine.core.explain import explain
from tests.core.forms import CONTEXT, compiled, control, form, leaf, page

WHO = {
    "type": "string",
    "oneOf": [{"const": "p", "title": "Eine Privatperson"}, {"const": "f", "title": "Ein Unternehmen"}],
}
DAYS = {"type": "string", "format": "date"}
FIRM = leaf("wer", {"const": "f"})
TALL = leaf("hoehe", {"minimum": 50})
TREES = {
    "type": "list",
    "item": "Baum",
    "detail": {
        "type": "VerticalLayout",
        "elements": [
            control("art", id="b.art", label="Art"),
            control(
                "andere",
                id="b.andere",
                label="Welche andere Art?",
                rule={"effect": "SHOW", "condition": leaf("art", {"const": "sonst"})},
            ),
            control(
                "firma",
                id="b.firma",
                label="Nummer der Firma",
                rule={"effect": "SHOW", "condition": {**FIRM, "from": "root"}},
            ),
        ],
    },
}
OPTIONAL = {
    "type": "object",
    "properties": {"plz": {"type": "string"}, "ort": {"type": "string"}},
    "required": ["plz"],
}


def rule(effect: str, condition: Any) -> dict[str, Any]:
    return {"rule": {"effect": effect, "condition": condition}}


def example(*elements: Any, **more: Any) -> Definition:
    """A form with the question who applies, and some elements below it."""
    properties = {
        "wer": WHO,
        "hoehe": {"type": "integer"},
        "name": {"type": "string"},
        "grund": {"type": "string"},
        "tag": DAYS,
        "kasten": {"type": "boolean"},
        "summe": {"type": "number"},
        "gross": {"type": "boolean"},
        "anschrift": OPTIONAL,
        "baeume": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("art", "andere", "firma")},
            },
        },
    }
    first = control("wer", label="Wer stellt den Antrag?", options={"type": "choice"})
    height = control("hoehe", label="Höhe", options={"type": "number", "unit": "m"})
    return compiled(form(properties, page("eins", first, height, *elements, label="Anfang"), **more))


def sentence(definition: Definition, id_: str, answers: Mapping[str, Any], *indices: int) -> str:
    return explain(definition, answers, CONTEXT, id_, indices).sentence


NAME, REASON = {"label": "Firmenname"}, {"label": "Grund"}
