"""Reads typed or pasted lines as questions: one a line, with simple marks for type, required and options."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from builder.refusals import Refused

TYPES_BY_WORD: Final[Mapping[str, str]] = {
    "text": "text",
    "text mehrzeilig": "multiline",
    "mehrzeilig": "multiline",
    "zahl": "number",
    "anzahl": "number",
    "betrag": "money",
    "geld": "money",
    "euro": "money",
    "datum": "date",
    "monat oder jahr": "partial-date",
    "uhrzeit": "time",
    "zeit": "time",
    "e-mail": "email",
    "email": "email",
    "telefon": "phone",
    "internetadresse": "url",
    "iban": "iban",
    "kennzeichen": "licence-plate",
    "ja/nein": "yes-no",
    "bestätigung": "confirm",
    "datei": "file",
    "dateien": "file",
    "foto": "file",
    "karte": "map",
    "auswahl": "choice",
    "auswahlliste": "select",
    "mehrfachauswahl": "choices",
    "tabelle": "table",
    "liste": "list",
    "überschrift": "heading",
    "skizze": "sketch",
}
"""The words that may stand in brackets behind a question."""

_GUESSES: Final = (
    (re.compile(r"\be-?mail", re.IGNORECASE), "email"),
    (re.compile(r"telefon|handynummer|mobilnummer", re.IGNORECASE), "phone"),
    (re.compile(r"geburtsdatum|datum\b|\bgeboren am", re.IGNORECASE), "date"),
    (re.compile(r"\biban\b|kontonummer", re.IGNORECASE), "iban"),
    (re.compile(r"kennzeichen", re.IGNORECASE), "licence-plate"),
    (re.compile(r"uhrzeit", re.IGNORECASE), "time"),
    (re.compile(r"internetadresse|webseite|website", re.IGNORECASE), "url"),
    (re.compile(r"^(anzahl|wie viele)\b|\banzahl\b", re.IGNORECASE), "number"),
    (re.compile(r"betrag|\bin euro\b|kosten\b", re.IGNORECASE), "money"),
    (re.compile(r"beschreib|begründ|bemerkung|anmerkung|erläuter", re.IGNORECASE), "multiline"),
)
"""What a question without a mark is taken for, by the words in it."""

_WHEN: Final = re.compile(r"\swenn\s", re.IGNORECASE)
_BOX: Final = re.compile(r"^\[\s?[xX]?\]\s*")
MOST: Final = 200
"""So many lines at once."""
LONGEST: Final = 5_000
"""Characters of a line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A way to write a line: an example and what it makes."""

    example: str
    meaning: str
    kind: str
    required: bool = False
    options: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """On which answers a line depends: the words of the question, and of the answers of which one must be given."""

    question: str
    answers: tuple[str, ...]


MARKS: Final = (
    Mark("Vorname", "Eine Frage nach einem Text", "text", label="Vorname"),
    Mark("Vorname *", "Ein Stern am Ende: Pflicht", "text", required=True, label="Vorname"),
    Mark("Beginn (Datum)", "Die Art in Klammern", "date", label="Beginn"),
    Mark("Ihre E-Mail-Adresse", "Manche Arten sind an den Wörtern zu erkennen", "email", label="Ihre E-Mail-Adresse"),
    Mark(
        "Art: Baum | Hecke | Strauch",
        "Antworten zur Auswahl, eine davon",
        "choice",
        options=("Baum", "Hecke", "Strauch"),
        label="Art",
    ),
    Mark(
        "[ ] Gründe: krank | gefährlich",
        "Antworten zum Ankreuzen, mehrere möglich",
        "choices",
        options=("krank", "gefährlich"),
        label="Gründe",
    ),
    Mark("[ ] Ich habe das gelesen", "Ein einzelnes Kästchen", "confirm", label="Ich habe das gelesen"),
    Mark(
        "Grund * wenn Art = Baum | Strauch",
        "Nur zu sehen, wenn die Frage „Art“ so beantwortet ist",
        "text",
        required=True,
        label="Grund",
    ),
    Mark("# Ihre Angaben", "Eine neue Seite", "page", label="Ihre Angaben"),
    Mark("## Anschrift", "Eine Gruppe; was folgt, gehört dazu", "group", label="Anschrift"),
    Mark("> Bitte messen Sie in 1 m Höhe.", "Ein Hinweis", "note", label="Bitte messen Sie in 1 m Höhe."),
)
"""All marks: what the page shows and the tests prove."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says."""

    number: int
    kind: str
    label: str
    required: bool = False
    options: tuple[str, ...] = field(default=())
    when: When | None = None


