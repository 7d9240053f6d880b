"""The texts of a definition beside each other in two languages, as rows of a table and as a table of a spreadsheet."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from builder.refusals import Refused
from builder.tree import nodes
from formengine.core.bundle import Bundle
from formengine.core.translation import FORM, Slot, slots, written

_WHAT: Final = {
    "label": "Frage oder Überschrift",
    "text": "Text",
    "title": "Titel",
    "hint": "Hinweis",
    "help": "Hilfe",
    "item": "Name eines Eintrags",
    "add": "Knopf zum Hinzufügen",
    "unit": "Einheit",
    "message": "Meldung",
    "options": "Antwort",
    "descriptions": "Erklärung zur Antwort",
    "errors": "Fehlermeldung",
    "service": "Startseite",
    "target": "Andere Stelle",
}
_SERVICE: Final = {
    "packageTitle": "Name des Leistungspakets",
    "summary": "worum es geht",
    "needs": "was gebraucht wird",
    "duration": "wie lange es dauert",
    "costs": "was es kostet",
    "deadline": "welche Frist gilt",
    "legalBasis": "Rechtsgrundlagen",
    "nextSteps": "wie es weitergeht",
    "result": "was man bekommt",
    "submitLabel": "Knopf zum Absenden",
    "privacy/purpose": "Datenschutz, wozu",
    "privacy/legalBasis": "Datenschutz, Rechtsgrundlage",
    "privacy/retention": "Datenschutz, wie lange",
    "privacy/contact": "Datenschutz, an wen",
    "office/hours": "Sprechzeiten",
}
_HEAD: Final = ("Kennung", "Text", "Deutsch", "Übersetzung")
_DANGEROUS: Final = ("=", "+", "-", "@")
"""A spreadsheet takes a cell that begins so for a formula."""
_SHORTEST: Final = 4


@dataclass(frozen=True, slots=True)
class Wording:
    """One text: whose it is, which of its texts, and what both languages say."""

    element: str
    what: str
    german: str
    text: str
    is_list: bool
    """True for several texts, a line each."""

    @property
    def title(self) -> str:
        """Which text it is, for people."""
        first, _, rest = self.what.partition("/")
        rest = _SERVICE.get(rest, rest) if first == "service" else rest
        return f"{_WHAT.get(first, first)}: {rest}" if rest else _WHAT.get(first, first)

    @property
    def name(self) -> str:
        """What the field of the text is called."""
        return f"t:{self.element}:{self.what}"

    def value(self, typed: str) -> Any:
        """What was typed, as the definition keeps it; None for nothing."""
        text = unicodedata.normalize("NFC", typed.replace("\r\n", "\n")).strip()
        if not text:
            return None
        return [line.strip() for line in text.split("\n") if line.strip()] if self.is_list else text


def wordings(bundle: Bundle, language: str) -> list[Wording]:
    """All texts of a definition in the order of the form, those of rules and outcomes last."""
    form, texts = written(bundle, language)
    return [_wording(slot, texts) for slot in slots(form)]


def _wording(slot: Slot, texts: Mapping[str, Any]) -> Wording:
    found: Any = texts
    for key in (slot.id, *slot.keys):
        found = found.get(key) if isinstance(found, Mapping) else None
    return Wording(slot.id, "/".join(slot.keys), _shown(slot.text), _shown(found), isinstance(slot.text, list))


def _shown(text: Any) -> str:
    if isinstance(text, list):
        return "\n".join(map(str, text))
    return str(text) if isinstance(text, str) else ""


def names(bundle: Bundle) -> Mapping[str, str]:
    """What each element is called by its id, for those who read the table."""
    found = {node.id: node.label or node.id for node in nodes(bundle.form).values()}
    for room in ("rules", "outcomes"):
        for entry in bundle.form.get(room, ()):
            id_ = str(entry.get("id", entry.get("kind")))
            found[id_] = str(entry.get("title", f"Regel {id_}"))
    return {**found, FORM: "Der Dienst"}


def missing_first(found: Sequence[Wording]) -> list[Wording]:
    """The same, those without a translation before the others."""
    return sorted(found, key=lambda one: bool(one.text))


def as_table(found: Sequence[Wording]) -> str:
    """The texts as lines that a spreadsheet takes when they are pasted."""
    out = io.StringIO()
    table = csv.writer(out, dialect="excel-tab", lineterminator="\n")
    table.writerow(_HEAD)
    table.writerows([_cell(each) for each in (one.element, one.what, one.german, one.text)] for one in found)
    return out.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_DANGEROUS) else cell


def read_table(text: str, known: Sequence[Wording]) -> list[tuple[Wording, str]]:
    """The texts in pasted lines, with those that they are for. Raises Refused, which names the line."""
    by_name = {(one.element, one.what): one for one in known}
    found = []
    for line, row in _rows(text):
        if tuple(row[:2]) == _HEAD[:2] or not any(row):
            continue
        if len(row) < _SHORTEST:
            mend = "Kopieren Sie die ganze Tabelle mit allen vier Spalten."
            raise Refused(f"In Zeile {line} fehlen Spalten.", mend)
        element, what, _, translated = (_plain(cell) for cell in row[:4])
        if (element, what) not in by_name:
            mend = "Lassen Sie die ersten beiden Spalten, wie sie sind."
            raise Refused(f"In Zeile {line} steht ein Text, den es nicht gibt: {element}, {what}.", mend)
        found.append((by_name[element, what], translated))
    return found


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text.replace("\r\n", "\n")), dialect="excel-tab", strict=True)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise Refused(
            f"Zeile {reader.line_num} lässt sich nicht lesen.", "Prüfen Sie die Anführungszeichen."
        ) from error


def changed(pairs: Sequence[tuple[Wording, str]]) -> list[list[Any]]:
    """Element, what and text of those that differ from what stands there, as `set_texts` takes them."""
    found = [(one, one.value(typed)) for one, typed in pairs]
    return [[one.element, one.what, value] for one, value in found if value != one.value(one.text)]
