"""The pages of an imported form: JSON Forms may put pages anywhere, ours stand at the top, in sections or not."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from formengine.core.model import CHECK_PAGE, RESERVED_PATHS
from formengine.exchange.desk import options_of, words
from formengine.exchange.frame import Node
from formengine.exchange.names import Ids
from formengine.exchange.reading import LAYOUTS, Reading

ONE_PAGE: Final = "Ihre Angaben"
_TAKEN: Final = RESERVED_PATHS | {CHECK_PAGE}


class Pages:
    """Cuts a UI schema into pages."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._paths = Ids()

    def read(self, ui: Node) -> dict[str, Any]:
        """The page tree; a form without pages becomes one page."""
        elements = [*self._cut(ui, "/uischema")] or [self._page({}, "/uischema", [])]
        return {"type": "Categorization", "elements": elements}

    def ask_first(self, tree: dict[str, Any], scopes: list[str]) -> None:
        """Ask at the very beginning what rules depend on though no page asks for it: JSON Forms' host would know it."""
        if not scopes:
            return
        first = tree["elements"][0]
        if first["type"] != "Category" or "rule" in first:
            first = self._page({}, "/uischema", []) | {"elements": []}
            tree["elements"].insert(0, first)
        room = replace(self._reading.room, page=first["id"])
        nodes = [({"type": "Control", "scope": scope}, "/schema" + scope[1:]) for scope in scopes]
        first["elements"][:0] = [self._reading.element(node, place, room) for node, place in nodes]

    def _cut(self, node: Node, place: str) -> Iterator[dict[str, Any]]:
        if node.get("type") == "Categorization":
            if "rule" in node:
                yield self._section(node, place)
            else:
                yield from self._categories(node, place)
        elif node.get("type") in LAYOUTS and _holds_pages(node):
            yield from self._mixed(node, place)
        elif node.get("type") == "VerticalLayout" and "rule" not in node:
            listed = node.get("elements")
            nodes = [
                (child, f"{place}/elements/{i}") for i, child in enumerate(listed if isinstance(listed, list) else ())
            ]
            yield self._page({"label": node.get("label")}, place, nodes)
        else:
            yield self._page({}, place, [(node, place)])

    def _mixed(self, node: Node, place: str) -> Iterator[dict[str, Any]]:
        """A layout in which pages stand between other elements, which get pages of their own."""
        if "rule" in node:
            self._reading.note(f"{place}/rule", "Die Regel um mehrere Seiten herum wird nicht beachtet.")
        waiting: list[tuple[Any, str]] = []
        for i, child in enumerate(node["elements"]):
            here = f"{place}/elements/{i}"
            if isinstance(child, Mapping) and (child.get("type") == "Categorization" or _holds_pages(child)):
                if waiting:
                    yield self._page({}, place, waiting)
                waiting = []
                yield from self._cut(child, here)
            else:
                waiting.append((child, here))
        if waiting:
            yield self._page({}, place, waiting)

    def _categories(self, node: Node, place: str) -> Iterator[dict[str, Any]]:
        listed = node.get("elements")
        for i, child in enumerate(listed if isinstance(listed, list) else ()):
            here, kind = f"{place}/elements/{i}", child.get("type") if isinstance(child, Mapping) else None
            if kind == "Category" and not _holds_pages(child):
                inner = child.get("elements")
                nodes = [
                    (one, f"{here}/elements/{k}") for k, one in enumerate(inner if isinstance(inner, list) else ())
                ]
                yield self._page(child, here, nodes)
            elif kind in ("Category", "Categorization"):
                yield self._section(child, here)
            else:
                self._reading.note(
                    here, f"„{str(kind)[:40]}“ zwischen Seiten bekommt eine eigene Seite.", "Prüfen Sie es."
                )
                yield self._page({}, here, [(child, here)])

    def _section(self, node: Node, place: str) -> dict[str, Any]:
        label = words(node.get("label"))
        own = self._reading.begun(node, place, "Categorization", label or "abschnitt") | {"label": label}
        outer = self._reading.room
        own |= self._reading.rule(node, place, outer)
        # What is in the section is read with what holds around it.
        self._reading.room = outer.within(own)
        if node.get("type") == "Category":
            inner = [*self._mixed({"elements": node["elements"]}, place)]
        else:
            inner = [*self._categories(node, place)]
        inner = inner or [self._page({}, place, [])]
        self._reading.room = outer
        return own | {"elements": inner}

    def _page(self, node: Node, place: str, nodes: list[tuple[Any, str]]) -> dict[str, Any]:
        reading = self._reading
        label = words(node.get("label")) or ("Seite" if node.get("type") == "Category" else ONE_PAGE)
        own = reading.ids.own(node.get("id"))
        id_ = own or reading.ids.new(label, _TAKEN)
        reading.places[id_] = place
        given = options_of(node).get("path")
        known = given if given in _TAKEN - RESERVED_PATHS or given not in _TAKEN else None
        path = self._paths.own(known) or self._paths.new(id_.replace(".", "-").replace("_", "-"), RESERVED_PATHS)
        page = {"type": "Category", "id": id_, "label": label, "options": {"path": path}}
        page |= reading.rule(node, place, reading.room)
        room = replace(reading.room.within(page), page=id_)
        if not nodes:
            note = reading.placeholder({}, place, room, label, "Auf dieser Seite steht nichts.")
            return page | {"elements": [note]}
        return page | {"elements": [reading.element(child, here, room) for child, here in nodes]}


def _holds_pages(node: Node) -> bool:
    """True where pages stand directly in an element, or in a layout in it."""
    listed = node.get("elements")
    inner = [child for child in (listed if isinstance(listed, list) else ()) if isinstance(child, Mapping)]
    return any(
        child.get("type") == "Categorization" or (child.get("type") in LAYOUTS and _holds_pages(child))
        for child in inner
    )
