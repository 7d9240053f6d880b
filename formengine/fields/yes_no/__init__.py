"""Yes or no. Nothing is chosen beforehand, and no answer is not a no."""

from collections.abc import Mapping, Sequence
from typing import Any

from formengine.core.model import Choice, Control
from formengine.fields.base import FieldType, Schema, title_of
from formengine.fields.options import one_of, shown, yes_no
from formengine.fields.setting import Setting


def _accepts(schema: Schema) -> int:
    """Also yes and no in words of their own, with a third answer such as *Weiß ich nicht*."""
    offered = [option.get("const") for option in schema.get("oneOf", ())]
    worded = any(value is True for value in offered) and any(value is False for value in offered)
    return 6 if worded else 3 if schema.get("type") == "boolean" and "const" not in schema else 0


def _choices(control: Control) -> Sequence[Choice]:
    """The definition's own words for yes and no where it has them."""
    return control.choices or yes_no(control.language)


def _view(control: Control, _setting: Setting) -> Mapping[str, Any]:
    return shown(_choices(control)) | {"group": "radiogroup"}


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {"type": "boolean"},
    field=lambda control: one_of(_choices(control)),
    display=lambda answer, control: title_of(answer, _choices(control)),
    view=_view,
    frame="fieldset",
    settles=True,
)
