"""A table of numbers and texts, with rows that can be added (a list) or rows that are given (an object), and sums."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from formengine.core.model import Control
from formengine.core.validation import Problem
from formengine.fields.base import FieldType, as_text
from formengine.fields.inputs import parts_field
from formengine.fields.setting import Setting, say, words
from formengine.fields.table import sums
from formengine.fields.table.cells import AWAY, BACK, COUNT, MORE, ROWS, answered_rows, cell_words, raw, read
from formengine.fields.table.shape import accepts, shape
from formengine.fields.table.view import as_control, sheets


def _view(control: Control, setting: Setting) -> Mapping[str, Any]:
    form = shape(control)
    return {
        "sheet": sheets(control, setting).of,
        "columns": form.columns,
        "fixed": form.fixed is not None,
        "row_sums": sums.wants(control, "rows"),
        "column_sums": sums.wants(control, "columns"),
        "suffixes": {"rows": ROWS, "more": MORE, "away": AWAY, "back": BACK, "count": COUNT},
    }


def _display(answer: Any, control: Control) -> str:
    """One line a row, and one for each sum."""
    form, language = shape(control), control.language
    rows, total = answered_rows(answer, form), words(language)["table_sum"]
    if not rows:
        return as_text(answer)
    lines = []
    for i, (id_, row) in enumerate(rows):
        cells = [f"{c.title}: {cell_words(row[c.name], c, language)}" for c in form.columns if c.name in row]
        if sums.wants(control, "rows"):
            cells.append(f"{total}: {sums.row_sum(row, form, language) or sums.UNKNOWN}")
        lines.append(f"{_row_label(form.fixed, id_, i, language)} – {', '.join(cells)}")
    if sums.wants(control, "columns"):
        totals = [f"{c.title}: {sums.column_sum([row for _, row in rows], c, language)}" for c in form.summed]
        lines.append(f"{total} – {', '.join(totals)}")
    return "\n".join(lines)


def _row_label(fixed: tuple[tuple[str, str], ...] | None, id_: str, i: int, language: str) -> str:
    return dict(fixed or ()).get(id_) or say(language, "table_row", number=i + 1)


def _part(problem: Problem, control: Control) -> Control:
    """The cell (or the row) that a problem is about."""
    form = shape(control)
    demands = problem.keyword == "required" and isinstance(problem.value, Mapping)
    missing = [name for name in problem.limit if name not in problem.value] if demands else []
    place = [*problem.path, *missing[:1]]
    if not place:
        return control
    row, *rest = place
    i = row if isinstance(row, int) else 0
    label = f"{control.label} – {_row_label(form.fixed, str(row), i, control.language)}"
    column = next((column for column in form.columns if [column.name] == rest[:1]), None)
    return replace(control, label=label) if column is None else as_control(control, column, f"{label}, {column.title}")


TYPE = FieldType(
    accepts=accepts,
    new_schema=lambda: {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "posten": {"type": "string", "title": "Posten", "maxLength": 120},
                "betrag": {"type": "number", "title": "Betrag", "minimum": 0, "multipleOf": 0.01},
            },
            "required": ["posten", "betrag"],
        },
    },
    field=lambda control: parts_field(lambda posted: read(posted, control)),
    raw=raw,
    display=_display,
    part=_part,
    view=_view,
    frame="fieldset",
    refreshes=True,
    presses=(MORE, AWAY, BACK, COUNT),
)
