"""Gives ids to elements that have none, so that edits can address them: the same that the compiler would give."""

import copy
import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from formengine.core.bundle import Bundle
from formengine.core.identifiers import Identifiers
from formengine.core.pointer import parse_scope

_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]*\Z")
_FALLBACKS: Final = {"Categorization": "abschnitt", "Category": "seite"}


def identified(bundle: Bundle) -> Bundle:
    """The bundle with an id at every element; the bundle itself where none lacks one."""
    if all(_has_id(element) for element in _elements(bundle.form.get("uischema", {}))):
        return bundle
    form = copy.deepcopy(dict(bundle.form))
    identifiers = Identifiers()
    taken = {element["id"] for element in _elements(form["uischema"]) if _has_id(element)}
    for element in _elements(form["uischema"]):
        if not _has_id(element):
            _name(element, identifiers.fresh(_words(element), taken))
            taken.add(element["id"])
    return dataclasses.replace(bundle, form=form)


def _has_id(element: Mapping[str, Any]) -> bool:
    id_ = element.get("id")
    return isinstance(id_, str) and _ID.match(id_) is not None


def _elements(root: Any) -> Iterator[Any]:
    """The elements in the order in which the compiler reads them; the root of several pages is none itself."""
    if root.get("type") != "Categorization":
        yield root
    for child in root.get("elements", ()):
        if child.get("type") == "Categorization":
            yield child
        yield from _elements(child)
    detail = root.get("options", {}).get("detail")
    if isinstance(detail, Mapping):
        yield from (found for child in detail.get("elements", ()) for found in _elements(child))


def _words(element: Mapping[str, Any]) -> str:
    kind = str(element.get("type"))
    if kind in ("Control", "Block"):
        return _last(str(element.get("scope")))
    if kind == "Label":
        return str(element.get("text", element.get("label", "")))[:30] or "text"
    return str(element.get("label", "")) or _FALLBACKS.get(kind, "gruppe")


def _last(scope: str) -> str:
    try:
        return parse_scope(scope)[-1]
    except (ValueError, IndexError):
        return "element"


def _name(element: dict[str, Any], id_: str) -> None:
    """Put the id where shipped definitions have it: behind the type."""
    rest = {name: part for name, part in element.items() if name not in ("type", "id")}
    kind = {"type": element["type"]} if "type" in element else {}
    element.clear()
    element.update({**kind, "id": id_, **rest})
