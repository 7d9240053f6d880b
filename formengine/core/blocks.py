"""Blocks (Person, Anschrift, …) written out where a form uses them, with their ids and scopes made the form's own."""

import copy
from collections.abc import Mapping
from typing import Any

from formengine import locales
from formengine.core.bundle import SHARED_PREFIX
from formengine.core.limits import MAX_NODES, size
from formengine.core.model import Finding, Path
from formengine.core.pointer import parse_scope, write_scope


class Expansion:
    """Writes blocks out, one form at a time, and collects findings."""

    def __init__(self, shared: Mapping[str, Mapping[str, Any]], language: str = locales.GERMAN) -> None:
        self.shared = shared
        self.language = language
        self.words: dict[str, Any] = {}
        """What the blocks themselves say in the language, by the ids that their elements get."""
        self.findings: list[Finding] = []
        self.nodes = 0

    def expand(self, form: Mapping[str, Any]) -> dict[str, Any]:
        """The form without blocks."""
        result = copy.deepcopy(dict(form))
        schema = result.setdefault("schema", {"type": "object"})
        if isinstance(result.get("uischema"), dict):
            self._walk(result["uischema"], schema, "/uischema", ())
        return result

    def _walk(self, node: dict[str, Any], schema: dict[str, Any], place: str, around: tuple[str, ...]) -> None:
        """Replace the blocks below a node; `schema` is what its scopes are relative to, `around` the blocks around."""
        for i, child in enumerate(node.get("elements", ())):
            here, inside = f"{place}/elements/{i}", around
            if child.get("type") == "Block":
                node["elements"][i] = self._write_out(child, schema, here, around)
                inside = (*around, str(child.get("ref")))
            self._walk(node["elements"][i], schema, here, inside)
        detail = node.get("options", {}).get("detail")
        items = _items(schema, str(node.get("scope"))) if detail is not None else None
        if items is not None:
            self._walk(detail, items, f"{place}/options/detail", around)

    def _write_out(
        self, block: dict[str, Any], schema: dict[str, Any], place: str, around: tuple[str, ...]
    ) -> dict[str, Any]:
        ref = str(block.get("ref", ""))
        shared = self.shared.get(ref.removeprefix(SHARED_PREFIX)) if ref.startswith(SHARED_PREFIX) else None
        path = _path(str(block.get("scope")))
        fault = self._fault(ref, shared, path, around)
        if fault or shared is None:
            self.findings.append(Finding("error", "form", place, fault, "Prüfen Sie „ref“ und „scope“."))
            return {"type": "Group", "id": block.get("id", "block"), "elements": []}
        options = block.get("options", {})
        _place_schema(schema, path, _narrow(shared, options))
        self.words |= _words(block, shared, path, self.language)
        group: dict[str, Any] = {
            "type": "Group",
            "id": block.get("id", path[-1]),
            "elements": _elements(block, shared, path),
        }
        group |= {name: block[name] for name in ("label", "rule") if name in block}
        return group

    def _fault(self, ref: str, shared: Mapping[str, Any] | None, path: Path, around: tuple[str, ...]) -> str:
        """Why a block cannot be written out, "" where it can; counts what it brings along."""
        if shared is None:
            return f"Den Baustein „{ref}“ gibt es nicht."
        if not path:
            return "Dem Baustein fehlt „scope“."
        if ref in around:
            return f"Der Baustein „{ref}“ enthält sich selbst."
        self.nodes += size(shared)
        return f"Mit ihren Bausteinen hat die Definition mehr als {MAX_NODES} Knoten." if self.nodes > MAX_NODES else ""


