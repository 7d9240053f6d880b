"""Forms of any size for tests: pages in sections, choices, and conditions that look back at earlier pages."""

import datetime
import functools
import random
from typing import Any

from formengine.core.bundle import Bundle
from formengine.core.definition import Definition, compile_definition
from formengine.fields import TYPES

TODAY = datetime.date(2026, 11, 23)


def form(pages: int, *, sections: int = 0, fields: int = 5, conditions: int = 0, seed: int = 0) -> dict[str, Any]:
    """A form of so many pages; the conditions fall on pages and questions, each looks at an earlier choice."""
    draw = random.Random(seed)  # noqa: S311  nothing secret: the same form every time
    properties: dict[str, Any] = {}
    built = [_page(number, fields, properties) for number in range(pages)]
    for _ in range(conditions):
        number = draw.randrange(1, pages) if pages > 1 else 0
        held = [built[number], *built[number]["elements"][1:]]
        free = [one for one in held if "rule" not in one]
        if number and free:
            target = free[0] if draw.random() < 0.3 else draw.choice(free)
            target["rule"] = {"effect": "SHOW", "condition": leaf(draw.randrange(number), draw.choice("ab"))}
    root = {"type": "Categorization", "elements": _sectioned(built, sections)}
    schema = {"type": "object", "properties": properties}
    return {"title": "Ein großer Antrag", "schema": schema, "uischema": root}


def _page(number: int, fields: int, properties: dict[str, Any]) -> dict[str, Any]:
    topics = ("Person", "Grundstück", "Vorhaben und Zeitraum", "Nachweise", "Kosten der Maßnahme", "Beteiligte")
    asked = [_question(f"f{number}_{i}", properties, choice=i == 0) for i in range(fields)]
    label = f"{topics[number % len(topics)]} {number + 1}"
    return {"type": "Category", "id": f"seite-{number}", "label": label, "elements": asked}


def _question(name: str, properties: dict[str, Any], *, choice: bool) -> dict[str, Any]:
    choices = [{"const": "a", "title": "Ein Unternehmen"}, {"const": "b", "title": "Eine Privatperson"}]
    properties[name] = {"type": "string", "oneOf": choices} if choice else {"type": "string", "maxLength": 80}
    type_ = "choice" if choice else "text"
    where = f"#/properties/{name}"
    return {"type": "Control", "id": name, "scope": where, "label": f"Frage {name}", "options": {"type": type_}}


def leaf(number: int, value: str) -> dict[str, Any]:
    return {"scope": f"#/properties/f{number}_0", "schema": {"const": value}, "failWhenUndefined": True}


def _sectioned(pages: list[dict[str, Any]], sections: int) -> list[dict[str, Any]]:
    if not sections:
        return pages
    size = -(-len(pages) // sections)
    return [
        {"type": "Categorization", "id": f"abschnitt-{i}", "label": f"Abschnitt {i + 1}: Angaben", "elements": part}
        for i, start in enumerate(range(0, len(pages), size))
        if (part := pages[start : start + size])
    ]


def compiled(raw: dict[str, Any]) -> Definition:
    """A form as the engine reads it."""
    return compile_definition(Bundle("gross", raw), TYPES, TODAY)


@functools.cache
def definition(pages: int, sections: int = 0, fields: int = 5, conditions: int = 0, seed: int = 0) -> Definition:
    """The same form, compiled once."""
    return compiled(form(pages, sections=sections, fields=fields, conditions=conditions, seed=seed))
