"""Findings at the element that caused them: lint, words, law, and what Amt24 cannot do; a module here is one check."""

import datetime
import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from builder.findings._stated import stated
from builder.findings._subject import Elements, Subject
from builder.findings.finding import LEVELS, Finding, Fix, Level
from formengine.core.bundle import Bundle
from formengine.core.definition import Definition, read_definition
from formengine.fields import TYPES

__all__ = ["CHECKS", "LEVELS", "Finding", "Fix", "Kept", "Level", "by_element", "errors", "findings"]

Check = Callable[[Subject], Iterator[Finding]]
_NO_CHECKS: Final = ("finding",)
_MOST_KEPT: Final = 16


def _checks() -> Mapping[str, Check]:
    names = sorted(found.name for found in pkgutil.iter_modules(__path__) if found.name[0] != "_")
    return {name: importlib.import_module(f"{__name__}.{name}").check for name in names if name not in _NO_CHECKS}


CHECKS: Final = _checks()
"""Every check by its name, derived from the folder."""


def findings(definition: Definition, others: Mapping[str, Definition]) -> tuple[Finding, ...]:
    """Everything about a definition that runs, the heaviest first; `others` are those beside it, by slug."""
    subject = Subject(definition, others)
    found = [finding for check in CHECKS.values() for finding in check(subject)]
    return _sorted(replace(finding, page=subject.elements.page(finding.element)) for finding in found)


class Kept:
    """The findings of the newest revisions; asking anew costs nothing, and at midnight they are found again."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, datetime.date, tuple[str, ...]], tuple[Finding, ...]] = {}

    def of(self, definition: Definition, others: Mapping[str, Definition]) -> tuple[Finding, ...]:
        """As `findings` gives them."""
        beside = tuple(sorted(other.bundle.hash for other in others.values()))
        key = definition.bundle.hash, definition.today, beside
        if key not in self._found:
            while len(self._found) >= _MOST_KEPT:
                self._found.pop(next(iter(self._found)), None)
            self._found[key] = findings(definition, others)
        return self._found[key]


def errors(bundle: Bundle, today: datetime.date) -> tuple[Finding, ...]:
    """What keeps a bundle from running, at the elements that cause it."""
    elements = Elements(bundle)
    _, found = read_definition(bundle, TYPES, today)
    stated_ = (stated(each, elements) for each in found)
    return _sorted(replace(finding, page=elements.page(finding.element)) for finding in stated_)


def by_element(found: Sequence[Finding]) -> dict[str, list[Finding]]:
    """The findings by the id of their element."""
    result: dict[str, list[Finding]] = {}
    for finding in found:
        result.setdefault(finding.element, []).append(finding)
    return result


def _sorted(found: Iterator[Finding]) -> tuple[Finding, ...]:
    weight = {level: place for place, level in enumerate(LEVELS)}
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: weight[finding.level]))
