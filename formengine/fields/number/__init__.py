"""A number with a German comma; what is no number, or could be two, stays a string for the schema to refuse."""

from collections.abc import Mapping
from typing import Any

from formengine.core.model import Control
from formengine.fields.base import FieldType, Schema, as_text
from formengine.fields.edge import single_line
from formengine.fields.german import amount, typed_number
from formengine.fields.inputs import CoerceText, text_field
from formengine.fields.setting import Setting


def _accepts(schema: Schema) -> int:
    return 3 if schema.get("type") in ("integer", "number") else 0


def _whole(control: Control) -> bool:
    return control.schema.get("type") == "integer"


def _read(*, whole: bool) -> CoerceText:
    return lambda text: typed_number(single_line(text), whole=whole)


def _display(answer: Any, control: Control) -> str:
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        return as_text(answer)
    return amount(answer, control.options.get("unit", ""), control.language)


def _view(control: Control, _setting: Setting) -> Mapping[str, Any]:
    signed = control.schema.get("minimum", 0) < 0
    return {
        "unit": control.options.get("unit", ""),
        "width": control.options.get("width", 10),
        "autocomplete": control.options.get("autocomplete", ""),
        # Some telephones offer no minus sign on their number pads.
        "inputmode": "text" if signed else "numeric" if _whole(control) else "decimal",
    }


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {"type": "integer", "minimum": 0},
    field=lambda control: text_field(_read(whole=_whole(control))),
    display=_display,
    view=_view,
    leaves=True,
)
