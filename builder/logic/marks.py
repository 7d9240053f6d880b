"""What lint knows of the logic of a definition, by the page on which it stands."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from builder.logic.graph import Mark, MarkKind
from builder.logic.mending import Fault
from formengine.core.definition import Definition
from formengine.core.lint.reach import Kind, analyse
from formengine.core.model import Finding

_KINDS: Final[Mapping[Kind, MarkKind]] = {
    "unreachable": "unreachable",
    "contradiction": "contradiction",
    "always": "hint",
    "never": "hint",
    "optional": "hint",
}


def marks_of(definition: Definition) -> dict[str, tuple[Mark, ...]]:
    """The marks by page id; what stands on no page (a section, a rule) is under the first page that it is about.

    It asks the solver about every rule: that may cost seconds for a large form, so it is meant to be kept.
    """
    found: dict[str, list[Mark]] = {}
    for insight in analyse(definition).insights:
        for element, page in _where(definition, insight.finding):
            mark = Mark(_KINDS[insight.kind], insight.finding.message, element)
            found.setdefault(page, []).append(mark)
            break
    return {page: tuple(marks) for page, marks in found.items()}


def faults_of(definition: Definition, faults: Iterable[Fault]) -> dict[str, tuple[Mark, ...]]:
    """The rules that had to be left out so that the rest runs, as marks by page id."""
    found: dict[str, list[Mark]] = {}
    for fault in faults:
        page = next((page for _, page in _where(definition, fault.finding)), None)
        if page is not None:
            found.setdefault(page, []).append(Mark("error", fault.finding.message, fault.element))
    return {page: tuple(marks) for page, marks in found.items()}


def joined(*each: Mapping[str, tuple[Mark, ...]]) -> dict[str, tuple[Mark, ...]]:
    """Marks of several kinds together."""
    pages = dict.fromkeys(page for marks in each for page in marks)
    return {page: tuple(mark for marks in each for mark in marks.get(page, ())) for page in pages}


def _where(definition: Definition, finding: Finding) -> Iterator[tuple[str, str]]:
    """The element around the place of a finding, and a page that it stands on or holds."""
    for rule in definition.rules:
        if _within(finding.place, rule.pointer):
            yield rule.at[0], rule.page
    around = [one for one in definition.elements.values() if _within(finding.place, one.pointer)]
    for element in sorted(around, key=lambda one: -len(one.pointer)):
        for page in definition.pages:
            if _within(element.pointer, page.element.pointer) or _within(page.element.pointer, element.pointer):
                yield element.id, page.id


def _within(place: str, pointer: str) -> bool:
    return place == pointer or place.startswith(f"{pointer}/")
