"""Elements brought together and taken apart: groups, and pages split and joined."""

import copy
from collections.abc import Sequence
from typing import Any, Final

from builder.operations._grouped import add_effects, effects_of
from builder.operations._making import insert, new_container, new_page
from builder.operations._mentions import rewrite_ids
from builder.operations._moved import place
from builder.operations._pages import drop_path, follow_path
from builder.operations._sheet import Sheet
from builder.operations._spots import Spot
from builder.refusals import Refused
from builder.tree import Node
from formengine.core.bundle import Bundle
from formengine.core.model import CHECK_PAGE


def group(bundle: Bundle, elements: Sequence[str], label: str = "", id: str = "") -> Bundle:
    """Put several `elements` of one page, group or list into a new group at the place of the first."""
    sheet = Sheet(bundle)
    chosen = sorted((sheet.node(element) for element in dict.fromkeys(elements)), key=lambda node: node.index)
    if (
        not chosen
        or len({node.parent for node in chosen}) > 1
        or any(node.kind in ("page", "section") for node in chosen)
    ):
        raise Refused(
            "Gruppieren lassen sich Elemente, die nebeneinander auf einer Seite stehen.", "Wählen Sie solche."
        )
    made = new_container(sheet, "group", label.strip() or "Gruppe", id)
    insert(sheet, Spot(chosen[0].parent, chosen[0].index), made)
    for number, node in enumerate(chosen):
        place(sheet, sheet.node(node.id), Spot(made["id"], number))
    return sheet.done()


def ungroup(bundle: Bundle, element: str) -> Bundle:
    """Put what is in a group in its place; its conditions pass to each of them, its label goes."""
    sheet = Sheet(bundle)
    node = sheet.node(element)
    if node.kind != "group":
        raise Refused(f"„{node.label or element}“ ist keine Gruppe.", "Wählen Sie eine Gruppe.")
    children, effects = sheet.children(element), effects_of(sheet.raw(element))
    for child in children:
        add_effects(child, copy.deepcopy(effects))
    siblings = sheet.children(node.parent)
    siblings[node.index : node.index + 1] = children
    _name_instead(sheet, element, [str(child["id"]) for child in children])
    rewrite_ids(sheet, lambda id_: None if id_ == element else id_)
    return sheet.done()


def split_page(bundle: Bundle, element: str, label: str = "") -> Bundle:
    """Begin a new page at an `element`; it has the conditions of the old one."""
    sheet = Sheet(bundle)
    node = sheet.node(element)
    while node.parent != node.page:
        if not node.page or node.id == node.page:
            raise Refused(
                "Teilen lässt sich eine Seite bei einer Frage, Gruppe oder einem Text.", "Wählen Sie so etwas."
            )
        node = sheet.node(node.parent)
    if node.index == 0:
        raise Refused("Davor steht nichts auf der Seite.", "Wählen Sie ein späteres Element.")
    page = sheet.node(node.page)
    old = str(page.options.get("path", page.id))
    if old == CHECK_PAGE:
        raise Refused(
            "Die Prüfseite lässt sich nicht teilen.", "Verschieben Sie einzelne Elemente auf eine andere Seite."
        )
    made = new_page(sheet, label.strip() or f"{page.label} (Fortsetzung)")
    add_effects(made, copy.deepcopy(effects_of(sheet.raw(page.id))))
    elements = sheet.children(page.id)
    made["elements"] = elements[node.index :]
    del elements[node.index :]
    insert(sheet, Spot(page.parent, page.index + 1), made)
    _name_instead(sheet, page.id, [page.id, made["id"]])
    follow_path(sheet, old, made["options"]["path"])
    return sheet.done()


def join_pages(bundle: Bundle, element: str) -> Bundle:
    """Take the next page into this one (`element`), as a group that keeps its name, heading and conditions."""
    sheet = Sheet(bundle)
    page = sheet.node(element)
    following = _following(sheet, page)
    raw = sheet.children(page.parent).pop(following.index)
    made: dict[str, Any] = {
        "type": "Group",
        **{name: raw[name] for name in ("id", "label", "rule", "elements") if name in raw},
    }
    insert(sheet, Spot(page.id, len(sheet.children(page.id))), made)
    drop_path(sheet, str(following.options.get("path", following.id)))
    return sheet.done()


def _following(sheet: Sheet, page: Node) -> Node:
    known = sheet.nodes()
    if page.kind != "page":
        raise Refused("Zusammenlegen lassen sich nur Seiten.", "Wählen Sie eine Seite.")
    for node in known.values():
        if node.parent == page.parent and node.index == page.index + 1 and node.kind == "page":
            if node.options.get("path", node.id) == CHECK_PAGE:
                raise Refused("Die Prüfseite bleibt für sich.", "Verschieben Sie einzelne Elemente.")
            return node
    raise Refused("Danach kommt keine Seite.", "Wählen Sie eine Seite, auf die eine andere folgt.")


def _name_instead(sheet: Sheet, old: str, new: list[str]) -> None:
    """Messages that name a group or page name what took its place."""
    for message in sheet.form.get("messages", ()):
        for key in ("fields", "exclude"):
            if old in message.get(key, ()):
                message[key] = list(
                    dict.fromkeys(one for id_ in message[key] for one in (new if id_ == old else [id_]))
                )


OPERATIONS: Final = {"group": group, "ungroup": ungroup, "split_page": split_page, "join_pages": join_pages}