def read_lines(text: str) -> list[Line]:
    """Every line that says something. Raises Refused with the number of the first that cannot be read."""
    lines = [(number, stripped) for number, line in enumerate(text.splitlines(), 1) if (stripped := line.strip())]
    if not lines:
        raise Refused("Es steht nichts in dem Feld.", "Schreiben Sie in jede Zeile eine Frage.")
    if len(lines) > MOST:
        raise Refused(f"Das sind {len(lines)} Zeilen.", f"Fügen Sie höchstens {MOST} auf einmal ein.")
    return [_line(number, line) for number, line in lines]


def _line(number: int, text: str) -> Line:
    if len(text) > LONGEST:
        raise _wrong(number, f"Die Zeile ist länger als {LONGEST} Zeichen.")
    plain, when = _condition(text)
    return replace(_plain(number, plain), when=when)


def _condition(text: str) -> tuple[str, When | None]:
    """A line without what it depends on: the first „wenn“ behind which one question equals something."""
    before, equals, said = text.rpartition("=")
    found = _WHEN.search(before, before.rfind("=") + 1)
    question = before[found.end() :].strip() if found else ""
    if not equals or not found or not question or not said.strip():
        return text, None
    answers = tuple(answer for part in said.split("|") if (answer := part.strip()))
    return before[: found.start()].rstrip(), When(question, answers)


def _plain(number: int, text: str) -> Line:
    for mark, kind in (("##", "group"), ("#", "page"), (">", "note")):
        if text.startswith(mark):
            return Line(number, kind, _worded(number, text[len(mark) :].strip()))
    box = _BOX.match(text)
    text, required = _required(text[box.end() :] if box else text)
    if "|" in text:
        label, titles = _offered(number, text)
        label, again = _required(label)
        return Line(number, "choices" if box else "choice", _worded(number, label), required or again, titles)
    label, kind = _typed(number, text)
    label, again = _required(label)
    return Line(number, "confirm" if box else kind, _worded(number, label), required or again)


def _offered(number: int, text: str) -> tuple[str, tuple[str, ...]]:
    """The question, and the answers behind its colon or question mark."""
    head = text.partition("|")[0]
    colon, asked = head.rfind(":"), head.rfind("?") + 1
    end = asked if colon < 0 else colon
    if end <= 0:
        raise _wrong(number, "Vor den Antworten fehlt die Frage mit einem Doppelpunkt, etwa „Art: Baum | Hecke“.")
    titles = tuple(title for part in text[end:].lstrip(":").split("|") if (title := part.strip()))
    if len(set(titles)) < 2 or len(set(titles)) < len(titles):
        raise _wrong(number, "Zur Auswahl braucht es mindestens zwei verschiedene Antworten, mit | getrennt.")
    return text[:end], titles


def _required(text: str) -> tuple[str, bool]:
    """A line without its star, and whether there was one."""
    stripped = text.rstrip()
    return (stripped[:-1].rstrip(), True) if stripped.endswith("*") else (stripped, False)


def _typed(number: int, text: str) -> tuple[str, str]:
    """The label and the type: the one in brackets, else the one that the words suggest."""
    label, word = _bracketed(text)
    if word is not None and word in TYPES_BY_WORD:
        return label, TYPES_BY_WORD[word]
    if word is not None and not label:
        raise _wrong(number, "Vor der Klammer fehlt die Frage.")
    return text, next((kind for pattern, kind in _GUESSES if pattern.search(text)), "text")


def _bracketed(text: str) -> tuple[str, str | None]:
    """What stands before the brackets at the end, and the words in them; None where there are none."""
    label, opened, inside = text.rstrip().rpartition("(")
    if not opened or not inside.endswith(")") or ")" in inside[:-1]:
        return text, None
    return label.rstrip(), " ".join(inside[:-1].casefold().split())


def _worded(number: int, label: str) -> str:
    if not label:
        raise _wrong(number, "Nach dem Zeichen fehlt der Text.")
    return label


def _wrong(number: int, message: str) -> Refused:
    return Refused(f"Zeile {number}: {message}", "Ändern Sie diese Zeile; eingefügt wurde noch nichts.")
