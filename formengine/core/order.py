"""The order in which a document settles: every element after its parent and after all that its conditions read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Final

from formengine.core import conditions
from formengine.core.model import ITEM, Control, Element, Path

MAX_LOOKS: Final = 500_000
"""So many times may the elements of a form look at each other, or the pages at what settles before them."""


class TooManyError(ValueError):
    """The elements look at each other too often."""


@dataclass(frozen=True, slots=True)
class Node:
    """A step of settling: an element, or (with `element` None) an object that is there only when something is in it."""

    key: str
    path: Path
    element: Element | None = None
    required: bool = False
    """For an object: its parent requires it."""


def descend(element: Element) -> Iterator[Element]:
    """An element and everything in it, in the order of the document."""
    yield element
    for child in element.children:
        yield from descend(child)


def condition_reads(element: Element) -> set[Path]:
    """The template paths that an element's own effects look at."""
    item: Path = (*element.lists[-1], ITEM) if element.lists else ()
    found = set()
    for effect in element.effects:
        for leaf in conditions.leaves(effect.condition):
            found.add(leaf.path if leaf.root or not item else item + leaf.path)
    return found


class Places:
    """The questions by where their answers live, so that looking one up does not cost the whole form."""

    def __init__(self, controls: Iterable[Control]) -> None:
        self._at: dict[Path, Control] = {}
        self._below: dict[Path, list[Control]] = {}
        for control in controls:
            self._at[control.path] = control
            for length in range(len(control.path) + 1):
                self._below.setdefault(control.path[:length], []).append(control)

    def below(self, path: Path) -> list[Control]:
        """The questions at a path and in it."""
        return self._below.get(path, [])

    def at(self, path: Path) -> list[Control]:
        """The question whose answer stands at a path."""
        return [self._at[path]] if path in self._at else []

    def holding(self, path: Path) -> list[Control]:
        """The questions whose answers a path leads into: lists and answers with parts."""
        return [self._at[path[:length]] for length in range(1, len(path)) if path[:length] in self._at]

    def touching(self, path: Path) -> list[Control]:
        """All of them."""
        return self.holding(path) + self.below(path)


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
        self.places = Places(element.control for element in ordered if element.control and element.kind != "label")
        self._objects = [node for node in self.nodes.values() if node.element is None]
        self._objects_in: dict[Path, set[str]] = {}
        for node in self._objects:
            for length in range(len(node.path) + 1):
                self._objects_in.setdefault(node.path[:length], set()).add(node.key)
        self.looks = 0
        for element in ordered:
            self._element(element, reads.get(element.id, frozenset()))
        for node in self._objects:
            self.before[node.key] |= {control.id for control in self.places.below(node.path)}

    def _add(self, node: Node) -> None:
        self.nodes[node.key] = node
        self.before[node.key] = set()

    def _element(self, element: Element, calc_reads: frozenset[Path]) -> None:
        wanted = {element.parent} if element.parent in self.nodes else set()
        for path in condition_reads(element) | calc_reads:
            wanted |= self.sources(path)
        if element.control is not None and element.control.source is not None:
            wanted |= {one.id for one in self.places.at(element.control.source.list)}
        self.before[element.id] |= wanted
        self.looks += len(wanted)
        if self.looks > MAX_LOOKS:
            raise TooManyError

    def sources(self, path: Path) -> set[str]:
        """The keys of all nodes that decide what stands at a path."""
        wanted = {control.id for control in self.places.touching(path)}
        return wanted | self._objects_in.get(path, set())

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
