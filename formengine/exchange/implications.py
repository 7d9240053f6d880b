"""What a JSON Schema says under a condition (`if … then`, `dependencies`), as conditions of our own."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from formengine.core.conditions import passes_undefined
from formengine.core.limits import MAX_CONTROLS
from formengine.core.model import Path
from formengine.core.pointer import join, write_scope
from formengine.core.schemas import check_schema
from formengine.exchange.frame import Node, Refused

_READ: Final = frozenset({"type", "properties", "required", "allOf", "anyOf", "oneOf", "not"})
MOST_SAID: Final = MAX_CONTROLS
"""So many things a schema may say under conditions: one for each question that there may be."""
_FOLLOWS: Final = frozenset({"type", "properties", "required", "allOf", "title", "description", "$comment"})
_JOINED: Final[Mapping[str, str]] = {"allOf": "AND", "anyOf": "OR", "oneOf": "XOR"}
ALWAYS: Final[Node] = {"type": "AND", "conditions": []}


class Unsaid(ValueError):
    """A condition that ours cannot say."""


@dataclass(frozen=True, slots=True)
class Demand:
    """An answer that is required while a condition holds; `begun`: only where the object around it is there."""

    path: Path
    condition: dict[str, Any]
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """Properties that an object has while a condition holds; those that must then fit more than demands say."""

    names: tuple[str, ...]
    condition: dict[str, Any]
    narrowed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Items:
    """What every item of a list must fit while a condition holds."""

    path: Path
    condition: dict[str, Any]
    schema: Node


Said: TypeAlias = Demand | Branch | Items


@dataclass(frozen=True, slots=True)
class Implications:
    """What an object says under conditions, in the order of the document, and where it says what we cannot say."""

    said: tuple[Said, ...]
    unsaid: tuple[str, ...]

    @property
    def branches(self) -> list[Branch]:
        """The properties that come and go."""
        return [part for part in self.said if isinstance(part, Branch)]


def read_implications(schema: Node, place: str) -> Implications:
    """What the schema of an object says under conditions."""
    said: list[Said] = []
    unsaid: list[str] = []
    for node, here in _tops(schema, place):
        for word, read in _READERS.items():
            try:
                said += [*read(node)] if word in node else []
            except Unsaid:
                unsaid.append(here + join(word))
        if len(said) > MOST_SAID:
            raise Refused(f"Das Schema hat mehr als {MOST_SAID} Bedingungen. Teilen Sie das Formular auf.")
    return Implications(tuple(said), tuple(unsaid))


def _tops(schema: Node, place: str) -> Iterator[tuple[Node, str]]:
    yield schema, place
    parts = schema.get("allOf")
    for i, part in enumerate(parts if isinstance(parts, list) else ()):
        if isinstance(part, Mapping):
            yield part, f"{place}/allOf/{i}"


def always_said(schema: Node) -> Iterator[Said]:
    """What a schema demands of an object under no condition, given by itself and not with the object."""
    for node, _ in _tops(schema, ""):
        if "if" not in node:
            yield from (Demand(path, dict(ALWAYS), begun) for path, begun in _demanded(node, ()))
            yield from (Items(path, dict(ALWAYS), items) for path, items in _items(node, ()))


def _if(node: Node) -> Iterator[Said]:
    condition = from_schema(node["if"])
    yield from _consequence(node.get("then"), condition)
    yield from _consequence(node.get("else"), negated(condition))


def _consequence(node: Any, condition: dict[str, Any]) -> Iterator[Said]:
    """What holds together with a condition: demands in objects of objects as well, and properties of the top."""
    if node is None or node is True:
        return
    if not isinstance(node, Mapping) or node.keys() - _FOLLOWS:
        raise Unsaid(str(node)[:60])
    names = tuple(node.get("properties", {})) if isinstance(node.get("properties"), Mapping) else ()
    if names:
        narrowed = frozenset(name for name in names if _narrows(node["properties"][name]))
        yield Branch(names, condition, narrowed)
    yield from (Demand(path, condition, begun) for path, begun in _demanded(node, ()))
    yield from (Items(path, condition, items) for path, items in _items(node, ()))
    parts = node.get("allOf")
    for part in parts if isinstance(parts, list) else ():
        yield from _consequence(part, condition)


def _narrows(part: Any) -> bool:
    """True for a schema that says more than what an object must hold or what the items of a list demand."""
    if not isinstance(part, Mapping):
        return part is not True
    inner = _mappings(part.get("properties")).values()
    return bool(part.keys() - {"type", "properties", "required", "items"}) or any(map(_narrows, inner))


def _demanded(node: Node, base: Path, begun: bool = False) -> Iterator[tuple[Path, bool]]:
    """The answers that a schema demands; an object in between is demanded by what it must hold."""
    properties, required = node.get("properties"), _texts(node.get("required"))
    inner = _mappings(properties)
    for name in required:
        deeper = [*_demanded(inner[name], (*base, name), begun)] if name in inner else []
        yield from deeper or [((*base, name), begun)]
    for name in [name for name in inner if name not in required]:
        yield from _demanded(inner[name], (*base, name), begun=True)


def _items(node: Node, base: Path) -> Iterator[tuple[Path, Node]]:
    properties = node.get("properties")
    for name, part in properties.items() if isinstance(properties, Mapping) else ():
        if isinstance(part, Mapping) and isinstance(part.get("items"), Mapping):
            yield (*base, name), part["items"]
        elif isinstance(part, Mapping):
            yield from _items(part, (*base, name))


def _dependencies(node: Node) -> Iterator[Said]:
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


def _alternative(branch: Any, name: str) -> Iterator[Said]:
    """One of several schemas that are told apart by what one answer is."""
    properties = branch.get("properties") if isinstance(branch, Mapping) else None
    if not isinstance(properties, Mapping) or not isinstance(properties.get(name), Mapping):
        raise Unsaid(name)
    condition = leaf((name,), properties[name])
    rest = {**branch, "properties": {other: part for other, part in properties.items() if other != name}}
    yield from _consequence(rest, condition)


def _dependent_required(node: Node) -> Iterator[Said]:
    yield from _dependencies({"dependencies": node["dependentRequired"]})


def _dependent_schemas(node: Node) -> Iterator[Said]:
    yield from _dependencies({"dependencies": node["dependentSchemas"]})


_READERS: Final[Mapping[str, Callable[[Node], Iterator[Said]]]] = {
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
        elif "scope" in holds and not check_schema(part, "") and passes_undefined(part):
            yield {word: value for word, value in holds.items() if word != "failWhenUndefined"}
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


def _mappings(value: Any) -> dict[str, Node]:
    return (
        {name: part for name, part in value.items() if isinstance(part, Mapping)} if isinstance(value, Mapping) else {}
    )


def _texts(value: Any) -> list[str]:
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []
