"""What other languages say, by id; an element and a rule, outcome or condition may share one."""

from collections.abc import Mapping
from typing import Any, Final

from builder.operations._keys import rename
from builder.operations._sheet import Sheet
from builder.tree import nodes

OF_ENTRIES: Final = ("message", "title", "text", "target", "description")
"""The texts of rules, outcomes and conditions; elements have others (but for notes)."""


def entry_ids(form: Mapping[str, Any]) -> set[str]:
    """The ids of rules and outcomes and the names of conditions."""
    entries = [entry for name in ("rules", "outcomes") for entry in form.get(name, ())]
    return {str(entry.get("id", entry.get("kind"))) for entry in entries} | set(form.get("conditions", {}))


def move_element_words(sheet: Sheet, old: str, new: str | None) -> None:
    """An element is called otherwise, or gone; what an entry of the same id says stays."""
    _move(sheet, old, new, shared=old in entry_ids(sheet.form), entry=False)


def move_entry_words(sheet: Sheet, old: str, new: str | None) -> None:
    """An entry is called otherwise, or gone; what an element of the same id says stays."""
    _move(sheet, old, new, shared=old in nodes(sheet.form), entry=True)


def _move(sheet: Sheet, old: str, new: str | None, *, shared: bool, entry: bool) -> None:
    for words in sheet.texts.values():
        if old not in words or new == old:
            continue
        own = words[old]
        going = {name: text for name, text in own.items() if not shared or (name in OF_ENTRIES) == entry}
        staying = {name: text for name, text in own.items() if name not in going}
        if staying:
            words[old] = staying
            words |= {new: going} if new is not None and going else {}
        elif new is None:
            del words[old]
        else:
            rename(words, old, new)
