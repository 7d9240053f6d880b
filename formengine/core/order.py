"""The order in which a document settles: every element after its parent and after all that its conditions read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from formengine.core import conditions
from formengine.core.model import ITEM, Control, Element, Path
from formengine.core.pointer import touches


@dataclass(frozen=True, slots=True)
class Node:
    """A step of settling: an element, or (with `element` None) an object that is there only when something is in it."""

    key: str
    path: Path
    element: Element | None = None
    required: bool = False
    """For an object: its parent requires it."""


def condition_reads(element: Element) -> set[Path]:
    """The template paths that an element's own effects look at."""
    item: Path = (*element.lists[-1], ITEM) if element.lists else ()
    found = set()
    for effect in element.effects:
        for leaf in conditions.leaves(effect.condition):
            found.add(leaf.path if leaf.root or not item else item + leaf.path)
    return found


class Dependencies:
    """Who must settle before whom."""

    def __init__(
        self, elements: Iterable[Element], objects: Mapping[Path, bool], reads: Mapping[str, frozenset[Path]]
    ) -> None:
        self.nodes: dict[str, Node] = {}
        self.before: dict[str, set[str]] = {}
        ordered = list(elements)
        for element in ordered:
            self._add(Node(element.id, element.control.path if element.control else (), element))
        for path, required in objects.items():
            self._add(Node("object:" + "/".join(path), path, None, required))
        self._controls = [element.control for element in ordered if element.control and element.kind != "label"]
        self._objects = [node for node in self.nodes.values() if node.element is None]
        for element in ordered:
            self._element(element, reads.get(element.id, frozenset()))
        for node in self._objects:
            self.before[node.key] |= {control.id for control in self._below(node.path)}

    def _add(self, node: Node) -> None:
        self.nodes[node.key] = node
        self.before[node.key] = set()

    def _below(self, path: Path) -> list[Control]:
        return [control for control in self._controls if control.path[: len(path)] == path]

    def _element(self, element: Element, calc_reads: frozenset[Path]) -> None:
        wanted = {element.parent} if element.parent in self.nodes else set()
        for path in condition_reads(element) | calc_reads:
            wanted |= self.sources(path)
        self.before[element.id] |= wanted

    def sources(self, path: Path) -> set[str]:
        """The keys of all nodes that decide what stands at a path."""
        wanted = {control.id for control in self._controls if touches(control.path, path)}
        return wanted | {node.key for node in self._objects if node.path[: len(path)] == path}

    def order(self) -> tuple[Node, ...]:
        """All nodes in settling order, the document's own order where it is free. Raises CycleError."""
        rank = {key: i for i, key in enumerate(self.nodes)}
        sorter = TopologicalSorter({key: self.before[key] for key in self.nodes})
        sorter.prepare()
        result: list[Node] = []
        while sorter.is_active():
            ready = sorted(sorter.get_ready(), key=rank.__getitem__)
            result += [self.nodes[key] for key in ready]
            sorter.done(*ready)
        return tuple(result)

    def closure(self, keys: Iterable[str]) -> set[str]:
        """The keys and everything that must settle before them."""
        found: set[str] = set()
        stack = list(keys)
        while stack:
            key = stack.pop()
            if key not in found:
                found.add(key)
                stack += self.before[key]
        return found


def cycle_of(error: CycleError) -> Sequence[str]:
    """The ids on a cycle, first repeated at the end."""
    return [str(key) for key in error.args[1]]
