"""An account number, kept in its short form and shown in groups of four."""

import re
from collections.abc import Mapping
from typing import Any, Final

from formengine.core.model import Control
from formengine.fields.base import FieldType, Raw, Schema, as_text
from formengine.fields.edge import single_line
from formengine.fields.inputs import text_field
from formengine.fields.setting import Setting

_FORMAT: Final = "iban"
_BETWEEN: Final = str.maketrans("", "", " -\u00a0\u2009\u202f\u2010\u2011\u2013")
_SHORT: Final = re.compile(r"[A-Z0-9]*[0-9][A-Z0-9]*")
_GROUP: Final = 4


def _accepts(schema: Schema) -> int:
    return 6 if schema.get("type") == "string" and schema.get("format") == _FORMAT else 0


def _read(text: str) -> str | None:
    """The short form, where what was typed could be a number at all."""
    text = single_line(text)
    bare = text.translate(_BETWEEN)
    short = bare.upper().removeprefix("IBAN").removeprefix(":")
    return short if bare.isascii() and _SHORT.fullmatch(short) else text or None


def _grouped(answer: Any) -> str:
    text = as_text(answer)
    if not _SHORT.fullmatch(text):
        return text
    return " ".join(text[i : i + _GROUP] for i in range(0, len(text), _GROUP))


def _raw(answer: Any, _control: Control) -> Raw:
    return {"": [_grouped(answer)]}


def _view(control: Control, setting: Setting) -> Mapping[str, Any]:
    example = "" if control.hint else setting.say("iban_example")
    return {"extra_hint": example, "autocomplete": control.options.get("autocomplete", "")}


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {"type": "string", "format": _FORMAT},
    field=lambda _control: text_field(_read),
    raw=_raw,
    display=lambda answer, _control: _grouped(answer),
    view=_view,
    leaves=True,
)
