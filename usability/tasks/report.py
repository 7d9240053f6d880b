"""The played tasks as `aufgaben.json` for programs and as one self-contained page for people."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader

from usability.tasks.comparing import KINDS, Compared, pages
from usability.tasks.judging import BOUNDS, failures, missed, number, remarks, succeeded
from usability.tasks.model import Played, Result, read_result

JSON: Final = "aufgaben.json"
HTML: Final = "aufgaben.html"
_FORMAT: Final = "antragswerkstatt-aufgaben/1"
_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
_PARTS: Final = (("reading", "lesen"), ("thinking", "überlegen"), ("hands", "tippen und klicken"))


@dataclass(frozen=True)
class Report:
    """Everything that was played."""

    results: tuple[Result, ...]
    before: Mapping[str, Result]
    """What it is compared with, by definition."""
    compared: Mapping[str, tuple[Compared, ...]]

    def as_json(self) -> dict[str, Any]:
        """The whole report."""
        found: dict[str, Any] = {"format": _FORMAT, "definitions": [result.as_json() for result in self.results]}
        if self.compared:
            found["compared"] = {slug: [each.as_json() for each in tasks] for slug, tasks in self.compared.items()}
        return found


def read(file: Path) -> tuple[Result, ...]:
    """The results of an earlier report. Raises ValueError in words."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return tuple(map(read_result, kept["definitions"]))
    except OSError as error:
        raise ValueError("Diese Datei gibt es nicht.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError("Das ist kein aufgaben.json, oder es stammt aus einer anderen Version.") from error


def write(report: Report, folder: Path) -> Path:
    """Write both files into a folder; the page."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(report.as_json(), ensure_ascii=False, indent=1)
    (folder / JSON).write_text(text + "\n", encoding="utf-8")
    page = folder / HTML
    page.write_text(render(report), encoding="utf-8")
    return page


def render(report: Report) -> str:
    """The page."""
    by_task = {(slug, each.id): each for slug, tasks in report.compared.items() for each in tasks}
    return _TEMPLATES.get_template("report.html").render(
        report=report,
        compared=by_task,
        kinds=KINDS,
        bounds=BOUNDS,
        parts=_PARTS,
        failures=failures,
        missed=missed,
        remarks=remarks,
        succeeded=succeeded,
        number=number,
        longest=_longest,
        pages=pages,
        duration=_duration,
    )


def _longest(*several: Played | None) -> float:
    """The seconds of the longest page, for bars on one scale."""
    return max((visit.seconds for played in several if played for visit in played.visits), default=1) or 1


def _duration(seconds: float) -> str:
    """`3:05`, minutes and seconds."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
