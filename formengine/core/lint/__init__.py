"""What an author should know of a definition beyond whether it runs; each module of this folder is one check."""

import datetime
import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from formengine.core.bundle import Bundle
from formengine.core.definition import Definition, read_definition
from formengine.core.lint._subject import Subject
from formengine.core.model import FieldType, Finding

__all__ = ["CHECKS", "examined", "lint"]

Check = Callable[[Subject], Iterator[Finding]]


def _checks() -> Mapping[str, Check]:
    names = sorted(found.name for found in pkgutil.iter_modules(__path__) if found.name[0] != "_")
    return {name: importlib.import_module(f"{__name__}.{name}").check for name in names}


CHECKS: Final = _checks()
"""Every check by its name, derived from the folder."""


def lint(
    bundle: Bundle, types: Mapping[str, FieldType], today: datetime.date, others: Mapping[str, Definition]
) -> list[Finding]:
    """Everything that was found, errors first; `others` are the definitions beside it, by slug.

    A definition that does not run is not looked at any further: its errors come first.
    """
    definition, findings = read_definition(bundle, types, today)
    if definition is not None:
        return examined(definition, others)
    return sorted(findings, key=_weight)


def examined(definition: Definition, others: Mapping[str, Definition]) -> list[Finding]:
    """The same for a definition that somebody has compiled already."""
    subject = Subject(definition, {**others, definition.slug: definition})
    found = [*definition.findings, *(finding for check in CHECKS.values() for finding in check(subject))]
    return sorted(found, key=_weight)


def _weight(finding: Finding) -> bool:
    return finding.level != "error"
