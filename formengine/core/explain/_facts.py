"""What is known of one set of answers: how it settled, how every rule was judged, and what stands where."""

from collections.abc import Iterator
from typing import Any, Final

from formengine.core import pointer
from formengine.core.definition import Definition
from formengine.core.explain._judging import Judged, judged
from formengine.core.journey import demanded, page_verdict
from formengine.core.model import Control, Document, Effect, Element, Indices, Instance, Path
from formengine.core.phrases import Phrases
from formengine.core.pointer import MISSING
from formengine.core.settling import Context, settle

HIDING: Final = {"SHOW": False, "HIDE": True, "FORBID": True}
"""The verdict with which a rule hides its element."""
LOCKING: Final = {"ENABLE": False, "DISABLE": True}


class Facts:
    """Settles the answers once and notes on the way how each rule was judged."""

    def __init__(self, definition: Definition, answers: Document, context: Context) -> None:
        self.definition = definition
        self.answers = answers
        self.phrases = Phrases(definition)
        self._rules: dict[Instance, tuple[tuple[Effect, Judged], ...]] = {}
        self._on_path: dict[str, bool] = {}
        self.settled = settle(definition, answers, context, watch=self._note)

    def _note(self, element: Element, indices: Indices, document: Document, item: Document | None) -> None:
        found = ((effect, judged(effect.condition, document, item)) for effect in element.effects)
        self._rules[element.id, indices] = tuple(found)

    def rules(self, instance: Instance, wanted: dict[str, bool]) -> Iterator[tuple[Effect, Judged]]:
        """Its rules of these kinds with the verdict at which they take hold."""
        for effect, found in self._rules.get(instance, ()):
            if wanted.get(effect.name) == found.holds:
                yield effect, found

    def element(self, instance: Instance) -> Element:
        """The element of an instance."""
        return self.definition.elements[instance[0]]

    def parent(self, instance: Instance) -> Instance | None:
        """The instance around this one."""
        parent = self.element(instance).parent
        return (parent, instance[1][: len(self.definition.elements[parent].lists)]) if parent else None

    def visible(self, instance: Instance) -> bool:
        """As settling says."""
        return instance in self.settled.visible

    def required(self, control: Control | None, indices: Indices) -> bool:
        """As the journey says."""
        return control is not None and bool(control.path) and demanded(self.definition, self.settled, control, indices)

    def on_path(self, page: str) -> bool:
        """Whether a page is met."""
        if page not in self._on_path:
            verdict = page_verdict(self.definition, self.settled, self.definition.page_by_id(page))
            self._on_path[page] = verdict.visible
        return self._on_path[page]

    def page_of(self, element: Element) -> str:
        """The page that an element stands on (or is), "" for a section."""
        while element.kind not in ("page", "section"):
            element = self.definition.elements[element.parent]
        return element.id if element.kind == "page" else ""

    def given(self, control: Control, indices: Indices) -> Any:
        """What was answered, whether it counts or not."""
        value = pointer.at(self.answers, pointer.place(control.path, indices))
        return MISSING if value is None or value in ("", []) else value

    def value(self, path: Path, indices: Indices) -> Any:
        """What the settled document has."""
        return pointer.at(self.settled.document, pointer.place(path, indices))

    def entries(self, lists: tuple[Path, ...], indices: Indices) -> int:
        """How many entries the innermost of some lists has, seen from one position."""
        found = self.value(lists[-1], indices[: len(lists) - 1])
        return len(found) if isinstance(found, list) else 0

    def lacking(self, lists: tuple[Path, ...], indices: Indices) -> tuple[Path, ...]:
        """The lists down to the first that has no such entry, () where all have."""
        for depth in range(len(lists)):
            around = lists[: depth + 1]
            if depth >= len(indices) or indices[depth] >= self.entries(around, indices[:depth]):
                return around
        return ()

    def positions(self, lists: tuple[Path, ...], own: Element, indices: Indices) -> list[Indices]:
        """All positions in some lists, in lists that an element shares only its own."""
        shared = sum(one == other for one, other in zip(lists, own.lists, strict=False))
        found = pointer.positions(self.settled.document, lists)
        return [position for position in found if position[:shared] == indices[:shared]]
