"""One of many options, in a list that folds."""

from formengine.fields.base import FieldType, Schema
from formengine.fields.options import display_one, one_of, shown


def _accepts(schema: Schema) -> int:
    if schema.get("type") == "array":
        return 0
    return 4 if schema.keys() & {"oneOf", "enum", "x-codelist"} else 0


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {
        "type": "string",
        "oneOf": [{"const": "eins", "title": "Erste Antwort"}, {"const": "zwei", "title": "Zweite Antwort"}],
    },
    field=lambda control: one_of(control.choices),
    display=display_one,
    view=lambda control, _setting: shown(control.choices) | {"autocomplete": control.options.get("autocomplete", "")},
    settles=True,
)
