"""The messages that a submission gives rise to."""

from collections.abc import Mapping
from typing import Any, Final

from builder.operations._entries import arranged, delete_entry, put_entry
from builder.operations._expectations import drop_message, rename_message
from builder.operations._keys import MESSAGE
from builder.operations._sheet import Sheet
from formengine.core.bundle import Bundle

_WHAT: Final = "Die Nachricht"


def set_message(bundle: Bundle, message: Mapping[str, Any], id: str = "") -> Bundle:
    """Add a `message` (`{id, title, when, recipient, fields | exclude, format}`), or replace the one with `id`."""
    sheet = Sheet(bundle)
    new = put_entry(sheet, "messages", arranged(message, MESSAGE), id, "nachricht", _WHAT)
    if id and new != id:
        rename_message(sheet, id, new)
    return sheet.done()


def delete_message(bundle: Bundle, id: str) -> Bundle:
    """Take a message away, and what cases expect of it."""
    sheet = Sheet(bundle)
    delete_entry(sheet, "messages", id, _WHAT)
    drop_message(sheet, id)
    return sheet.done()


OPERATIONS: Final = {"set_message": set_message, "delete_message": delete_message}
