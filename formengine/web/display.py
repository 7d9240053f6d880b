"""Answers as a person reads them: for the check page, the receipt, and `{id}` in texts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from formengine.core import pointer
from formengine.core.definition import Definition
from formengine.core.model import CHECK_PAGE, ITEM_ID, Control, Document, Page
from formengine.core.pointer import MISSING
from formengine.core.settling import Settled
from formengine.fields import TYPES

HANDED_OVER: Final = "Aus der Anliegensklärung"


@dataclass(frozen=True, slots=True)
class Row:
    """One answer on the check page."""

    id: str
    label: str
    value: tuple[str, ...]
    change_url: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """The answers of one page."""

    title: str
    change_url: str
    rows: tuple[Row, ...]
    nested: bool = False
    """True for an item of a list, which stands below its page."""


class Displayed(Mapping[str, str]):
    """Displayed answers by element id, worked out when asked for."""

    def __init__(self, definition: Definition, document: Document) -> None:
        self._definition = definition
        self._document = document

    def __getitem__(self, id_: str) -> str:
        control = self._definition.controls[id_]
        value = pointer.get(self._document, control.path)
        return "" if value is MISSING else display(control, value)

    def __iter__(self) -> Iterator[str]:
        return iter(self._definition.controls)

    def __len__(self) -> int:
        return len(self._definition.controls)


def display(control: Control, value: Any) -> str:
    """An answer in plain text."""
    return TYPES[control.type].display(value, control) if control.type in TYPES else str(value)


def sections(
    definition: Definition, settled: Settled, path: tuple[Page, ...], address: str, marks: Mapping[str, Any]
) -> tuple[Section, ...]:
    """The answers of every page on the path, in its order, each item of a list as a section of its own.

    `address` is the draft's, "" for no change links.
    """
    found = []
    for page in path:
        if page.path != CHECK_PAGE:
            base = f"{address}/{page.path}" if address else ""
            found.append(Section(page.title, _back(base), tuple(_rows(page, settled, base, marks))))
            found += _items(page, settled, base)
    return tuple(found)


def _back(url: str) -> str:
    """The address of a change: from there it goes back to the check page."""
    return f"{url}?zurueck={CHECK_PAGE}" if url else ""


def _rows(page: Page, settled: Settled, base: str, marks: Mapping[str, Any]) -> Iterator[Row]:
    for control in page.controls:
        if control.lists or not control.displayed or (control.id, ()) not in settled.visible:
            continue
        value = pointer.get(settled.document, control.path)
        url = f"{_back(base)}#f-{control.id}" if base and not control.fixed else ""
        marked = (HANDED_OVER,) if control.id in marks and marks[control.id] == value else ()
        yield Row(control.id, control.label, _lines(control, value), url, marked)


def _lines(control: Control, value: Any) -> tuple[str, ...]:
    return () if value is MISSING else tuple(display(control, value).split("\n"))


def _items(page: Page, settled: Settled, base: str) -> Iterator[Section]:
    """The items of the page's lists."""
    for list_ in page.controls:
        items = pointer.get(settled.document, list_.path) if list_.type == "list" and not list_.lists else MISSING
        for i, item in enumerate(items if isinstance(items, list) else ()):
            own = bool(list_.options.get("layout") == "pages")
            url = _item_url(base, list_, item.get(ITEM_ID, ""), own) if base else ""
            rows = tuple(_item_rows(page, settled, list_, i, url))
            yield Section(f"{list_.options.get('item', 'Eintrag')} {i + 1}", url, rows, nested=True)


def _item_url(base: str, list_: Control, item: str, own_page: bool) -> str:
    return _back(f"{base}/{list_.id}/{item}") if own_page else f"{_back(base)}#eintrag-{item}"


def _item_rows(page: Page, settled: Settled, list_: Control, i: int, url: str) -> Iterator[Row]:
    for control in page.controls:
        if control.lists == (list_.path,) and control.displayed and (control.id, (i,)) in settled.visible:
            value = pointer.at(settled.document, pointer.place(control.path, (i,)))
            yield Row(control.id, control.label, _lines(control, value), url if not control.fixed else "")