def joined(words: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """The words of blocks and, above them, those of the form, text by text."""
    result = {id_: dict(own) for id_, own in words.items()}
    for id_, own in above.items():
        below = result.setdefault(id_, {})
        for name, text in own.items():
            both = isinstance(text, Mapping) and isinstance(below.get(name), Mapping)
            below[name] = {**below[name], **text} if both else text
    return result


def _words(block: Mapping[str, Any], shared: Mapping[str, Any], path: Path, language: str) -> dict[str, Any]:
    """A block's words in a language; where the form has words of its own, those are not a translation of them."""
    prefix, own = str(block.get("id", path[-1])), block.get("options", {}).get("texts", {})
    found = {}
    for inner, words in shared.get("texts", {}).get(language, {}).items():
        replaced = own.get(inner, {})
        kept = {name: text for name, text in words.items() if name not in replaced or name == "errors"}
        if isinstance(replaced.get("errors"), Mapping):
            kept["errors"] = {
                code: text for code, text in words.get("errors", {}).items() if code not in replaced["errors"]
            }
        found[f"{prefix}.{inner}"] = kept
    return found


def _path(scope: str) -> Path:
    """The path of a scope, () where it is none."""
    try:
        return parse_scope(scope)
    except ValueError:
        return ()


def _items(schema: dict[str, Any], scope: str) -> dict[str, Any] | None:
    """The schema of a list's items, where there is one."""
    found: Any = schema
    for name in _path(scope):
        found = found.get("properties", {}).get(name) if isinstance(found, dict) else None
    items = found.get("items") if isinstance(found, dict) else None
    return items if isinstance(items, dict) else None


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
        properties = schema.setdefault("properties", {})
        if not isinstance(properties.get(name), dict):
            properties[name] = {}
        schema = properties[name]
    return schema


def _narrow(shared: Mapping[str, Any], options: Mapping[str, Any]) -> dict[str, Any]:
    """The block's schema with only the chosen properties and with the form's wishes for what is required."""
    schema = copy.deepcopy(dict(shared["schema"]))
    properties = schema.get("properties", {})
    asked = _asked(shared, options)
    only = set(properties if asked is None else asked)
    required = options.get("require", schema.get("required", []))
    schema["properties"] = {name: part for name, part in properties.items() if name in only}
    schema["required"] = [name for name in required if name in schema["properties"]]
    return schema


def _elements(block: Mapping[str, Any], shared: Mapping[str, Any], path: Path) -> list[dict[str, Any]]:
    options = block.get("options", {})
    only = _asked(shared, options)
    texts = options.get("texts", {})
    prefix = str(block.get("id", path[-1]))
    wanted = None if only is None else set(only)
    return [
        _own(element, prefix, path, texts)
        for element in copy.deepcopy(list(shared["elements"]))
        if wanted is None or _names(element) <= wanted
    ]


def _asked(shared: Mapping[str, Any], options: Mapping[str, Any]) -> list[str] | None:
    """The properties that a form wants, else those that the block asks for unless told otherwise; None is all."""
    found: list[str] | None = options.get("only", shared.get("default"))
    return found


def _names(element: Mapping[str, Any]) -> set[str]:
    """The properties that an element of a block asks for."""
    names = set(_path(str(element.get("scope")))[:1])
    return names.union(*(_names(child) for child in element.get("elements", ())))


def _own(element: dict[str, Any], prefix: str, path: Path, texts: Mapping[str, Any]) -> dict[str, Any]:
    """One element of a block with its ids, scopes and texts made the form's."""
    inner = str(element.get("id", ""))
    own: dict[str, Any] = relocate(
        {name: part for name, part in element.items() if name not in ("elements", "id")}, path
    )
    own["id"] = f"{prefix}.{inner}"
    own["elements"] = [_own(child, prefix, path, texts) for child in element.get("elements", ())]
    detail = own.get("options", {}).get("detail")
    if detail is not None:
        own["options"] = own["options"] | {"detail": _own_items(detail, prefix)}
    for name, text in texts.get(inner, {}).items():
        if name == "label":
            own["label"] = text
        else:
            own.setdefault("options", {})[name] = text
    return {name: part for name, part in own.items() if name != "elements" or part}


def _own_items(node: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """What stands in the items of a block's list: the ids become the form's, the scopes start from the item anyway."""
    own = dict(node)
    if "id" in own:
        own["id"] = f"{prefix}.{own['id']}"
    if "elements" in own:
        own["elements"] = [_own_items(child, prefix) for child in own["elements"]]
    if "detail" in own.get("options", {}):
        own["options"] = own["options"] | {"detail": _own_items(own["options"]["detail"], prefix)}
    return own


def relocate(node: Any, path: Path) -> Any:
    """A JSON tree with every relative scope (of controls, conditions and calculations) moved below a path.

    What is asked of the items of a list starts from the item and stays.
    """
    if isinstance(node, list):
        return [relocate(part, path) for part in node]
    if not isinstance(node, dict):
        return node
    if node.get("from") == "root":
        return node
    fixed = ("schema", "detail", "where", "value") if "of" in node else ("schema", "detail")
    moved = {name: part if name in fixed else relocate(part, path) for name, part in node.items()}
    for name in ("scope", "value", "of"):
        text = node.get(name)
        if isinstance(text, str) and text.startswith("#/") and name not in fixed:
            moved[name] = write_scope(path + _path(text)) if _path(text) else text
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
