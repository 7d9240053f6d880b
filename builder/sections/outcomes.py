"""The possible ends of an Anliegensklärung."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from builder.posters import Wish
from builder.refusals import Refused
from builder.sections import _offers as offers
from builder.sections._frame import NEW, Act, Choices, Entry, Fields, Section, Subject, id_of, panel

_KINDS: Final = {"antrag": "Antrag", "andere": "andere Stelle", "kein": "kein Antrag nötig", "hilfe": "Hilfe"}


def is_klaerung(form: Mapping[str, Any]) -> bool:
    """Whether a form ends in outcomes."""
    return form.get("kind") == "klaerung"


def _entries(subject: Subject) -> Iterable[Entry]:
    for outcome in subject.listed("outcomes"):
        when, target = outcome.get("when"), outcome.get("target")
        words = [f"Gilt, wenn {offers.sentence(subject, when)}." if when is not None else "Gilt sonst immer."]
        if isinstance(target, str):
            words.append(f"Führt zu „{dict(_targets(subject, target))[target]}“.")
        elif isinstance(target, Mapping):
            words.append(f"Führt zu: {target.get('label', '')}.")
        number = len(outcome.get("handover") or {})
        words += [f"Übergibt {number} {'Angabe' if number == 1 else 'Angaben'}."] if number else []
        marks = (_KINDS.get(str(outcome.get("kind")), ""), id_of(outcome))
        yield Entry(id_of(outcome), str(outcome.get("title", "")), tuple(words), marks)


def _targets(subject: Subject, now: Any) -> Choices:
    """The applications that an outcome can lead to, the present one included."""
    found = [
        (name, str(other.form.get("title", name)))
        for name, other in subject.others().items()
        if other.form.get("kind") != "klaerung"
    ]
    if isinstance(now, str) and now not in dict(found):
        found.append((now, f"{now} (gibt es hier nicht)"))
    return found


def _fields(subject: Subject, id_: str) -> Fields:
    outcome = subject.entry("outcomes", id_)
    when, target = outcome.get("when"), outcome.get("target")
    place = target if isinstance(target, Mapping) else {}
    offered = {
        "wenn": offers.condition_choices(subject, when, always="Immer (als letztes Ergebnis)"),
        "ziel": _targets(subject, target),
    }
    answers = {
        "titel": outcome.get("title"),
        "art": outcome.get("kind", "kein"),
        "wenn": offers.condition_answer(when, always=True),
        "text": outcome.get("text"),
        "ziel": target if isinstance(target, str) else None,
        "stelle": place.get("label"),
        "stelle_text": place.get("text"),
        "stelle_url": place.get("url"),
    }
    return panel("outcome", offered, answers)


def _wish(subject: Subject, id_: str, answers: Mapping[str, Any]) -> Wish | None:
    outcome = subject.entry("outcomes", id_)
    changed = {
        **outcome,
        "kind": answers["art"],
        "when": offers.condition_of(str(answers.get("wenn", "")), outcome.get("when")),
        "title": answers["titel"],
        "text": answers.get("text"),
        "target": _target(answers),
    }
    changed = {name: part for name, part in changed.items() if part is not None or name == "target"}
    if not isinstance(changed["target"], str):
        changed = {name: part for name, part in changed.items() if name != "handover" or not part}
    if id_ == NEW:
        return Wish("set_outcome", {"outcome": changed})
    same = {name: part for name, part in changed.items() if part is not None}
    unchanged = same == {name: part for name, part in outcome.items() if part is not None}
    return None if unchanged else Wish("set_outcome", {"outcome": changed, "id": id_})


def _target(answers: Mapping[str, Any]) -> Any:
    """Where it leads: to an application, to another office, or nowhere."""
    goal = answers.get("ziel")
    if answers["art"] == "antrag" and not goal:
        raise Refused("Zu welchem Antrag führt das Ergebnis?", "Wählen Sie einen aus der Liste.")
    parts = {"label": "stelle", "text": "stelle_text", "url": "stelle_url"}
    found = {name: answers[field] for name, field in parts.items() if answers.get(field)}
    if found and "label" not in found:
        raise Refused("Der Name der anderen Stelle fehlt.", "Schreiben Sie, wie sie heißt.")
    if found and goal:
        raise Refused("Das Ergebnis führt zu einem Antrag und zu einer anderen Stelle.", "Leeren Sie eines davon.")
    return goal or found or None


def _acts(subject: Subject, entry: Entry) -> Iterable[Act]:
    ids = [id_of(outcome) for outcome in subject.listed("outcomes")]
    place = ids.index(entry.id)
    if place:
        yield "Nach oben", Wish("move_outcome", {"id": entry.id, "index": place - 1})
    if place < len(ids) - 1:
        yield "Nach unten", Wish("move_outcome", {"id": entry.id, "index": place + 1})
    yield "Löschen", Wish("delete_outcome", {"id": entry.id})


SECTION: Final = Section(
    name="ergebnisse",
    title="Ergebnisse",
    explains="Wohin die Anliegensklärung führt. Das erste Ergebnis, das gilt, gewinnt.",
    place=4,
    fields=_fields,
    wish=_wish,
    entries=_entries,
    conditional=True,
    acts=_acts,
    new=lambda _subject: [(NEW, "Ergebnis hinzufügen")],
    fits=is_klaerung,
)
