"""Lists on a page: what stands in their items, read and as posted, and the buttons that change a list."""

import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from formengine.core import pointer
from formengine.core.model import ITEM_ID, Control, Indices
from formengine.core.pointer import MISSING
from formengine.fields.posting import raw_of
from formengine.web.filled import Filled, answer_of, kept_files, uploads
from formengine.web.forms import ItemForms, PageForms
from formengine.web.places import ALPHABET, MOST_ITEMS, Raw, inside, is_id, item_ids


def new_item_id() -> str:
    """Eight characters that name an item for as long as it lives."""
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


def first_id(seed: str, list_: str) -> str:
    """The id of the item that a list begins with: the same whenever the page of a draft is opened."""
    digest = hashlib.sha256(f"{seed}/{list_}".encode()).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:8])


def first_items(forms: PageForms | ItemForms, raw: Raw, seed: str, prefix: str = "") -> dict[str, list[str]]:
    """The items that lists begin with where they have none, those in items included."""
    found: dict[str, list[str]] = {}
    for list_, each in forms.items.items():
        name = prefix + list_
        if each.begins and not item_ids(raw, name):
            found[name] = [first_id(seed, name)]
            found |= first_items(each, raw, seed, f"{prefix}{found[name][0]}/")
    return found


def read_items(
    forms: ItemForms, filled: Filled, rendered: frozenset[str], before: Any, around: str = ""
) -> list[dict[str, Any]] | pointer.Missing:
    """A list's answer as it stands in the fields; what was not rendered keeps its stored answer. No item: absent."""
    old = {item.get(ITEM_ID): item for item in before if isinstance(item, dict)} if isinstance(before, list) else {}
    items = []
    for id_ in item_ids(filled.raw, around + forms.control.id):
        start, kept = f"{around}{id_}/", old.get(id_, {})
        parsed = forms.read(filled.raw, start)
        item: dict[str, Any] = {ITEM_ID: id_}
        for control in forms.controls.values():
            name = start + control.id
            asked = name in rendered
            _put(item, control, answer_of(control, name, parsed, filled) if asked else _get(kept, control))
        for each in forms.items.values():
            stored, asked = _get(kept, each.control), start + each.control.id in rendered
            _put(item, each.control, read_items(each, filled, rendered, stored, start) if asked else stored)
        items.append(item)
    return items or MISSING


def _get(item: Mapping[str, Any], control: Control) -> Any:
    return pointer.get(item, inside(control))


def _put(item: dict[str, Any], control: Control, value: Any) -> None:
    if value is not MISSING:
        pointer.put(item, inside(control), value)


def put_back(document: dict[str, Any], before: Mapping[str, Any], control: Control, indices: Indices) -> None:
    """Give a question its stored answer again; an item is known by its id, wherever it stands now."""
    here: Any = document
    there: Any = before
    start = 0
    for path, i in zip(control.lists, indices, strict=True):
        items, stored = pointer.get(here, path[start:]), pointer.get(there, path[start:])
        if not isinstance(items, list) or i >= len(items):
            return
        here = items[i]
        listed = stored if isinstance(stored, list) else []
        there = next((item for item in listed if item.get(ITEM_ID) == here.get(ITEM_ID)), {})
        start = len(path) + 1
    value, own = pointer.get(there, control.path[start:]), control.path[start:]
    if value == pointer.get(here, own):
        return  # what was not read anew may be the stored item itself
    if value is MISSING:
        pointer.remove(here, own)
    else:
        pointer.put(here, own, value)


def raw_items(forms: ItemForms, items: Any, around: str = "") -> dict[str, list[str]]:
    """The strings that a browser would post for a list's answer."""
    raw: dict[str, list[str]] = {}
    if not isinstance(items, list):
        return raw
    named = [item for item in items if isinstance(item, dict) and ITEM_ID in item]
    raw[around + forms.control.id] = [item[ITEM_ID] for item in named]
    for item in named:
        start = f"{around}{item[ITEM_ID]}/"
        answers = {id_: _get(item, control) for id_, control in forms.controls.items()}
        present = {id_: value for id_, value in answers.items() if value is not MISSING}
        raw.update(raw_of(forms.controls.values(), present, start))
        for each in forms.items.values():
            raw.update(raw_items(each, _get(item, each.control), start))
    return raw


def file_items(forms: ItemForms, items: Any, around: str = "") -> Iterator[tuple[str, list[Any]]]:
    """The files of a list's answer, by full input name."""
    for item in items if isinstance(items, list) else ():
        start = f"{around}{item[ITEM_ID]}/" if ITEM_ID in item else ""
        for control in forms.controls.values() if start else ():
            files = kept_files(_get(item, control)) if uploads(control) else []
            if files:
                yield start + control.id, files
        for each in forms.items.values() if start else ():
            yield from file_items(each, _get(item, each.control), start)


@dataclass(frozen=True, slots=True)
class Change:
    """What a button of a list asks for."""

    what: str
    list: str
    """The input name of the list."""
    item: str = ""


def parse_change(value: str, prepared: str = "") -> Change | None:
    """`add:<list>`, `open:<list>:<item>`, `remove:…`, `up:…`, `down:…`, `undo:…`; None for anything else.

    What is added gets the id that its page had prepared: sent again after a lost answer, it is the same item.
    """
    what, _, rest = value.partition(":")
    list_, _, item = rest.partition(":")
    if what == "add":
        item = prepared if is_id(prepared) else new_item_id()
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
