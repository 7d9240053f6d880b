"""A single box to tick; an unticked one is the answer no."""

from collections.abc import Sequence

from formengine.fields.base import FieldType, Schema, title_of, token
from formengine.fields.inputs import list_field
from formengine.fields.options import yes_no


def _accepts(schema: Schema) -> int:
    if schema.get("const") is True:
        return 5
    return 1 if schema.get("type") == "boolean" else 0


def _ticked(posted: Sequence[str]) -> bool | str:
    """True when ticked, False when not; a strange string stays for the schema to refuse."""
    text = posted[0] if posted else ""
    return {"": False, token(True): True}.get(text, text)


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {"type": "boolean", "const": True},
    field=lambda _control: list_field(_ticked),
    raw=lambda answer, _control: {"": [] if answer is False else [token(answer)]},
    display=lambda answer, control: title_of(answer, yes_no(control.language)),
    view=lambda _control, _setting: {"shell": "aw-check", "yes": token(True)},
    codes={"const": "pflicht"},
    settles=True,
)
