"""A UI schema for a data schema that has none: every property, those that come and go shown when they are there."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from formengine.core.pointer import write_scope
from formengine.exchange.dialect import Part, Schemas
from formengine.exchange.frame import Imported, Node
from formengine.exchange.implications import Branch, read_implications

_MADE: Final = re.compile(r"/uischema/elements/([0-9]+)")


def controls(schemas: Schemas, part: Part) -> list[dict[str, Any]]:
    """One control a property of an object; what only a condition brings in is shown under that condition."""
    names, found = [name for name, _ in schemas.properties(part)], branches(schemas, part)
    if not names and not found:
        return [{"type": "Control", "scope": "#"}]
    plain = [{"type": "Control", "scope": write_scope((name,))} for name in names]
    return plain + [_shown(name, conditions) for name, conditions in found.items() if name not in names]


def branches(schemas: Schemas, part: Part) -> dict[str, list[dict[str, Any]]]:
    """The properties that come and go, each with the conditions that bring it in."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, branch in _each(read_implications(schemas.raw(part), part.place).branches):
        found.setdefault(name, []).append(branch.condition)
    return found


def _each(listed: list[Branch]) -> Iterator[tuple[str, Branch]]:
    for branch in listed:
        yield from ((name, branch) for name in branch.names)


def _shown(name: str, conditions: list[dict[str, Any]]) -> dict[str, Any]:
    condition = conditions[0] if len(conditions) == 1 else {"type": "OR", "conditions": conditions}
    return {
        "type": "Control",
        "scope": write_scope((name,)),
        "rule": {"effect": "SHOW", "condition": condition},
    }


def layout(elements: list[dict[str, Any]]) -> Node:
    """Elements below each other."""
    return {"type": "VerticalLayout", "elements": elements}


def in_schema(found: Imported, ui: Node) -> Imported:
    """The same where the UI schema was made here: nobody could look up a place in it, so the schema's is named."""
    elements = ui["elements"]

    def moved(place: str) -> str:
        match = _MADE.match(place)
        return "/schema" + elements[int(match[1])]["scope"][1:] if match else place

    findings = tuple(replace(finding, place=moved(finding.place)) for finding in found.findings)
    return replace(found, findings=tuple(dict.fromkeys(findings)))


def silent(schema: Any) -> Schemas:
    """A reader whose findings somebody else will make."""
    return Schemas(schema, lambda _place, _message, _mend: None)
