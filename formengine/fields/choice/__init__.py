"""One of a few options, all in sight."""

from typing import Final

from formengine.fields.base import FieldType, Schema
from formengine.fields.options import MOST_IN_SIGHT, display_one, one_of, shown

_FEW: Final = 6


def _accepts(schema: Schema) -> int:
    options = schema.get("oneOf") or schema.get("enum") or ()
    if schema.get("type") == "array" or not 0 < len(options or [schema.get("x-codelist")]) <= MOST_IN_SIGHT:
        return 0
    if not options and "x-codelist" not in schema:
        return 0
    return 5 if 0 < len(options) <= _FEW else 1


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {
        "type": "string",
        "oneOf": [{"const": "eins", "title": "Erste Antwort"}, {"const": "zwei", "title": "Zweite Antwort"}],
    },
    field=lambda control: one_of(control.choices),
    display=display_one,
    view=lambda control, _setting: shown(control.choices) | {"group": "radiogroup"},
    frame="fieldset",
    settles=True,
)
