"""The pages of the builder; each module of this folder brings one blueprint."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from flask import Blueprint

TEMPLATES: Final = Path(__file__).parent.parent / "templates"


def blueprints() -> Iterator[Blueprint]:
    """The blueprint of every module, derived from the folder."""
    for name in sorted(found.name for found in pkgutil.iter_modules(__path__) if found.name[0] != "_"):
        blueprint: Blueprint = importlib.import_module(f"{__name__}.{name}").blueprint
        yield blueprint
