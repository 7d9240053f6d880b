"""Makes the Fragenkatalog of a compiled definition."""

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from formengine.core.definition import Definition
from formengine.core.model import Control, Element, Page
from formengine.documents.fragenkatalog._listings import listings
from formengine.documents.fragenkatalog._model import Catalogue, Chapter, Entry, Fact, Picture
from formengine.documents.fragenkatalog._words import Words
from formengine.fields.titles import title

_KINDS: Final = {"antrag": "Antrag", "klaerung": "Anliegensklärung"}
_CODES: Final = {
    "pflicht": "die Antwort fehlt",
    "muster": "das Muster passt nicht",
    "format": "die Form passt nicht",
    "min": "es ist zu wenig",
    "max": "es ist zu viel",
    "codeliste": "die Antwort steht nicht in der Liste",
    "verweis": "den Eintrag gibt es nicht mehr",
    "dateityp": "der Dateityp passt nicht",
    "dateigroesse": "die Datei ist zu groß",
}
_SERVICE: Final = {
    "packageTitle": "Leistungspaket",
    "id": "Kennung",
    "leika": "LeiKa-Schlüssel",
    "summary": "Worum es geht",
    "needs": "Was man braucht",
    "duration": "Dauer",
    "costs": "Kosten",
    "deadline": "Frist",
    "legalBasis": "Rechtsgrundlagen",
    "nextSteps": "Wie es weitergeht",
    "result": "Ergebnis",
}
_OFFICE: Final = ("name", "address", "phone", "email", "hours")


def catalogue(definition: Definition) -> Catalogue:
    """The Fragenkatalog: everything that a participant may read, and when, in words."""
    words = Words(definition)
    return Catalogue(
        title=definition.title,
        kind=_KINDS.get(definition.kind, definition.kind),
        facts=tuple(_facts(definition)),
        chapters=tuple(_chapter(words, page, number) for number, page in enumerate(definition.pages, 1)),
        listings=tuple(listings(words)),
    )


def _facts(definition: Definition) -> Iterator[Fact]:
    service = definition.service
    yield Fact("Art", _KINDS.get(definition.kind, definition.kind))
    yield Fact("Version", definition.version)
    yield Fact("Kurzname", definition.slug)
    office = service.get("office", {})
    if office:
        yield Fact("Zuständige Stelle", "\n".join(_text(office[name]) for name in _OFFICE if office.get(name)))
    yield from (Fact(name, _text(service[key])) for key, name in _SERVICE.items() if service.get(key))


def _text(value: Any) -> str:
    return "\n".join(str(part) for part in value) if isinstance(value, list) else str(value)


def _chapter(words: Words, page: Page, number: int) -> Chapter:
    facts = [Fact("Adresse", page.path), Fact("Regel", words.rule(page.element))]
    entries = _entries(words, page.element.children, str(number), 0)
    return Chapter(page.id, str(number), page.title, _given(facts), tuple(entries))


def _entries(words: Words, elements: tuple[Element, ...], number: str, depth: int) -> Iterator[Entry]:
    """The elements below a page, a group or a list; questions are numbered through, those of a list below it."""
    count = 0
    for element in elements:
        if element.kind == "label":
            yield _passage(words, element, depth)
        elif element.control is not None:
            count += 1
            own = f"{number}.{count}"
            yield _question(words, element, element.control, own, depth)
            yield from _entries(words, element.children, own, depth + 1)
        else:
            headed = [_group(words, element, depth)] if element.label or words.rule(element) else []
            inside = [*_entries(words, element.children, number, depth + len(headed))]
            yield from (*headed, *_shifted(inside, number, count))
            count += len({entry.number.split(".")[len(number.split("."))] for entry in inside if entry.number})


def _shifted(entries: list[Entry], number: str, by: int) -> Iterator[Entry]:
    """What stands in a group goes on counting where its neighbours stopped."""
    place = len(number.split("."))
    for entry in entries:
        parts = entry.number.split(".") if entry.number else []
        if parts and by:
            parts[place] = str(int(parts[place]) + by)
        yield replace(entry, number=".".join(parts))


def _question(words: Words, element: Element, control: Control, number: str, depth: int) -> Entry:
    options = control.options
    facts = [
        Fact("Art der Antwort", title(control.type) + ("" if control.displayed else ", nie angezeigt")),
        Fact("Pflicht", "" if control.fixed else words.demand(control)),
        Fact("Grund der Pflicht", _said(options, "reason")),
        Fact("Hinweis", control.hint),
        Fact("Hilfe", control.help),
        Fact("Einheit", _said(options, "unit")),
        Fact("Erlaubt", words.bounds(control)),
        Fact("Berechnung", words.calculation(control)),
        Fact("Regel", words.rule(element)),
        Fact("Rechtsgrundlage", _said(options, "bezug")),
        *(Fact(f"Fehlertext, wenn {_CODES.get(code, code)}", text) for code, text in words.errors(control).items()),
        Fact("Kennung", control.id),
    ]
    choices = tuple((choice.title, str(choice.value), choice.description) for choice in control.choices)
    return Entry(element.id, "question", number, control.label, depth, _given(facts), choices)


def _said(options: Mapping[str, Any], name: str) -> str:
    return _text(options.get(name, ""))


def _passage(words: Words, element: Element, depth: int) -> Entry:
    heading = str(element.options.get("title", ""))
    kind = str(element.options.get("type", "note"))
    facts = [
        Fact("Art", title(kind)),
        Fact("Text", element.label if heading else ""),
        Fact("Regel", words.rule(element)),
    ]
    return Entry(element.id, "text", "", heading or element.label, depth, _given(facts), picture=_picture(element))


def _picture(element: Element) -> Picture | None:
    """The photograph of a sketch."""
    head, _, body = str(element.options.get("image", "")).partition(";base64,")
    if not head.startswith("data:image/"):
        return None
    try:
        data = base64.b64decode(body, validate=True)
    except binascii.Error:
        return None
    return Picture(data, str(element.options.get("alt", "")) or element.label)


def _group(words: Words, element: Element, depth: int) -> Entry:
    facts = [Fact("Regel", words.rule(element))]
    return Entry(element.id, "group", "", element.label or "Gruppe ohne Überschrift", depth, _given(facts))


def _given(facts: list[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.text)
