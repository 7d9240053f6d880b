"""What lint knows of the logic of a definition, by the page on which it stands."""

from collections.abc import Iterable, Mapping
from typing import Final

from builder.logic.graph import Mark, MarkKind
from builder.logic.mending import Fault
from formengine.core.definition import Definition
from formengine.core.lint.reach import Kind, analyse
from formengine.core.model import Element, Finding

_KINDS: Final[Mapping[Kind, MarkKind]] = {
    "unreachable": "unreachable",
    "contradiction": "contradiction",
    "always": "hint",
    "never": "hint",
    "optional": "hint",
}


def marks_of(definition: Definition) -> dict[str, tuple[Mark, ...]]:
    """The marks by page id; what stands on no page (a section, a rule) is at the first page that it is about.

    It asks the solver about every rule: that costs more than the map itself, so it is meant to be kept.
    """
    places, found = _Places(definition), _Found()
    for insight in analyse(definition).insights:
        element, page = places.of(insight.finding)
        found.add(page, Mark(_KINDS[insight.kind], insight.finding.message, element))
    return found.marks()


def faults_of(definition: Definition, faults: Iterable[Fault]) -> dict[str, tuple[Mark, ...]]:
    """The rules that had to be left out so that the rest runs, as marks by page id."""
    places, found = _Places(definition), _Found()
    for fault in faults:
        found.add(places.of(fault.finding)[1], Mark("error", fault.finding.message, fault.element))
    return found.marks()


def joined(*each: Mapping[str, tuple[Mark, ...]]) -> dict[str, tuple[Mark, ...]]:
    """Marks of several kinds together."""
    pages = dict.fromkeys(page for marks in each for page in marks)
    return {page: tuple(mark for marks in each for mark in marks.get(page, ())) for page in pages}


class _Found:
    def __init__(self) -> None:
        self._marks: dict[str, list[Mark]] = {}

    def add(self, page: str, mark: Mark) -> None:
        if page:
            self._marks.setdefault(page, []).append(mark)

    def marks(self) -> dict[str, tuple[Mark, ...]]:
        return {page: tuple(marks) for page, marks in self._marks.items()}


class _Places:
    """The elements and pages of a definition by where they stand."""

    def __init__(self, definition: Definition) -> None:
        self._elements = {element.pointer: element for element in definition.elements.values()}
        self._rules = {rule.pointer: rule for rule in definition.rules}
        self._all = definition.elements
        self._pages = definition.page_ids

    def of(self, finding: Finding) -> tuple[str, str]:
        """The element around a finding, and a page that it stands on or holds; "" for what is on no page."""
        place = finding.place
        while place:
            if place in self._rules:
                return self._rules[place].at[0], self._rules[place].page
            if place in self._elements:
                element = self._elements[place]
                return element.id, self._page(element)
            place = place.rpartition("/")[0]
        return "", ""

    def _page(self, element: Element) -> str:
        around: Element | None = element
        while around is not None and around.kind != "page":
            if around.kind == "section":
                return next((page for page in self._pages if self._holds(around, self._all[page])), "")
            around = self._all.get(around.parent)
        return "" if around is None else around.id

    def _holds(self, section: Element, page: Element) -> bool:
        return page.pointer.startswith(f"{section.pointer}/")
