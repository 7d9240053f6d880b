"""Any number of options, as check boxes."""

from typing import Any

from formengine.core.model import Control
from formengine.fields.base import FieldType, Raw, Schema, as_text, title_of, token
from formengine.fields.options import MOST_IN_SIGHT, shown, some_of


def _accepts(schema: Schema) -> int:
    items = schema.get("items")
    if schema.get("type") != "array" or not isinstance(items, dict):
        return 0
    options = items.get("oneOf") or items.get("enum") or ()
    return 5 if items.keys() & {"oneOf", "enum", "x-codelist"} and len(options) <= MOST_IN_SIGHT else 0


def _raw(answer: Any, _control: Control) -> Raw:
    return {"": [token(value) for value in answer] if isinstance(answer, list) else [as_text(answer)]}


def _display(answer: Any, control: Control) -> str:
    values = answer if isinstance(answer, list) else [answer]
    return "; ".join(title_of(value, control.choices) for value in values)


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {
        "type": "array",
        "uniqueItems": True,
        "items": {"oneOf": [{"const": "eins", "title": "Erste Antwort"}, {"const": "zwei", "title": "Zweite Antwort"}]},
    },
    field=lambda control: some_of(control.choices),
    raw=_raw,
    display=_display,
    view=lambda control, _setting: shown(control.choices),
    frame="fieldset",
    settles=True,
)
