"""A telephone number."""

from typing import Final

from formengine.fields.base import FieldType, Schema, string_without_choices
from formengine.fields.edge import single_line
from formengine.fields.inputs import text_field

_PATTERN: Final = "^\\+?[0-9 ()/-]{6,25}$"
_COPIED: Final = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u2013": "-", "\u2212": "-"})
"""What a copied number has in place of spaces and hyphens; nobody could see the difference."""


def _accepts(schema: Schema) -> int:
    if not string_without_choices(schema):
        return 0
    return 6 if schema.get("pattern") == _PATTERN else 1


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {"type": "string", "pattern": _PATTERN},
    field=lambda _control: text_field(lambda text: single_line(text).translate(_COPIED) or None),
    view=lambda control, _setting: {"autocomplete": control.options.get("autocomplete", "tel")},
    leaves=True,
)
