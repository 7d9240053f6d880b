"""Conditions: read from a definition, asked as closures, and written as JSON Schema; one meaning for all three."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from formengine.core import pointer
from formengine.core.model import ALWAYS, NEVER, Condition, Document, Path, Test
from formengine.core.pointer import MISSING
from formengine.core.strictjson import dumps
from formengine.core.validation import judge

_GROUPS = ("AND", "OR", "XOR", "NOT")


class ConditionError(ValueError):
    """A node that is no condition; `place` is the JSON Pointer inside the condition."""

    def __init__(self, place: str, message: str, mend: str) -> None:
        super().__init__(message)
        self.place = place
        self.message = message
        self.mend = mend


Named = Callable[[str], Any]
"""Gives the raw node of a named condition; raises KeyError."""


def parse(node: Any, named: Named, base: Path = (), place: str = "", seen: tuple[str, ...] = ()) -> Condition:
    """Read a condition node. `base` is the path of the enclosing block or list item that relative scopes start from."""
    if not isinstance(node, Mapping):
        raise ConditionError(
            place, "Hier muss eine Bedingung stehen.", "Schreiben Sie ein Objekt mit „scope“ und „schema“."
        )
    if "$ref" in node:
        return _parse_named(str(node["$ref"]), named, base, place, seen)
    if node.get("type") in _GROUPS:
        return _parse_group(node, named, base, place, seen)
    if "scope" in node and node.get("type", "LEAF") == "LEAF":
        return _parse_leaf(node, base, place)
    kind = node.get("type")
    raise ConditionError(
        place,
        f"Die Bedingungsart „{kind}“ ist unbekannt." if kind else "Der Bedingung fehlt „scope“ oder „type“.",
        "Erlaubt sind AND, OR, XOR, NOT, ein Verweis ($ref) oder ein Blatt mit „scope“ und „schema“.",
    )


def _parse_named(ref: str, named: Named, base: Path, place: str, seen: tuple[str, ...]) -> Condition:
    name = ref.removeprefix("#/conditions/")
    if name in seen:
        chain = " → ".join([*seen, name])
        raise ConditionError(place, f"Die Bedingungen verweisen im Kreis: {chain}.", "Lösen Sie den Kreis auf.")
    try:
        node = named(name) if ref.startswith("#/conditions/") else None
    except KeyError:
        node = None
    if node is None:
        raise ConditionError(place, f"Die Bedingung „{ref}“ gibt es nicht.", "Legen Sie sie unter „conditions“ an.")
    return replace(parse(node, named, base, place, (*seen, name)), name=name)


def _parse_group(node: Mapping[str, Any], named: Named, base: Path, place: str, seen: tuple[str, ...]) -> Condition:
    children = node.get("conditions")
    if not isinstance(children, list):
        raise ConditionError(place, f"{node['type']} braucht eine Liste „conditions“.", "Schreiben Sie eine Liste.")
    if node["type"] == "NOT" and len(children) != 1:
        raise ConditionError(place, "NOT braucht genau eine Bedingung.", "Fassen Sie mehrere mit AND oder OR zusammen.")
    parsed = (parse(child, named, base, f"{place}/conditions/{i}", seen) for i, child in enumerate(children))
    return Condition(node["type"], tuple(parsed))


def _parse_leaf(node: Mapping[str, Any], base: Path, place: str) -> Condition:
    try:
        path = pointer.parse_scope(str(node["scope"]))
    except ValueError as error:
        mend = "Schreiben Sie zum Beispiel „#/properties/art“."
        raise ConditionError(f"{place}/scope", f"„{node['scope']}“ ist kein Ort im Schema.", mend) from error
    schema = node["expectedValue"] if "expectedValue" in node else node.get("schema", True)
    if "expectedValue" in node:
        schema = {"const": node["expectedValue"]}
    if not isinstance(schema, Mapping | bool):
        raise ConditionError(f"{place}/schema", "„schema“ muss ein JSON-Schema sein.", "Schreiben Sie ein Objekt.")
    undefined_fails = bool(node.get("failWhenUndefined", False)) or "expectedValue" in node
    root = node.get("from") == "root"
    return Condition(
        "LEAF",
        path=path if root else base + path,
        root=root,
        schema=schema,
        fail_when_undefined=undefined_fails,
        parameters=node.get("x-params", {}),
    )


def rooted(condition: Condition) -> Condition:
    """A condition that stands outside lists: all its leaves look at the document."""
    if condition.kind == "LEAF":
        return replace(condition, root=True)
    return replace(condition, children=tuple(rooted(child) for child in condition.children))


def leaves(condition: Condition) -> Iterator[Condition]:
    """All leaves below a condition."""
    if condition.kind == "LEAF":
        yield condition
    for child in condition.children:
        yield from leaves(child)


def conjunction(*conditions: Condition) -> Condition:
    """All of them; ALWAYS and nested ANDs melt away, NEVER wins."""
    return _join("AND", ALWAYS, NEVER, conditions)


def disjunction(*conditions: Condition) -> Condition:
    """Any of them; NEVER and nested ORs melt away, ALWAYS wins."""
    return _join("OR", NEVER, ALWAYS, conditions)


def _join(kind: Any, neutral: Condition, absorbing: Condition, conditions: tuple[Condition, ...]) -> Condition:
    parts: list[Condition] = []
    for condition in conditions:
        if condition == absorbing:
            return absorbing
        parts += condition.children if condition.kind == kind else (condition,)
    chosen = tuple({written(part): part for part in parts if part != neutral}.values())
    if absorbing in chosen:
        return absorbing
    return chosen[0] if len(chosen) == 1 else (Condition(kind, chosen) if chosen else neutral)


def same(one: Condition, other: Condition) -> bool:
    """Equal as JSON: to Python `{"const": true}` and `{"const": 1}` are the same."""
    return one == other and written(one) == written(other)


def written(condition: Condition) -> tuple[Any, ...]:
    """A condition as something that hashes; schemas are dicts and do not."""
    own = (condition.kind, condition.path, condition.root, condition.fail_when_undefined, dumps(condition.schema))
    absent = () if condition.absent is None else (written(condition.absent),)
    return (*own, absent, *(written(child) for child in condition.children))


def negation(condition: Condition) -> Condition:
    """Not this; a double NOT melts away."""
    if condition == ALWAYS:
        return NEVER
    if condition == NEVER:
        return ALWAYS
    return condition.children[0] if condition.kind == "NOT" else Condition("NOT", (condition,))


def compile_test(condition: Condition) -> Test:
    """The condition as a closure over (document, item); a leaf looks at the item unless it says `from: root`."""
    if condition.kind == "LEAF":
        return _compile_leaf(condition)
    tests = tuple(compile_test(child) for child in condition.children)
    if condition.kind == "AND":
        return lambda document, item: all(test(document, item) for test in tests)
    if condition.kind == "OR":
        return lambda document, item: any(test(document, item) for test in tests)
    if condition.kind == "XOR":
        return lambda document, item: sum(test(document, item) for test in tests) == 1
    return lambda document, item: not tests[0](document, item)


def _compile_leaf(leaf: Condition) -> Test:
    path, judged = leaf.path, _fitter(leaf.schema)
    absent = ALWAYS if fits(leaf) else NEVER
    when_absent = compile_test(absent if leaf.absent is None else leaf.absent)

    def test(document: Document, item: Document | None) -> bool:
        value = pointer.get(document if leaf.root or item is None else item, path)
        return when_absent(document, item) if value is MISSING else judged(value)

    return test


def fits(leaf: Condition, value: Any = MISSING) -> bool:
    """What a leaf says of a value, or of none."""
    if value is MISSING:
        return not leaf.fail_when_undefined and passes_undefined(leaf.schema)
    return _fitter(leaf.schema)(value)


def spelled(condition: Condition) -> Condition:
    """The same condition of plain leaves: what decides one while there is no answer stands beside it."""
    if condition.kind != "LEAF":
        return replace(condition, children=tuple(spelled(child) for child in condition.children))
    if condition.absent is None:
        return condition
    there = replace(condition, schema=True, fail_when_undefined=True, absent=None)
    own = conjunction(there, replace(condition, absent=None))
    return disjunction(own, conjunction(negation(there), spelled(condition.absent)))


def _fitter(schema: Mapping[str, Any] | bool) -> Callable[[Any], bool]:
    """The judge of a leaf's schema, with the two shapes that nearly all conditions have taken by hand."""
    if isinstance(schema, bool):
        return lambda value: schema
    if set(schema) == {"const"} and isinstance(schema["const"], str | bool):
        expected, kind = schema["const"], type(schema["const"])
        return lambda value: type(value) is kind and value == expected
    if set(schema) == {"enum"} and all(isinstance(value, str) for value in schema["enum"]):
        allowed = frozenset(schema["enum"])
        return lambda value: isinstance(value, str) and value in allowed
    return judge(schema).ok


