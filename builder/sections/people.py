"""Personas and cases: who the form is tried with."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from builder.operations._naming import fresh, slug
from builder.posters import Wish
from builder.refusals import Refused
from builder.sections._frame import NEW, Act, Entry, Fields, Section, Subject, panel

_CASE: Final = "fall:"


def _cases(subject: Subject) -> Mapping[str, Any]:
    return subject.bundle.cases or {}


def _entries(subject: Subject) -> Iterable[Entry]:
    personas = _cases(subject).get("personas", {})
    for id_, persona in personas.items():
        number = sum(case.get("persona") == id_ for case in _cases(subject).get("cases", ()))
        words = [str(persona["profil"])] if persona.get("profil") else []
        words.append("1 Fall" if number == 1 else f"{number} Fälle")
        yield Entry(id_, str(persona.get("name", id_)), tuple(words), ("Persona", id_))
    for case in _cases(subject).get("cases", ()):
        id_, who = str(case.get("id", "")), str(case.get("persona", ""))
        mistakes = len(case.get("expect", {}).get("errors", ()))
        words = [f"{personas.get(who, {}).get('name', who)}"] if who else []
        words += [f"Erwartet {mistakes} Fehler"] if mistakes else []
        query = urlencode({"person": id_, "zustand": "fehler" if mistakes else "ausgefuellt"})
        link = (f"/werkstatt/{subject.bundle.slug}/?{query}", "In der Vorschau öffnen")
        yield Entry(_CASE + id_, str(case.get("title", id_)), tuple(words), ("Fall", id_), link, editable=False)


def _fields(subject: Subject, id_: str) -> Fields:
    persona = {} if id_ == NEW else _cases(subject).get("personas", {})[id_]
    answers = {"name": persona.get("name"), "profil": persona.get("profil")}
    return panel("persona", {} if id_ == NEW else {"kennung": ()}, answers)


def _wish(subject: Subject, id_: str, answers: Mapping[str, Any]) -> Wish | None:
    cases = dict(_cases(subject)) or {"now": "2026-01-01T09:00:00+01:00", "cases": []}
    personas = dict(cases.get("personas", {}))
    wanted = str(answers.get("kennung") or slug(str(answers["name"]), "person", "-"))
    if id_ == NEW and answers.get("kennung") and wanted in personas:
        raise Refused(f"Die Kennung „{wanted}“ gibt es schon.", "Wählen Sie eine andere.")
    own = fresh(wanted, personas, "-") if id_ == NEW else id_
    persona = {**personas.get(own, {}), "name": answers["name"], "profil": answers.get("profil")}
    persona = {name: part for name, part in persona.items() if part is not None}
    if personas.get(own) == persona:
        return None
    names = dict.fromkeys(["now", "personas", *cases])
    changed = {**cases, "personas": {**personas, own: persona}}
    return Wish("set_cases", {"cases": {name: changed[name] for name in names if name in changed}})


def _acts(subject: Subject, entry: Entry) -> Iterable[Act]:
    cases = _cases(subject)
    if entry.id.startswith(_CASE):
        id_ = entry.id.removeprefix(_CASE)
        listed = cases.get("cases", ())
        if not any(case.get("base") == id_ for case in listed):
            rest = [case for case in listed if case.get("id") != id_]
            yield "Löschen", Wish("set_cases", {"cases": {**cases, "cases": rest}})
    elif not any(case.get("persona") == entry.id for case in cases.get("cases", ())):
        personas = {id_: each for id_, each in cases.get("personas", {}).items() if id_ != entry.id}
        yield "Löschen", Wish("set_cases", {"cases": {**cases, "personas": personas}})


SECTION: Final = Section(
    name="faelle",
    title="Fälle und Personas",
    explains="Wer den Antrag ausprobiert, mit welchen Antworten. Fälle ändern Sie als JSON.",
    place=8,
    fields=_fields,
    wish=_wish,
    entries=_entries,
    acts=_acts,
    new=lambda _subject: [(NEW, "Persona hinzufügen")],
)
