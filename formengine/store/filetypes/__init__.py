"""The kinds of file that people may upload: one module each, which knows its kind and what of it to keep."""

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from formengine.store.filetype import FileType


def _found() -> dict[str, FileType]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [cast(FileType, importlib.import_module(f"{__name__}.{name}")) for name in names]
    return {module.MIME: module for module in modules}


TYPES: Mapping[str, FileType] = MappingProxyType(_found())
"""Every kind by its media type."""