def passes_undefined(schema: Mapping[str, Any] | bool) -> bool:
    """What JSON Forms' validator says of `undefined`: const, enum and type fail, other keywords pass."""
    if isinstance(schema, bool):
        return schema
    if any(word in schema for word in ("const", "enum", "type")):
        return False
    verdicts = {word: [passes_undefined(part) for part in schema.get(word, ())] for word in ("allOf", "anyOf", "oneOf")}
    if not all(verdicts["allOf"]) or ("anyOf" in schema and not any(verdicts["anyOf"])):
        return False
    if ("oneOf" in schema and sum(verdicts["oneOf"]) != 1) or ("not" in schema and passes_undefined(schema["not"])):
        return False
    if "if" in schema:
        return passes_undefined(schema.get("then" if passes_undefined(schema["if"]) else "else", True))
    return True


def to_schema(condition: Condition) -> dict[str, Any]:
    """The condition as a JSON Schema over the document (or over the item, for a condition of item leaves only)."""
    if condition == ALWAYS:
        return {}
    if condition == NEVER:
        return {"not": {}}
    if condition.absent is not None:
        return to_schema(spelled(condition))
    if condition.kind == "LEAF":
        return _leaf_schema(condition)
    parts = [to_schema(child) for child in condition.children]
    if condition.kind == "NOT":
        return {"not": parts[0]}
    return {{"AND": "allOf", "OR": "anyOf", "XOR": "oneOf"}[condition.kind]: parts} if parts else {"not": {}}


def _leaf_schema(leaf: Condition) -> dict[str, Any]:
    present = leaf.fail_when_undefined or not passes_undefined(leaf.schema)
    schema: Any = leaf.schema
    for name in reversed(leaf.path):
        schema = {"properties": {name: schema}}
        if present:
            schema = {"type": "object", "required": [name]} | schema
    return schema if isinstance(schema, dict) else ({} if schema else {"not": {}})


def decide(condition: Condition, part: Condition, value: bool) -> Condition:
    """The condition with every occurrence of one part replaced by true or false, simplified."""
    if same(condition, part):
        return ALWAYS if value else NEVER
    if condition.kind == "LEAF":
        return condition
    children = tuple(decide(child, part, value) for child in condition.children)
    if condition.kind == "AND":
        return conjunction(*children)
    if condition.kind == "OR":
        return disjunction(*children)
    if condition.kind == "NOT":
        return negation(children[0])
    return Condition("XOR", children)
