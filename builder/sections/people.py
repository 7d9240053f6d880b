"""Personas and cases: who the form is tried with."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from builder.naming import fresh, slug
from builder.posters import Wish
from builder.refusals import Refused
from builder.sections._frame import NEW, Act, Entry, Fields, Section, Subject, panel
from formengine.core.model import ITEM_ID

_CASE: Final = "fall:"
_TRIED: Final = f"{NEW}/fall"
"""The id of a new case that comes out of the preview."""
_NO_CASES: Final[Mapping[str, Any]] = {"now": "2026-01-01T09:00:00+01:00", "cases": []}


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
    if id_ == _TRIED:
        people = [(key, str(each.get("name", key))) for key, each in _cases(subject).get("personas", {}).items()]
        return panel("case", {"person": people}, {})
    persona = {} if id_ == NEW else _cases(subject).get("personas", {})[id_]
    answers = {"name": persona.get("name"), "profil": persona.get("profil")}
    return panel("persona", {} if id_ == NEW else {"kennung": ()}, answers)


def _wish(subject: Subject, id_: str, answers: Mapping[str, Any]) -> Wish | None:
    if id_ == _TRIED:
        return _wish_case(subject, answers)
    personas = dict(_cases(subject).get("personas", {}))
    wanted = str(answers.get("kennung") or slug(str(answers["name"]), "person", "-"))
    if id_ == NEW and answers.get("kennung") and wanted in personas:
        raise Refused(f"Die Kennung „{wanted}“ gibt es schon.", "Wählen Sie eine andere.")
    own = fresh(wanted, personas, "-") if id_ == NEW else id_
    persona = {**personas.get(own, {}), "name": answers["name"], "profil": answers.get("profil")}
    persona = {name: part for name, part in persona.items() if part is not None}
    return None if personas.get(own) == persona else _changed(subject, "personas", {**personas, own: persona})


def _wish_case(subject: Subject, answers: Mapping[str, Any]) -> Wish:
    """A case with the answers that somebody gave in the preview."""
    number = str(answers["nummer"]).strip().lower()
    found = subject.tried(number)
    if not found:
        mend = "Füllen Sie in der Vorschau wenigstens eine Seite aus. Die Nummer steht dort ganz unten."
        raise Refused(f"Einen Entwurf „{number}“ aus der Vorschau dieses Antrags gibt es nicht.", mend)
    listed = list(_cases(subject).get("cases", ()))
    own = fresh(slug(str(answers["titel"]), "fall", "-"), {str(case.get("id")) for case in listed}, "-")
    person = {"persona": answers["person"]} if answers.get("person") else {}
    case = {"id": own, "title": answers["titel"], **person, "answers": _as_written(found), "expect": {}}
    return _changed(subject, "cases", [*listed, case])


def _as_written(answer: Any) -> Any:
    """An answer as cases have it: files by their names, entries of lists without what tells them apart."""
    if isinstance(answer, list):
        return [_as_written(one) for one in answer]
    if not isinstance(answer, Mapping):
        return answer
    if "sha256" in answer:
        return answer["name"]
    return {name: _as_written(part) for name, part in answer.items() if name != ITEM_ID}


def _changed(subject: Subject, name: str, value: Any) -> Wish:
    cases = {**(_cases(subject) or _NO_CASES), name: value}
    order = dict.fromkeys(["now", "personas", *cases])
    return Wish("set_cases", {"cases": {key: cases[key] for key in order if key in cases}})


def _acts(subject: Subject, entry: Entry) -> Iterable[Act]:
    cases = _cases(subject)
    if entry.id.startswith(_CASE):
        id_ = entry.id.removeprefix(_CASE)
        listed = cases.get("cases", ())
        if not any(case.get("base") == id_ for case in listed):
            rest = [case for case in listed if case.get("id") != id_]
            yield "Löschen", _changed(subject, "cases", rest)
    elif not any(case.get("persona") == entry.id for case in cases.get("cases", ())):
        personas = {id_: each for id_, each in cases.get("personas", {}).items() if id_ != entry.id}
        yield "Löschen", _changed(subject, "personas", personas)


SECTION: Final = Section(
    name="faelle",
    title="Fälle und Personas",
    explains="Wer den Antrag ausprobiert, mit welchen Antworten. Fälle ändern Sie als JSON.",
    place=8,
    fields=_fields,
    wish=_wish,
    entries=_entries,
    acts=_acts,
    new=lambda _subject: [(NEW, "Persona hinzufügen"), (_TRIED, "Fall aus der Vorschau übernehmen")],
)
