"""Answers as a person reads them: for the check page, the receipt, and `{id}` in texts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from formengine.core import pointer
from formengine.core.definition import Definition
from formengine.core.model import CHECK_PAGE, Control, Document, Page
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
    """The answers of every page on the path, in its order; `address` is the draft's, "" for no change links."""
    found = []
    for page in path:
        if page.path == CHECK_PAGE:
            continue
        url = f"{address}/{page.path}?zurueck={CHECK_PAGE}" if address else ""
        rows = tuple(_rows(page, settled, url, marks))
        found.append(Section(page.title, url, rows))
    return tuple(found)


def _rows(page: Page, settled: Settled, url: str, marks: Mapping[str, Any]) -> Iterator[Row]:
    for control in page.controls:
        if control.lists or not control.displayed or (control.id, ()) not in settled.visible:
            continue
        value = pointer.get(settled.document, control.path)
        lines = () if value is MISSING else tuple(display(control, value).split("\n"))
        marked = (HANDED_OVER,) if control.id in marks and marks[control.id] == value else ()
        yield Row(control.id, control.label, lines, f"{url}#f-{control.id}" if url else "", marked)
