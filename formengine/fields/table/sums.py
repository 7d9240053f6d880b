"""The sums of a table: below its columns and at the end of its rows, in decimals."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from formengine.core import money
from formengine.core.model import Control
from formengine.core.numbers import number_words
from formengine.fields.table.cells import is_amount
from formengine.fields.table.shape import Column, Shape

UNKNOWN: Final = "–"


def wants(control: Control, what: str) -> bool:
    """Whether a table has sums of its `rows` or `columns`."""
    wanted = control.options.get("sums", ())
    return isinstance(wanted, list | tuple) and what in wanted


def column_sum(rows: Iterable[Mapping[str, Any]], column: Column, language: str) -> str:
    """The sum of a column, a dash where something in it is no number."""
    return words([row[column.name] for row in rows if column.name in row], (column,), language)


def row_sum(row: Mapping[str, Any], form: Shape, language: str) -> str:
    """The sum of the numbers of a row, nothing for an empty one."""
    values = [row[column.name] for column in form.summed if column.name in row]
    return words(values, form.summed, language) if values else ""


def total(rows: Iterable[Mapping[str, Any]], form: Shape, language: str) -> str:
    """The sum of all that can be added up in a table."""
    return words(
        [row[column.name] for row in rows for column in form.summed if column.name in row], form.summed, language
    )


def words(values: list[Any], columns: tuple[Column, ...], language: str) -> str:
    """A sum as a person reads it; in Euro where all that was added is."""
    if not all(map(is_amount, values)):
        return UNKNOWN
    exact = sum((Decimal(str(value)) for value in values), Decimal())
    if all(money.is_money(column.schema) for column in columns):
        return money.words(exact, language)
    return number_words(exact, language)
