"""Rewrites what looks at answers when answers move: scopes, and schemas that speak of what lies in an answer."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from builder.operations._sites import absolute, inside, path_of
from builder.refusals import Refused
from formengine.core.model import ITEM, Path
from formengine.core.pointer import write_scope

Change = Callable[[Path], Path]
"""From where an answer lived to where it lives now, both from the root, with ITEM for the items of lists."""
_SCOPES: Final = ("scope", "value", "of", "count", "any", "all")
_SAME: Final = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else")
_ITEMS: Final = ("items", "contains", "additionalItems")
_NEAR: Final = "Nehmen Sie die Frage dort zuerst heraus."


def rescoped(tree: Any, item: Path, to: Path, change: Change) -> Any:
    """A condition, calculation or reference whose scopes started from `item` and start from `to` now.

    Raises Refused where an answer inside a list would have to be seen from outside.
    """
    if isinstance(tree, list):
        return [rescoped(part, item, to, change) for part in tree]
    if not isinstance(tree, Mapping):
        return tree
    if "scope" in tree:
        return _leaf(tree, item, to, change)
    inner = inside(tree, item)
    inner_to = change(inner) if inner != item else to
    found = {}
    for name, part in tree.items():
        below = name in ("where", "value") and "of" in tree
        if name in _SCOPES and path_of(part):
            found[name] = _scope(part, inner if below else item, inner_to if below else to, change)
        else:
            found[name] = rescoped(part, inner if below else item, inner_to if below else to, change)
    return found


def _leaf(node: Mapping[str, Any], item: Path, to: Path, change: Change) -> dict[str, Any]:
    """A leaf, or a scope with its `from`."""
    path = absolute(node, item)
    if not path:
        return dict(node)
    new = change(path)
    scope, from_root = _relative(new, to, root=node.get("from") == "root")
    found = {**node, "scope": scope}
    if from_root:
        found["from"] = "root"
    if isinstance(node.get("schema"), Mapping):
        found["schema"] = renamed_in_schema(node["schema"], path, new, change)
    if isinstance(node.get("title"), str):
        found["title"] = change((*path, ITEM, node["title"]))[-1]
    return found


def _scope(text: str, item: Path, to: Path, change: Change) -> Any:
    scope, from_root = _relative(change(absolute(text, item)), to, root=False)
    return {"scope": scope, "from": "root"} if from_root else scope


def _relative(path: Path, start: Path, *, root: bool) -> tuple[str, bool]:
    """A path as a scope from a start, and whether it is read from the root instead."""
    if not root and path[: len(start)] == start and len(path) > len(start):
        rest = path[len(start) :]
    else:
        rest, root = path, True
    if ITEM in rest:
        raise Refused("Eine Frage in einer Liste kann von außen nur über die Liste gelesen werden.", _NEAR)
    return write_scope(rest), root and bool(start)


def renamed_in_schema(schema: Mapping[str, Any], path: Path, new: Path, change: Change) -> dict[str, Any]:
    """What a schema demands of an answer at a path, which is now at a new one, with the names of what lies in it."""
    found: dict[str, Any] = {}
    for name, part in schema.items():
        if name in ("properties", "dependentSchemas") and isinstance(part, Mapping):
            found[name] = {
                _inner(path, key, new, change): _part(own, (*path, key), (*new, _inner(path, key, new, change)), change)
                for key, own in part.items()
            }
        elif name == "dependentRequired" and isinstance(part, Mapping):
            found[name] = {
                _inner(path, key, new, change): [_inner(path, one, new, change) for one in own]
                for key, own in part.items()
            }
        elif name == "required" and isinstance(part, list):
            found[name] = [_inner(path, key, new, change) for key in part]
        elif name in _ITEMS:
            found[name] = _part(part, (*path, ITEM), (*new, ITEM), change)
        elif name in _SAME:
            found[name] = (
                [_part(own, path, new, change) for own in part]
                if isinstance(part, list)
                else _part(part, path, new, change)
            )
        else:
            found[name] = part
    return found


def _part(schema: Any, path: Path, new: Path, change: Change) -> Any:
    return renamed_in_schema(schema, path, new, change) if isinstance(schema, Mapping) else schema


def _inner(path: Path, name: str, new: Path, change: Change) -> str:
    found = change((*path, name))
    if found[:-1] != new:
        raise Refused("Eine Bedingung fragt nach einer ganzen Gruppe und nennt darin diese Frage.", _NEAR)
    return found[-1]


def reads(tree: Any, item: Path) -> set[Path]:
    """The paths that a condition, calculation or reference looks at."""
    found: set[Path] = set()

    def note(path: Path) -> Path:
        found.add(path)
        return path

    rescoped(tree, item, item, note)
    return {path for path in found if path[-1] != ITEM}


def renamed(old: Path, new: Path) -> Change:
    """The change that moves one answer and everything in it."""
    return lambda path: (*new, *path[len(old) :]) if path[: len(old)] == old else path
