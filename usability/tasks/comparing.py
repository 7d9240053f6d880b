"""Two versions side by side: what got longer, harder or lost, and what got better, in sentences."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from usability.tasks.judging import number
from usability.tasks.model import Message, Played, Result, Visit

Kind = Literal["lost", "harder", "longer", "better"]
KINDS: Final[dict[Kind, str]] = {"lost": "Verloren", "harder": "Schwerer", "longer": "Länger", "better": "Besser"}
_COUNTED: Final = {
    "questions": ("Frage", "Fragen"),
    "fields": ("Feld", "Felder"),
    "effort": ("Anschlag oder Klick", "Anschläge und Klicks"),
    "read": ("Wort", "Wörter"),
    "help_words": ("Wort in der Hilfe", "Wörter in der Hilfe"),
}
_YEARS: Final = 1.0
"""So many school years harder or easier are worth a word."""

_Key = tuple[str, str, int]
"""A page's path, the item, and the how manieth visit."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference."""

    kind: Kind
    text: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """A task in both versions; one of them is None where it is not there."""

    id: str
    title: str
    before: Played | None
    now: Played | None
    changes: tuple[Change, ...]

    def as_json(self) -> dict[str, Any]:
        """For the report."""
        return {"id": self.id, "title": self.title, "changes": [asdict(change) for change in self.changes]}


def compare(before: Result, now: Result) -> tuple[Compared, ...]:
    """Every task of either version."""
    old, new = ({played.task.id: played for played in result.played} for result in (before, now))
    ids = dict.fromkeys((*new, *old))
    return tuple(_task(id_, old.get(id_), new.get(id_)) for id_ in ids)


def pages(before: Played | None, now: Played | None) -> Iterator[tuple[Visit | None, Visit | None]]:
    """The pages of both versions in order, each beside itself."""
    old, new = (dict(_numbered(played.visits)) if played else {} for played in (before, now))
    for key, visit in new.items():
        yield old.get(key), visit
    yield from ((visit, None) for key, visit in old.items() if key not in new)


def _task(id_: str, before: Played | None, now: Played | None) -> Compared:
    there = now or before
    title = there.task.title if there else id_
    changes: tuple[Change, ...] = ()
    if now is None:
        changes = (Change("lost", "Diese Aufgabe gibt es nicht mehr."),)
    elif before is not None:
        changes = tuple(dict.fromkeys(_changes(before, now)))
    order = list(KINDS)
    return Compared(id_, title, before, now, tuple(sorted(changes, key=lambda change: order.index(change.kind))))


def _changes(before: Played, now: Played) -> Iterator[Change]:
    yield from _outcome(before, now)
    old, new = dict(_numbered(before.visits)), dict(_numbered(now.visits))
    for key, visit in new.items():
        if key in old:
            yield from _visit(old[key], visit)
        elif not _is_end(visit, now):
            yield Change("longer", f"Seite „{visit.name}“ ist dazugekommen: {_size(visit)}.", visit.page)
    for key, visit in old.items():
        if key not in new and not now.stuck and not _is_end(visit, before):
            yield Change("better", f"Seite „{visit.name}“ ist weggefallen: {_size(visit)} weniger.", visit.page)


def _outcome(before: Played, now: Played) -> Iterator[Change]:
    if before.end and not now.end:
        yield Change("lost", f"Die Aufgabe gelingt nicht mehr. {now.stuck}")
    elif now.end and not before.end:
        yield Change("better", "Die Aufgabe gelingt jetzt.")
    elif before.end != now.end:
        yield Change("lost", f"Die Aufgabe endet jetzt bei „{now.end}“, vorher bei „{before.end}“.")
    for label in now.unnoticed:
        if label not in before.unnoticed:
            yield Change("lost", f"Der Fehler bei „{label}“ fällt niemandem mehr auf.")
    for label in before.unnoticed:
        if label not in now.unnoticed:
            yield Change("better", f"Der Fehler bei „{label}“ fällt jetzt auf.")


def _numbered(visits: Iterable[Visit]) -> Iterator[tuple[_Key, Visit]]:
    seen: dict[tuple[str, str], int] = {}
    for visit in visits:
        place = (visit.page, visit.item)
        seen[place] = seen.get(place, 0) + 1
        yield (*place, seen[place]), visit


def _is_end(visit: Visit, played: Played) -> bool:
    return bool(played.end) and visit == played.visits[-1]


def _size(visit: Visit) -> str:
    return f"{_many(visit.questions, *_COUNTED['questions'])}, {_many(_read(visit), *_COUNTED['read'])}"


def _visit(before: Visit, now: Visit) -> Iterator[Change]:
    differences = {name: _measure(now, name) - _measure(before, name) for name in _COUNTED}
    if differences["questions"] == differences["fields"]:
        del differences["fields"]
    more = [f"{_many(n, *_COUNTED[name])} mehr" for name, n in differences.items() if n > 0]
    less = [f"{_many(-n, *_COUNTED[name])} weniger" for name, n in differences.items() if n < 0]
    if more:
        yield Change("longer", f"Seite „{now.name}“: {', '.join(more)}.", now.page)
    if less:
        yield Change("better", f"Seite „{now.name}“: {', '.join(less)}.", now.page)
    yield from _ease(before, now)
    yield from _messages(before, now)
    for label in now.twice:
        if label not in before.twice:
            text = f"Seite „{now.name}“: „{label}“ wird gefragt, obwohl es schon auf einer anderen Seite stand."
            yield Change("harder", text, now.page)


def _ease(before: Visit, now: Visit) -> Iterator[Change]:
    if before.wstf and now.wstf and abs(now.wstf - before.wstf) >= _YEARS:
        kind: Kind = "harder" if now.wstf > before.wstf else "better"
        word = "schwerer" if kind == "harder" else "leichter"
        years = f"Wiener Sachtextformel {number(now.wstf)}, vorher {number(before.wstf)}"
        yield Change(kind, f"Seite „{now.name}“ ist {word} zu lesen ({years}).", now.page)


def _messages(before: Visit, now: Visit) -> Iterator[Change]:
    old, new = ({message.element: message for message in visit.messages} for visit in (before, now))
    for element, message in new.items():
        if element in old:
            yield from _message(old[element], message, now)
        else:
            yield Change("harder", f"Seite „{now.name}“: neue Meldung „{message.text}“", now.page)
    for element, message in old.items():
        if element not in new:
            yield Change("better", f"Seite „{now.name}“: Diese Meldung kommt nicht mehr: „{message.text}“", now.page)


def _message(before: Message, now: Message, visit: Visit) -> Iterator[Change]:
    name = now.label or before.label or visit.name
    words = f"Vorher: „{before.text}“ Jetzt: „{now.text}“"
    if before.helps and not now.helps:
        yield Change("harder", f"Die Meldung bei „{name}“ sagt nicht mehr, was zu tun ist. {words}", visit.page)
    elif now.helps and not before.helps:
        yield Change("better", f"Die Meldung bei „{name}“ sagt jetzt, was zu tun ist. {words}", visit.page)
    if before.placed and not now.placed:
        yield Change("harder", f"Die Meldung „{now.text}“ führt nicht mehr zu ihrer Stelle.", visit.page)


def _measure(visit: Visit, name: str) -> int:
    if name == "effort":
        return visit.keystrokes + visit.clicks
    return _read(visit) if name == "read" else int(getattr(visit, name))


def _read(visit: Visit) -> int:
    """Words that the page itself has to say: what only repeats an answer grows with every question before."""
    return visit.words - visit.echo


def _many(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
