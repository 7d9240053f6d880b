"""Copies elements of one sheet into another (or the same) one, with ids, answers and conditions of their own."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.naming import fresh
from builder.operations._grouped import effects_of, write_effects
from builder.operations._making import add_property, insert, new_property, page_paths
from builder.operations._mentions import replaced
from builder.operations._requiring import require
from builder.operations._rescoping import reads, rescoped
from builder.operations._sheet import Sheet, block_ids
from builder.operations._sites import REF, references
from builder.operations._spots import Spot, item_of
from builder.refusals import Refused
from builder.tree import Node
from formengine.core.bundle import SHARED_PREFIX
from formengine.core.model import ITEM, RESERVED_PATHS, Path
from formengine.core.pointer import write_scope
from formengine.core.texts import each_text


@dataclass
class Copies:
    """One act of copying."""

    source: Sheet
    target: Sheet
    own: bool
    """True where both are the same definition: what lies outside of the copy can be named as before."""
    ids: dict[str, str] = field(default_factory=dict)
    ways: dict[Path, Path] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def put(self, elements: list[str], spot: Spot) -> None:
        """Copy elements to a spot."""
        to = item_of(self.target, spot.parent)
        known = self.source.nodes()
        inside = set(elements)
        for node in known.values():
            if node.parent in inside:
                inside.add(node.id)
        copied = [node for node in known.values() if node.id in inside]
        self._name(copied)
        for node in copied:
            if node.path and ITEM not in node.path[len(known[_top(node, known, elements)].item) :]:
                self._carry(node, to)
        for number, element in enumerate(elements):
            raw = self._rewritten(known[element], known, to)
            insert(self.target, Spot(spot.parent, spot.index + number), raw)
        self._require(copied, known, elements)
        self._texts()

    def _name(self, copied: list[Node]) -> None:
        taken = self.target.ids()
        for node in copied:
            self.ids[node.id] = fresh(node.id, taken, "-")
            taken.add(self.ids[node.id])
            for inner in block_ids(self.source.block(node)) if node.kind == "block" else ():
                self.ids[f"{node.id}.{inner}"] = f"{self.ids[node.id]}.{inner}"

    def _carry(self, node: Node, to: Path) -> None:
        """Give an answer a place of its own, and its schema with it."""
        if node.path in self.ways:
            return
        name = new_property(self.target, to, "", node.path[-1])
        self.ways[node.path] = (*to, name)
        try:
            schema = copy.deepcopy(self.source.schema(node.path))
        except Refused:
            schema = {"type": "object"}
        add_property(self.target, to, name, schema)
        if node.kind == "block":
            ref = str(node.raw["ref"]).removeprefix(SHARED_PREFIX)
            self.target.shared.setdefault(ref, self.source.shared.get(ref, {}))

    def _change(self, path: Path) -> Path:
        for old, new in self.ways.items():
            if path[: len(old)] == old:
                return (*new, *path[len(old) :])
        return path

    def _rewritten(self, node: Node, known: Mapping[str, Node], to: Path) -> dict[str, Any]:
        """The copy of an element and of what is in it."""
        raw: dict[str, Any] = copy.deepcopy(dict(node.raw))
        start = node.item
        self._rewrite(raw, start, to, known)
        return self._worded(raw)

    def _rewrite(self, raw: dict[str, Any], start: Path, to: Path, known: Mapping[str, Node]) -> None:
        node = known[raw["id"]]
        raw["id"] = self.ids[node.id]
        here = to if node.item == start else (*self._change(node.item[:-1]), ITEM)
        if node.path:
            raw["scope"] = write_scope(self._change(node.path)[len(here) :])
        effects = [new for effect in effects_of(raw) if (new := self._effect(effect, node.item, here)) is not None]
        write_effects(raw, effects)
        options = raw.get("options", {})
        for key in ("calc", "from"):
            if key in options:
                options[key] = self._tree(options[key], node, here)
        if node.kind == "page":
            path = str(node.options.get("path", node.id))
            raw.setdefault("options", {})["path"] = fresh(path, page_paths(self.target) | RESERVED_PATHS, "-")
        inner = options["detail"] if isinstance(options.get("detail"), dict) else raw
        for child in inner.get("elements", ()):
            self._rewrite(child, start, to, known)

    def _effect(self, effect: Any, item: Path, to: Path) -> Any:
        """An effect of the copy; None where it looks at answers that the target has not."""
        tree = effect.get("condition")
        if not self._known(tree, item):
            return None
        return {**effect, "condition": self._renamed(rescoped(tree, item, to, self._change), item, to)}

    def _tree(self, tree: Any, node: Node, to: Path) -> Any:
        if not self._known(tree, node.item):
            raise Refused(
                f"„{node.label or node.id}“ hängt von Fragen ab, die nicht dabei sind.", "Übernehmen Sie diese mit."
            )
        return self._renamed(rescoped(tree, node.item, to, self._change), node.item, to)

    def _known(self, tree: Any, item: Path) -> bool:
        """Whether everything that a tree looks at is there in the target."""
        if self.own:
            return True
        conditions = self.source.form.get("conditions", {})
        named = {name for name, _ in references(tree, item)}
        return (
            named <= conditions.keys()
            and all(any(path[: len(old)] == old for old in self.ways) for path in reads(tree, item))
            and all(self._known(conditions[name]["condition"], item) for name in named)
        )

    def _renamed(self, tree: Any, item: Path, to: Path) -> Any:
        """A tree whose named conditions are those of the target; in the same definition they stay."""
        if self.own:
            return tree
        if isinstance(tree, list):
            return [self._renamed(part, item, to) for part in tree]
        if not isinstance(tree, Mapping):
            return tree
        if "$ref" in tree:
            return {"$ref": REF + self._condition(str(tree["$ref"]).removeprefix(REF), item, to)}
        return {name: part if name == "schema" else self._renamed(part, item, to) for name, part in tree.items()}

    def _condition(self, name: str, item: Path, to: Path) -> str:
        if name not in self.names:
            conditions = self.target.form.setdefault("conditions", {})
            self.names[name] = fresh(name, conditions)
            entry = copy.deepcopy(self.source.form["conditions"][name])
            conditions[self.names[name]] = entry
            tree = rescoped(entry["condition"], item, to, self._change)
            entry["condition"] = self._renamed(tree, item, to)
        return self.names[name]

    def _worded(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Placeholders of the copy name the copy."""
        found: dict[str, Any] = each_text(raw, lambda text, _place: replaced(text, lambda id_: self.ids.get(id_, id_)))
        return found

    def _require(self, copied: list[Node], known: Mapping[str, Node], elements: list[str]) -> None:
        for node in copied:
            if node.path in self.ways:
                holder = self.source.schema(node.path[:-1])
                if node.path[-1] in holder.get("required", ()):
                    require(self.target, self.ids[node.id], True)

    def _texts(self) -> None:
        for language, words in self.source.texts.items():
            own = {new: copy.deepcopy(words[old]) for old, new in self.ids.items() if old in words}
            if own and (self.own or language in self.target.texts):
                self.target.texts.setdefault(language, {}).update(own)


def _top(node: Node, known: Mapping[str, Node], elements: list[str]) -> str:
    """The copied element that a node lies in."""
    while node.id not in elements:
        node = known[node.parent]
    return node.id
