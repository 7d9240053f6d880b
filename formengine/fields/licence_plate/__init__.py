"""A German licence plate, brought into the form `B-AB 1234E` where what was typed can mean only one."""

import re
from collections.abc import Mapping
from typing import Any, Final

from formengine.core.model import Control
from formengine.fields.base import FieldType, Schema, string_without_choices
from formengine.fields.edge import single_line
from formengine.fields.inputs import text_field
from formengine.fields.setting import Setting

_PATTERN: Final = "^[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} [1-9][0-9]{0,3}[EH]?$"
_LONGEST: Final = 10
"""Eight letters and digits, the hyphen and the space."""

_BREAK: Final = r"[ .:·\u00a0\u2010\u2011\u2013\u2014-]"
_NUMBER: Final = rf"{_BREAK}*([1-9][0-9]{{0,3}}){_BREAK}*([EH]?)"
_PARTED: Final = re.compile(rf"([A-ZÄÖÜ]{{1,3}}){_BREAK}+([A-Z]{{1,2}}){_NUMBER}")
_GLUED: Final = re.compile(rf"(?:([A-ZÄÖÜ])([A-Z])|([A-ZÄÖÜ]{{3}})([A-Z]{{2}})){_NUMBER}")
"""Two or five letters can be parted in one way only; three or four in two."""
_UPPER: Final = str.maketrans({letter: letter.upper() for letter in "abcdefghijklmnopqrstuvwxyzäöü"})


def _accepts(schema: Schema) -> int:
    return 6 if string_without_choices(schema) and schema.get("pattern") == _PATTERN else 0


def _read(text: str) -> str | None:
    typed = single_line(text)
    upper = typed.translate(_UPPER)
    if match := _PARTED.fullmatch(upper) or _GLUED.fullmatch(upper):
        place, letters, number, suffix = [part for part in match.groups() if part is not None]
        return f"{place}-{letters} {number}{suffix}"
    return typed or None


def _view(control: Control, setting: Setting) -> Mapping[str, Any]:
    example = "" if control.hint else setting.say("plate_example")
    return {"extra_hint": example, "autocomplete": control.options.get("autocomplete", "")}


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {"type": "string", "pattern": _PATTERN, "maxLength": _LONGEST},
    field=lambda _control: text_field(_read),
    view=_view,
    leaves=True,
)
