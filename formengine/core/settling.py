"""Settling: one topological pass; hidden answers fall away, calculated values come in, empty groups vanish."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from formengine.core import pointer
from formengine.core.calc import Scene
from formengine.core.model import ENVIRONMENT, ITEM, ITEM_ID, Control, Document, Element, Indices, Instance
from formengine.core.order import Node
from formengine.core.pointer import MISSING, positions

if TYPE_CHECKING:
    from formengine.core.definition import Definition


@dataclass(frozen=True, slots=True)
class Context:
    """What an answer's meaning may depend on besides the answers: the time and the environment."""

    now: datetime.datetime
    environment: Mapping[str, Any] = field(default_factory=dict)


Watch: TypeAlias = Callable[[Element, Indices, Document, Document | None], None]
"""Told of each element whose effects are about to be asked: the document and the item are as far as they are then."""


@dataclass(slots=True)
class Settled:
    """A settled document and what is visible, disabled and made required in it. Not to be changed once settled."""

    document: dict[str, Any] = field(default_factory=dict)
    visible: set[Instance] = field(default_factory=set)
    disabled: set[Instance] = field(default_factory=set)
    required: set[Instance] = field(default_factory=set)
    """Instances that a REQUIRE effect demands; what the schema demands statically is the judge's to ask."""


def settle(
    definition: "Definition",
    answers: Document,
    context: Context,
    nodes: Iterable[Node] | None = None,
    watch: Watch | None = None,
) -> Settled:
    """Settle the answers. With `nodes` (a plan's, in order) only these; the rest is as if it were not there."""
    settled = Settled()
    if context.environment:
        settled.document[ENVIRONMENT] = dict(context.environment)
    run = _Run(definition, answers, context, settled, watch)
    for node in definition.nodes if nodes is None else nodes:
        if node.element is None:
            run.object(node)
        else:
            for indices in positions(settled.document, node.element.lists):
                run.element(node.element, indices)
    return settled


def _bare(item: Document) -> dict[str, Any]:
    """A list item before its answers settle: it stays, even empty, and keeps its id."""
    return {ITEM_ID: item[ITEM_ID]} if isinstance(item.get(ITEM_ID), str) else {}


@dataclass(slots=True)
class _Run:
    definition: "Definition"
    answers: Document
    context: Context
    settled: Settled
    watch: Watch | None

    def element(self, element: Element, indices: Indices) -> None:
        settled, instance = self.settled, (element.id, indices)
        parent = self._parent(element, indices)
        if parent is not None and parent not in settled.visible:
            return
        if element.effects and not self._is_shown(element, instance):
            return
        settled.visible.add(instance)
        if parent in settled.disabled:
            settled.disabled.add(instance)
        if element.control is not None and element.kind != "label":
            self._answer(element.control, indices)

    def _parent(self, element: Element, indices: Indices) -> Instance | None:
        """The instance around this one; an item's first elements have the list itself around them."""
        if not element.parent:
            return None
        depth = len(self.definition.elements[element.parent].lists)
        return element.parent, indices[:depth]

    def _is_shown(self, element: Element, instance: Instance) -> bool:
        """What its effects say of an element; what else they do to a shown one is noted."""
        effects = self._effects(element, instance[1])
        if not all(effects.get("SHOW", ())) or any(effects.get("HIDE", ())) or any(effects.get("FORBID", ())):
            return False
        if not all(effects.get("ENABLE", ())) or any(effects.get("DISABLE", ())):
            self.settled.disabled.add(instance)
        if any(effects.get("REQUIRE", ())):
            self.settled.required.add(instance)
        return True

    def _effects(self, element: Element, indices: Indices) -> dict[str, list[bool]]:
        document = self.settled.document
        item = pointer.at(document, pointer.place((*element.lists[-1], ITEM), indices)) if element.lists else None
        if self.watch is not None:
            self.watch(element, indices, document, item)
        found: dict[str, list[bool]] = {}
        for effect in element.effects:
            found.setdefault(effect.name, []).append(effect.test(document, item))
        return found

    def _answer(self, control: Control, indices: Indices) -> None:
        place = pointer.place(control.path, indices)
        value = self._calculated(control, indices) if control.fixed else pointer.at(self.answers, place)
        if control.type == "list" and isinstance(value, list):
            value = [_bare(item) for item in value if isinstance(item, dict)]
        if value is MISSING or value is None or value in ("", []):
            return
        pointer.put(self.settled.document, place, value)

    def _calculated(self, control: Control, indices: Indices) -> Any:
        document = self.settled.document
        item = pointer.at(document, pointer.place((*control.lists[-1], ITEM), indices)) if control.lists else None
        return self.definition.calculations[control.id](
            Scene(document, item, self.context.now, self.context.environment)
        )

    def object(self, node: Node) -> None:
        """A required visible group is there, if need be as {}; an optional one once something in it is answered."""
        lists = tuple(node.path[:i] for i, name in enumerate(node.path) if name == ITEM)
        for indices in positions(self.settled.document, lists):
            place = pointer.place(node.path, indices)
            value = pointer.at(self.settled.document, place)
            if self._demanded(node, indices):
                if value is MISSING:
                    pointer.put(self.settled.document, place, {})
            elif value is not MISSING and not self._has_content(node, indices):
                pointer.remove(self.settled.document, place)

    def _demanded(self, node: Node, indices: Indices) -> bool:
        settled = self.settled
        wanted = settled.visible if node.required else (settled.required & settled.visible) - settled.disabled
        return any((control.id, indices) in wanted for control in self._inside(node, indices))

    def _has_content(self, node: Node, indices: Indices) -> bool:
        """False where all is absent or unchecked."""
        answers = (
            (control, pointer.at(self.settled.document, pointer.place(control.path, indices)))
            for control in self._inside(node, indices)
        )
        return any(value is not MISSING and not (control.box and value is False) for control, value in answers)

    def _inside(self, node: Node, indices: Indices) -> Iterable[Control]:
        """The questions in an object, those in deeper lists left out."""
        return (control for control in self.definition.inside(node.path) if len(control.lists) == len(indices))
