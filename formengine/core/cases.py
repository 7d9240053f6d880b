"""Cases: personas and their answers, played through the journey alone; the same data drives client and browser."""

import copy
import datetime
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from formengine.core import dates, journey, pointer
from formengine.core.definition import Definition
from formengine.core.itemmarks import with_ids
from formengine.core.journey import Mistake, Snapshot, judge_page, step
from formengine.core.messages import compose
from formengine.core.model import Control, Document, Page
from formengine.core.pointer import MISSING
from formengine.core.settling import Context

MEDIA_TYPES: Final = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
    "exe": "application/octet-stream",
    "svg": "application/octet-stream",
}
MAX_BASES: Final = 20
_TYPICAL_SIZE: Final = 120_000


class CaseError(ValueError):
    """A case that cannot be read; the message says which and why."""


@dataclass(frozen=True)
class Expectation:
    """What a case says must come out; None means that it does not say."""

    pages: tuple[str, ...] | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    hints: tuple[str, ...] | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    outcome: str | None = None
    messages: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Case:
    """One person's way through a definition: what is posted first, and (for a bad case) what is posted then."""

    id: str
    title: str
    persona: str
    answers: Document
    good: Document
    """The answers that mend a bad case; the same as `answers` for a good one."""
    files: Mapping[str, Mapping[str, Any]]
    environment: Mapping[str, Any]
    expect: Expectation
    now: datetime.datetime


@dataclass(frozen=True)
class Played:
    """What came out of a case."""

    pages: tuple[str, ...]
    """Paths of the pages that were posted and accepted, in order."""
    errors: Mapping[str, str]
    """Codes by JSON Pointer, of the first posts."""
    hints: tuple[str, ...]
    document: Document
    outcome: str | None
    messages: tuple[str, ...]
    complete: bool


def read_case(definition: Definition, id: str, now: datetime.datetime) -> Case:
    """One case as of any moment, for filling in a form today. Raises CaseError."""
    by_id = _by_id(definition)
    if id not in by_id:
        raise CaseError(f"Den Fall „{id}“ gibt es nicht.")
    return _read(by_id[id], by_id, now)


def read_cases(definition: Definition) -> tuple[Case, ...]:
    """All cases of a definition, bases applied and relative dates resolved. Raises CaseError."""
    by_id = _by_id(definition)
    try:
        now = datetime.datetime.fromisoformat((definition.bundle.cases or {})["now"])
    except (KeyError, ValueError) as error:
        raise CaseError("In cases.json fehlt „now“ als Zeitpunkt, zum Beispiel 2026-11-23T09:00:00+01:00.") from error
    return tuple(_read(case, by_id, now) for case in by_id.values())


def _by_id(definition: Definition) -> dict[str, Mapping[str, Any]]:
    return {case["id"]: case for case in (definition.bundle.cases or {}).get("cases", ())}


def _read(case: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]], now: datetime.datetime) -> Case:
    answers, files = _document(case, by_id, ())
    good, _ = (
        _document(by_id[case["base"]], by_id, ())
        if "base" in case and case.get("expect", {}).get("errors")
        else (answers, {})
    )
    expect = case.get("expect", {})
    today = now.date()
    return Case(
        id=case["id"],
        title=str(case.get("title", case["id"])),
        persona=str(case.get("persona", "")),
        answers=dates.resolve_all(answers, today),
        good=dates.resolve_all(good, today),
        files=files,
        environment=case.get("environment", {}),
        expect=Expectation(
            pages=_listed(expect, "pages"),
            errors=expect.get("errors", {}),
            hints=_listed(expect, "hints"),
            values=dates.resolve_all(dict(expect.get("values", {})), today),
            outcome=expect.get("outcome"),
            messages=_listed(expect, "messages"),
        ),
        now=now,
    )


def _listed(expect: Mapping[str, Any], name: str) -> tuple[str, ...] | None:
    return tuple(expect[name]) if name in expect else None


def _document(
    case: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]], seen: tuple[str, ...]
) -> tuple[dict[str, Any], dict[str, Mapping[str, Any]]]:
    """The answers and files of a case: its own, or its base's with the changes applied."""
    if len(seen) > MAX_BASES:
        raise CaseError(f"Der Fall „{seen[0]}“ baut auf mehr als {MAX_BASES} anderen auf.")
    if case["id"] in seen:
        raise CaseError(f"Die Fälle {' → '.join(seen)} bauen im Kreis aufeinander auf.")
    if "base" not in case:
        return copy.deepcopy(dict(case.get("answers", {}))), dict(case.get("files", {}))
    if case["base"] not in by_id:
        raise CaseError(f"Der Fall „{case['id']}“ baut auf „{case['base']}“ auf; den gibt es nicht.")
    document, files = _document(by_id[case["base"]], by_id, (*seen, case["id"]))
    for place, value in case.get("change", {}).items():
        _set(document, place, copy.deepcopy(value), case["id"])
    for place in case.get("remove", ()):
        pointer.remove(document, _keys(place))
    return document, files | dict(case.get("files", {}))


