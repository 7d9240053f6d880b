"""A day that may be known only in part: the year, the month of a year, or the whole day."""

import re
from collections.abc import Mapping
from typing import Any, Final

from formengine.core.days import part_words
from formengine.core.formats import CHECKS
from formengine.core.model import Control
from formengine.fields.base import FieldType, Lookup, Raw, Schema, as_text
from formengine.fields.days import PARTS, boxes, raw_parts, typed_day
from formengine.fields.inputs import parts_field
from formengine.fields.setting import Setting

_FORMAT: Final = "partial-date"
_TYPED: Final = re.compile(r"(?:(?:([0-9]{1,2})?\.)?([0-9]{1,2})?\.)?([0-9]{4})")
_exists: Final = CHECKS[_FORMAT]


def _accepts(schema: Schema) -> int:
    return 6 if schema.get("type") == "string" and schema.get("format") == _FORMAT else 0


def _read(posted: Lookup) -> str | None:
    typed = typed_day(posted)
    return (_part(typed) or typed) if typed else None


def _part(typed: str) -> str | None:
    """The known part in ISO form, None where the calendar has none; a day without a month is none."""
    parts = _TYPED.fullmatch(typed)
    if not parts or (parts[1] and not parts[2]):
        return None
    iso = "-".join([parts[3], *(part.zfill(2) for part in (parts[2], parts[1]) if part)])
    return iso if _exists(iso) else None


def _raw(answer: Any, _control: Control) -> Raw:
    text = as_text(answer)
    if not _exists(text):
        return raw_parts(text)
    year, *rest = text.split("-")
    month, day = (*(str(int(part)) for part in rest), "", "")[:2]
    return {name: [part] for name, part in zip(PARTS, (day, month, year), strict=True)}


def _display(answer: Any, control: Control) -> str:
    text = as_text(answer)
    return part_words(text, control.language) if _exists(text) else text


def _view(control: Control, setting: Setting) -> Mapping[str, Any]:
    example = "" if control.hint else setting.say("partial_date_example")
    return {"boxes": boxes(control, setting), "extra_hint": example}


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {"type": "string", "format": _FORMAT},
    field=lambda _control: parts_field(_read),
    raw=_raw,
    display=_display,
    view=_view,
    frame="fieldset",
    leaves=True,
)
