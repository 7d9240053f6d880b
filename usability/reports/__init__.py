"""Reports: each module beside this one turns a run into one file; NAME is its name and `write` makes its text."""

import importlib
import pkgutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol

from usability.results import Run


class Report(Protocol):
    """What a module of reports offers."""

    NAME: str

    def write(self, run: Run) -> str:
        """The text of the file."""


def _reports() -> Mapping[str, Report]:
    modules = sorted(found.name for found in pkgutil.iter_modules(__path__))
    return MappingProxyType({name: importlib.import_module(f"{__name__}.{name}") for name in modules})


REPORTS: Final = _reports()
"""Every kind of report by the name of its module."""


def write_all(run: Run, folder: Path) -> list[Path]:
    """Write every report of a run into a folder of its own; the files."""
    place = folder / run.slug
    place.mkdir(parents=True, exist_ok=True)
    written = []
    for report in REPORTS.values():
        file = place / report.NAME
        file.write_text(report.write(run), encoding="utf-8")
        written.append(file)
    return written
