"""What the checks look at: a definition as it is written and, where it runs, compiled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from builder.tree import Node, nodes
from formengine.core.bundle import Bundle
from formengine.core.definition import Definition
from formengine.core.model import ITEM, Element, Path
from formengine.core.pointer import split


@dataclass(frozen=True, slots=True)
class Text:
    """A text that people read: whose it is, and where it stands as the operation `set` names places."""

    element: str
    place: str
    text: str


@dataclass(frozen=True)
class Subject:
    """One definition that runs, and the definitions beside it."""

    definition: Definition
    others: Mapping[str, Definition]

    @property
    def bundle(self) -> Bundle:
        """What it was compiled from."""
        return self.definition.bundle

    @cached_property
    def elements(self) -> "Elements":
        """Its elements as they are written."""
        return Elements(self.bundle)

    def texts(self) -> Iterator[Text]:
        """The texts at its elements, those inside blocks too."""
        for element in self.definition.elements.values():
            yield from _texts(element)


class Elements:
    """Finds the element that a place in a bundle belongs to."""

    def __init__(self, bundle: Bundle) -> None:
        self._form = bundle.form
        self.nodes: Mapping[str, Node] = nodes(bundle.form)
        self._by_pointer = {node.pointer: node.id for node in self.nodes.values()}
        self._by_path = {node.path: node.id for node in self.nodes.values() if node.path}

    def at(self, part: str, place: str) -> str:
        """The id of the element at a JSON Pointer into a part of the bundle, "" where it belongs to none."""
        if part.startswith("texts/"):
            return self._known(next(iter(split(place)), ""))
        if part != "form":
            return ""
        names = split(place)
        if names[:1] == ("uischema",):
            return self._around(place)
        if names[:1] == ("schema",):
            return self._asking(names[1:])
        return self._named(names)

    def page(self, id_: str) -> str:
        """The id of the page that an element stands on."""
        node = self.nodes.get(self._known(id_))
        return node.page if node is not None else ""

    def _known(self, id_: str) -> str:
        """The element itself, or the block that it comes from."""
        while id_ and id_ not in self.nodes:
            id_ = id_.rpartition(".")[0]
        return id_

    def _around(self, place: str) -> str:
        while place and place not in self._by_pointer:
            place = place.rpartition("/")[0]
        return self._by_pointer.get(place, "")

    def _asking(self, names: tuple[str, ...]) -> str:
        path, i = list[str](), 0
        while i < len(names):
            if names[i] == "properties" and i + 1 < len(names):
                path.append(names[i + 1])
                i += 1
            elif names[i] == "items":
                path.append(ITEM)
            i += 1
        found: Path = tuple(path)
        return next(
            (self._by_path[found[:end]] for end in range(len(found), 0, -1) if found[:end] in self._by_path), ""
        )

    def _named(self, names: tuple[str, ...]) -> str:
        """The first element that a rule stands at."""
        if len(names) < 2 or names[0] != "rules":
            return ""
        rule: Any = self._form["rules"][int(names[1])]
        return self._known(str(next(iter(rule.get("at", ())), "")))


def _texts(element: Element) -> Iterator[Text]:
    options = element.options
    own = element.kind == "label"
    if element.label:
        yield Text(element.id, "text" if own else "label", element.label)
    for name in ("title",) if own else ("hint", "help"):
        if isinstance(options.get(name), str):
            yield Text(element.id, f"options/{name}", options[name])
    errors = options.get("errors")
    for code, text in errors.items() if isinstance(errors, Mapping) else ():
        yield Text(element.id, f"options/errors/{code}", str(text))
