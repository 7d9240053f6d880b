"""The formats of whole forms, derived from the modules beside this one: a new format is a new module and no more."""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from formengine import exchange
from formengine.exchange.frame import Format

_HERE: Final = __name__.rpartition(".")[2]


def _formats() -> Mapping[str, Format]:
    names = sorted(found.name for found in pkgutil.iter_modules(exchange.__path__) if found.name != _HERE)
    modules = {name: importlib.import_module(f"{exchange.__name__}.{name}") for name in names}
    found: dict[str, Format] = {
        name: vars(module)["FORMAT"] for name, module in modules.items() if "FORMAT" in vars(module)
    }
    return MappingProxyType({name: replace(format_, name=name) for name, format_ in found.items()})


FORMATS: Final = _formats()
"""Every format by its name."""


def recognised(schema: Any, ui: Any) -> Format | None:
    """The format that two documents are probably in; None where none of them or several would fit."""
    found = [format_ for format_ in FORMATS.values() if format_.recognises(schema, ui)]
    return found[0] if len(found) == 1 else None
