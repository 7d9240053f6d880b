"""Rules over several answers."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from builder.posters import Wish
from builder.refusals import Refused
from builder.sections import _offers as offers
from builder.sections._frame import NEW, Act, Entry, Fields, Section, Subject, id_of, in_order, panel
from formengine.core.model import ITEM, Path

_SEVERITIES: Final = {"error": "hält auf", "hint": "Hinweis"}


def _item(subject: Subject, rule: Mapping[str, Any]) -> Path:
    """What the scopes of a rule start from."""
    definition = subject.definition
    control = definition.controls.get(str(rule.get("each", ""))) if definition else None
    return (*control.path, ITEM) if control else ()


def _entries(subject: Subject) -> Iterable[Entry]:
    for rule in subject.listed("rules"):
        item = _item(subject, rule)
        words = []
        if "each" in rule:
            words.append(f"Für jeden Eintrag von {_named(subject, [rule['each']])}.")
        if rule.get("when") is not None:
            words.append(f"Geprüft, wenn {offers.sentence(subject, rule['when'], item)}.")
        words.append(f"Verlangt, dass {offers.sentence(subject, rule.get('require'), item)}.")
        words.append(f"Steht bei {_named(subject, rule.get('at', ()))}.")
        marks = (_SEVERITIES.get(str(rule.get("severity", "error")), ""), id_of(rule))
        yield Entry(id_of(rule), str(rule.get("message", "")), tuple(words), marks)


def _named(subject: Subject, ids: Iterable[str]) -> str:
    elements = subject.definition.elements if subject.definition else {}
    known = (elements[id_].label if id_ in elements else id_ for id_ in ids)
    return ", ".join(f"„{label}“" for label in known)


def _fields(subject: Subject, id_: str) -> Fields:
    rule = subject.entry("rules", id_)
    when, require, item = rule.get("when"), rule.get("require"), _item(subject, rule)
    everything = offers.questions(subject, lists=True)
    offered = {
        "wenn": offers.condition_choices(subject, when, always="Immer", item=item),
        "verlangt": offers.condition_choices(subject, require, item=item),
        "liste": offers.list_choices(subject),
        "bei": offers.question_choices(subject, everything),
    }
    answers = {
        "meldung": rule.get("message"),
        "schwere": rule.get("severity", "error"),
        "wenn": offers.condition_answer(when, always=True),
        "verlangt": offers.condition_answer(require),
        "liste": rule.get("each"),
        "bei": rule.get("at", []),
    }
    return panel("rule", offered, answers)


def _wish(subject: Subject, id_: str, answers: Mapping[str, Any]) -> Wish | None:
    rule = subject.entry("rules", id_)
    require = offers.condition_of(str(answers.get("verlangt", "")), rule.get("require"))
    if require is None:
        raise Refused(
            "Es gibt noch keine Bedingung mit Namen, die gelten muss.", "Legen Sie unter „Logik“ zuerst eine an."
        )
    changed = {
        **rule,
        "when": offers.condition_of(str(answers.get("wenn", "")), rule.get("when")),
        "require": require,
        "severity": answers["schwere"],
        "at": in_order(answers.get("bei", ()), rule.get("at", ())),
        "each": answers.get("liste"),
        "message": answers["meldung"],
    }
    changed = {name: part for name, part in changed.items() if part is not None}
    given = {"rule": changed, **({} if id_ == NEW else {"id": id_})}
    return None if changed == rule else Wish("set_cross_rule", given)


def _acts(_subject: Subject, entry: Entry) -> Iterable[Act]:
    yield "Löschen", Wish("delete_cross_rule", {"id": entry.id})


SECTION: Final = Section(
    name="regeln",
    title="Regeln",
    explains="Prüfen mehrere Angaben zusammen. Was geprüft wird, hat einen Namen:",
    place=3,
    fields=_fields,
    wish=_wish,
    entries=_entries,
    conditional=True,
    acts=_acts,
    new=lambda _subject: [(NEW, "Regel hinzufügen")],
)
