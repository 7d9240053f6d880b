"""Carries the answers of elements to another object of the document: their schemas, scopes, rules, cases."""

from collections.abc import Mapping
from typing import Any

from builder.naming import fresh
from builder.operations._answers import shift
from builder.operations._keys import SCHEMA, put
from builder.operations._rescoping import Change, renamed, rescoped
from builder.operations._sheet import Sheet
from builder.operations._sites import REF, Site, sites
from builder.refusals import Refused
from builder.tree import Node
from formengine.core.model import ITEM, Path
from formengine.core.pointer import write_scope


def carry(sheet: Sheet, element: str, to: Path) -> None:
    """Make the answers of an element and all below it live in another object; the element still stands where it was.

    Raises Refused where something else could not see them any more.
    """
    root = sheet.node(element)
    if root.item == to and root.kind != "list":
        return
    asked = [node for node in _subtree(sheet, element) if node.path and node.item == root.item]
    ways = _ways(sheet, asked, root.item, to)
    _check_shared(sheet, {node.id for node in asked}, ways)
    _rewrite_sites(sheet, {node.id for node in _subtree(sheet, element)}, root.item, to, _change(ways))
    for node in asked:
        sheet.raw(node.id)["scope"] = write_scope(_change(ways)(node.path)[len(to) :])
    for old, new in ways.items():
        _carry_schema(sheet, old, new)
        shift(sheet, old, new)


def _subtree(sheet: Sheet, element: str) -> list[Node]:
    known = sheet.nodes()
    inside = {element}
    for node in known.values():
        if node.parent in inside:
            inside.add(node.id)
    return [node for node in known.values() if node.id in inside]


def _ways(sheet: Sheet, asked: list[Node], start: Path, to: Path) -> dict[Path, Path]:
    """From where to where; a name that is taken there gets a number."""
    try:
        taken = set(sheet.schema(to).get("properties", {}))
    except Refused:
        taken = set()
    taken |= {path[len(to)] for path in sheet.taken_paths() if path[: len(to)] == to and len(path) > len(to)}
    first: dict[str, str] = {}
    for node in asked:
        name = node.path[len(start)]
        if name not in first:
            first[name] = fresh(name, taken)
            taken.add(first[name])
    return {node.path: (*to, first[node.path[len(start)]], *node.path[len(start) + 1 :]) for node in asked}


def _check_shared(sheet: Sheet, moving: set[str], ways: Mapping[Path, Path]) -> None:
    for node in sheet.nodes().values():
        if node.path in ways and node.id not in moving:
            raise Refused(
                f"„{node.label or node.id}“ legt Antworten am selben Ort ab.",
                "Verschieben Sie beide zusammen als Gruppe.",
            )


def _change(ways: Mapping[Path, Path]) -> Change:
    changes = [renamed(old, new) for old, new in ways.items()]

    def change(path: Path) -> Path:
        return next((new for one in changes if (new := one(path)) != path), path)

    return change


def _rewrite_sites(sheet: Sheet, moving: set[str], start: Path, to: Path, change: Change) -> None:
    conditions = sheet.form.get("conditions", {})
    written: list[tuple[Site, Any]] = []
    for site in sites(sheet):
        moved = site.owner in moving and site.what in ("rule", "calc", "from") and site.item == start
        tree = _inlined(site.tree, conditions) if moved and start != to else site.tree
        try:
            written.append((site, rescoped(tree, site.item, to if moved else items_of(site.item, change), change)))
        except Refused as refused:
            raise Refused(f"Dagegen steht ein Verweis in {site.where}: {refused.message}", refused.mend) from refused
    write_sites(written)


def write_sites(written: list[tuple[Site, Any]]) -> None:
    """Put rewritten trees in their places; a condition that would have to say two things at once is refused."""
    done: dict[int, Any] = {}
    for site, tree in written:
        if site.what == "condition" and done.setdefault(id(site.holder), tree) != tree:
            raise Refused(
                f"Dagegen steht ein Verweis in {site.where}: Sie gilt in einer Liste und außerhalb davon.",
                "Schreiben Sie die Bedingung an einer der Stellen aus.",
            )
        site.holder[site.key] = tree


def items_of(item: Path, change: Change) -> Path:
    """Where the items of a list are now."""
    return (*change(item[:-1]), ITEM) if item else ()


def _inlined(tree: Any, conditions: Mapping[str, Any]) -> Any:
    """A tree with named conditions written out, since a name says the same in and outside of a list only by chance."""
    if isinstance(tree, list):
        return [_inlined(part, conditions) for part in tree]
    if not isinstance(tree, Mapping):
        return tree
    name = str(tree.get("$ref", "")).removeprefix(REF)
    if name in conditions:
        return _inlined(conditions[name]["condition"], conditions)
    return {key: part if key == "schema" else _inlined(part, conditions) for key, part in tree.items()}


def _carry_schema(sheet: Sheet, old: Path, new: Path) -> None:
    holder = sheet.schema(old[:-1])
    schema = holder.get("properties", {}).pop(old[-1], {"type": "object"})
    needed = old[-1] in holder.get("required", ())
    if needed:
        holder["required"] = [name for name in holder["required"] if name != old[-1]]
    target = open_object(sheet, new[:-1])
    target.setdefault("properties", {})[new[-1]] = schema
    if needed:
        put(target, "required", [*target.get("required", ()), new[-1]], SCHEMA)
    prune(sheet, old[:-1])


def open_object(sheet: Sheet, path: Path) -> dict[str, Any]:
    """The schema of an object, made where it is not there."""
    found = sheet.schema(())
    for index, name in enumerate(path):
        if name != ITEM:
            found.setdefault("properties", {}).setdefault(name, {"type": "object", "properties": {}})
        found = sheet.schema(path[: index + 1])
    return found


def prune(sheet: Sheet, path: Path) -> None:
    """Take away objects in which nothing is asked any more; the items of a list and the document stay."""
    if not path or path[-1] == ITEM or path in sheet.taken_paths():
        return
    found, holder = sheet.schema(path), sheet.schema(path[:-1])
    if found.get("type") == "object" and not found.get("properties"):
        del holder["properties"][path[-1]]
        if path[-1] in holder.get("required", ()):
            holder["required"] = [name for name in holder["required"] if name != path[-1]]
        prune(sheet, path[:-1])
