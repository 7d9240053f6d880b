"""The tables behind the questions: rules, outcomes, messages, values of the Kommune, open points."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from formengine.core.model import ITEM, Path
from formengine.core.parameters import value_words
from formengine.core.texts import fill
from formengine.documents.fragenkatalog._model import Listing
from formengine.documents.fragenkatalog._words import Words

_SEVERITY: Final = {"error": "hält auf", "hint": "nur ein Hinweis"}
_OUTCOMES: Final = {
    "antrag": "führt zum Antrag",
    "andere": "andere Stelle",
    "kein": "kein Antrag nötig",
    "hilfe": "Hilfe",
}


def listings(words: Words) -> Iterator[Listing]:
    """Those that have a row."""
    form = words.definition.bundle.form
    tables = (
        Listing("Bedingungen mit Namen", ("Name", "gilt, wenn"), tuple(_conditions(words, form))),
        Listing(
            "Regeln über mehrere Angaben",
            ("Meldung", "steht bei", "gilt, wenn", "verlangt, dass", "Art"),
            _rules(words, form),
        ),
        Listing("Ergebnisse", ("Ergebnis", "Art", "gilt, wenn", "Text"), tuple(_outcomes(words, form))),
        Listing(
            "Nachrichten beim Absenden", ("Nachricht", "an", "wenn", "ohne oder nur"), tuple(_messages(words, form))
        ),
        Listing("Werte der Kommune", ("Wert", "hier", "Erklärung"), tuple(_parameters(words, form))),
        Listing("Offene Punkte", ("Stelle", "Punkt"), tuple(_open(words))),
    )
    yield from (table for table in tables if table.rows)


def _conditions(words: Words, form: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for name, spec in form.get("conditions", {}).items():
        yield str(spec.get("title", name)), words.clause(spec["condition"])


def _rules(words: Words, form: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    return tuple(_rule(words, rule) for rule in form.get("rules", ()))


def _rule(words: Words, rule: Mapping[str, Any]) -> tuple[str, ...]:
    around = words.definition.controls.get(str(rule.get("each", "")))
    item: Path = (*around.path, ITEM) if around is not None else ()
    return (
        _filled(words, str(rule["message"])),
        ", ".join(_name(words, id_) for id_ in rule.get("at", ())),
        words.clause(rule["when"], item) if "when" in rule else "immer",
        words.clause(rule["require"], item),
        _SEVERITY.get(str(rule.get("severity", "error")), "hält auf"),
    )


def _filled(words: Words, text: str) -> str:
    """A text with the values of the Kommune in it, as participants read it."""
    values = words.definition.parameters
    return fill(text, lambda name: value_words(values.get(name.removeprefix("param."))) if "." in name else None)


def _name(words: Words, id_: str) -> str:
    return words.phrases.subjects.label(id_) if id_ in words.definition.elements else id_


def _outcomes(words: Words, form: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for outcome in form.get("outcomes", ()):
        when = words.clause(outcome["when"]) if "when" in outcome else "immer"
        target = outcome.get("target")
        more = [str(target.get(name, "")) for name in ("label", "text")] if isinstance(target, Mapping) else []
        text = "\n".join(part for part in (str(outcome.get("text", "")), *more) if part)
        yield str(outcome.get("title", "")), _OUTCOMES.get(str(outcome["kind"]), ""), when, _filled(words, text)


def _messages(words: Words, form: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for message in form.get("messages", ()):
        recipient = message["recipient"]
        to = recipient if isinstance(recipient, str) else words.phrases.calculation(recipient)
        when = words.clause(message["when"]) if "when" in message else "immer"
        fields = [("nur: ", message.get("fields", ())), ("ohne: ", message.get("exclude", ()))]
        listed = [how + ", ".join(_name(words, id_) for id_ in ids) for how, ids in fields if ids]
        yield str(message.get("title", message["id"])), to, when, "; ".join(listed) or "alle Angaben"


def _parameters(words: Words, form: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for name, spec in form.get("parameters", {}).items():
        value = value_words(words.definition.parameters.get(name)) or "eine Liste oder Tabelle"
        yield str(spec.get("title", name)), value, str(spec.get("description", ""))


def _open(words: Words) -> Iterator[tuple[str, ...]]:
    for point in words.definition.service.get("open", ()):
        yield "Dienst", str(point.get("text", "") if isinstance(point, Mapping) else point)
    for element in words.definition.elements.values():
        if element.kind == "label" and element.options.get("type") == "sketch":
            yield _name(words, element.id), "Diese Stelle ist erst skizziert."
