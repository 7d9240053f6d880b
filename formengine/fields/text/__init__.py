"""One line of text; `options.suggest` names a parameter whose entries are offered while typing."""

from collections.abc import Mapping
from typing import Any

from formengine.core.model import Control
from formengine.fields.base import FieldType, Schema, string_without_choices
from formengine.fields.edge import single_line
from formengine.fields.inputs import text_field
from formengine.fields.setting import Setting


def _accepts(schema: Schema) -> int:
    return 2 if string_without_choices(schema) else 0


def _view(control: Control, setting: Setting) -> Mapping[str, Any]:
    known = setting.parameters.get(control.options.get("suggest", ""), ())
    return {
        "options": control.options,
        "longest": control.schema.get("maxLength"),
        "suggestions": [word for word in known if isinstance(word, str)] if isinstance(known, list | tuple) else [],
    }


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {"type": "string", "minLength": 1, "maxLength": 120},
    field=lambda _control: text_field(lambda text: single_line(text) or None),
    view=_view,
    leaves=True,
)
