"""Several lines of text. The longest length is said, not enforced while typing: cut-off text would go unnoticed."""

from collections.abc import Mapping
from typing import Any, Final

from formengine.core.model import Control
from formengine.core.numbers import number_words
from formengine.fields.base import FieldType, Schema, string_without_choices
from formengine.fields.edge import multi_line
from formengine.fields.inputs import text_field
from formengine.fields.setting import Setting

_LONG: Final = 255
_ROWS: Final = 5


def _accepts(schema: Schema) -> int:
    if not string_without_choices(schema):
        return 0
    return 3 if schema.get("maxLength", 0) > _LONG else 1


def _view(control: Control, setting: Setting) -> Mapping[str, Any]:
    longest = control.schema.get("maxLength")
    return {
        "rows": control.options.get("rows", _ROWS),
        "longest": longest,
        "autocomplete": control.options.get("autocomplete", ""),
        "extra_hint": setting.say("length", max=number_words(longest, control.language)) if longest else "",
    }


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {"type": "string", "minLength": 1, "maxLength": 1000},
    field=lambda _control: text_field(lambda text: multi_line(text) or None),
    view=_view,
    leaves=True,
)
