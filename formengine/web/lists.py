"""Lists on a page: which items there are, what stands in each, and the buttons that change the list."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from formengine.core import pointer
from formengine.core.model import ITEM, ITEM_ID, Control, Indices, Path
from formengine.core.pointer import MISSING
from formengine.fields.posting import raw_of
from formengine.web.filled import Filled, answer_of, kept_files, uploads
from formengine.web.forms import ItemForms, PageForms

Raw = Mapping[str, Sequence[str]]
MOST_ITEMS: Final = 500
_ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"


def new_item_id() -> str:
    """Eight characters that name an item for as long as it lives."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(8))


def prefix(item: str) -> str:
    """What every input name and id of an item begins with."""
    return f"{item}/"


def item_ids(raw: Raw, list_: str) -> list[str]:
    """The ids of a list's items in their order, each once; malformed ones are nobody's."""
    return list(dict.fromkeys(filter(_is_id, raw.get(list_, ()))))[:MOST_ITEMS]


def _is_id(text: str) -> bool:
    return len(text) == 8 and all(c in _ALPHABET for c in text)


def inside(control: Control) -> Path:
    """A question's path from the item that it stands in."""
    start = max(i for i, name in enumerate(control.path) if name == ITEM)
    return control.path[start + 1 :]


def owner(forms: PageForms, name: str | None) -> Control | None:
    """The question that an input name belongs to: `<id>`, `<id>:<suffix>`, `<item>/<id>:<suffix>`, or a list's own."""
    item, _, rest = (name or "").rpartition("/")
    id_ = rest.partition(":")[0]
    return forms.inner.get(id_) if item else forms.outer.get(id_)


def read_items(
    forms: ItemForms, filled: Filled, rendered: frozenset[str], before: Any
) -> list[dict[str, Any]] | pointer.Missing:
    """A list's answer as it stands in the fields; what was not rendered keeps its stored answer. No item: absent."""
    old = {item.get(ITEM_ID): item for item in before if isinstance(item, dict)} if isinstance(before, list) else {}
    items = []
    for id_ in item_ids(filled.raw, forms.control.id):
        parsed = forms.read(filled.raw, prefix(id_))
        item: dict[str, Any] = {ITEM_ID: id_}
        for control in forms.controls.values():
            name = prefix(id_) + control.id
            kept = pointer.get(old.get(id_, {}), inside(control))
            value = answer_of(control, name, parsed, filled) if name in rendered else kept
            if value is not MISSING:
                pointer.put(item, inside(control), value)
        items.append(item)
    return items or MISSING


def raw_items(forms: ItemForms, items: Any) -> dict[str, list[str]]:
    """The strings that a browser would post for a list's answer."""
    raw: dict[str, list[str]] = {}
    if not isinstance(items, list):
        return raw
    raw[forms.control.id] = [item[ITEM_ID] for item in items if isinstance(item, dict) and ITEM_ID in item]
    for item in items:
        if isinstance(item, dict) and ITEM_ID in item:
            answers = {id_: pointer.get(item, inside(control)) for id_, control in forms.controls.items()}
            present = {id_: value for id_, value in answers.items() if value is not MISSING}
            raw |= raw_of(forms.controls.values(), present, prefix(item[ITEM_ID]))
    return raw


def file_items(forms: ItemForms, items: Any) -> Iterator[tuple[str, list[Any]]]:
    """The files of a list's answer, by full input name."""
    for item in items if isinstance(items, list) else ():
        for control in forms.controls.values():
            files = kept_files(pointer.get(item, inside(control))) if uploads(control) else []
            if files and ITEM_ID in item:
                yield prefix(item[ITEM_ID]) + control.id, files


@dataclass(frozen=True, slots=True)
class Change:
    """What a button of a list asks for."""

    what: str
    list: str
    item: str = ""


def parse_change(value: str, prepared: str = "") -> Change | None:
    """`add:<list>`, `open:<list>:<item>`, `remove:…`, `up:…`, `down:…`, `undo:…`; None for anything else.

    What is added gets the id that its page had prepared: sent again after a lost answer, it is the same item.
    """
    what, _, rest = value.partition(":")
    list_, _, item = rest.partition(":")
    if what == "add":
        item = prepared if _is_id(prepared) else new_item_id()
    return Change(what, list_, item) if what in ("add", "open", "remove", "up", "down", "undo") and list_ else None


Removed = Sequence[Sequence[Any]]
"""Removed items as (id, position), newest last."""


def apply(
    change: Change, ids: Sequence[str], removed: Removed, stored: Sequence[str] = ()
) -> tuple[list[str], Removed]:
    """The ids and the removed items after a change. It may be applied already: then `stored` and `removed` show it."""
    if change.what == "undo":
        return _restored(change.item, ids, removed, stored)
    now, gone = list(ids), removed
    if change.what == "add" and change.item not in now:
        now.append(change.item)
    elif change.item in now and change.what != "add":
        at = now.index(change.item)
        del now[at]
        if change.what == "remove":
            gone = [*(entry for entry in removed if entry[0] != change.item), [change.item, at]]
        else:
            now.insert(max(0, at - 1) if change.what == "up" else at + 1, change.item)
    return now[:MOST_ITEMS], gone


def _restored(item: str, ids: Sequence[str], removed: Removed, stored: Sequence[str]) -> tuple[list[str], Removed]:
    """With an item put back where it stood; the last removed one where none is named."""
    entry = next((entry for entry in reversed(removed) if not item or entry[0] == item), None)
    if entry is None:
        # Put back already, by the same button.
        entry = (item, stored.index(item)) if item in stored else None
    if entry is None or entry[0] in ids:
        return list(ids), removed
    now = list(ids)
    now.insert(min(int(entry[1]), len(now)), str(entry[0]))
    return now[:MOST_ITEMS], [other for other in removed if other[0] != entry[0]]


def name_of(forms: PageForms, raw: Raw, element: str, indices: Indices) -> str:
    """The input name of a question at its place in lists."""
    for list_, each in forms.items.items():
        if indices and element in each.controls:
            return prefix(item_ids(raw, list_)[indices[0]]) + element
    return element
