"""The rules of a JSON Forms UI schema: what they mean to JSON Forms, said in conditions of ours, or a finding."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from formengine.core.model import Path
from formengine.core.pointer import write_scope
from formengine.exchange.dialect import Note, Schemas
from formengine.exchange.frame import Node
from formengine.exchange.implications import Unsaid, from_schema
from formengine.exchange.names import is_usable, parse_scope

_EFFECTS: Final = ("SHOW", "HIDE", "ENABLE", "DISABLE", "REQUIRE", "FORBID")
_GROUPS: Final = ("AND", "OR", "XOR", "NOT")
Strict: TypeAlias = Callable[[Any], dict[str, Any]]
"""Makes the schema of a leaf ours, or raises Unsaid."""

_SHOWN: Final = "Das Element ist immer zu sehen. Schreiben Sie die Regel neu."


def listed(node: Node) -> list[Any]:
    """The rules of an element, one or several."""
    rule = node.get("rule", [])
    return list(rule) if isinstance(rule, list) else [rule]


def read_rules(node: Node, place: str, base: Path, note: Note) -> list[dict[str, Any]]:
    """The rules of an element; `base` is where its scopes start from. What cannot be said is noted."""
    found = []
    for i, rule in enumerate(listed(node)):
        here = f"{place}/rule" + (f"/{i}" if isinstance(node.get("rule"), list) else "")
        try:
            effect, condition = _split(rule)
            found.append({"effect": effect, "condition": _condition(condition, base, strictly)})
        except Unsaid as why:
            note(here, str(why), _SHOWN)
    return found


def _split(rule: Any) -> tuple[str, Any]:
    effect = rule.get("effect") if isinstance(rule, Mapping) else None
    if effect not in _EFFECTS:
        raise Unsaid(f"Die Wirkung „{str(effect)[:40]}“ gibt es nicht.")
    return str(effect), rule.get("condition")


def _condition(node: Any, base: Path, strict: Strict) -> dict[str, Any]:
    if not isinstance(node, Mapping):
        raise Unsaid("Der Regel fehlt ihre Bedingung.")
    if node.get("type") in _GROUPS:
        children = node.get("conditions")
        if not isinstance(children, list) or (node["type"] == "NOT" and len(children) != 1):
            raise Unsaid(f"{node['type']} hat nicht die erwarteten Bedingungen.")
        return {"type": node["type"], "conditions": [_condition(child, base, strict) for child in children]}
    if "validate" in node or not node.keys() & {"schema", "expectedValue"}:
        raise Unsaid("Die Bedingung ist eine Funktion oder ohne „schema“; das lässt sich nicht übernehmen.")
    if node.get("type", "LEAF") != "LEAF" or "scope" not in node:
        raise Unsaid(f"Die Bedingungsart „{str(node.get('type'))[:40]}“ gibt es nicht.")
    return _leaf(node, base, strict)


def _leaf(node: Node, base: Path, strict: Strict) -> dict[str, Any]:
    path = parse_scope(node["scope"])
    if path is None or not is_usable(path):
        raise Unsaid(f"„{str(node['scope'])[:60]}“ ist kein Ort im Schema.")
    if "expectedValue" in node:
        return _said(base + path, {"const": node["expectedValue"]}, fails=True, node=node)
    fails = bool(node.get("failWhenUndefined", False))
    if not base + path:
        return _whole(node["schema"], strict)
    return _said(base + path, strict(node["schema"]), fails=fails, node=node)


def _said(path: Path, schema: Any, *, fails: bool, node: Node) -> dict[str, Any]:
    leaf = {"scope": write_scope(path), "schema": schema} | ({"failWhenUndefined": True} if fails else {})
    return leaf | ({"from": "root"} if node.get("from") == "root" else {})


def _whole(schema: Any, strict: Strict) -> dict[str, Any]:
    """A schema over the whole document, which ours asks answer by answer."""
    try:
        return judged(from_schema(schema), strict)
    except Unsaid as why:
        raise Unsaid("Die Bedingung fragt nach dem ganzen Dokument.") from why


def judged(condition: dict[str, Any], strict: Strict) -> dict[str, Any]:
    """A condition with the schemas of its leaves made ours. Raises Unsaid."""
    if "scope" in condition:
        return {**condition, "schema": strict(condition["schema"])}
    return {**condition, "conditions": [judged(child, strict) for child in condition["conditions"]]}


def paths(condition: Node) -> Iterator[Path]:
    """What a condition looks at."""
    if "scope" in condition:
        yield parse_scope(condition["scope"]) or ()
    for child in condition.get("conditions", ()):
        yield from paths(child)


def strictly(raw: Any) -> dict[str, Any]:
    """The schema of a condition, made ours. Raises Unsaid where it would lose anything, and so mean another thing."""
    complaints: list[str] = []
    if isinstance(raw, bool):
        return {} if raw else {"not": {}}
    inner = Schemas(raw, lambda _place, message, _mend: complaints.append(message))
    found = inner.plain(inner.root)
    if complaints or not isinstance(raw, Mapping):
        raise Unsaid(f"Die Bedingung lässt sich nicht prüfen: {complaints[0] if complaints else 'kein Schema.'}")
    return found
