"""The field types, derived from the folders beside this module: a new type is a new folder and nothing else."""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from formengine.fields.base import FieldType, Raw, token

__all__ = ["ASSETS", "FOLDER", "TYPES", "FieldType", "Raw", "best_fit", "token"]

FOLDER: Final = Path(__file__).parent
_SERVED: Final = frozenset({".svg", ".png", ".js"})


def _named(folder: str) -> FieldType:
    module = importlib.import_module(f"{__name__}.{folder}")
    kind: FieldType = module.TYPE
    return replace(kind, name=folder.replace("_", "-"))


def _types() -> Mapping[str, FieldType]:
    folders = sorted(found.name for found in pkgutil.iter_modules(__path__) if found.ispkg)
    kinds = [_named(folder) for folder in folders]
    return MappingProxyType({kind.name: kind for kind in kinds})


def _assets() -> Mapping[str, Path]:
    served = (path for path in FOLDER.glob("*/*") if path.suffix in _SERVED)
    return MappingProxyType({path.relative_to(FOLDER).as_posix(): path for path in sorted(served)})


TYPES: Final = _types()
"""Every field type by its name, as in `options.type`."""

ASSETS: Final = _assets()
"""Pictures and scripts of widgets, by the name that `compile_control` hands to `asset`; the web serves them."""


def best_fit(schema: Mapping[str, object]) -> FieldType | None:
    """The type for a question that names none: the one whose `accepts` fits best, the first by name of equals."""
    kind = max(TYPES.values(), key=lambda each: each.accepts(schema))
    return kind if kind.accepts(schema) else None
