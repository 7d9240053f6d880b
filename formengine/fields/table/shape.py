"""What a table's schema says: its columns, and its rows where they are given."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from formengine.core.model import Control
from formengine.core.money import is_money
from formengine.fields.base import Schema, string_without_choices

MOST_ROWS: Final = 100


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the property's name, what stands above it, and its schema."""

    name: str
    title: str
    schema: Schema
    required: bool

    @property
    def type(self) -> str:
        """The field type whose words a message about a cell uses."""
        if is_money(self.schema):
            return "money"
        return "number" if self.countable else "text"

    @property
    def countable(self) -> bool:
        """True for numbers, which have sums."""
        return self.schema.get("type") in ("integer", "number")


@dataclass(frozen=True, slots=True)
class Shape:
    """A table: `fixed` are the rows of an object (name, title), None where rows can be added."""

    columns: tuple[Column, ...]
    fixed: tuple[tuple[str, str], ...] | None
    least: int = 1
    most: int = MOST_ROWS

    @property
    def summed(self) -> tuple[Column, ...]:
        """The columns that can be added up: the amounts of money where there are any, else all numbers."""
        amounts = tuple(column for column in self.columns if is_money(column.schema))
        return amounts or tuple(column for column in self.columns if column.countable)


def shape(control: Control) -> Shape:
    """The table that a question asks for."""
    schema = control.schema
    if schema.get("type") != "array":
        rows = {name: row for name, row in schema.get("properties", {}).items() if isinstance(row, Mapping)}
        titles = tuple((name, str(row.get("title", name))) for name, row in rows.items())
        return Shape(columns(next(iter(rows.values()), {})), titles)
    most = min(int(schema.get("maxItems", MOST_ROWS)), MOST_ROWS)
    rows_shown = control.options.get("rows", 1)
    wanted = max(rows_shown if isinstance(rows_shown, int) else 1, int(schema.get("minItems", 0)), 1)
    return Shape(columns(schema.get("items", {})), None, min(wanted, most), most)


def columns(row: Schema) -> tuple[Column, ...]:
    """The columns that a row's schema describes."""
    required = row.get("required", ())
    parts = row.get("properties", {})
    return tuple(Column(name, str(part.get("title", name)), part, name in required) for name, part in parts.items())


def accepts(schema: Schema) -> int:
    """A list of rows, or an object of rows that all have the same columns."""
    if schema.get("type") == "array":
        return 4 if _is_row(schema.get("items")) else 0
    rows = list(schema.get("properties", {}).values()) if schema.get("type") == "object" else []
    alike = all(_is_row(row) and list(row["properties"]) == list(rows[0]["properties"]) for row in rows)
    return 4 if rows and alike else 0


def _is_row(schema: Any) -> bool:
    if not isinstance(schema, Mapping) or schema.get("type") != "object" or not schema.get("properties"):
        return False
    return all(_is_cell(part) for part in schema["properties"].values())


def _is_cell(schema: Any) -> bool:
    if not isinstance(schema, Mapping):
        return False
    text = string_without_choices(schema) and "format" not in schema
    return text or (schema.get("type") in ("integer", "number") and not schema.keys() & {"enum", "oneOf", "const"})
