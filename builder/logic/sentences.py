"""A condition as a structure that can be edited, and back without loss; what the editor cannot say is kept as it is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

GroupKind = Literal["AND", "OR", "XOR"]
GROUPS: Final[tuple[GroupKind, ...]] = ("AND", "OR", "XOR")
NAMED: Final = "#/conditions/"
_DRESS: Final = ("type", "format")
"""Keywords that add nothing to what a leaf asks; they are kept, and written first."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How an operator is written: its keyword, inside `contains` or not, and denied or not."""

    keyword: str = ""
    inside: bool = False
    denied: bool = False
    fixed: Any = None
    """What the keyword always says; None for an operator with a value of its own."""


OPERATORS: Final[Mapping[str, Shape]] = {
    "answered": Shape(),
    "is": Shape("const"),
    "is_not": Shape("const", denied=True),
    "one_of": Shape("enum"),
    "none_of": Shape("enum", denied=True),
    "has": Shape("const", inside=True),
    "has_not": Shape("const", inside=True, denied=True),
    "has_one_of": Shape("enum", inside=True),
    "at_least": Shape("minimum"),
    "more_than": Shape("exclusiveMinimum"),
    "at_most": Shape("maximum"),
    "less_than": Shape("exclusiveMaximum"),
    "since": Shape("formatMinimum"),
    "until": Shape("formatMaximum"),
    "before": Shape("formatMinimum", denied=True),
    "after": Shape("formatMaximum", denied=True),
    "entries_at_least": Shape("minItems"),
    "entries_at_most": Shape("maxItems"),
    "promised": Shape("required", inside=True, fixed=("nachreichen",)),
}
"""Every operator by its name. What it is called depends on the question, see `operators`."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A question (by its scope), an operator and a value."""

    scope: str
    operator: str
    value: Any = None
    root: bool = False
    """Inside a list: the scope starts at the document (`from: root`)."""
    entry: str = ""
    """For a list: the property of an entry that the operator is about; at least one entry must do."""
    parameter: str = ""
    """The parameter that the value comes from; `value` is then only the literal beside it."""
    dress: tuple[tuple[str, Any], ...] = ()
    """`type` and `format` as they stand beside the keyword."""


@dataclass(frozen=True, slots=True)
class Group:
    """All, any or exactly one of several."""

    kind: GroupKind
    parts: tuple["Term", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary."""

    part: "Term"


@dataclass(frozen=True, slots=True)
class Named:
    """A condition that has a name."""

    name: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What the editor has no words for: it may be kept or deleted, never changed."""

    node: Any


Term: TypeAlias = Leaf | Group | Not | Named | Kept


def structure(node: Any) -> Term:
    """The structure of a raw condition; `written(structure(node))` equals `node` as JSON."""
    read = _read(node)
    return read if same_json(written(read), node) else Kept(node)


def written(term: Term) -> Any:
    """The raw condition of a structure."""
    if isinstance(term, Kept):
        return term.node
    if isinstance(term, Named):
        return {"$ref": NAMED + term.name}
    if isinstance(term, Not):
        return {"type": "NOT", "conditions": [written(term.part)]}
    if isinstance(term, Group):
        return {"type": term.kind, "conditions": [written(part) for part in term.parts]}
    start = {"from": "root"} if term.root else {}
    return {"scope": term.scope, "schema": schema_of(term), **start, "failWhenUndefined": True}


def schema_of(leaf: Leaf) -> dict[str, Any]:
    """What a leaf demands of the answer."""
    shape = OPERATORS[leaf.operator]
    schema: dict[str, Any] = dict(leaf.dress)
    if shape.keyword:
        schema[shape.keyword] = leaf.value if shape.fixed is None else [*shape.fixed]
    if leaf.parameter:
        schema["x-param"] = {shape.keyword: leaf.parameter}
    if shape.inside:
        schema = {"contains": schema}
    if shape.denied:
        schema = {"not": schema}
    return {"contains": {"properties": {leaf.entry: schema}, "required": [leaf.entry]}} if leaf.entry else schema


def same_json(one: Any, other: Any) -> bool:
    """Equal as JSON, whatever the order of names; `true` is not 1."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _read(node: Any) -> Term:
    if not isinstance(node, Mapping):
        return Kept(node)
    ref, kind, inner = node.get("$ref"), node.get("type"), node.get("conditions")
    if isinstance(ref, str) and ref.startswith(NAMED):
        return Named(ref.removeprefix(NAMED))
    if kind in GROUPS and isinstance(inner, list):
        return Group(kind, tuple(structure(child) for child in inner))
    if kind == "NOT" and isinstance(inner, list) and len(inner) == 1:
        return Not(structure(inner[0]))
    leaf = _leaf(node)
    return Kept(node) if leaf is None else leaf


def _leaf(node: Mapping[str, Any]) -> Leaf | None:
    scope, schema = node.get("scope"), node.get("schema")
    if not isinstance(scope, str) or not isinstance(schema, Mapping):
        return None
    entry, demand = _entry(schema)
    denied, demand = _unwrapped(demand, "not")
    inside, demand = _unwrapped(demand, "contains")
    words = [word for word in demand if word not in (*_DRESS, "x-param")]
    if len(words) > 1:
        return None
    keyword = words[0] if words else ""
    operator = _operator(keyword, demand.get(keyword), inside=inside, denied=denied)
    if operator is None:
        return None
    value = demand[keyword] if keyword and OPERATORS[operator].fixed is None else None
    dress = tuple((word, demand[word]) for word in demand if word in _DRESS)
    return Leaf(scope, operator, value, node.get("from") == "root", entry, _parameter(demand, keyword), dress)


def _entry(schema: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The property that a demand on some entry of a list is about, and the demand."""
    contains = schema.get("contains")
    properties = contains.get("properties") if isinstance(contains, Mapping) else None
    if isinstance(properties, Mapping) and len(properties) == 1:
        [(name, inner)] = properties.items()
        return (name, inner) if isinstance(inner, Mapping) else ("", schema)
    return "", schema


def _unwrapped(schema: Mapping[str, Any], word: str) -> tuple[bool, Mapping[str, Any]]:
    inner = schema.get(word)
    return (True, inner) if len(schema) == 1 and isinstance(inner, Mapping) else (False, schema)


def _operator(keyword: str, value: Any, *, inside: bool, denied: bool) -> str | None:
    for name, shape in OPERATORS.items():
        fits = shape.fixed is None or (isinstance(value, list) and tuple(value) == shape.fixed)
        if (shape.keyword, shape.inside, shape.denied) == (keyword, inside, denied) and fits:
            return name
    return None


def _parameter(demand: Mapping[str, Any], keyword: str) -> str:
    named = demand.get("x-param")
    found = named.get(keyword) if isinstance(named, Mapping) else None
    return found if isinstance(found, str) else ""
