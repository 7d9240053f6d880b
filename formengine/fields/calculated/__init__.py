"""A value that is worked out from other answers and only shown."""

from typing import Any

from formengine.core.days import day_words
from formengine.core.formats import is_date
from formengine.core.model import Control
from formengine.core.money import is_money, words
from formengine.fields.base import FieldType, accepts_nothing, nothing_asked, title_of
from formengine.fields.german import amount
from formengine.fields.inputs import unread_field
from formengine.fields.options import yes_no


def _display(answer: Any, control: Control) -> str:
    values = answer if isinstance(answer, list) else [answer]
    return "; ".join(_one(value, control) for value in values)


def _one(value: Any, control: Control) -> str:
    if isinstance(value, bool) or control.choices:
        return title_of(value, control.choices or yes_no(control.language))
    if isinstance(value, int | float) and is_money(control.schema):
        return words(value, control.language)
    if isinstance(value, int | float):
        return amount(value, control.options.get("unit", ""), control.language)
    return day_words(value, control.language) if isinstance(value, str) and is_date(value) else title_of(value, ())


TYPE = FieldType(
    accepts=accepts_nothing,
    new_schema=lambda: {"type": "number"},
    field=unread_field,
    raw=nothing_asked,
    display=_display,
    passive=True,
)
