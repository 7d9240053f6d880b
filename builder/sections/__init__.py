"""What of a definition belongs to no element, one module a kind: parameters, rules, outcomes, messages and others."""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from builder.sections._frame import Entry, Fields, Section, Subject

__all__ = ["SECTIONS", "Entry", "Fields", "Section", "Subject"]


def _sections() -> Mapping[str, Section]:
    names = [found.name for found in pkgutil.iter_modules(__path__) if found.name[0] != "_"]
    modules = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    found = {name: replace(module.SECTION, name=name) for name, module in modules.items()}
    return dict(sorted(found.items(), key=lambda pair: pair[1].place))


SECTIONS: Final = _sections()
"""Every kind by its name in the address, in the order of the page."""
