"""References in cases: `@baeume/0` is the first item of the list `baeume`, whatever id it gets."""

import copy
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from formengine.core import pointer
from formengine.core.definition import Definition
from formengine.core.model import ITEM, ITEM_ID, Control, Document, Indices, lists_on

_MARK: Final = re.compile(r"@([a-z0-9][a-z0-9._-]*)/([0-9]{1,4})")


def references(definition: Definition, document: Document) -> Iterator[tuple[Control, Indices]]:
    """Every place of a document where a reference may stand."""
    for control in definition.controls.values():
        if control.source is not None:
            yield from ((control, indices) for indices in pointer.positions(document, control.lists))


def resolved(definition: Definition, document: Document, id_of: Callable[[Control, Indices], str]) -> dict[str, Any]:
    """The document with the marks of references as ids; `id_of` knows the id of a list's item."""
    result = copy.deepcopy(dict(document))
    for control, indices in references(definition, result):
        place = pointer.place(control.path, indices)
        found = _MARK.fullmatch(str(pointer.at(result, place)))
        list_ = definition.lists.get(control.source.list) if control.source else None
        if found and list_ is not None and found[1] == list_.id:
            around = indices[: len(list_.lists)]
            pointer.put(result, place, id_of(list_, (*around, int(found[2]))))
    return result


def with_ids(
    definition: Definition, document: Document, name: Callable[[Control, Indices], str] | None = None
) -> dict[str, Any]:
    """The document as the journey alone plays it: where there are references, each item has an id for them.

    With `name`, which makes ids of the place of an item, each has one anyway.
    """
    result = copy.deepcopy(dict(document))
    if name is None and not any(control.source is not None for control in definition.controls.values()):
        return result
    for list_ in definition.lists.values():
        path = (*list_.path, ITEM)
        for indices in pointer.positions(result, lists_on(path)):
            item = pointer.at(result, pointer.place(path, indices))
            if isinstance(item, dict):
                item.setdefault(ITEM_ID, (name or _id)(list_, indices))
    return resolved(definition, result, lambda list_, indices: _kept(result, list_, indices))


def _id(list_: Control, indices: Indices) -> str:
    return "-".join((list_.id, *map(str, indices)))


def _kept(document: Document, list_: Control, indices: Indices) -> str:
    item = pointer.at(document, pointer.place((*list_.path, ITEM), indices))
    return str(item.get(ITEM_ID, "")) if isinstance(item, dict) else _id(list_, indices)
