"""An email address."""

from formengine.fields.base import FieldType, Schema
from formengine.fields.edge import single_line
from formengine.fields.inputs import text_field


def _accepts(schema: Schema) -> int:
    return 6 if schema.get("type") == "string" and schema.get("format") == "email" else 0


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {"type": "string", "format": "email", "maxLength": 254},
    field=lambda _control: text_field(lambda text: single_line(text) or None),
    view=lambda control, _setting: {"autocomplete": control.options.get("autocomplete", "email")},
    leaves=True,
)
