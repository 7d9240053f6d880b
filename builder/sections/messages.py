"""The messages that a submission gives rise to."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from builder.posters import Wish
from builder.refusals import Refused
from builder.sections import _calculation as calculation
from builder.sections import _offers as offers
from builder.sections._frame import NEW, Act, Choices, Entry, Fields, Section, Subject, id_of, in_order, panel

_FORMATS: Final = {"umschlag-1": "Umschlag"}


def _entries(subject: Subject) -> Iterable[Entry]:
    for message in subject.listed("messages"):
        when, recipient = message.get("when"), message.get("recipient")
        who = recipient if isinstance(recipient, str) else calculation.sentence(subject, recipient)
        words = [
            f"An: {who}.",
            f"Entsteht, wenn {offers.sentence(subject, when)}." if when is not None else "Entsteht immer.",
        ]
        words.append(_extent_words(subject, message))
        marks = (_FORMATS.get(str(message.get("format")), ""), id_of(message))
        yield Entry(id_of(message), str(message.get("title", id_of(message))), tuple(words), tuple(filter(None, marks)))


def _extent_words(subject: Subject, message: Mapping[str, Any]) -> str:
    named = message.get("fields") or message.get("exclude") or ()
    titles = dict(_parts_of(subject))
    listed = ", ".join(f"„{titles.get(id_, id_)}“" for id_ in named)
    if "fields" in message:
        return f"Darin: nur {listed or 'nichts'}."
    return f"Darin: alles außer {listed}." if listed else "Darin: alle Angaben."


def _parts_of(subject: Subject) -> Choices:
    """Pages, groups and questions by id, as a message can name them."""
    if subject.definition is None:
        return ()
    found = []
    for id_, element in subject.definition.elements.items():
        if element.kind in ("page", "group", "control", "list") and not (element.kind != "list" and element.lists):
            before = {"page": "Seite: ", "group": "Gruppe: ", "list": "Liste: "}.get(element.kind, "")
            found.append((id_, f"{before}{element.label or id_}"))
    return found


def _fields(subject: Subject, id_: str) -> Fields:
    message = subject.entry("messages", id_)
    recipient = message.get("recipient")
    offered = {
        "wenn": offers.condition_choices(subject, message.get("when"), always="Immer"),
        "auswahl": _parts_of(subject),
    }
    answers = {
        "titel": message.get("title"),
        "empfaenger": recipient if isinstance(recipient, str) else None,
        "wenn": offers.condition_answer(message.get("when"), always=True),
        "umfang": "nur" if "fields" in message else "ohne" if message.get("exclude") else "alles",
        "auswahl": [*message.get("fields", ()), *message.get("exclude", ())],
        "kennung": message.get("id"),
    }
    return panel("message", offered, answers)


def _wish(subject: Subject, id_: str, answers: Mapping[str, Any]) -> Wish | None:
    message = subject.entry("messages", id_)
    before = message.get("recipient")
    recipient = answers.get("empfaenger") or (before if not isinstance(before, str) else None)
    if recipient is None:
        raise Refused("Der Empfänger fehlt.", "Schreiben Sie, welche Stelle die Nachricht bekommt.")
    named = [*message.get("fields", ()), *message.get("exclude", ())]
    chosen = in_order(answers.get("auswahl", ()), named)
    if answers["umfang"] != "alles" and not chosen:
        raise Refused("Es ist nichts ausgewählt.", "Kreuzen Sie Angaben an, oder wählen Sie „Alle Angaben“.")
    extents: dict[str, dict[str, Any]] = {
        "alles": {"exclude": []},
        "nur": {"fields": chosen},
        "ohne": {"exclude": chosen},
    }
    changed = {
        **{name: part for name, part in message.items() if name not in ("fields", "exclude")},
        "id": answers.get("kennung") or message.get("id"),
        "title": answers["titel"],
        "when": offers.condition_of(str(answers.get("wenn", "")), message.get("when")),
        "recipient": recipient,
        "format": message.get("format", "umschlag-1"),
        **extents[answers["umfang"]],
    }
    changed = {name: part for name, part in changed.items() if part is not None}
    same = changed == {"exclude": [], **message} if "fields" not in message else changed == message
    given = {"message": changed, **({} if id_ == NEW else {"id": id_})}
    return None if same else Wish("set_message", given)


def _acts(_subject: Subject, entry: Entry) -> Iterable[Act]:
    yield "Löschen", Wish("delete_message", {"id": entry.id})


SECTION: Final = Section(
    name="nachrichten",
    title="Nachrichten",
    explains="Was beim Absenden entsteht: wer welche Angaben bekommt.",
    place=6,
    fields=_fields,
    wish=_wish,
    entries=_entries,
    conditional=True,
    acts=_acts,
    new=lambda _subject: [(NEW, "Nachricht hinzufügen")],
    fits=lambda form: form.get("kind") != "klaerung",
)
