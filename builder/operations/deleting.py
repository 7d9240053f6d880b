"""Elements taken away, with everything that names them."""

from typing import Any, Final

from builder.operations._answers import shift
from builder.operations._carrying import prune
from builder.operations._losing import Loss, asked_by, do_without, loss_of, mentions
from builder.operations._mentions import rewrite_ids
from builder.operations._pages import drop_path
from builder.operations._requiring import put_option
from builder.operations._sheet import Sheet
from builder.refusals import Refused
from builder.tree import ROOT, Node
from formengine.core.bundle import Bundle
from formengine.core.model import Path
from formengine.core.pointer import parse_scope


def delete(bundle: Bundle, element: str, force: bool = False) -> Bundle:
    """Take an `element` away with all that is in it, its answers in cases, its texts and its place in messages.

    Where conditions or rules name it this is refused with the places; with `force` these lose what names it.
    """
    sheet = Sheet(bundle)
    block = sheet.block_of(element) if element not in sheet.nodes() else None
    if block is not None:
        _delete_inside(sheet, block, element[len(block.id) + 1 :], force)
    else:
        remove(sheet, element, force)
    return sheet.done()


def remove(sheet: Sheet, element: str, force: bool) -> None:
    """Take an element off a sheet."""
    node, loss = sheet.node(element), loss_of(sheet, element)
    known = sheet.nodes()
    pages = [one for one in known.values() if one.kind == "page"]
    gone = [one for one in pages if one.id in loss.owners]
    if pages and len(gone) == len(pages):
        raise Refused("Ohne Seite gibt es keinen Antrag.", "Legen Sie zuerst eine andere Seite an.")
    _let_go(sheet, loss, force)
    for page in gone:
        drop_path(sheet, str(page.options.get("path", page.id)))
    _take_out(sheet, node)
    for path in sorted(loss.paths, key=len, reverse=True):
        drop_answer(sheet, path)
    _forget(sheet, loss)


def _let_go(sheet: Sheet, loss: Loss, force: bool) -> None:
    """Refuse to go on while something names what goes, or make it do without."""
    found = mentions(sheet, loss)
    if found and not force:
        listed = ", ".join(found[:5]) + (f" und an {len(found) - 5} weiteren Stellen" if len(found) > 5 else "")
        mend = "Ändern Sie diese Stellen zuerst, oder löschen Sie alles zusammen."
        raise Refused(f"Das Element wird noch gebraucht, in {listed}.", mend)
    do_without(sheet, loss)


def _take_out(sheet: Sheet, node: Node) -> None:
    """Take an element from its parent; a section without pages goes with its last one."""
    siblings = sheet.children(node.parent)
    del siblings[node.index]
    if not siblings and node.parent != ROOT and sheet.node(node.parent).kind == "section":
        _take_out(sheet, sheet.node(node.parent))


def drop_answer(sheet: Sheet, path: Path) -> None:
    """Take an answer from the schema and from all cases."""
    try:
        holder = sheet.schema(path[:-1])
    except Refused:
        return
    holder.get("properties", {}).pop(path[-1], None)
    if path[-1] in holder.get("required", ()):
        holder["required"] = [name for name in holder["required"] if name != path[-1]]
    shift(sheet, path, None)
    prune(sheet, path[:-1])


def _forget(sheet: Sheet, loss: Loss) -> None:
    rules = sheet.form.get("rules", [])
    kept = [rule for rule in rules if not loss.ends(rule)]
    if len(kept) < len(rules):
        sheet.form["rules"] = kept
    rewrite_ids(sheet, lambda id_: None if id_ in loss.ids else id_)


def _delete_inside(sheet: Sheet, block: Node, inner: str, force: bool) -> None:
    """A block asks for less."""
    whole: Any = next((one for one in sheet.block(block).get("elements", ()) if inner in _ids(one)), {})
    going, asked = _names(whole), asked_by(sheet, block)
    left = [name for name in asked if name not in going]
    if not left:
        raise Refused("Dann fragt der Baustein nichts mehr.", "Löschen Sie den ganzen Baustein.")
    ids = frozenset(f"{block.id}.{id_}" for id_ in _ids(whole))
    loss = Loss(ids, frozenset((*block.path, name) for name in going), frozenset())
    _let_go(sheet, loss, force)
    put_option(sheet, block.id, "only", left)
    options = sheet.options(block.id)
    if "require" in options:
        options["require"] = [name for name in options["require"] if name in left]
    options_texts = options.get("texts", {})
    for id_ in _ids(whole):
        options_texts.pop(id_, None)
    for path in loss.paths:
        shift(sheet, path, None)
    _forget(sheet, loss)


def _ids(element: Any) -> set[str]:
    return {str(element.get("id", ""))}.union(*(_ids(child) for child in element.get("elements", ())))


def _names(element: Any) -> set[str]:
    own = {parse_scope(element["scope"])[0]} if "scope" in element else set()
    return own.union(*(_names(child) for child in element.get("elements", ())))


OPERATIONS: Final = {"delete": delete}
