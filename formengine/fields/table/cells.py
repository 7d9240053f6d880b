"""What stands in a table: posted strings to rows of answers and back, and which rows there are."""

from collections.abc import Mapping
from typing import Any, Final

from formengine.core import money
from formengine.core.model import ITEM_ID, Control
from formengine.core.numbers import number_words
from formengine.fields.base import Lookup, Raw, as_text
from formengine.fields.edge import single_line
from formengine.fields.german import typed_money, typed_number
from formengine.fields.table.shape import Column, Shape, shape

ROWS: Final = "zeilen"
MORE: Final = "mehr"
AWAY: Final = "weg"
BACK: Final = "zurueck"
COUNT: Final = "summe"
_ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"
_LENGTH: Final = 8


def default_ids(form: Shape) -> list[str]:
    """The rows that are there before anybody has typed anything."""
    return [_id(i) for i in range(form.least)]


def _id(number: int) -> str:
    """The number of a row as an id like those of list items."""
    digits = ""
    for _ in range(_LENGTH):
        number, digit = divmod(number, len(_ALPHABET))
        digits = _ALPHABET[digit] + digits
    return digits


def row_ids(posted: Lookup, form: Shape) -> list[str]:
    """The rows that the browser had, after the button that was pressed."""
    if form.fixed is not None:
        return [name for name, _ in form.fixed]
    named = (id_ for id_ in posted(ROWS).split() if len(id_) == _LENGTH and set(id_) <= set(_ALPHABET))
    ids = list(dict.fromkeys(named))[: form.most] or default_ids(form)
    away, back = posted(AWAY), posted(BACK)
    ids = [id_ for id_ in ids if id_ != away]
    if back not in ids and len(back) == _LENGTH and set(back) <= set(_ALPHABET):
        ids.append(back)
    if posted(MORE) and len(ids) < form.most:
        ids.append(next(new for new in map(_id, range(len(ids) + 2)) if new not in ids and new != away))
    return ids[: form.most]


def typed(text: str, column: Column) -> Any:
    """A cell's answer, None where it is empty; what is no number stays a string for the schema to refuse."""
    text = single_line(text)
    if money.is_money(column.schema):
        return typed_money(text)
    if column.countable:
        return typed_number(text, whole=column.schema["type"] == "integer")
    return text or None


def row_answer(posted: Lookup, row: str, form: Shape) -> dict[str, Any]:
    """The cells of a row that are filled in."""
    cells = {column.name: typed(posted(f"{row}:{column.name}"), column) for column in form.columns}
    return {name: value for name, value in cells.items() if value is not None}


def read(posted: Lookup, control: Control) -> Any:
    """The table's answer: rows in which nothing stands are none."""
    form = shape(control)
    rows = {row: row_answer(posted, row, form) for row in row_ids(posted, form)}
    filled = {row: cells for row, cells in rows.items() if cells}
    if form.fixed is not None:
        return filled or None
    return [{ITEM_ID: row} | cells for row, cells in filled.items()] or None


def answered_rows(answer: Any, form: Shape) -> list[tuple[str, Mapping[str, Any]]]:
    """The rows of an answer by their ids (or names); of a wrong-typed answer none."""
    if form.fixed is not None:
        rows = answer if isinstance(answer, Mapping) else {}
        return [(name, rows[name]) for name, _ in form.fixed if isinstance(rows.get(name), Mapping)]
    listed = [row for row in answer if isinstance(row, Mapping)] if isinstance(answer, list) else []
    return [(str(row.get(ITEM_ID) or _id(i)), row) for i, row in enumerate(listed)]


def raw(answer: Any, control: Control) -> Raw:
    """The strings that a browser would post for a table."""
    form = shape(control)
    rows = answered_rows(answer, form)
    cells = {
        f"{id_}:{column.name}": [cell_text(row[column.name], column)]
        for id_, row in rows
        for column in form.columns
        if column.name in row
    }
    return cells | ({ROWS: [" ".join(id_ for id_, _ in rows)]} if rows and form.fixed is None else {})


def cell_text(value: Any, column: Column) -> str:
    """A cell's answer for its input."""
    exact = is_amount(value) and money.is_money(column.schema) and float(money.text(value)) == value
    return money.digits(value) if exact else as_text(value)


def cell_words(value: Any, column: Column, language: str) -> str:
    """A cell's answer for people."""
    if not is_amount(value) or not column.countable:
        return as_text(value)
    return money.words(value, language) if money.is_money(column.schema) else number_words(value, language)


def is_amount(value: Any) -> bool:
    """True for a JSON number."""
    return isinstance(value, int | float) and not isinstance(value, bool)
