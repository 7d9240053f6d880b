"""Cases: what they name is there, they go as they say, and together they visit every page."""

from collections.abc import Iterator, Mapping
from typing import Any

from formengine.core.cases import MEDIA_TYPES, Case, Played, is_file, play, read_cases
from formengine.core.definition import Definition, compile_definition
from formengine.core.lint._cases import PART, Names, shape
from formengine.core.lint._subject import Subject, error, hint
from formengine.core.lint._tasks import check_task
from formengine.core.model import Finding
from formengine.core.pointer import MISSING, at, join, positions, split
from formengine.core.pointer import place as place_of


def check(subject: Subject) -> Iterator[Finding]:
    """First whether the cases can be read, then what they name, then how they go."""
    raw = subject.definition.bundle.cases or {}
    if not raw.get("cases"):
        mend = "Beschreiben Sie in cases.json einen guten und einen fehlerhaften Fall."
        yield hint("", "Die Definition hat keine Fälle.", mend, PART)
        return
    wrong = [*shape(raw)] or [*_named(subject, raw)]
    yield from wrong
    if not wrong:
        yield from _played(subject, raw)


def _named(subject: Subject, raw: Mapping[str, Any]) -> Iterator[Finding]:
    names = Names.of(subject, raw)
    for i, case in enumerate(raw["cases"]):
        yield from names.check(case, join("cases", i))
    for i, task in enumerate(raw.get("tasks", ())):
        yield from check_task(names, task, join("tasks", i))


def _played(subject: Subject, raw: Mapping[str, Any]) -> Iterator[Finding]:
    try:
        cases = read_cases(subject.definition)
    except (ValueError, OverflowError) as problem:
        yield error("", str(problem), "Ändern Sie cases.json.", PART)
        return
    definition = _of_their_day(subject.definition, cases)
    visited: set[str] = set()
    for i, case in enumerate(cases):
        yield from _files(definition, case, raw["cases"][i].get("files", {}), join("cases", i))
        played = play(definition, case)
        visited.update(played.pages)
        for what, wanted, got in _differences(case, played):
            message = f"Der Fall „{case.id}“ geht anders aus. {what}: erwartet {wanted}, gefunden {got}."
            yield error(join("cases", i, "expect"), message, "Ändern Sie den Fall oder die Definition.", PART)
    for page in definition.pages:
        if page.path not in visited:
            message = f"Kein Fall besucht die Seite „{page.title}“."
            yield hint(page.element.pointer, message, "Ergänzen Sie in cases.json einen Fall.")


def _of_their_day(definition: Definition, cases: tuple[Case, ...]) -> Definition:
    """The definition on the day of the cases: its bounds may be relative to today."""
    day = cases[0].now.date()
    return definition if day == definition.today else compile_definition(definition.bundle, definition.types, day)


def _differences(case: Case, played: Played) -> Iterator[tuple[str, str, str]]:
    expect = case.expect
    if dict(expect.errors) != dict(played.errors):
        yield "Fehler", _words(expect.errors), _words(played.errors)
    if not played.complete:
        yield "Ende", "erreicht", "nicht erreicht"
    pairs = {
        "Seiten": (expect.pages, played.pages),
        "Hinweise": (expect.hints, played.hints),
        "Nachrichten": (expect.messages, played.messages),
    }
    for what, (wanted, got) in pairs.items():
        if wanted is not None and wanted != got:
            yield what, ", ".join(wanted) or "keine", ", ".join(got) or "keine"
    for place, value in expect.values.items():
        keys = split(place if place.startswith("/") else "/" + place.replace(".", "/"))
        found = at(played.document, (int(key) if key.isdigit() else key for key in keys))
        if found != value:
            yield place, str(value), "nichts" if found is MISSING else str(found)
    if expect.outcome is not None and expect.outcome != played.outcome:
        yield "Ergebnis", expect.outcome, str(played.outcome or "keines")


def _words(errors: Mapping[str, str]) -> str:
    return ", ".join(f"{place} {code}" for place, code in errors.items()) or "keine"


def _files(definition: Definition, case: Case, own: Mapping[str, Any], place: str) -> Iterator[Finding]:
    """Files that no answer names, and names whose kind nobody can tell."""
    named: set[str] = set()
    for control in definition.controls.values():
        for document in (case.answers, case.good) if is_file(control) else ():
            for indices in positions(document, control.lists):
                answer = at(document, place_of(control.path, indices))
                named.update(name for name in (answer if isinstance(answer, list) else ()) if isinstance(name, str))
    for name in own:
        if name not in named:
            message = f"Keine Antwort nennt die Datei „{name}“."
            yield error(f"{place}/files{join(name)}", message, "Prüfen Sie die Schreibweise.", PART)
    for name in sorted(named - set(case.files)):
        if name.rsplit(".", 1)[-1].lower() not in MEDIA_TYPES:
            message = f"Von der Datei „{name}“ ist die Art nicht bekannt."
            yield error(place, message, "Nennen Sie unter „files“ ihren „mimeType“.", PART)
