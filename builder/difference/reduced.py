"""A bundle cut down to what some conditions ask for, so that putting them into words costs little in a large form."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from formengine.core.bundle import Bundle
from formengine.core.model import ITEM, Path
from formengine.core.pointer import parse_scope, touches

_WAYS: Final = ("scope", "value", "of")
_DROPPED: Final = ("rule", "elements")
_DROPPED_OPTIONS: Final = ("detail", "from", "errors", "help", "hint")


def reduced(bundle: Bundle, wanted: frozenset[Path]) -> Bundle:
    """The pages with the questions that `wanted` leads to, without rules and calculations."""
    uischema = _pruned(bundle.form.get("uischema", {}), (), wanted)
    names = ("title", "kind", "schema", "conditions", "parameters")
    form = {name: bundle.form[name] for name in names if name in bundle.form}
    empty = {"type": "Categorization", "elements": []}
    form |= {"uischema": uischema or empty, "schema": _schema(form.get("schema", {}), wanted)}
    return dataclasses.replace(bundle, form=form, cases=None, texts={})


def mentioned(node: Any, named: Mapping[str, Any], item: Path = (), seen: frozenset[str] = frozenset()) -> set[Path]:
    """The answers that a raw condition or calculation asks for; those of an item from the root."""
    if isinstance(node, list):
        return {path for part in node for path in mentioned(part, named, item, seen)}
    if not isinstance(node, Mapping):
        return set()
    found = {path for part in node.values() for path in mentioned(part, named, item, seen)}
    name = str(node.get("$ref", "")).removeprefix("#/conditions/")
    if name in named and name not in seen:
        found |= mentioned(named[name], named, item, seen | {name})
    return found | set(_own(node, item))


def _own(node: Mapping[str, Any], item: Path) -> Iterator[Path]:
    for way in _WAYS:
        try:
            path = parse_scope(str(node.get(way, "")))
        except ValueError:
            continue
        yield path
        if item and node.get("from") != "root":
            yield item + path


def _pruned(node: Mapping[str, Any], item: Path, wanted: Iterable[Path]) -> dict[str, Any] | None:
    """An element with those of its children that are wanted; None where nothing is."""
    if node.get("type") in ("Control", "Block"):
        return _asking(node, item, wanted)
    children = (_pruned(child, item, wanted) for child in node.get("elements", ()))
    kept = [child for child in children if child is not None]
    if not kept:
        return None
    return {**{name: part for name, part in node.items() if name not in _DROPPED}, "elements": kept}


def _asking(node: Mapping[str, Any], item: Path, wanted: Iterable[Path]) -> dict[str, Any] | None:
    try:
        path = (*item, *parse_scope(str(node.get("scope"))))
    except ValueError:
        return None
    if not any(path[: len(way)] == way or touches(path, way) for way in wanted):
        return None
    own = {name: part for name, part in node.items() if name not in _DROPPED}
    options = node.get("options")
    if node.get("type") == "Block" or not isinstance(options, Mapping):
        return own
    kept = {name: part for name, part in options.items() if name not in _DROPPED_OPTIONS}
    kept |= {"calc": True} if "calc" in kept else {}
    if isinstance(options.get("detail"), Mapping):
        kept["detail"] = _pruned(options["detail"], (*path, ITEM), wanted) or {"type": "VerticalLayout", "elements": []}
    if "from" in options:
        del kept["type"]
    return {**own, "options": kept}


def _schema(schema: Mapping[str, Any], wanted: Iterable[Path]) -> dict[str, Any]:
    first = {path[0] for path in wanted if path}
    parts = schema.get("properties", {})
    return {**schema, "required": [], "properties": {name: part for name, part in parts.items() if name in first}}
