"""What a JSON Schema says under a condition (`if … then`, `dependencies`), as conditions of our own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from formengine.core.model import Path
from formengine.core.pointer import join, write_scope
from formengine.exchange.frame import Node

_READ: Final = frozenset({"type", "properties", "required", "allOf", "anyOf", "oneOf", "not"})
_JOINED: Final[Mapping[str, str]] = {"allOf": "AND", "anyOf": "OR", "oneOf": "XOR"}
ALWAYS: Final[Node] = {"type": "AND", "conditions": []}


class Unsaid(ValueError):
    """A condition that ours cannot say."""


@dataclass(frozen=True, slots=True)
class Demand:
    """An answer that is required while a condition holds."""

    path: Path
    condition: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Branch:
    """Properties that an object has while a condition holds."""

    names: tuple[str, ...]
    condition: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Implications:
    """What the top level of a schema says under conditions, and where it says what we cannot say."""

    demands: Mapping[Path, tuple[Demand, ...]]
    branches: tuple[Branch, ...]
    unsaid: tuple[str, ...]


def read_implications(schema: Node) -> Implications:
    """The demands by the path of the answer, and the branches, in the order of the document."""
    demands: dict[Path, tuple[Demand, ...]] = {}
    branches: list[Branch] = []
    unsaid: list[str] = []
    for node, place in _tops(schema):
        for word in ("if", "dependencies", "dependentRequired", "dependentSchemas"):
            try:
                found = [*_READERS[word](node)] if word in node else []
            except Unsaid:
                unsaid.append(place + join(word))
                continue
            branches += [part for part in found if isinstance(part, Branch)]
            for demand in (part for part in found if isinstance(part, Demand)):
                demands[demand.path] = (*demands.get(demand.path, ()), demand)
    return Implications(demands, tuple(branches), tuple(unsaid))


def _tops(schema: Node) -> Iterator[tuple[Node, str]]:
    yield schema, "/schema"
    parts = schema.get("allOf")
    for i, part in enumerate(parts if isinstance(parts, list) else ()):
        if isinstance(part, Mapping):
            yield part, f"/schema/allOf/{i}"


def _if(node: Node) -> Iterator[Demand | Branch]:
    condition = from_schema(node["if"])
    yield from _consequence(node.get("then"), condition)
    yield from _consequence(node.get("else"), negated(condition))


def _consequence(node: Any, condition: dict[str, Any]) -> Iterator[Demand | Branch]:
    """What holds together with a condition: demands in objects of objects as well, and properties of the top."""
    if not isinstance(node, Mapping):
        return
    names = tuple(node.get("properties", {})) if isinstance(node.get("properties"), Mapping) else ()
    if names:
        yield Branch(names, condition)
    yield from (Demand(path, condition) for path in _demanded(node, ()))
    parts = node.get("allOf")
    for part in parts if isinstance(parts, list) else ():
        yield from _consequence(part, condition)


def _demanded(node: Node, base: Path) -> Iterator[Path]:
    """The answers that a schema demands; an object in between is demanded by what it must hold."""
    properties = node.get("properties")
    inner = properties if isinstance(properties, Mapping) else {}
    for name in _texts(node.get("required")):
        deeper = [*_demanded(inner[name], (*base, name))] if isinstance(inner.get(name), Mapping) else []
        yield from deeper or [(*base, name)]


def _dependencies(node: Node) -> Iterator[Demand | Branch]:
    """In draft-07 one keyword names both answers that are then required and a schema that then holds."""
    named = node["dependencies"]
    for name, what in named.items() if isinstance(named, Mapping) else ():
        present = exists((name,))
        if isinstance(what, list):
            yield from (Demand((other,), present) for other in _texts(what))
        elif isinstance(what, Mapping) and isinstance(what.get("oneOf"), list):
            for branch in what["oneOf"]:
                yield from _alternative(branch, name)
        else:
            yield from _consequence(what, present)


def _alternative(branch: Any, name: str) -> Iterator[Demand | Branch]:
    """One of several schemas that are told apart by what one answer is."""
    properties = branch.get("properties") if isinstance(branch, Mapping) else None
    if not isinstance(properties, Mapping) or not isinstance(properties.get(name), Mapping):
        raise Unsaid(name)
    condition = leaf((name,), properties[name])
    rest = {**branch, "properties": {other: part for other, part in properties.items() if other != name}}
    yield from _consequence(rest, condition)


def _dependent_required(node: Node) -> Iterator[Demand | Branch]:
    yield from _dependencies({"dependencies": node["dependentRequired"]})


def _dependent_schemas(node: Node) -> Iterator[Demand | Branch]:
    yield from _dependencies({"dependencies": node["dependentSchemas"]})


_READERS: Final = {
    "if": _if,
    "dependencies": _dependencies,
    "dependentRequired": _dependent_required,
    "dependentSchemas": _dependent_schemas,
}


def from_schema(node: Any, base: Path = ()) -> dict[str, Any]:
    """A schema over an object as a condition over its answers. Raises Unsaid where there is none."""
    if node is True or node == {}:
        return dict(ALWAYS)
    if not isinstance(node, Mapping) or node.keys() - _READ or node.get("type", "object") != "object":
        raise Unsaid(str(node)[:60])
    parts = [*_properties(node, base)]
    for word, kind in _JOINED.items():
        if word in node:
            if not isinstance(node[word], list):
                raise Unsaid(word)
            listed = [from_schema(part, base) for part in node[word]]
            parts += listed if kind == "AND" else [{"type": kind, "conditions": listed}]
    if "not" in node:
        parts.append(negated(from_schema(node["not"], base)))
    return parts[0] if len(parts) == 1 else {"type": "AND", "conditions": parts}


def _properties(node: Node, base: Path) -> Iterator[dict[str, Any]]:
    """Every property that it speaks of, present where it says so."""
    required, properties = _texts(node.get("required")), node.get("properties", {})
    if not isinstance(properties, Mapping):
        raise Unsaid("properties")
    for name, part in properties.items():
        path = (*base, name)
        holds = _holds(part, path)
        if name in required:
            yield holds if holds.get("failWhenUndefined") else {"type": "AND", "conditions": [exists(path), holds]}
        else:
            # An absent property passes any schema, which JSON Forms' own rule for absent answers does not say.
            yield {"type": "OR", "conditions": [negated(exists(path)), holds]}
    yield from (exists((*base, name)) for name in required if name not in properties)


def _holds(node: Any, path: Path) -> dict[str, Any]:
    """What is said of one property: of an object its properties, of anything else a leaf."""
    inner = isinstance(node, Mapping) and bool(node.keys() & {"properties", "required"})
    return from_schema(node, path) if inner else leaf(path, node)


def leaf(path: Path, schema: Any) -> dict[str, Any]:
    """An answer that is there and fits."""
    return {"scope": write_scope(path), "schema": schema, "failWhenUndefined": True}


def exists(path: Path) -> dict[str, Any]:
    """An answer that is there."""
    return leaf(path, {})


def negated(condition: dict[str, Any]) -> dict[str, Any]:
    """The opposite; a double NOT melts away."""
    inner: dict[str, Any] = condition["conditions"][0] if condition.get("type") == "NOT" else {}
    return inner or {"type": "NOT", "conditions": [condition]}


def _texts(value: Any) -> list[str]:
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []
