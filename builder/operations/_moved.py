"""Puts elements elsewhere."""

from builder.operations._carrying import carry
from builder.operations._sheet import Sheet
from builder.operations._spots import Spot, item_of
from builder.tree import Node


def place(sheet: Sheet, node: Node, spot: Spot) -> None:
    """Put an element elsewhere, with its answers; the spot is counted without it."""
    target = item_of(sheet, spot.parent)
    if target != node.item:
        carry(sheet, node.id, target)
    node = sheet.node(node.id)
    raw = sheet.children(node.parent).pop(node.index)
    siblings = sheet.children(spot.parent)
    siblings.insert(max(0, min(spot.index, len(siblings))), raw)
