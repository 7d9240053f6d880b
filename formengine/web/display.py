"""Answers as a person reads them: for the check page, the receipt, and `{id}` in texts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from formengine.core import pointer
from formengine.core.definition import Definition
from formengine.core.model import CHECK_PAGE, ITEM_ID, Control, Document, Element, Indices, Page
from formengine.core.pointer import MISSING
from formengine.core.settling import Settled
from formengine.core.texts import fill
from formengine.fields import TYPES
from formengine.web.words import Words, words


@dataclass(frozen=True, slots=True)
class Row:
    """One answer on the check page."""

    id: str
    """The question's id, in an item of a list behind the item's."""
    label: str
    value: tuple[str, ...]
    change_url: str
    marks: tuple[str, ...] = ()
    lang: str = ""
    """The language of label and value, where it is not that of the page."""


@dataclass(frozen=True, slots=True)
class Section:
    """Answers under one heading: those of a page, of a group, of an item of a list."""

    title: str
    """"" where a page goes on after a group or a list."""
    change_url: str = ""
    """Where all of it is changed; "" where each answer has its own way."""
    rows: tuple[Row, ...] = ()
    depth: int = 0
    """How deep it stands below its page."""
    item: str = ""
    """The id of the item that it shows."""
    lang: str = ""
    """The language of the title, where it is not that of the page."""


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
    """The answers of every page on the path, in its order, each group and each item of a list as a section of its own.

    `address` is the draft's, "" for no change links.
    """
    found: list[Section] = []
    for page in path:
        if page.path != CHECK_PAGE:
            base = f"{address}/{page.path}" if address else ""
            found += _gathered(
                _Listing(
                    page, settled, Displayed(definition, settled.document), base, marks, words(definition.language)
                ).entries()
            )
    return tuple(found)


def _gathered(entries: Iterable[Section | Row]) -> list[Section]:
    """Each section with the rows that follow it; a heading over no answer is left out, but for pages and items."""
    found: list[Section] = []
    for entry in entries:
        if isinstance(entry, Row):
            found[-1] = replace(found[-1], rows=(*found[-1].rows, entry))
            continue
        if found and _is_bare(found[-1]):
            found.pop()
        if entry.title or found[-1].depth != entry.depth:
            found.append(entry)
    return found[:-1] if _is_bare(found[-1]) else found


def _is_bare(section: Section) -> bool:
    return not section.rows and not section.item and (section.depth > 0 or not section.title)


@dataclass(frozen=True)
class _Listing:
    """One page, read element by element."""

    page: Page
    settled: Settled
    displayed: Displayed
    base: str
    marks: Mapping[str, Any]
    words: Words

    def entries(self) -> Iterator[Section | Row]:
        """Headings and answers in the order of the page."""
        yield Section(self.page.title, _back(self.base), lang=self.words.foreign(self.page.language))
        yield from self._below(self.page.element, (), 0)

    def _below(self, around: Element, indices: Indices, depth: int) -> Iterator[Section | Row]:
        for element in around.children:
            if (element.id, indices) not in self.settled.visible:
                continue
            if element.kind == "group":
                yield from self._group(element, indices, depth)
            elif element.kind == "label":
                yield from self._heading(element, depth)
            elif element.control is not None and element.control.displayed:
                yield self._row(element.control, indices)
                if element.kind == "list" and not indices:
                    yield from self._items(element, element.control, depth)

    def _group(self, group: Element, indices: Indices, depth: int) -> Iterator[Section | Row]:
        if not group.label:
            yield from self._below(group, indices, depth)
            return
        yield Section(group.label, depth=depth + 1, lang=self.words.foreign(group.language))
        yield from self._below(group, indices, depth + 1)
        yield Section("", depth=depth)

    def _heading(self, element: Element, depth: int) -> Iterator[Section]:
        if element.options.get("type") == "heading":
            title, lang = fill(element.label, self.displayed.get), self.words.foreign(element.language)
            yield Section(title, depth=depth + 1, lang=lang)

    def _items(self, element: Element, list_: Control, depth: int) -> Iterator[Section | Row]:
        items = pointer.get(self.settled.document, list_.path)
        for i, item in enumerate(items if isinstance(items, list) else ()):
            id_ = str(item.get(ITEM_ID, ""))
            url, lang = _item_url(self.base, list_, id_), self.words.foreign(list_.language)
            yield Section(item_name(list_, i), url, depth=depth + 1, item=id_, lang=lang)
            yield from self._below(element, (i,), depth + 1)
        yield Section("", depth=depth)

    def _row(self, control: Control, indices: Indices) -> Row:
        value = pointer.at(self.settled.document, pointer.place(control.path, indices))
        lines = () if value is MISSING else tuple(display(control, value).split("\n"))
        lang = self.words.foreign(control.language)
        if indices:
            item = item_id(self.settled.document, control, indices)
            return Row(f"{item}/{control.id}", control.label, lines, "", lang=lang)
        url = f"{_back(self.base)}#f-{control.id}" if self.base and not control.fixed else ""
        marked = (
            (self.words.say("page.handed_over"),)
            if control.id in self.marks and self.marks[control.id] == value
            else ()
        )
        return Row(control.id, control.label, lines, url, marked, lang)


def _back(url: str) -> str:
    """The address of a change: from there it goes back to the check page."""
    return f"{url}?zurueck={CHECK_PAGE}" if url else ""


def _item_url(base: str, list_: Control, item: str) -> str:
    own = list_.options.get("layout") == "pages"
    if not base:
        return ""
    return _back(f"{base}/{list_.id}/{item}") if own else f"{_back(base)}#eintrag-{item}"


def item_name(list_: Control, i: int) -> str:
    """`Baum 2`."""
    return f"{list_.options.get('item') or words(list_.language).say('list.item')} {i + 1}"


def item_id(document: Document, control: Control, indices: Indices) -> str:
    """The id of the item of a page's list that a question stands in."""
    return str(pointer.at(document, (*control.lists[0], indices[0], ITEM_ID)))


def list_of(definition: Definition, control: Control) -> Control:
    """The list of a page that a question stands in."""
    return next(other for other in definition.controls.values() if other.path == control.lists[0])


def change_url(definition: Definition, document: Document, address: str, control: Control, indices: Indices) -> str:
    """Where one answer is changed: its page, or its item's."""
    base = f"{address}/{definition.page_by_id(control.page).path}"
    if not indices:
        return f"{_back(base)}#f-{control.id}"
    list_ = list_of(definition, control)
    item = item_id(document, control, indices)
    return f"{_item_url(base, list_, item).partition('#')[0]}#{item}/f-{control.id}"
