"""Blocks (Person, Anschrift, …) written out where a form uses them, with their ids and scopes made the form's own."""

import copy
from collections.abc import Mapping
from typing import Any

from formengine.core.bundle import SHARED_PREFIX
from formengine.core.model import Finding, Path
from formengine.core.pointer import parse_scope, write_scope


class Expansion:
    """Writes blocks out, one form at a time, and collects findings."""

    def __init__(self, shared: Mapping[str, Mapping[str, Any]]) -> None:
        self.shared = shared
        self.findings: list[Finding] = []

    def expand(self, form: Mapping[str, Any]) -> dict[str, Any]:
        """The form without blocks."""
        result = copy.deepcopy(dict(form))
        schema = result.setdefault("schema", {"type": "object"})
        if isinstance(result.get("uischema"), dict):
            self._walk(result["uischema"], schema, "/uischema")
        return result

    def _walk(self, node: dict[str, Any], schema: dict[str, Any], place: str) -> None:
        """Replace the blocks below a node; `schema` is what its scopes are relative to."""
        elements = node.get("elements")
        for i, child in enumerate(elements if isinstance(elements, list) else ()):
            if not isinstance(child, dict):
                continue
            here = f"{place}/elements/{i}"
            if child.get("type") == "Block":
                node["elements"][i] = self._write_out(child, schema, here)
            self._walk(node["elements"][i], schema, here)
        detail = node.get("options", {}).get("detail") if isinstance(node.get("options"), dict) else None
        if isinstance(detail, dict) and isinstance(node.get("scope"), str):
            items = _open(schema, parse_scope(node["scope"])).setdefault("items", {"type": "object"})
            self._walk(detail, items, f"{place}/options/detail")

    def _write_out(self, block: dict[str, Any], schema: dict[str, Any], place: str) -> dict[str, Any]:
        ref = str(block.get("ref", ""))
        shared = self.shared.get(ref.removeprefix(SHARED_PREFIX)) if ref.startswith(SHARED_PREFIX) else None
        try:
            path = parse_scope(str(block["scope"]))
        except (KeyError, ValueError):
            path = ()
        if shared is None or not path:
            what = f"Den Baustein „{ref}“ gibt es nicht." if shared is None else "Dem Baustein fehlt „scope“."
            self.findings.append(Finding("error", "form", place, what, "Prüfen Sie „ref“ und „scope“."))
            return {"type": "Group", "id": block.get("id", "block"), "elements": []}
        options = block.get("options", {})
        _place_schema(schema, path, _narrow(shared, options))
        group: dict[str, Any] = {
            "type": "Group",
            "id": block.get("id", path[-1]),
            "elements": _elements(block, shared, path),
        }
        group |= {name: block[name] for name in ("label", "rule") if name in block}
        return group


def _place_schema(schema: dict[str, Any], path: Path, block_schema: dict[str, Any]) -> None:
    """Put the block's schema at its place; what the form says there itself stays."""
    target = _open(schema, path)
    own = {name: part for name, part in target.items() if name not in ("$ref", "type")}
    target.clear()
    target.update(block_schema | {name: part for name, part in own.items() if name not in ("properties", "required")})
    target["properties"] = block_schema.get("properties", {}) | own.get("properties", {})
    target["required"] = sorted({*block_schema.get("required", ()), *own.get("required", ())})


def _open(schema: dict[str, Any], path: Path) -> dict[str, Any]:
    """The schema at a path, made where it is not there."""
    for name in path:
        schema.setdefault("type", "object")
        schema = schema.setdefault("properties", {}).setdefault(name, {})
    return schema


def _narrow(shared: Mapping[str, Any], options: Mapping[str, Any]) -> dict[str, Any]:
    """The block's schema with only the chosen properties and with the form's wishes for what is required."""
    schema = copy.deepcopy(dict(shared["schema"]))
    properties = schema.get("properties", {})
    only = options.get("only", list(properties))
    required = options.get("require", schema.get("required", []))
    schema["properties"] = {name: part for name, part in properties.items() if name in only}
    schema["required"] = [name for name in required if name in schema["properties"]]
    return schema


def _elements(block: Mapping[str, Any], shared: Mapping[str, Any], path: Path) -> list[dict[str, Any]]:
    options = block.get("options", {})
    only = options.get("only")
    texts = options.get("texts", {})
    prefix = str(block.get("id", path[-1]))
    return [
        _own(element, prefix, path, texts)
        for element in copy.deepcopy(list(shared["elements"]))
        if only is None or _names(element) <= set(only)
    ]


def _names(element: Mapping[str, Any]) -> set[str]:
    """The properties that an element of a block asks for."""
    names = {parse_scope(element["scope"])[0]} if "scope" in element else set()
    return names.union(*(_names(child) for child in element.get("elements", ())))


def _own(element: dict[str, Any], prefix: str, path: Path, texts: Mapping[str, Any]) -> dict[str, Any]:
    """One element of a block with its ids, scopes and texts made the form's."""
    inner = str(element.get("id", ""))
    own: dict[str, Any] = relocate(
        {name: part for name, part in element.items() if name not in ("elements", "id")}, path
    )
    own["id"] = f"{prefix}.{inner}"
    own["elements"] = [_own(child, prefix, path, texts) for child in element.get("elements", ())]
    for name, text in texts.get(inner, {}).items():
        if name == "label":
            own["label"] = text
        else:
            own.setdefault("options", {})[name] = text
    return {name: part for name, part in own.items() if name != "elements" or part}


def relocate(node: Any, path: Path) -> Any:
    """A JSON tree with every relative scope (of controls, conditions and calculations) moved below a path."""
    if isinstance(node, list):
        return [relocate(part, path) for part in node]
    if not isinstance(node, dict):
        return node
    if node.get("from") == "root":
        return node
    moved = {name: relocate(part, path) for name, part in node.items() if name not in ("schema", "detail")}
    moved |= {name: node[name] for name in ("schema", "detail") if name in node}
    for name in ("scope", "value", "of"):
        text = node.get(name)
        if isinstance(text, str) and text.startswith("#"):
            moved[name] = write_scope(path + parse_scope(text))
    return moved


def shared_names(node: Any) -> set[str]:
    """The names of all shared blocks that a form refers to."""
    if isinstance(node, Mapping):
        ref = node.get("ref")
        own = {ref.removeprefix(SHARED_PREFIX)} if isinstance(ref, str) and ref.startswith(SHARED_PREFIX) else set()
        return own.union(*(shared_names(part) for part in node.values()))
    if isinstance(node, list):
        return set().union(*(shared_names(part) for part in node))
    return set()
