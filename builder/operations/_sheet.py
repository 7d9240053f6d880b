"""A bundle spread out to be written on: every operation changes a copy and makes a bundle of it again."""

import copy
import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from builder.identifying import identified
from builder.operations import _keys
from builder.refusals import Refused
from builder.tree import ROOT, Node, nodes
from formengine.core.blocks import shared_names
from formengine.core.bundle import SHARED_PREFIX, Bundle
from formengine.core.model import ITEM, Path
from formengine.core.pointer import at, split

RELOAD = "Laden Sie die Seite neu."


def copied(value: Any) -> Any:
    """A JSON value with objects and lists of its own: what `deepcopy` does, without asking whether one occurs twice."""
    if isinstance(value, Mapping):
        return {name: copied(part) for name, part in value.items()}
    return [copied(part) for part in value] if isinstance(value, list) else value


class Sheet:
    """The parts of a bundle, free to change."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = identified(bundle)
        self.form: dict[str, Any] = copied(self._bundle.form)
        self.cases: dict[str, Any] | None = copied(bundle.cases)
        self.texts: dict[str, Any] = copied(bundle.texts)
        self.shared: dict[str, Any] = dict(bundle.shared)
        self.parameters: dict[str, Any] = dict(bundle.parameters)
        self._still: dict[str, Node] | None = None

    def done(self) -> Bundle:
        """What was written, as a bundle, with those shared blocks that it still uses."""
        used, waiting = set[str](), shared_names(self.form)
        while waiting:
            used |= waiting
            waiting = set().union(*(shared_names(self.shared.get(name, {})) for name in waiting)) - used
        shared = {name: block for name, block in self.shared.items() if name in used or name in self._unused()}
        return dataclasses.replace(
            self._bundle,
            form=self.form,
            cases=self.cases,
            texts=self.texts,
            shared=shared,
            parameters=self.parameters,
        )

    def _unused(self) -> set[str]:
        """The blocks that were not used before either; they are none of our business."""
        return set(self._bundle.shared) - shared_names(self._bundle.form)

    def nodes(self) -> dict[str, Node]:
        """All elements by id, as they stand now."""
        return nodes(self.form) if self._still is None else self._still

    @contextmanager
    def still(self) -> Iterator[None]:
        """While the page tree is only looked at, it need not be read again and again."""
        self._still = self.nodes()
        try:
            yield
        finally:
            self._still = None

    def node(self, element: str) -> Node:
        """An element that an edit is about; Refused where there is none, with the way to what a block brings along."""
        found = self.nodes()
        if element in found:
            return found[element]
        block = self.block_of(element)
        if block is not None:
            raise Refused(
                f"„{element}“ kommt aus dem Baustein „{block.label or block.id}“.",
                "Ändern Sie am Baustein, welche Angaben er fragt, welche davon Pflicht sind und wie sie heißen.",
            )
        raise Refused(f"Das Element „{element}“ gibt es nicht (mehr).", RELOAD)

    def block_of(self, element: str) -> Node | None:
        """The block that brings an element along, None where none does."""
        around = [node for node in self.nodes().values() if node.kind == "block" and element.startswith(f"{node.id}.")]
        fitting = [node for node in around if element[len(node.id) + 1 :] in block_ids(self.block(node))]
        return max(fitting, key=lambda node: len(node.id), default=None)

    def block(self, node: Node) -> Mapping[str, Any]:
        """The shared content of a block."""
        found: Mapping[str, Any] = self.shared.get(str(node.raw.get("ref")).removeprefix(SHARED_PREFIX), {})
        return found

    def raw(self, element: str) -> dict[str, Any]:
        """The written form of an element, to be changed."""
        return self.node(element).raw  # type: ignore[return-value]

    def children(self, parent: str) -> list[dict[str, Any]]:
        """What stands in an element (ROOT: the pages), to be changed."""
        if parent == ROOT:
            return self._pages()
        node = self.node(parent)
        raw = self.raw(parent)
        if node.kind == "list":
            detail = self.options(parent).setdefault("detail", {"type": "VerticalLayout", "elements": []})
            return detail.setdefault("elements", [])  # type: ignore[no-any-return]
        if not node.holds:
            raise Refused(f"In „{node.label or parent}“ kann nichts stehen.", "Wählen Sie eine Seite oder Gruppe.")
        return raw.setdefault("elements", [])  # type: ignore[no-any-return]

    def _pages(self) -> list[dict[str, Any]]:
        root = self.form["uischema"]
        if root.get("type") != "Categorization":
            page = {**root, "type": "Category"}
            self.form["uischema"] = root = {"type": "Categorization", "elements": [page]}
        return root.setdefault("elements", [])  # type: ignore[no-any-return]

    def options(self, element: str) -> dict[str, Any]:
        """The options of an element, to be changed; made where there are none."""
        raw = self.raw(element)
        if not isinstance(raw.get("options"), dict):
            _keys.put(raw, "options", {}, _keys.ELEMENT)
        return raw["options"]  # type: ignore[no-any-return]

    def schema(self, path: Path) -> dict[str, Any]:
        """The schema at a place of the document, to be changed; what it refers to is written out on the way."""
        found: Any = self.form.setdefault("schema", {"type": "object"})
        for name in path:
            self._write_out(found)
            found = found.get("items") if name == ITEM else found.get("properties", {}).get(name)
            if not isinstance(found, dict):
                raise Refused("Diese Angabe steht nicht im Schema.", "Prüfen Sie das Schema in der JSON-Ansicht.")
        self._write_out(found)
        return found  # type: ignore[no-any-return]

    def _write_out(self, schema: dict[str, Any]) -> None:
        """Put a copy of what a schema refers to in its place, so that a change meets this question alone."""
        seen = set[str]()
        while isinstance(ref := schema.get("$ref"), str):
            target = at(self.form["schema"], split(ref[1:])) if ref.startswith("#/") else None
            if ref in seen or not isinstance(target, Mapping):
                raise Refused(
                    f"Der Verweis „{ref}“ im Schema führt nirgendwohin.", "Ändern Sie ihn in der JSON-Ansicht."
                )
            seen.add(ref)
            own = {name: part for name, part in schema.items() if name != "$ref"}
            schema.clear()
            schema.update({**copy.deepcopy(dict(target)), **own})

    def ids(self) -> set[str]:
        """All ids that are taken, those that blocks bring along included."""
        found = self.nodes()
        blocks = (node for node in found.values() if node.kind == "block")
        return found.keys() | {f"{node.id}.{inner}" for node in blocks for inner in block_ids(self.block(node))}

    def taken_paths(self) -> set[Path]:
        """Where answers live, lists and groups on the way included."""
        return {node.path[:end] for node in self.nodes().values() for end in range(1, len(node.path) + 1)}


def block_ids(block: Mapping[str, Any]) -> set[str]:
    """The ids inside a shared block."""
    found = set[str]()
    waiting = list(block.get("elements", ()))
    while waiting:
        element = waiting.pop()
        found.add(str(element.get("id", "")))
        waiting += element.get("elements", ())
        detail = element.get("options", {}).get("detail")
        waiting += detail.get("elements", ()) if isinstance(detail, Mapping) else ()
    return found
