"""A note: framed when `options.tone` is info, warning or success, a plain paragraph without a tone."""

from collections.abc import Mapping
from typing import Any, Final

from formengine.core.model import Control
from formengine.fields.base import FieldType, accepts_nothing, nothing_asked
from formengine.fields.inputs import unread_field
from formengine.fields.setting import Setting

_TONES: Final = frozenset({"info", "warning", "success"})


def _view(control: Control, setting: Setting) -> Mapping[str, Any]:
    tone = control.options.get("tone", "")
    if tone not in _TONES:
        return {"tone": ""}
    return {"tone": tone, "title": control.options.get("title") or setting.say(f"tone_{tone}")}


TYPE = FieldType(
    accepts=accepts_nothing,
    new_schema=dict,
    field=unread_field,
    raw=nothing_asked,
    display=lambda _answer, _control: "",
    view=_view,
    frame="none",
    static=True,
)
