"""What lint says of a definition, at the elements."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from builder.findings._stated import stated
from builder.findings._subject import Subject
from builder.findings.finding import Finding
from formengine.core.lint import examined

_DROPPED: Final = "options/autocomplete"
"""What can be left out where it means nothing."""


def check(subject: Subject) -> Iterator[Finding]:
    """Every finding of lint, cases left out: those stand in no element and are no concern of the page."""
    for found in examined(subject.definition, subject.others):
        if found.part != "cases":
            finding = stated(found, subject.elements)
            if found.place.endswith(f"/{_DROPPED}") and finding.element:
                finding = replace(finding, fix=("set", {"element": finding.element, "place": _DROPPED, "value": None}))
            yield finding
