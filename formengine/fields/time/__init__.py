"""A time of day, typed with a colon, a point, the word *Uhr*, or as bare digits."""

import re
from collections.abc import Mapping
from typing import Any, Final

from formengine.core.days import time_words
from formengine.core.formats import CHECKS
from formengine.core.model import Control
from formengine.fields.base import FieldType, Schema, as_text
from formengine.fields.edge import single_line
from formengine.fields.inputs import text_field
from formengine.fields.setting import Setting

_exists: Final = CHECKS["time"]
_TYPED: Final = re.compile(
    r"([0-9]{1,2}) ?(?:[:.] ?([0-9]{2})(?: ?Uhr)?|Uhr(?: ?([0-9]{2}))?)?|([0-9]{1,2})([0-9]{2})(?: ?Uhr)?",
    re.IGNORECASE,
)


def _accepts(schema: Schema) -> int:
    return 6 if schema.get("type") == "string" and schema.get("format") == "time" else 0


def _read(text: str) -> str | None:
    text = single_line(text)
    parts = _TYPED.fullmatch(text.replace("\u00a0", " "))
    if not parts:
        return text or None
    hour, minute = parts[1] or parts[4], parts[2] or parts[3] or parts[5] or "00"
    typed = f"{hour.zfill(2)}:{minute}"
    return typed if _exists(typed) else text


def _display(answer: Any, control: Control) -> str:
    text = as_text(answer)
    return time_words(text, control.language) if _exists(text) else text


def _view(control: Control, setting: Setting) -> Mapping[str, Any]:
    return {"extra_hint": "" if control.hint else setting.say("time_example")}


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {"type": "string", "format": "time"},
    field=lambda _control: text_field(_read),
    display=_display,
    view=_view,
    leaves=True,
)
