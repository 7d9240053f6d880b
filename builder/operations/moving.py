"""Elements at another place: up, down, or to any page, group or list."""

from typing import Final, Literal

from builder.operations._moved import place
from builder.operations._sheet import Sheet
from builder.operations._spots import Spot, check_page_is_last, element_spot, page_spot
from builder.refusals import Refused
from builder.tree import ROOT, Node
from formengine.core.bundle import Bundle

_TOP: Final = ("page", "section")


def move(
    bundle: Bundle,
    element: str,
    to: Literal["up", "down", ""] = "",
    parent: str | None = None,
    index: int | None = None,
    after: str = "",
    before: str = "",
) -> Bundle:
    """Move an `element`: `to` is up or down (over the edge of a group or page into what comes next).

    Or into a `parent` ("" are the pages) at an `index` counted without the element (at the end where it is None),
    or `after` or `before` another element. Into or out of a list its answers move along.
    """
    sheet = Sheet(bundle)
    node = sheet.node(element)
    if to:
        spot = _stepped(sheet, node, to)
    elif parent is not None and index is not None:
        spot = Spot(parent, index)
    else:
        find = page_spot if node.kind in _TOP else element_spot
        spot = _without(find(sheet, parent or ROOT, after, before), node)
    _check(sheet, node, spot)
    fine = check_page_is_last(sheet)
    place(sheet, node, spot)
    if fine and not check_page_is_last(sheet):
        raise Refused("Die Prüfseite bleibt die letzte Seite.", "Verschieben Sie die Seite vor die Prüfseite.")
    return sheet.done()


def _without(spot: Spot, node: Node) -> Spot:
    """A spot counted as if the element were gone already."""
    return Spot(spot.parent, spot.index - (spot.parent == node.parent and node.index < spot.index))


def _check(sheet: Sheet, node: Node, spot: Spot) -> None:
    target = sheet.nodes().get(spot.parent)
    kind = target.kind if target else "section"
    if target is None and spot.parent != ROOT:
        sheet.node(spot.parent)
    if (node.kind in _TOP) != (kind == "section"):
        what = "Seiten und Abschnitte stehen nur nebeneinander oder in einem Abschnitt."
        raise Refused(what, "Wählen Sie für Fragen und Texte eine Seite, Gruppe oder Liste.")
    if target is not None and not target.holds:
        raise Refused(f"In „{target.label or target.id}“ kann nichts stehen.", "Wählen Sie eine Seite oder Gruppe.")
    around, known = spot.parent, sheet.nodes()
    while around != ROOT:
        if around == node.id:
            raise Refused("Ein Element kann nicht in sich selbst stehen.", "Wählen Sie einen anderen Ort.")
        around = known[around].parent


def _stepped(sheet: Sheet, node: Node, to: str) -> Spot:
    """One step up or down; at the edge out of the group, or to the neighbouring page."""
    last = len(sheet.children(node.parent)) - 1
    step = -1 if to == "up" else 1
    if 0 <= node.index + step <= last:
        return Spot(node.parent, node.index + step)
    around = sheet.nodes().get(node.parent)
    if around is None or around.kind == "list" or (node.kind in _TOP and around.kind != "section"):
        raise Refused("Das Element steht schon ganz " + ("oben." if to == "up" else "unten."))
    if around.kind in ("group", "section"):
        return Spot(around.parent, around.index + (to == "down"))
    return _next_page(sheet, around, step)


def _next_page(sheet: Sheet, page: Node, step: int) -> Spot:
    pages = [node.id for node in sheet.nodes().values() if node.kind == "page"]
    wanted = pages.index(page.id) + step
    if not 0 <= wanted < len(pages):
        raise Refused("Das Element steht schon ganz " + ("oben." if step < 0 else "unten."))
    return Spot(pages[wanted], len(sheet.children(pages[wanted])) if step < 0 else 0)


OPERATIONS: Final = {"move": move}
