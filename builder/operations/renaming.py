"""Other names for elements and answers, put everywhere that the old ones stood."""

from typing import Final

from builder.naming import check_property
from builder.operations._answers import shift
from builder.operations._carrying import items_of, write_sites
from builder.operations._keys import OPTIONS, put
from builder.operations._making import new_id
from builder.operations._mentions import rewrite_ids
from builder.operations._rescoping import Change, renamed, renamed_in_schema, rescoped
from builder.operations._sheet import Sheet, block_ids
from builder.operations._sites import sites
from builder.refusals import Refused
from builder.tree import Node
from formengine.core.bundle import Bundle
from formengine.core.pointer import write_scope


def rename(bundle: Bundle, element: str, id: str = "", property: str = "") -> Bundle:
    """Give an `element` another `id`, its answer another `property`, or both; nothing behaves otherwise afterwards."""
    sheet = Sheet(bundle)
    node = sheet.node(element)
    if property and node.path[-1:] != (property,):
        _rename_property(sheet, node, property)
    if id and id != element:
        _rename_id(sheet, node, id)
    return sheet.done()


def _rename_id(sheet: Sheet, node: Node, id_: str) -> None:
    new_id(sheet, id_, id_)
    prefix = f"{node.id}."
    brought = block_ids(sheet.block(node)) if node.kind == "block" else set()
    inner = {prefix + taken for taken in brought}
    if node.kind == "page" and "path" not in node.options:
        put(sheet.options(node.id), "path", node.id, OPTIONS)
    sheet.raw(node.id)["id"] = id_

    def new(old: str) -> str:
        if old == node.id:
            return id_
        return f"{id_}.{old[len(prefix) :]}" if old in inner else old

    rewrite_ids(sheet, new)


def _rename_property(sheet: Sheet, node: Node, name: str) -> None:
    check_property(name)
    if not node.path:
        raise Refused(f"„{node.label or node.id}“ fragt nichts.", "Nur Fragen haben einen Namen für ihre Angabe.")
    old, new = node.path, (*node.path[:-1], name)
    holder = sheet.schema(old[:-1])
    if name in holder.get("properties", {}) or new in sheet.taken_paths():
        raise Refused(f"Die Angabe „{name}“ gibt es schon.", "Wählen Sie einen anderen Namen.")
    change = renamed(old, new)
    trees = [(site, rescoped(site.tree, site.item, items_of(site.item, change), change)) for site in sites(sheet)]
    _rewrite_scopes(sheet, change)
    write_sites(trees)
    written = renamed_in_schema(holder, old[:-1], old[:-1], change)
    holder.clear()
    holder.update(written)
    shift(sheet, old, new)


def _rewrite_scopes(sheet: Sheet, change: Change) -> None:
    for node in sheet.nodes().values():
        if node.path and change(node.path) != node.path:
            raw: dict[str, object] = node.raw  # type: ignore[assignment]
            raw["scope"] = write_scope(change(node.path)[len(node.item) :])


OPERATIONS: Final = {"rename": rename}
