"""What of a definition belongs to no element, one module a kind: parameters, rules, outcomes, messages and others."""

import importlib
import pkgutil
from collections.abc import Mapping
from typing import Final

from builder.sections._frame import Entry, Fields, Section, Subject, in_reach

__all__ = ["SECTIONS", "Entry", "Fields", "Section", "Subject", "in_reach"]


def _sections() -> Mapping[str, Section]:
    names = [found.name for found in pkgutil.iter_modules(__path__) if found.name[0] != "_"]
    found: list[Section] = [importlib.import_module(f"{__name__}.{name}").SECTION for name in names]
    return {section.name: section for section in sorted(found, key=lambda section: section.place)}


SECTIONS: Final = _sections()
"""Every kind by its name in the address, in the order of the page."""
