"""Lists of entries that have an id: rules, outcomes, messages."""

import copy
from collections.abc import Mapping
from typing import Any

from builder.naming import fresh
from builder.operations._keys import FORM, put
from builder.operations._sheet import RELOAD, Sheet
from builder.operations._words import move_entry_words
from builder.refusals import Refused


def arranged(entry: Mapping[str, Any], order: tuple[str, ...]) -> dict[str, Any]:
    """An entry with its keys in the order of the shipped definitions; what is None is left out but a null target."""
    known = {name: copy.deepcopy(entry[name]) for name in order if name in entry}
    rest = {name: copy.deepcopy(part) for name, part in entry.items() if name not in order}
    return {name: part for name, part in {**known, **rest}.items() if part is not None or name == "target"}


def listed(sheet: Sheet, name: str) -> list[dict[str, Any]]:
    """The entries, to be changed; made where there are none."""
    if name not in sheet.form:
        put(sheet.form, name, [], FORM)
    return sheet.form[name]  # type: ignore[no-any-return]


def put_entry(sheet: Sheet, name: str, entry: dict[str, Any], id_: str, stem: str, what: str) -> str:
    """Add an entry or put it in the place of another; the id that it has."""
    entries = listed(sheet, name)
    others = {_id(one) for one in entries if _id(one) != id_}
    new = str(entry.get("id") or id_ or (fresh(stem, others, "-") if stem != "R" else _numbered(others)))
    if new in others:
        raise Refused(f"{what} „{new}“ gibt es schon.", "Wählen Sie eine andere Kennung.")
    entry = {"id": new, **{key: part for key, part in entry.items() if key != "id"}}
    if id_:
        entries[_place(entries, id_, what)] = entry
    else:
        entries.append(entry)
    return new


def _numbered(others: set[str]) -> str:
    """The next name of a rule: R1, R2, …"""
    number = 1
    while f"R{number}" in others:
        number += 1
    return f"R{number}"


def delete_entry(sheet: Sheet, name: str, id_: str, what: str) -> None:
    """Take an entry away, and what other languages say of it."""
    entries = listed(sheet, name)
    del entries[_place(entries, id_, what)]
    move_entry_words(sheet, id_, None)


def move_entry(sheet: Sheet, name: str, id_: str, index: int, what: str) -> None:
    """Put an entry at another place, counted without it."""
    entries = listed(sheet, name)
    entry = entries.pop(_place(entries, id_, what))
    entries.insert(max(0, min(index, len(entries))), entry)


def _place(entries: list[dict[str, Any]], id_: str, what: str) -> int:
    for place, entry in enumerate(entries):
        if _id(entry) == id_:
            return place
    raise Refused(f"{what} „{id_}“ gibt es nicht (mehr).", RELOAD)


def _id(entry: Mapping[str, Any]) -> str:
    return str(entry.get("id", entry.get("kind", "")))
