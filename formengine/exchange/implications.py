"""What a JSON Schema demands under a condition (`if … then required`), as conditions of our own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from formengine.core.model import Path
from formengine.core.pointer import write_scope

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Demand:
    """An answer that is required while a condition holds."""

    path: Path
    condition: dict[str, Any]


def read_demands(schema: Node) -> dict[Path, tuple[Demand, ...]]:
    """The demands of the top level, by the path of the answer."""
    found: dict[Path, tuple[Demand, ...]] = {}
    for node in (schema, *schema.get("allOf", ())):
        for demand in _demands(node):
            found[demand.path] = (*found.get(demand.path, ()), demand)
    return found


def _demands(node: Node) -> Iterator[Demand]:
    if "if" not in node:
        return
    condition = _condition(node["if"])
    for word, holds in (("then", condition), ("else", {"type": "NOT", "conditions": [condition]})):
        for name in node.get(word, {}).get("required", ()):
            yield Demand((name,), holds)


def _condition(node: Node) -> dict[str, Any]:
    """A schema over the whole document: every property that it speaks of, present where it says so."""
    required = node.get("required", ())
    parts = [_leaf(name, part, name in required) for name, part in node.get("properties", {}).items()]
    parts += [_leaf(name, True, True) for name in required if name not in node.get("properties", {})]
    return parts[0] if len(parts) == 1 else {"type": "AND", "conditions": parts}


def _leaf(name: str, schema: Any, present: bool) -> dict[str, Any]:
    leaf = {"scope": write_scope((name,)), "schema": schema, "failWhenUndefined": True}
    if present:
        return leaf
    # An absent property passes any schema, which JSON Forms' own rule for absent answers does not say.
    absent = {"type": "NOT", "conditions": [{"scope": write_scope((name,)), "schema": {}, "failWhenUndefined": True}]}
    return {"type": "OR", "conditions": [absent, leaf]}
