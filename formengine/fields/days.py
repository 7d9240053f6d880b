"""Days in three boxes (day, month, year): how they are typed, posted again and read by people."""

import re
from typing import Any, Final

from formengine.core.model import Control
from formengine.fields.base import Lookup, Raw
from formengine.fields.edge import single_line
from formengine.fields.setting import Setting

PARTS: Final = ("tag", "monat", "jahr")
_WORDS: Final = (("day", 2), ("month", 2), ("year", 4))
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def typed_day(posted: Lookup) -> str:
    """What stands in the boxes as "day.month.year"; the first box alone, and "" when all are empty."""
    day, month, year = (single_line(posted(part)) for part in PARTS)
    if not (month or year):
        return day
    return ".".join((single_line(day.removesuffix(".")), single_line(month.removesuffix(".")), year))


def raw_parts(text: str) -> Raw:
    """The boxes for a day: an existing one part by part, what was typed as it was typed."""
    if iso := _ISO.fullmatch(text):
        return {"tag": [str(int(iso[3]))], "monat": [str(int(iso[2]))], "jahr": [iso[1]]}
    parts = text.split(".")
    filled = parts if len(parts) == len(PARTS) else [text, "", ""]
    return {name: [part] for name, part in zip(PARTS, filled, strict=True)}


def boxes(control: Control, setting: Setting) -> list[dict[str, Any]]:
    """The three boxes for a template. A birthday has its own tokens for day, month and year; no other date has any."""
    birthday = control.options.get("autocomplete") == "bday"
    return [
        {"suffix": part, "label": setting.say(word), "width": width, "fill": f"bday-{word}" if birthday else ""}
        for part, (word, width) in zip(PARTS, _WORDS, strict=True)
    ]
