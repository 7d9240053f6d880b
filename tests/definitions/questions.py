"""The questions of a page as a person meets them, those in items of lists included, and documents made of answers."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from formengine import locales
from formengine.core import pointer
from formengine.core.definition import Definition
from formengine.core.model import ITEM, ITEM_ID, Control, Document, Indices, Instance, Page
from formengine.core.pointer import MISSING
from formengine.fields import TYPES
from formengine.fields.posting import read


def asked(page: Page) -> Iterator[Control]:
    """The questions of a page that a person answers, those in items of lists left out."""
    return (control for control in answered(page) if _is_asked(control))


def _is_asked(control: Control) -> bool:
    return not control.fixed and control.type in TYPES and control.type != "list"


def answered(page: Page) -> Iterator[Control]:
    """The questions of a page that have an answer to show."""
    return (control for control in page.controls if control.displayed and not control.lists)


def lists_of(page: Page) -> list[Control]:
    """The lists of a page, those in items left out."""
    return lists_in(page, None)


def lists_in(page: Page, around: Control | None) -> list[Control]:
    """The lists that stand directly on a page, or in each item of a list."""
    lists = () if around is None else (*around.lists, around.path)
    return [control for control in page.controls if control.type == "list" and control.lists == lists]


def inside(page: Page, list_: Control) -> list[Control]:
    """The questions of each item of a list that have an answer to show."""
    around = (*list_.lists, list_.path)
    return [control for control in page.controls if control.lists == around and control.displayed]


def asked_inside(page: Page, list_: Control) -> list[Control]:
    """The questions of each item of a list that a person answers."""
    return [control for control in inside(page, list_) if _is_asked(control)]


def on_own_pages(list_: Control) -> bool:
    """Whether each item of a list has a page of its own."""
    return bool(list_.options.get("layout") == "pages")


def under(control: Control, prefix: str) -> Control:
    """A question as it stands in an item: like any other, its id is what the names of its inputs begin with."""
    return replace(control, id=prefix + control.id)


def mark(control: Control, letter: str) -> str:
    """The id of a part of a question on the page: `f` its first input, `w` what is around it."""
    around, slash, own = control.id.rpartition("/")
    return f"{around}{slash}{letter}-{own}"


def item_name(list_: Control, i: int) -> str:
    """What an item is called."""
    return f"{list_.options.get('item', locales.table(list_.language, 'web')['list.item'])} {i + 1}"


def items_in(document: Document, list_: Control, indices: Indices = ()) -> list[Any]:
    """The items that a document has of a list, or of one in an item."""
    found = pointer.at(document, pointer.place(list_.path, indices))
    return found if isinstance(found, list) else []


def answer_at(document: Document, control: Control, indices: Indices = ()) -> Any:
    """An answer of a document, in an item of a list or outside, or MISSING."""
    return pointer.at(document, pointer.place(control.path, indices))


def instance_at(definition: Definition, place: str) -> Instance:
    """The question that a JSON Pointer leads to, and its position in lists."""
    parts = pointer.split(place)
    for control in definition.controls.values():
        if len(control.path) == len(parts) and all(map(_leads, control.path, parts)):
            return control.id, tuple(int(part) for name, part in zip(control.path, parts, strict=True) if name == ITEM)
    raise KeyError(place)


def _leads(name: str, part: str) -> bool:
    return part.isdigit() if name == ITEM else part == name


def with_untouched(definition: Definition, document: Document) -> Document:
    """The document with what a browser posts for a question that nobody touches: an unticked box is the answer no."""
    whole = copy.deepcopy(dict(document))
    for control in definition.controls.values():
        if control.displayed and _is_asked(control):
            for indices in pointer.positions(whole, control.lists):
                if answer_at(whole, control, indices) is MISSING:
                    for value in read([control], {}).values():
                        pointer.put(whole, pointer.place(control.path, indices), value)
    return whole


def files_in(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every file of a document."""
    if isinstance(value, Mapping):
        if "sha256" in value:
            yield value
        value = list(value.values())
    for part in value if isinstance(value, list) else ():
        yield from files_in(part)


def without_ids(value: Any, known: Mapping[str, str] | None = None) -> Any:
    """A document whose files are only named, whose items have no ids, and whose references say where an item stands.

    The ids differ from one time to the next.
    """
    if known is None:
        known = dict(_ids(value, ""))
    if isinstance(value, Mapping):
        if "sha256" in value:
            return {"name": value["name"], "mimeType": value["mimeType"]}
        return {key: without_ids(part, known) for key, part in value.items() if key != ITEM_ID}
    if isinstance(value, list):
        return [without_ids(part, known) for part in value]
    return known.get(value, value) if isinstance(value, str) else value


def _ids(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Where each item of a document stands, by its id."""
    if isinstance(value, Mapping):
        if ITEM_ID in value and "sha256" not in value:
            yield str(value[ITEM_ID]), place
        value = value.items()
    elif isinstance(value, list):
        value = enumerate(value)
    else:
        return
    for key, part in value:
        yield from _ids(part, f"{place}/{key}")
