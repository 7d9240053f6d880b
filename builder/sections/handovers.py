"""What an outcome hands over to the application that it leads to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from builder.posters import Wish
from builder.refusals import Refused
from builder.sections import _offers as offers
from builder.sections._frame import NEW, Act, Choices, Entry, Fields, Section, Subject, id_of, panel
from builder.sections._values import read
from builder.sections.outcomes import is_klaerung
from formengine.core.definition import Definition
from formengine.core.model import Control
from formengine.core.phrases import quoted
from formengine.core.pointer import write_scope

_FIXED: Final = "fest"
_BETWEEN: Final = "/"
"""Between the outcome and the question of the application in the id of an entry; ids of questions have no slash."""


def _leading(subject: Subject) -> list[Mapping[str, Any]]:
    """The outcomes that lead to an application."""
    return [outcome for outcome in subject.listed("outcomes") if isinstance(outcome.get("target"), str)]


def _target(subject: Subject, outcome: Mapping[str, Any]) -> Definition | None:
    """The application that an outcome leads to."""
    return subject.opened(str(outcome.get("target")))


def _askable(target: Definition | None) -> list[Control]:
    controls = target.controls.values() if target else ()
    return [control for control in controls if not control.lists and control.calc is None]


def _entries(subject: Subject) -> Iterable[Entry]:
    for outcome in _leading(subject):
        target = _target(subject, outcome)
        for id_, source in (outcome.get("handover") or {}).items():
            control = target.controls.get(id_) if target else None
            title = f"{quoted(control.label if control else id_)} bekommt {_source_words(subject, source, control)}"
            marks = () if control or not target else ("Frage gibt es dort nicht",)
            yield Entry(f"{id_of(outcome)}{_BETWEEN}{id_}", title, (f"Beim Ergebnis „{outcome['title']}“.",), marks)


def _source_words(subject: Subject, source: Any, control: Control | None) -> str:
    if isinstance(source, Mapping) and "scope" in source:
        found = [each for each in offers.questions(subject) if write_scope(each.path) == source["scope"]]
        return f"die Antwort auf {quoted(found[0].label if found else str(source['scope']))}"
    titles = {choice.value: choice.title for choice in control.choices} if control else {}
    known = titles.get(source) if isinstance(source, str | int | float) else None
    return f"den festen Wert {quoted(known or str(source))}"


def _parts(subject: Subject, id_: str) -> tuple[Mapping[str, Any], str]:
    """The outcome and the question of the application that an id names. Raises KeyError."""
    if id_.startswith(NEW + _BETWEEN):
        return subject.entry("outcomes", id_.partition(_BETWEEN)[2]), ""
    outcome, _, question = id_.rpartition(_BETWEEN)
    return subject.entry("outcomes", outcome or " "), question


def _fields(subject: Subject, id_: str) -> Fields:
    outcome, question = _parts(subject, id_)
    source: Any = (outcome.get("handover") or {})[question] if question else None
    scoped = isinstance(source, Mapping) and "scope" in source
    own = offers.questions(subject)
    known = {write_scope(control.path): control.id for control in own}
    ends: Choices = [
        (_FIXED, "Einen festen Wert"),
        *((value, f"Die Antwort auf: {title}") for value, title in offers.question_choices(subject, own)),
    ]
    target = _target(subject, outcome)
    goals = offers.question_choices(replace(subject, definition=target), _askable(target))
    if question and question not in dict(goals):
        goals = [*goals, (question, question)]
    answers = {
        "ziel": question,
        "quelle": known.get(source["scope"], "") if scoped else _FIXED if question else "",
        "wert": "" if scoped or source is None else str(source),
    }
    return panel("handover", {"ziel": goals, "quelle": ends}, answers)


def _wish(subject: Subject, id_: str, answers: Mapping[str, Any]) -> Wish | None:
    outcome, question = _parts(subject, id_)
    goal = str(answers.get("ziel", ""))
    if not goal:
        raise Refused("Im Antrag gibt es keine Frage, die etwas übernehmen könnte.", "Ändern Sie zuerst das Ergebnis.")
    value = (
        {"scope": offers.scope_of(subject, answers["quelle"])}
        if answers["quelle"] != _FIXED
        else _fixed(subject, outcome, goal, answers)
    )
    before = dict(outcome.get("handover") or {})
    after = {(goal if name == question else name): part for name, part in before.items()} | {goal: value}
    if after == before:
        return None
    return Wish("set_outcome", {"outcome": {**outcome, "handover": after}, "id": id_of(outcome)})


def _fixed(subject: Subject, outcome: Mapping[str, Any], goal: str, answers: Mapping[str, Any]) -> Any:
    """What was typed, as the question of the application would keep it. Raises Refused."""
    text = str(answers.get("wert", "")).strip()
    target = _target(subject, outcome)
    control = target.controls.get(goal) if target else None
    if not text:
        raise Refused("Der feste Wert fehlt.", "Schreiben Sie ihn, oder wählen Sie eine Antwort.")
    if control is None:
        return text
    by_title = {choice.title.casefold(): choice.value for choice in control.choices}
    if control.choices:
        values = {str(choice.value): choice.value for choice in control.choices}
        if text not in values and text.casefold() not in by_title:
            raise Refused(f"„{text}“ steht dort nicht zur Auswahl.", f"Möglich sind: {', '.join(values)}.")
        return values.get(text, by_title.get(text.casefold()))
    kinds = {"integer": "ganz", "number": "zahl", "boolean": "janein"}
    kind = "datum" if control.schema.get("format") == "date" else kinds.get(str(control.schema.get("type")), "text")
    return read(kind, text)


def _acts(subject: Subject, entry: Entry) -> Iterable[Act]:
    outcome, question = _parts(subject, entry.id)
    rest = {name: part for name, part in outcome["handover"].items() if name != question}
    yield "Löschen", Wish("set_outcome", {"outcome": {**outcome, "handover": rest}, "id": id_of(outcome)})


def _new(subject: Subject) -> Choices:
    leading = _leading(subject)
    titles = Counter(str(outcome["title"]) for outcome in leading)

    def called(outcome: Mapping[str, Any]) -> str:
        """Its title; where another outcome has the same one, also what it is called in the data."""
        return f"„{outcome['title']}“" + (f" ({id_of(outcome)})" if titles[str(outcome["title"])] > 1 else "")

    return [(f"{NEW}{_BETWEEN}{id_of(outcome)}", f"Übergabe bei {called(outcome)} hinzufügen") for outcome in leading]


SECTION: Final = Section(
    name="uebergabe",
    title="Übergabe",
    explains="Was der Antrag aus der Anliegensklärung übernimmt. Er zeigt es an, und man kann es dort ändern.",
    place=5,
    fields=_fields,
    wish=_wish,
    entries=_entries,
    acts=_acts,
    new=_new,
    fits=is_klaerung,
)
