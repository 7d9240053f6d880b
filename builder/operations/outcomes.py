"""The possible ends of an Anliegensklärung, in the order in which they are tried."""

from collections.abc import Mapping
from typing import Any, Final

from builder.operations._entries import arranged, delete_entry, listed, move_entry, put_entry
from builder.operations._expectations import drop_outcome, rename_outcome
from builder.operations._keys import OUTCOME
from builder.operations._sheet import Sheet
from builder.refusals import Refused
from formengine.core.bundle import Bundle

_WHAT: Final = "Das Ergebnis"


def set_outcome(bundle: Bundle, outcome: Mapping[str, Any], id: str = "") -> Bundle:
    """Add an `outcome` (`{id, kind, when, title, text, target, handover}`), or put it in the place of that with `id`.

    A new one comes last; the first that holds wins.
    """
    sheet = Sheet(bundle)
    new = put_entry(sheet, "outcomes", arranged(outcome, OUTCOME), id, str(outcome.get("kind", "ergebnis")), _WHAT)
    if id and new != id:
        rename_outcome(sheet, id, new)
    return sheet.done()


def delete_outcome(bundle: Bundle, id: str) -> Bundle:
    """Take an outcome away, and what cases and tasks expect of it."""
    sheet = Sheet(bundle)
    if len(listed(sheet, "outcomes")) == 1:
        raise Refused("Eine Anliegensklärung braucht ein Ergebnis.", "Legen Sie zuerst ein anderes an.")
    delete_entry(sheet, "outcomes", id, _WHAT)
    drop_outcome(sheet, id)
    return sheet.done()


def move_outcome(bundle: Bundle, id: str, index: int) -> Bundle:
    """Put an outcome at another place in the order."""
    sheet = Sheet(bundle)
    move_entry(sheet, "outcomes", id, index, _WHAT)
    return sheet.done()


OPERATIONS: Final = {"set_outcome": set_outcome, "delete_outcome": delete_outcome, "move_outcome": move_outcome}
