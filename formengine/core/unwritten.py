"""What falls away with an optional group is read all the same: an unticked box as `false`, a required group as `{}`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from formengine.core.conditions import compile_test, disjunction, fits, leaves, negation
from formengine.core.model import ITEM, Condition, Control, Element, Path, last_item
from formengine.core.showing import visibility

MOST: Final = 200
"""How many leaves a condition may come to, with what decides the boxes that it asks about."""
MOST_COMPLETED: Final = 20_000
"""How many leaves of one definition may ask for what falls away with a group."""


class TooMany(ValueError):
    """A condition hangs on more boxes of optional groups than anybody could follow."""


@dataclass(frozen=True, slots=True)
class Unwritten:
    """What stands at a path where nothing is written: a value, as long as a condition of the same item holds."""

    value: Any
    shown: Condition


@dataclass
class Fallen:
    """Knows which answers may fall away with an optional group around them, and completes conditions about them."""

    elements: Mapping[str, Element]
    controls: Mapping[str, Control]
    objects: Mapping[Path, bool]
    """Every object that holds questions, and whether its parent requires it."""
    _known: dict[Path, Unwritten | None] = field(default_factory=dict)
    _sizes: dict[Path, int] = field(default_factory=dict)
    _depth: int = 0
    _completed: int = 0

    def __post_init__(self) -> None:
        self._boxes = {one.path: one for one in self.controls.values() if one.box and self._may_fall(one.path)}

    def any(self) -> bool:
        """True where there is anything to complete."""
        return bool(self._boxes) or any(required and self._may_fall(path) for path, required in self.objects.items())

    def _may_fall(self, path: Path) -> bool:
        """True where an optional group of the same list item stands around a path."""
        return any(self.objects.get(path[:i]) is False for i in range(last_item(path) + 1, len(path)))

    def completed(self, condition: Condition, item: Path = ()) -> Condition:
        """The condition with what decides each leaf whose answer may fall away. Raises TooMany."""
        if condition.kind != "LEAF":
            return replace(condition, children=tuple(self.completed(child, item) for child in condition.children))
        found = self.at(condition.path if condition.root else item + condition.path)
        if found is None:
            return condition
        self._completed += 1
        if self._completed > MOST_COMPLETED:
            raise TooMany
        absent, present = fits(condition), fits(condition, found.value)
        if absent == present:
            return condition
        return replace(condition, absent=found.shown if present else negation(found.shown))

    def at(self, path: Path) -> Unwritten | None:
        """What stands unwritten at a path; None for what is only ever absent. Raises TooMany."""
        if path not in self._known:
            self._known[path] = None  # a condition that asks about itself is a cycle, which the order reports
            self._depth += 1
            self._known[path] = self._found(path)
            self._depth -= 1
        return self._known[path]

    def _found(self, path: Path) -> Unwritten | None:
        if self._depth > MOST:
            raise TooMany
        box = self._boxes.get(path)
        if box is not None:
            return Unwritten(False, self._shown(path, [box]))
        if not self.objects.get(path) or not self._may_fall(path):
            return None
        lists = path.count(ITEM)
        inside = [one for one in self.controls.values() if one.path[: len(path)] == path and len(one.lists) == lists]
        return Unwritten({}, self._shown(path, inside))

    def _shown(self, path: Path, controls: list[Control]) -> Condition:
        """When one of some questions of one list item is visible."""
        item = path[: last_item(path)]
        plain = disjunction(*(visibility(self.elements, self.elements[one.id]) for one in controls))
        completed = self.completed(plain, item)
        places = [leaf.path if leaf.root else item + leaf.path for leaf in leaves(plain)]
        self._sizes[path] = sum(1 + self._sizes.get(place, 0) for place in places)
        if self._sizes[path] > MOST:
            raise TooMany
        return completed


def completed_elements(
    elements: Mapping[str, Element], complete: Callable[[Condition, str, Path], Condition]
) -> dict[str, Element]:
    """All elements, each with its conditions completed; `complete` is told the condition, its place and its item."""
    known: dict[str, Element] = {}

    def completed(element: Element) -> Element:
        item: Path = (*element.lists[-1], ITEM) if element.lists else ()
        effects = []
        for effect in element.effects:
            condition = complete(effect.condition, element.pointer, item)
            effects.append(replace(effect, condition=condition, test=compile_test(condition)))
        children = tuple(completed(child) for child in element.children)
        known[element.id] = replace(element, effects=tuple(effects), children=children)
        return known[element.id]

    for element in elements.values():
        if element.kind in ("page", "section"):
            completed(element)
    return known
