"""Where in the page tree something is put: a parent and a position in it."""

from dataclasses import dataclass

from builder.operations._sheet import Sheet
from builder.refusals import Refused
from builder.tree import ROOT, Node
from formengine.core.model import CHECK_PAGE, ITEM, Path


@dataclass(frozen=True, slots=True)
class Spot:
    """A position among the children of an element."""

    parent: str
    index: int


def page_spot(sheet: Sheet, parent: str = ROOT, after: str = "", before: str = "") -> Spot:
    """Where a page or section goes; without a wish behind the last one, but never behind the check page."""
    anchor = after or before
    if not anchor:
        node = sheet.nodes().get(parent)
        if node is not None and node.kind != "section":
            return page_spot(sheet, after=parent)
        return Spot(parent, _end(sheet, parent))
    node = sheet.node(anchor)
    while node.kind not in ("page", "section"):
        node = sheet.node(node.parent)
    return Spot(node.parent, node.index + bool(after and not is_check_page(node)))


def is_check_page(node: Node) -> bool:
    """True for the page under the summary, which stays the last one."""
    return node.kind == "page" and node.options.get("path", node.id) == CHECK_PAGE


def check_page_is_last(sheet: Sheet) -> bool:
    """True where nothing comes behind the check page."""
    pages = [node for node in sheet.nodes().values() if node.kind == "page"]
    return not any(is_check_page(page) for page in pages[:-1])


def _end(sheet: Sheet, parent: str) -> int:
    pages = sheet.children(parent)
    last = pages[-1] if pages else {}
    return len(pages) - bool(last.get("options", {}).get("path", last.get("id")) == CHECK_PAGE)


def element_spot(sheet: Sheet, parent: str = ROOT, after: str = "", before: str = "") -> Spot:
    """Where a question, text or group goes; a page as anchor stands for its end, a question as parent for behind it."""
    anchor = after or before
    node = _parent(sheet, parent) if not anchor else sheet.node(anchor)
    if anchor and node.kind not in ("page", "section"):
        return Spot(node.parent, node.index + bool(after))
    if node.kind == "section":
        raise Refused("In einem Abschnitt stehen Seiten.", "Wählen Sie eine Seite.")
    if not node.holds:
        return Spot(node.parent, node.index + 1)
    return Spot(node.id, 0 if before else len(sheet.children(node.id)))


def _parent(sheet: Sheet, parent: str) -> Node:
    if parent != ROOT:
        return sheet.node(parent)
    pages = [node for node in sheet.nodes().values() if node.kind == "page"]
    if not pages:
        raise Refused("Die Definition hat noch keine Seite.", "Legen Sie zuerst eine Seite an.")
    return pages[-1]


def item_of(sheet: Sheet, parent: str) -> Path:
    """What the scopes of the children of an element are relative to."""
    if parent == ROOT:
        return ()
    node = sheet.node(parent)
    return (*node.path, ITEM) if node.kind == "list" else node.item
