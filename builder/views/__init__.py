"""The pages of the builder; each module of this folder brings one blueprint."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from flask import Blueprint

from builder.posters import Poster

TEMPLATES: Final = Path(__file__).parent.parent / "templates"


def blueprints() -> Iterator[Blueprint]:
    """The blueprint of every module, derived from the folder."""
    for module in _modules():
        blueprint: Blueprint = module.blueprint
        yield blueprint


def posters() -> Mapping[str, Poster]:
    """Those pages that post edits of their own making, by what they call themselves in `ort`."""
    found: dict[str, Poster] = {}
    for module in _modules():
        found |= getattr(module, "POSTERS", {})
    return found


def _modules() -> Iterator[Any]:
    for name in sorted(found.name for found in pkgutil.iter_modules(__path__) if found.name[0] != "_"):
        yield importlib.import_module(f"{__name__}.{name}")
