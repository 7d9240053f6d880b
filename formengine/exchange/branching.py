"""A UI schema for a data schema that has none: every property, those that come and go shown when they are there."""

from collections.abc import Iterator
from typing import Any

from formengine.core.pointer import write_scope
from formengine.exchange.dialect import Part, Schemas
from formengine.exchange.frame import Node
from formengine.exchange.implications import Branch, read_implications


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


def silent(schema: Any) -> Schemas:
    """A reader whose findings somebody else will make."""
    return Schemas(schema, lambda _place, _message, _mend: None)
