"""Definitions for the tests of reach: a first page with all kinds of answers, a second one that looks at them."""

from typing import Any

from formengine.core.definition import Definition
from formengine.core.lint.reach import analyse
from tests.core.forms import compiled, control, form, leaf, page

Node = dict[str, Any]
PICK = {"type": "string", "oneOf": [{"const": c, "title": c.upper()} for c in "abc"]}
A, B = leaf("p", {"const": "a"}), leaf("p", {"const": "b"})


def both(*conditions: Any) -> Node:
    return {"type": "AND", "conditions": list(conditions)}


def either(*conditions: Any) -> Node:
    return {"type": "OR", "conditions": list(conditions)}


def no(condition: Any) -> Node:
    return {"type": "NOT", "conditions": [condition]}


def rules(**conditions: Any) -> Node:
    found = [{"effect": effect, "condition": condition} for effect, condition in conditions.items()]
    return {"rule": found[0] if len(found) == 1 else found}


def definition(*elements: Any, schemas: Node | None = None, **more: Any) -> Definition:
    """A choice, a number, a day and a box on the first page; some elements on a second one."""
    properties: Node = {
        "p": PICK,
        "n": {"type": "integer", "minimum": 0, "maximum": 100},
        "m": {"type": "number"},
        "d": {"type": "string", "format": "date", "formatMinimum": "2026-01-01"},
        "k": {"type": "boolean"},
        "t": {"type": "string", "pattern": "^[a-z]+$"},
        "w": {"type": "array", "uniqueItems": True, "maxItems": 2, "items": PICK},
        "l": {"type": "array", "maxItems": 3, "items": {"type": "object", "properties": {"x": PICK, "y": PICK}}},
        **{name: {"type": "string"} for name in ("q", "r", "s")},
    }
    inside = {
        "type": "VerticalLayout",
        "elements": [control("x", id="l.x"), control("y", id="l.y", **more.pop("inner", {}))],
    }
    first = [control(name, label=name.upper()) for name in "pnmdkt"]
    first += [control("w", label="W", options={"type": "choices"})]
    first += [control("l", label="L", options={"type": "list", "detail": inside})]
    others = () if more.pop("alone", False) else (control("s"),)
    second = page("zwei", *elements, *others, label="Zwei", **more.pop("second", {}))
    return compiled(form(properties | (schemas or {}), page("eins", *first, label="Eins"), second, **more))


def found(*elements: Any, **more: Any) -> list[tuple[str, str, str]]:
    """The findings, as (kind, level, message)."""
    insights = analyse(definition(*elements, **more)).insights
    return [(one.kind, one.finding.level, one.finding.message) for one in insights]


def kinds(*elements: Any, **more: Any) -> list[str]:
    return [kind for kind, _, _ in found(*elements, **more)]