def _keys(place: str) -> tuple[str | int, ...]:
    return tuple(int(part) if part.isdigit() else part for part in pointer.split(place))


def _set(document: dict[str, Any], place: str, value: Any, case: str) -> None:
    try:
        pointer.put(document, _keys(place), value)
    except (KeyError, IndexError, TypeError) as error:
        raise CaseError(f"Im Fall „{case}“ gibt es „{place}“ nicht.") from error


def play(definition: Definition, case: Case) -> Played:
    """Play a case page by page, as a person would: post, mend what was refused, go on; nothing but the journey."""
    context = Context(case.now, case.environment)
    first, good = (with_ids(definition, with_files(definition, case, one)) for one in (case.answers, case.good))
    answers: dict[str, Document] = {}
    errors: dict[str, str] = {}
    hints: list[str] = []
    visited: list[str] = []
    while (page := next_page(definition, answers, context)) is not None:
        answers[page.id] = page_answers(page, first)
        verdict = judge_page(definition, answers, page, context)[1]
        for mistake in verdict.mistakes:
            errors.setdefault(mistake.pointer, mistake.code)
        if verdict.mistakes:
            answers[page.id] = page_answers(page, good)
            verdict = judge_page(definition, answers, page, context)[1]
        if verdict.mistakes:
            break
        hints += [hint.code.removeprefix("regel:") for hint in verdict.hints]
        visited.append(page.path)
    whole: dict[str, Any] = {}
    for part in answers.values():
        pointer.merge(whole, copy.deepcopy(dict(part)))
    end = journey.walk(definition, whole, context)
    sent = compose(definition.messages, end.document, case.now, case.environment) if end.complete else ()
    return Played(
        pages=tuple(visited),
        errors=errors,
        hints=tuple(hints),
        document=end.document,
        outcome=end.outcome.id if end.outcome else None,
        messages=tuple(message.id for message in sent),
        complete=end.complete,
    )


def next_page(definition: Definition, answers: Mapping[str, Document], context: Context) -> Page | None:
    """The first page on the path that has no accepted answers yet."""
    waiting = frozenset(page.id for page in definition.pages if page.id not in answers)
    if not waiting:
        return None
    path = step(definition, Snapshot(answers, waiting), definition.pages[0], context).path
    return next((page for page in path if page.id in waiting), None)


def page_answers(page: Page, document: Document) -> dict[str, Any]:
    """The part of a document that one page asks for."""
    part: dict[str, Any] = {}
    for control in page.controls:
        value = MISSING if control.lists or control.fixed else pointer.get(document, control.path)
        if value is not MISSING:
            pointer.put(part, control.path, copy.deepcopy(value))
    return part


def is_file(control: Control) -> bool:
    """True for a question that asks for files."""
    schema = control.schema.get("items", control.schema)
    return "mimeType" in schema.get("properties", {})


def with_files(definition: Definition, case: Case, document: Document) -> dict[str, Any]:
    """The document with file names turned into file answers, for the journey alone."""
    result = copy.deepcopy(dict(document))
    for control in definition.controls.values():
        for indices in pointer.positions(result, control.lists) if is_file(control) else ():
            place = pointer.place(control.path, indices)
            names = pointer.at(result, place)
            if isinstance(names, list):
                pointer.put(result, place, [file_answer(case, name) for name in names])
    return result


def file_answer(case: Case, name: Any) -> Any:
    """A file of a case as an answer; what is no name stays as it is."""
    if not isinstance(name, str):
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()
    return {
        "_id": digest[:8],
        "name": name,
        "mimeType": media_type(case, name),
        "size": case.files.get(name, {}).get("size", _TYPICAL_SIZE),
        "sha256": digest,
    }


def media_type(case: Case, name: str) -> str:
    """What a file of a case turns out to be: as the case says, else as its name says."""
    own = case.files.get(name, {}).get("mimeType")
    return str(own or MEDIA_TYPES.get(name.rsplit(".", 1)[-1].lower(), "application/octet-stream"))


def differences(case: Case, played: Played) -> Iterator[str]:
    """What came out otherwise than the case says, as sentences; nothing when all is as expected."""
    expect = case.expect
    if dict(played.errors) != dict(expect.errors):
        yield f"errors: expected {dict(expect.errors)}, got {dict(played.errors)}"
    if not played.complete:
        yield "the case does not reach the end"
    for name in ("pages", "hints", "messages"):
        wanted, got = getattr(expect, name), getattr(played, name)
        if wanted is not None and wanted != got:
            yield f"{name}: expected {wanted}, got {got}"
    if expect.outcome is not None and expect.outcome != played.outcome:
        yield f"outcome: expected {expect.outcome}, got {played.outcome}"
    for place, wanted in expect.values.items():
        got = pointer.at(played.document, _keys(place if place.startswith("/") else "/" + place.replace(".", "/")))
        if got != wanted:
            yield f"{place}: expected {wanted!r}, got {got!r}"


__all__ = [
    "Case",
    "CaseError",
    "Expectation",
    "Mistake",
    "Played",
    "differences",
    "play",
    "read_case",
    "read_cases",
]
