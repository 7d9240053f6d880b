"""Rules over several answers."""

from collections.abc import Mapping
from typing import Any, Final

from builder.operations._entries import arranged, delete_entry, put_entry
from builder.operations._expectations import drop_rule, rename_rule
from builder.operations._keys import RULE
from builder.operations._sheet import Sheet
from formengine.core.bundle import Bundle

_WHAT: Final = "Die Regel"


def set_cross_rule(bundle: Bundle, rule: Mapping[str, Any], id: str = "") -> Bundle:
    """Add a `rule` (`{id, when, require, severity, at, each, message}`), or replace the one with `id`."""
    sheet = Sheet(bundle)
    new = put_entry(sheet, "rules", arranged(rule, RULE), id, "R", _WHAT)
    if id and new != id:
        rename_rule(sheet, id, new)
    return sheet.done()


def delete_cross_rule(bundle: Bundle, id: str) -> Bundle:
    """Take a rule away, and what cases expect of it."""
    sheet = Sheet(bundle)
    delete_entry(sheet, "rules", id, _WHAT)
    drop_rule(sheet, id)
    return sheet.done()


OPERATIONS: Final = {"set_cross_rule": set_cross_rule, "delete_cross_rule": delete_cross_rule}
