"""A day in one input, with the calendar that the browser brings along; a day typed in German counts too."""

import datetime
import re
from collections.abc import Mapping
from typing import Any, Final

from formengine.core.days import day_words
from formengine.core.model import Control
from formengine.fields.base import FieldType, Schema, as_text
from formengine.fields.edge import single_line
from formengine.fields.inputs import text_field
from formengine.fields.setting import Setting

_GERMAN: Final = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")


def _accepts(schema: Schema) -> int:
    """Three boxes are easier for a birthday, so this one is chosen by name."""
    return 1 if schema.get("type") == "string" and schema.get("format") == "date" else 0


def _read(text: str) -> str | None:
    """The day in ISO form; what is no day stays a string for the schema to refuse."""
    text = single_line(text)
    if german := _GERMAN.fullmatch(text):
        try:
            return datetime.date(int(german[3]), int(german[2]), int(german[1])).isoformat()
        except ValueError:
            return text
    return text or None


def _view(control: Control, _setting: Setting) -> Mapping[str, Any]:
    bounds = {"min": control.schema.get("formatMinimum", ""), "max": control.schema.get("formatMaximum", "")}
    return {"bounds": bounds, "autocomplete": control.options.get("autocomplete", "")}


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {"type": "string", "format": "date"},
    field=lambda _control: text_field(_read),
    display=lambda answer, control: day_words(as_text(answer), control.language),
    view=_view,
    leaves=True,
)
