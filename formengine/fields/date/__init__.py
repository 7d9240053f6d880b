"""A day, typed as day, month and year; a whole date typed or pasted into the first box counts too."""

import datetime
import re
from collections.abc import Mapping
from typing import Any, Final

from formengine.core.model import Control
from formengine.fields.base import FieldType, Lookup, Raw, Schema, as_text
from formengine.fields.edge import single_line
from formengine.fields.inputs import parts_field
from formengine.fields.setting import Setting

_PARTS: Final = ("tag", "monat", "jahr")
_TYPED: Final = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def _accepts(schema: Schema) -> int:
    return 6 if schema.get("type") == "string" and schema.get("format") == "date" else 0


def _read(posted: Lookup) -> str | None:
    day, month, year = (single_line(posted(part)) for part in _PARTS)
    if not (day or month or year):
        return None
    typed = f"{day.removesuffix('.')}.{month.removesuffix('.')}.{year}" if month or year else day
    return _day(typed) or typed


def _day(typed: str) -> str | None:
    """The day in ISO form, None where the calendar has none."""
    parts = _TYPED.fullmatch(typed)
    try:
        return datetime.date(int(parts[3]), int(parts[2]), int(parts[1])).isoformat() if parts else None
    except ValueError:
        return None


def _raw(answer: Any, _control: Control) -> Raw:
    text = as_text(answer)
    if iso := _ISO.fullmatch(text):
        return {"tag": [str(int(iso[3]))], "monat": [str(int(iso[2]))], "jahr": [iso[1]]}
    parts = text.split(".")
    boxes = parts if len(parts) == len(_PARTS) else [text, "", ""]
    return {name: [part] for name, part in zip(_PARTS, boxes, strict=True)}


def _display(answer: Any, _control: Control) -> str:
    iso = _ISO.fullmatch(as_text(answer))
    return f"{iso[3]}.{iso[2]}.{iso[1]}" if iso else as_text(answer)


def _view(control: Control, setting: Setting) -> Mapping[str, Any]:
    """A birthday has its own tokens for day, month and year; no other date has any."""
    birthday = control.options.get("autocomplete") == "bday"
    widths = (("day", 2), ("month", 2), ("year", 4))
    return {
        "boxes": [
            {"suffix": part, "label": setting.say(word), "width": width, "fill": f"bday-{word}" if birthday else ""}
            for part, (word, width) in zip(_PARTS, widths, strict=True)
        ],
        "extra_hint": "" if control.hint else setting.say("date_example"),
    }


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {"type": "string", "format": "date"},
    field=lambda _control: parts_field(_read),
    raw=_raw,
    display=_display,
    view=_view,
    frame="fieldset",
    leaves=True,
)
