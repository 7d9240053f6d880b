"""A bundle laid out flat, so that two of them can be compared and joined element by element: each by its id."""

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from builder.refusals import Refused
from builder.tree import ROOT
from formengine.core import strictjson
from formengine.core.bundle import Bundle

Inventory = dict[str, Any]
"""`form` (without its page tree), `elements` by id, `order` (the ids of children by parent id), and the other parts."""

PARENT: Final = "parent"
"""In an element of an inventory: the id of the element around it."""
_NAMELESS: Final = "\0"
_OWN_PARENT: Final = "\0parent"
"""Where an element's own property of that name is meanwhile, should an imported one have it."""
_ROOMS: Final = ("cases", "texts", "shared", "parameters", "codelists")


def inventory(bundle: Bundle) -> Inventory:
    """Lay a bundle out. An element without an id is known by its whole content."""
    form = dict(bundle.form)
    elements: dict[str, Any] = {}
    order: dict[str, list[str]] = {}
    root = form.pop("uischema", {})
    elements[ROOT] = _own(root)
    _lay_out(root, ROOT, elements, order)
    rooms = {name: getattr(bundle, name) for name in _ROOMS}
    return {"form": form, "elements": elements, "order": order, **rooms}


def bundle_of(found: Inventory, like: Bundle) -> Bundle:
    """The inverse of `inventory`; `like` gives slug and order of the parts. Raises Refused for elements in a circle."""
    elements, order = found["elements"], found["order"]
    children: dict[str, list[str]] = {}
    for id_, element in elements.items():
        if id_ != ROOT:
            children.setdefault(element[PARENT], []).append(id_)
    for parent, own in children.items():
        places = {id_: place for place, id_ in enumerate(order.get(parent, ()))}
        own.sort(key=lambda id_: places.get(id_, len(places)))
    seen: set[str] = set()
    root = _built(ROOT, elements, children, seen)
    if len(seen) != len(elements):
        raise Refused("Elemente stünden ineinander im Kreis.", "Verschieben Sie eines von beiden zuerst.")
    names = dict.fromkeys([*like.form, *found["form"], "uischema"])
    whole = {**found["form"], "uischema": root}
    form = {name: whole[name] for name in names if name in whole}
    return dataclasses.replace(like, form=form, **{name: found[name] for name in _ROOMS})


def _lay_out(node: Mapping[str, Any], id_: str, elements: dict[str, Any], order: dict[str, list[str]]) -> None:
    inner = _children(node)
    if inner is None:
        return
    order[id_] = []
    for child in inner:
        key = str(child.get("id") or _NAMELESS + strictjson.dumps(child).decode())
        while key in elements:
            key += _NAMELESS
        elements[key] = {PARENT: id_, **_own(child)}
        order[id_].append(key)
        _lay_out(child, key, elements, order)


def _children(node: Mapping[str, Any]) -> list[Any] | None:
    """The children of a raw element; of a list those of its detail."""
    detail = _detail(node)
    found = node.get("elements") if detail is None else detail.get("elements")
    return found if isinstance(found, list) else None


def _detail(node: Mapping[str, Any]) -> Mapping[str, Any] | None:
    options = node.get("options")
    detail = options.get("detail") if isinstance(options, Mapping) else None
    return detail if isinstance(detail, Mapping) else None


def _own(node: Mapping[str, Any]) -> dict[str, Any]:
    """An element without its children; an empty list stays where they stood."""
    own, holder = _opened(node)
    if isinstance(holder.get("elements"), list):
        holder["elements"] = []
    return {_OWN_PARENT if name == PARENT else name: part for name, part in own.items()}


def _opened(node: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A copy of an element, and the part of it that holds its children; what lies deeper is shared and only read."""
    own = dict(node)
    detail = _detail(node)
    if detail is None:
        return own, own
    holder = dict(detail)
    own["options"] = {**node["options"], "detail": holder}
    return own, holder


def _built(id_: str, elements: Mapping[str, Any], children: Mapping[str, list[str]], seen: set[str]) -> dict[str, Any]:
    seen.add(id_)
    laid = {name: part for name, part in elements[id_].items() if name != PARENT}
    own, holder = _opened({PARENT if name == _OWN_PARENT else name: part for name, part in laid.items()})
    inner = [_built(child, elements, children, seen) for child in children.get(id_, ())]
    if inner or isinstance(holder.get("elements"), list):
        holder["elements"] = inner
    return own
