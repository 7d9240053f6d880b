"""Where the outcomes of an Anliegensklärung lead, and what they hand over."""

from collections.abc import Iterator, Mapping
from typing import Any

from formengine.core.answers import schema_at
from formengine.core.definition import Definition
from formengine.core.lint._subject import Subject, error, hint
from formengine.core.model import UNSURE, Control, Finding, Outcome
from formengine.core.pointer import MISSING, join, parse_scope


def check(subject: Subject) -> Iterator[Finding]:
    """A target that is not there, and values that it could not take."""
    for outcome in subject.definition.outcomes:
        target = subject.others.get(outcome.target) if isinstance(outcome.target, str) else None
        if target is not None:
            for id_, value in outcome.handover.items():
                yield from _handed(subject, outcome, target, id_, value)
        elif isinstance(outcome.target, str):
            message = f"Das Ziel „{outcome.target}“ gibt es nicht."
            yield error(f"{outcome.pointer}/target", message, "Nennen Sie den Ordner einer Definition.")
        elif outcome.kind == "antrag":
            message = f"Das Ergebnis „{outcome.id}“ führt zu keinem Antrag."
            yield error(f"{outcome.pointer}/target", message, "Nennen Sie in „target“ den Ordner des Antrags.")
        elif outcome.handover:
            message = f"Das Ergebnis „{outcome.id}“ übergibt Werte, aber an keinen Antrag."
            yield hint(f"{outcome.pointer}/handover", message, "Streichen Sie „handover“.")


def _handed(subject: Subject, outcome: Outcome, target: Definition, id_: str, value: Any) -> Iterator[Finding]:
    place = f"{outcome.pointer}/handover{join(id_)}"
    control = target.controls.get(id_)
    if control is None or control.lists:
        message = f"Der Antrag „{target.slug}“ hat keine Frage „{id_}“."
        yield error(place, message, "Nennen Sie die Kennung einer Frage außerhalb von Listen.")
    elif control.calc is not None:
        message = f"„{id_}“ wird im Antrag „{target.slug}“ berechnet und kann nicht übergeben werden."
        yield error(place, message, "Streichen Sie den Eintrag.")
    elif isinstance(value, Mapping) and "scope" in value:
        yield from _from_answer(subject, target, control, str(value["scope"]), place)
    elif not target.judges[id_].ok(value):
        message = f"Der Antrag „{target.slug}“ nimmt den Wert {_shown(value)} bei „{id_}“ nicht an."
        yield error(place, message, "Nennen Sie einen Wert, den das Schema dort erlaubt.")


def _from_answer(subject: Subject, target: Definition, control: Control, scope: str, place: str) -> Iterator[Finding]:
    try:
        path = parse_scope(scope)
    except ValueError:
        path = ()
    if not path or schema_at(subject.definition.schema, path) is MISSING:
        yield error(place, f"„{scope}“ gibt es im Schema nicht.", "Prüfen Sie „scope“.")
        return
    source = subject.control_at(path)
    refused = [
        choice.title
        for choice in (source.choices if source and source.type != "choices" else ())
        if choice.value != UNSURE and not target.judges[control.id].ok(choice.value)
    ]
    if refused:
        message = (
            f"Der Antrag „{target.slug}“ nimmt bei „{control.id}“ nicht jede Antwort an, zum Beispiel „{refused[0]}“."
        )
        yield hint(place, message, "Geben Sie beiden Fragen dieselben Werte.")


def _shown(value: Any) -> str:
    return f"„{value}“" if isinstance(value, str) else str(value)
