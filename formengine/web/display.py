"""Answers as a person reads them: for the check page, the receipt, and `{id}` in texts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from formengine.core import pointer
from formengine.core.definition import Definition
from formengine.core.journey import referable
from formengine.core.model import (
    CHECK_PAGE,
    ITEM,
    ITEM_ID,
    Choice,
    Control,
    Document,
    Element,
    Indices,
    Page,
    Path,
    Source,
)
from formengine.core.pointer import MISSING
from formengine.core.settling import Settled
from formengine.core.texts import fill
from formengine.fields import TYPES
from formengine.fields.setting import say
from formengine.web.words import Words, words

NOTHING: Final = "–"


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
        return "" if value is MISSING else shown_answer(self._definition, self._document, control, (), value)

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
            displayed, said = Displayed(definition, settled.document), words(definition.language)
            found += _gathered(_Listing(definition, page, settled, displayed, base, marks, said).entries())
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

    definition: Definition
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
                if element.kind == "list":
                    yield from self._items(element, element.control, indices, depth)

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

    def _items(self, element: Element, list_: Control, indices: Indices, depth: int) -> Iterator[Section | Row]:
        items = pointer.at(self.settled.document, pointer.place(list_.path, indices))
        for i, item in enumerate(items if isinstance(items, list) else ()):
            id_ = str(item.get(ITEM_ID, ""))
            url = self._item_url(list_, (*indices, i), id_)
            title = item_names(self.definition, (*list_.lists, list_.path), (*indices, i))
            yield Section(title, url, depth=depth + 1, item=id_, lang=self.words.foreign(list_.language))
            yield from self._below(element, (*indices, i), depth + 1)
        yield Section("", depth=depth)

    def _item_url(self, list_: Control, indices: Indices, item: str) -> str:
        """Where an item is changed: its own page, or its place on the page that it stands on."""
        if not self.base:
            return ""
        around = steps_to(self.definition, self.settled.document, list_, indices[:-1])
        if list_.options.get("layout") == "pages":
            return _back(self.base + own_address([*around, (list_, item)]))
        return f"{_back(self.base + own_address(around))}#eintrag-{item}"

    def _shown(self, control: Control, indices: Indices, value: Any) -> str:
        return shown_answer(self.definition, self.settled.document, control, indices, value)

    def _row(self, control: Control, indices: Indices) -> Row:
        value = pointer.at(self.settled.document, pointer.place(control.path, indices))
        lines = () if value is MISSING else tuple(self._shown(control, indices, value).split("\n"))
        lang = self.words.foreign(control.language)
        if indices:
            ids = [item for _, item in steps_to(self.definition, self.settled.document, control, indices)]
            return Row("/".join((*ids, control.id)), control.label, lines, "", lang=lang)
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


def item_name(list_: Control, i: int) -> str:
    """`Baum 2`."""
    return f"{list_.options.get('item') or words(list_.language).say('list.item')} {i + 1}"


def item_title(definition: Definition, document: Document, list_: Control, indices: Indices, template: str = "") -> str:
    """What tells an item from the others, in the definition's own words; "" while nothing of it is answered."""
    template = template or str(list_.options.get("title", ""))

    def shown(id_: str) -> str | None:
        control = definition.controls.get(id_)
        if control is None or control.lists != (*list_.lists, list_.path):
            return None
        value = pointer.at(document, pointer.place(control.path, indices))
        return NOTHING if value is MISSING else shown_answer(definition, document, control, indices, value)

    text = fill(template, shown) if template else ""
    return "" if NOTHING in text else text


def offers(definition: Definition, document: Document, source: Source, around: Indices) -> tuple[Choice, ...]:
    """The items of a list as choices: their ids, and what tells them apart."""
    list_ = list_at(definition, source.list)
    found = referable(document, source, around)
    return tuple(Choice(id_, _offer(definition, document, list_, at, source)) for id_, at in found.items())


def _offer(definition: Definition, document: Document, list_: Control, at: Indices, source: Source) -> str:
    title = item_title(definition, document, list_, at, source.title)
    name = item_name(list_, at[-1])
    return f"{name}: {title}" if title else name


def shown_answer(definition: Definition, document: Document, control: Control, indices: Indices, value: Any) -> str:
    """An answer in plain text; a reference by what it refers to."""
    if control.source is None:
        return display(control, value)
    at = referable(document, control.source, indices).get(value) if isinstance(value, str) else None
    if at is None:
        return say(control.language, "reference_lost")
    return _offer(definition, document, list_at(definition, control.source.list), at, control.source)


def steps_to(
    definition: Definition, document: Document, control: Control, indices: Indices
) -> list[tuple[Control, str]]:
    """The lists around a question, outermost first, each with the id of the item that the question stands in."""
    found = []
    for depth, path in enumerate(control.lists, 1):
        place = pointer.place((*path, ITEM, ITEM_ID), indices[:depth])
        found.append((list_at(definition, path), str(pointer.at(document, place))))
    return found


def list_at(definition: Definition, path: Path) -> Control:
    """The list whose items stand at a path."""
    return definition.lists[path]


def item_names(definition: Definition, lists: Sequence[Path], indices: Indices) -> str:
    """`Haus 1, Raum 2`: the items at a position of nested lists."""
    return ", ".join(item_name(list_at(definition, path), i) for path, i in zip(lists, indices, strict=True))


def change_url(definition: Definition, document: Document, address: str, control: Control, indices: Indices) -> str:
    """Where one answer is changed: its page, or its item's."""
    base = f"{address}/{definition.page_by_id(control.page).path}"
    steps = steps_to(definition, document, control, indices)
    prefix = "".join(f"{item}/" for _, item in steps)
    return f"{_back(base + own_address(steps))}#{prefix}f-{control.id}"


def own_address(steps: Sequence[tuple[Control, str]]) -> str:
    """The part of an address that leads to the innermost item with a page of its own; "" for the page of the step."""
    own = [i for i, (list_, _) in enumerate(steps, 1) if list_.options.get("layout") == "pages"]
    return "".join(f"/{list_.id}/{item}" for list_, item in steps[: own[-1]]) if own else ""
