"""A day, typed as day, month and year; a whole date typed or pasted into the first box counts too."""

import datetime
import re
from collections.abc import Mapping
from typing import Any, Final

from formengine.core.days import day_words
from formengine.core.model import Control
from formengine.fields.base import FieldType, Lookup, Schema, as_text
from formengine.fields.days import boxes, raw_parts, typed_day
from formengine.fields.inputs import parts_field
from formengine.fields.setting import Setting

_TYPED: Final = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")


def _accepts(schema: Schema) -> int:
    return 6 if schema.get("type") == "string" and schema.get("format") == "date" else 0


def _read(posted: Lookup) -> str | None:
    typed = typed_day(posted)
    return (_day(typed) or typed) if typed else None


def _day(typed: str) -> str | None:
    """The day in ISO form, None where the calendar has none."""
    parts = _TYPED.fullmatch(typed)
    try:
        return datetime.date(int(parts[3]), int(parts[2]), int(parts[1])).isoformat() if parts else None
    except ValueError:
        return None


def _view(control: Control, setting: Setting) -> Mapping[str, Any]:
    return {"boxes": boxes(control, setting), "extra_hint": "" if control.hint else setting.say("date_example")}


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {"type": "string", "format": "date"},
    field=lambda _control: parts_field(_read),
    raw=lambda answer, _control: raw_parts(as_text(answer)),
    display=lambda answer, control: day_words(as_text(answer), control.language),
    view=_view,
    frame="fieldset",
    leaves=True,
)
