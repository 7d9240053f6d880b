"""An edit must leave a definition that compiles, if it did before."""

import datetime
from typing import Final

from builder.refusals import Refused
from formengine.core.bundle import Bundle
from formengine.core.definition import Definition, read_definition
from formengine.core.model import Finding
from formengine.fields import TYPES

_ANY_DAY: Final = datetime.date(2026, 1, 1)
"""Only what parameters and relative bounds amount to depends on the day, not whether a definition can be read."""


def read(bundle: Bundle) -> tuple[Definition | None, list[Finding]]:
    """The definition, None where it does not run, and what keeps it from running."""
    definition, findings = read_definition(bundle, TYPES, _ANY_DAY)
    return definition, [finding for finding in findings if finding.level == "error"]


def errors(bundle: Bundle) -> list[Finding]:
    """What keeps a bundle from running."""
    return read(bundle)[1]


def judge(before: Bundle, after: Bundle) -> Bundle:
    """The edited bundle; Refused with the first error where the edit broke what was whole."""
    found = errors(after)
    if found and not errors(before):
        raise Refused(found[0].message, found[0].mend)
    return after
