"""Reports: each module beside this one turns a run into files; `write` makes their texts by their paths."""

import importlib
import pkgutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol

from usability.reports import speech
from usability.results import Run


class Report(Protocol):
    """What a module of reports offers."""

    def write(self, run: Run) -> Mapping[str, str]:
        """The text of each file, by its path in the folder of the run."""


def _reports() -> Mapping[str, Report]:
    modules = sorted(found.name for found in pkgutil.iter_modules(__path__) if found.name[0] != "_")
    return MappingProxyType({name: importlib.import_module(f"{__name__}.{name}") for name in modules})


REPORTS: Final = _reports()
"""Every kind of report by the name of its module."""


def write_all(run: Run, folder: Path) -> list[Path]:
    """Write every report of a run into a folder of its own; the files."""
    place = folder / run.slug
    written = []
    for report in REPORTS.values():
        for name, text in report.write(run).items():
            file = place / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            written.append(file)
    for file in speech.outdated(run, place):
        file.unlink()
    return written
