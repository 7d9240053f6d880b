"""A list of entries of the same kind. The web renders its items and their questions; this type counts them."""

from collections.abc import Mapping
from typing import Any

from formengine.core.model import Control
from formengine.fields.base import FieldType, Schema, as_text, nothing_asked
from formengine.fields.inputs import unread_field
from formengine.fields.setting import say


def _accepts(schema: Schema) -> int:
    items = schema.get("items")
    if schema.get("type") != "array" or not isinstance(items, Mapping):
        return 0
    properties = items.get("properties")
    if properties is None:
        return 3 if items.get("type") == "object" else 0
    return 0 if "mimeType" in properties else 3


def _display(answer: Any, control: Control) -> str:
    if not isinstance(answer, list):
        return as_text(answer)
    return say(control.language, "entry" if len(answer) == 1 else "entries", number=len(answer))


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {"type": "array", "items": {"type": "object", "properties": {}}},
    field=unread_field,
    raw=nothing_asked,
    display=_display,
    frame="none",
    passive=True,
)
