"""Code lists in OASIS Genericode 1.0, the XML of XRepository; nothing but elements and text is ever read.

A document type declaration is refused where it begins, so there are no entities and nothing to fetch.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers import expat

from formengine.exchange.codelist import MOST_BYTES, MOST_CODES, Entry, ListVersion, Unreadable, checked

NAMESPACE: Final = "http://docs.oasis-open.org/codelist/ns/genericode/1.0/"
MOST_DEPTH: Final = 20
_LABELS: Final = ("name", "label", "bezeichnung", "wert", "beschreibung", "text", "codename", "title")
_HELPS: Final = ("help", "hilfe", "hinweis", "erlaeuterung")


@dataclass(slots=True)
class _Reading:
    """What was found so far."""

    path: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    head: dict[str, str] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)
    key: str = ""
    rows: list[dict[str, str]] = field(default_factory=list)
    column: str = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        local = name.rpartition(" ")[2]
        if not self.path and local != "CodeList":
            raise Unreadable(f"Das ist kein Genericode: Die Datei beginnt mit <{local[:40]}> statt mit <CodeList>.")
        self.path.append(local)
        self.text = []
        if len(self.path) > MOST_DEPTH:
            raise Unreadable(f"Das XML ist tiefer als {MOST_DEPTH} Ebenen verschachtelt.")
        if local == "Column":
            self.columns.append(attributes.get("Id", ""))
        elif local == "ColumnRef" and "Key" in self.path and not self.key:
            self.key = attributes.get("Ref", "")
        elif local == "Row":
            self._row()
        elif local == "Value":
            # A value that names no column belongs to the one after the last.
            last = self.columns.index(self.column) + 1 if self.column in self.columns else 0
            self.column = attributes.get("ColumnRef") or "".join(self.columns[last : last + 1])

    def _row(self) -> None:
        if len(self.rows) >= MOST_CODES:
            raise Unreadable(f"Die Liste hat mehr als {MOST_CODES} Codes.")
        self.rows.append({})
        self.column = ""

    def characters(self, text: str) -> None:
        """Text inside an element."""
        self.text.append(text)

    def end(self, _name: str) -> None:
        """An element ends."""
        local, text = self.path.pop(), "".join(self.text)
        if local == "SimpleValue" and self.rows:
            self.rows[-1][self.column] = text
        elif self.path[-1:] == ["Identification"]:
            self.head.setdefault(local, text)
        self.text = []


def read(data: bytes, *, code: str = "", label: str = "", valid_from: str = "") -> ListVersion:
    """The list in a file; `code` and `label` name the columns where they are not the usual ones. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(f"Die Datei ist größer als {MOST_BYTES // 1_000_000} MB.")
    found = _parsed(data)
    key = _column(found, code, (found.key,)) or _column(found, "", found.columns)
    others = [column for column in found.columns if column != key]
    words = _column(found, label, _named(others, _LABELS)) or _column(found, "", others)
    if not key or not words:
        raise Unreadable(f"Die Spalten für Code und Text sind nicht zu erkennen. Es gibt: {', '.join(found.columns)}.")
    helps = next(iter(_named([column for column in others if column != words], _HELPS)), "")
    entries = tuple(Entry(row.get(key, ""), row.get(words, ""), row.get(helps, "")) for row in found.rows)
    head = found.head
    title = head.get("LongName") or head.get("ShortName", "")
    return checked(ListVersion(_uri(head), title, head.get("Version", ""), entries, valid_from))


def _parsed(data: bytes) -> _Reading:
    found = _Reading()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    parser.CharacterDataHandler = found.characters
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Unreadable(f"Das ist kein gültiges XML (Zeile {error.lineno}, Spalte {error.offset + 1}).") from error
    except LookupError as error:
        raise Unreadable(
            f"Die Zeichenkodierung der Datei ist unbekannt ({error}). Speichern Sie sie in UTF-8."
        ) from error
    return found


def _refuse(*_declared: Any) -> None:
    raise Unreadable("Die Datei enthält eine DOCTYPE-Angabe. Die wird aus Sicherheitsgründen nicht gelesen.")


def _column(found: _Reading, named: str, usual: tuple[str, ...] | list[str]) -> str:
    if named and named not in found.columns:
        raise Unreadable(f"Die Spalte „{named}“ gibt es nicht. Es gibt: {', '.join(found.columns)}.")
    return named or next((column for column in usual if column in found.columns), "")


def _named(columns: list[str], usual: tuple[str, ...]) -> list[str]:
    """The columns that are called what such columns are mostly called, the surest first."""
    return [column for word in usual for column in columns if word in column.lower()]


def _uri(head: Mapping[str, str]) -> str:
    """The name of the list, else that of its version without the version."""
    versioned = head.get("CanonicalVersionUri", "")
    return head.get("CanonicalUri") or versioned.removesuffix("_" + head.get("Version", ""))
