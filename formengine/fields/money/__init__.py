"""An amount in Euro and Cent, typed and shown as people in Germany write it."""

from collections.abc import Mapping
from typing import Any

from formengine.core import money
from formengine.core.model import Control
from formengine.fields.base import FieldType, Raw, Schema, as_text
from formengine.fields.edge import single_line
from formengine.fields.german import typed_money
from formengine.fields.inputs import text_field
from formengine.fields.setting import Setting


def _is_amount(answer: Any) -> bool:
    return isinstance(answer, int | float) and not isinstance(answer, bool)


def _accepts(schema: Schema) -> int:
    return 6 if money.is_money(schema) else 0


def _raw(answer: Any, _control: Control) -> Raw:
    """Two decimals, except for an answer that has more of them: it must come back as it was typed."""
    exact = _is_amount(answer) and float(money.text(answer)) == answer
    return {"": [money.digits(answer) if exact else as_text(answer)]}


def _display(answer: Any, control: Control) -> str:
    return money.words(answer, control.language) if _is_amount(answer) else as_text(answer)


def _view(control: Control, _setting: Setting) -> Mapping[str, Any]:
    return {
        "autocomplete": control.options.get("autocomplete", ""),
        # Some telephones offer no minus sign on their number pads.
        "inputmode": "text" if control.schema.get("minimum", 0) < 0 else "decimal",
    }


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {"type": "number", "minimum": 0, "multipleOf": 0.01},
    field=lambda _control: text_field(lambda text: typed_money(single_line(text))),
    raw=_raw,
    display=_display,
    view=_view,
    leaves=True,
)
