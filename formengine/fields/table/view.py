"""A table as its template shows it: rows of cells with names, labels and sums, worked out from what was posted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from formengine.core.answers import answer_schema
from formengine.core.model import Control
from formengine.core.validation import judge
from formengine.fields.base import Lookup
from formengine.fields.inputs import first
from formengine.fields.setting import Setting
from formengine.fields.table import sums
from formengine.fields.table.cells import AWAY, BACK, MORE, ROWS, default_ids, row_answer, row_ids
from formengine.fields.table.shape import Column, Shape, shape


@dataclass(frozen=True, slots=True)
class Cell:
    """One input."""

    prefix: str
    id: str
    name: str
    title: str
    row: str
    value: str
    mode: str
    width: str
    wrong: bool
    required: bool
    disabled: bool
    lands: bool
    """True for the first cell of a row that has just come (back): it takes the focus."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `sum` is "" where it has none."""

    prefix: str
    id: str
    label: str
    cells: tuple[Cell, ...]
    sum: str
    removable: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """What stands below a column."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """A string of the row that was just removed, kept so that it can come back."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole table."""

    prefix: str
    answers: Mapping[str, str]
    """Displayed answers, for `{id}` in the caption."""
    ids: str
    rows: tuple[Row, ...]
    below: tuple[Sum, ...]
    total: str
    more: bool
    removed: tuple[Hidden, ...]
    back: str
    """The id of the row that can come back."""
    disabled: bool


@dataclass(frozen=True, slots=True)
class Sheets:
    """Makes the sheet of a table for a state; everything that does not change is worked out once."""

    control: Control
    form: Shape
    setting: Setting
    judges: Mapping[str, Callable[[Any], bool]]

    def of(self, state: Any) -> list[Sheet]:
        """The table of one state, as a repetition of one."""
        posted = _lookup(state.raw, state.prefix + self.control.id)
        form, ids = self.form, row_ids(posted, self.form)
        answers = {id_: row_answer(posted, id_, form) for id_ in ids}
        faults = self._faults(answers, state)
        removed = self._removed(posted, ids, state)
        return [
            Sheet(
                prefix=state.prefix,
                answers=state.answers,
                ids="" if ids == default_ids(form) else " ".join(ids),
                rows=tuple(self._row(i, id_, answers[id_], faults, posted, state) for i, id_ in enumerate(ids)),
                below=tuple(self._below(column, answers) for column in form.columns),
                total=sums.total(answers.values(), form, self.control.language),
                more=form.fixed is None and len(ids) < form.most and not state.disabled,
                removed=removed,
                back=posted(AWAY) if removed and len(ids) < form.most and not state.disabled else "",
                disabled=state.disabled,
            )
        ]

    def _removed(self, posted: Lookup, ids: list[str], state: Any) -> tuple[Hidden, ...]:
        away = posted(AWAY)
        if self.form.fixed is not None or not away or away in ids:
            return ()
        name = f"{state.prefix}{self.control.id}:{away}"
        strings = ((column.name, posted(f"{away}:{column.name}")) for column in self.form.columns)
        return tuple(Hidden(f"{name}:{column}", text) for column, text in strings if text)

    def _below(self, column: Column, answers: Mapping[str, Mapping[str, Any]]) -> Sum:
        return Sum(
            column.title,
            sums.column_sum(answers.values(), column, self.control.language) if column in self.form.summed else "",
        )

    def _faults(self, answers: Mapping[str, Mapping[str, Any]], state: Any) -> set[tuple[str, str]]:
        """The cells that an error is about; all where it is about none of them."""
        if not state.error:
            return set()
        cells = {(id_, column.name) for id_ in answers for column in self.form.columns}
        faults = {
            (id_, column.name)
            for id_, row in answers.items()
            for column in self.form.columns
            if (column.name in row and not self.judges[column.name](row[column.name]))
            or (row and column.required and column.name not in row)
        }
        return faults or cells

    def _row(
        self, i: int, id_: str, answer: Mapping[str, Any], faults: set[tuple[str, str]], posted: Lookup, state: Any
    ) -> Row:
        label = dict(self.form.fixed or ()).get(id_) or self.setting.say("table_row", number=i + 1)
        known = posted(ROWS).split() or default_ids(self.form)
        new = id_ not in known and (bool(posted(MORE)) or id_ == posted(BACK))
        return Row(
            prefix=state.prefix,
            id=id_,
            label=label,
            cells=tuple(
                self._cell(column, (label, id_), posted, state, (id_, column.name) in faults, i + j == 0, new and not j)
                for j, column in enumerate(self.form.columns)
            ),
            sum=sums.row_sum(answer, self.form, self.control.language) if sums.wants(self.control, "rows") else "",
            removable=self.form.fixed is None and not state.disabled,
        )

    def _cell(
        self,
        column: Column,
        around: tuple[str, str],
        posted: Lookup,
        state: Any,
        wrong: bool,
        leading: bool,
        new: bool,
    ) -> Cell:
        """One input; the first of the table has the field's own id, for the error summary."""
        label, row = around
        place, at = f"{self.control.id}:{row}:{column.name}", f"{state.prefix}f-{self.control.id}"
        whole = column.schema.get("type") == "integer"
        signed = column.schema.get("minimum", 0) < 0
        return Cell(
            prefix=state.prefix,
            id=at if leading else f"{state.prefix}f-{place}",
            name=state.prefix + place,
            title=column.title,
            row=label,
            value=posted(f"{row}:{column.name}"),
            mode="text" if signed or not column.countable else "numeric" if whole else "decimal",
            width="aw-table__number" if column.countable else "aw-table__text",
            wrong=wrong,
            required=column.required,
            disabled=state.disabled,
            lands=new,
        )


def _lookup(raw: Mapping[str, Any], name: str) -> Lookup:
    return lambda suffix: first(raw.get(f"{name}:{suffix}", ()))


def sheets(control: Control, setting: Setting) -> Sheets:
    """Everything about a table that is the same at each request."""
    form = shape(control)
    judges = {column.name: judge(answer_schema(as_control(control, column))).ok for column in form.columns}
    return Sheets(control, form, setting, judges)


def as_control(control: Control, column: Column, label: str = "") -> Control:
    """A cell as a question of its own, for messages and judging."""
    said = label or column.title
    cell = Control(control.id, column.type, (), said, column.schema, control.page, control.pointer)
    return replace(cell, language=control.language)
