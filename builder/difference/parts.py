"""The parts of a bundle beside its pages: rules, outcomes, messages, parameters, the service, cases, languages."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from builder.difference.change import Change, Kind
from builder.difference.pair import Pair, item_of
from builder.difference.side import Side
from builder.difference.wording import same, values
from formengine.core.model import Path
from formengine.core.phrases import quoted
from formengine.core.pointer import MISSING
from formengine.core.texts import fill

Titles = Callable[[str, Mapping[str, Any]], str]
_CONDITIONS: Final = frozenset({"when", "require", "condition"})
_PROPERTIES: Final = {
    "when": "gilt, wenn",
    "require": "verlangt, dass",
    "condition": "gilt, wenn",
    "severity": "Art der Meldung",
    "at": "Fragen, bei denen die Meldung steht",
    "each": "Liste, deren Einträge einzeln geprüft werden",
    "message": "Meldung",
    "kind": "Art",
    "title": "Titel",
    "text": "Text",
    "description": "Beschreibung",
    "target": "Ziel",
    "handover": "Übergabe an den Antrag",
    "recipient": "Empfänger",
    "fields": "Angaben in der Nachricht",
    "exclude": "Angaben, die fehlen sollen",
    "format": "Format",
    "default": "Vorgabe",
    "table": "Werte nach Tagen",
    "schema": "erlaubte Werte",
    "persona": "Person",
    "answers": "Antworten",
    "expect": "erwartetes Ergebnis",
    "base": "Ausgangsbeispiel",
    "change": "geänderte Antworten",
    "remove": "weggelassene Antworten",
    "environment": "Umgebung",
    "parameters": "Parameter",
    "name": "Name",
    "profil": "Profil",
}
_SERVICE: Final = {
    "package": "Leistungspaket",
    "packageTitle": "Name des Leistungspakets",
    "id": "Kennung des Dienstes",
    "leika": "LeiKa-Schlüssel",
    "klaerung": "Anliegensklärung",
    "office": "Zuständige Stelle",
    "summary": "Kurzbeschreibung",
    "needs": "Was man braucht",
    "duration": "Dauer",
    "costs": "Kosten",
    "deadline": "Frist",
    "legalBasis": "Rechtsgrundlagen",
    "privacy": "Datenschutz",
    "nextSteps": "Wie es weitergeht",
    "result": "Ergebnis",
    "open": "Offene Punkte",
}
_FORM: Final = {
    "title": "Titel des Antrags",
    "slug": "Kurzname des Antrags",
    "kind": "Art des Antrags",
    "version": "Version",
    "keepDays": "Aufbewahrung von Entwürfen in Tagen",
    "$schema": "Verweis auf die Beschreibung des Formats",
}
_TOLD: Final = frozenset({"uischema", "schema", "conditions", "rules", "outcomes", "messages", "parameters", "service"})


def changes(pair: Pair) -> Iterator[Change]:
    """Every change of a part that belongs to no single element."""
    one, other = pair.before.form, pair.after.form
    objects: tuple[tuple[str, Kind, str], ...] = (
        ("conditions", "condition", "Bedingung"),
        ("parameters", "parameter", "Parameter"),
    )
    for part, kind, noun in objects:
        former = one.get(part, {})
        if part == "conditions":
            former = {pair.renamed.conditions.get(name, name): spec for name, spec in former.items()}
        yield from entries(pair, former, other.get(part, {}), kind, noun)
    for old, new in pair.renamed.conditions.items():
        title = title_of(new, other["conditions"][new])
        yield Change(
            "", "", "renamed", f"Name der Bedingung {title}: „{old}“ → „{new}“", subject=title, short="umbenannt"
        )
    lists: tuple[tuple[str, Kind, str], ...] = (
        ("rules", "rule", "Regel"),
        ("outcomes", "outcome", "Ergebnis"),
        ("messages", "message", "Nachricht"),
    )
    for part, kind, noun in lists:
        yield from listed(pair, one.get(part, []), other.get(part, []), kind, noun)
    yield from named("service", _SERVICE, one.get("service", {}), other.get("service", {}))
    yield from named("form", _FORM, _rest(one), _rest(other))


def _rest(form: Mapping[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in form.items() if name not in _TOLD}


def named(kind: Kind, names: Mapping[str, str], one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Change]:
    """Changes of an object's properties; `names` calls them in German."""
    for name in dict.fromkeys([*one, *other]):
        before, after = one.get(name, MISSING), other.get(name, MISSING)
        if not same(before, after):
            label = names.get(name, f"Angabe „{name}“")
            yield Change("", "", kind, f"{label}: {values(before, after)}", subject=label, short="geändert")


def listed(pair: Pair, one: Any, other: Any, kind: Kind, noun: str) -> Iterator[Change]:
    """Changes of the entries of a list, told apart by their ids, and of their order."""
    before, after = _by_id(one), _by_id(other)
    yield from entries(pair, before, after, kind, noun)
    if [key for key in before if key in after] != [key for key in after if key in before]:
        yield Change("", "", kind, f"{_PLURAL[noun]} stehen in anderer Reihenfolge", short="umgestellt")


_PLURAL: Final = {
    "Regel": "Die Regeln",
    "Ergebnis": "Die Ergebnisse",
    "Nachricht": "Die Nachrichten",
    "Beispiel": "Die Beispiele",
    "Aufgabe": "Die Aufgaben",
}


def _by_id(entries: Any) -> dict[str, Mapping[str, Any]]:
    """Entries by what tells them apart; an id that stands twice counts up."""
    found: dict[str, Mapping[str, Any]] = {}
    for entry in entries if isinstance(entries, list) else ():
        own = entry if isinstance(entry, Mapping) else {"text": entry}
        key = str(own.get("id", own.get("kind", "")))
        while key in found:
            key += "."
        found[key] = own
    return found


def entries(
    pair: Pair, one: Mapping[str, Mapping[str, Any]], other: Mapping[str, Mapping[str, Any]], kind: Kind, noun: str
) -> Iterator[Change]:
    """Changes of entries by their keys: new ones, gone ones, and what differs in those of both."""
    for key in dict.fromkeys([*one, *other]):
        if key not in other:
            yield Change(
                "",
                "",
                "gone",
                f"{noun} {title_of(key, one[key])} entfernt",
                subject=title_of(key, one[key]),
                short="entfernt",
            )
        elif key not in one:
            yield Change(
                "", "", "new", f"{noun} {title_of(key, other[key])} neu", subject=title_of(key, other[key]), short="neu"
            )
        else:
            yield from _entry(pair, key, one[key], other[key], kind, noun)


def title_of(key: str, entry: Mapping[str, Any]) -> str:
    """What people call a rule, an outcome, a case …"""
    text = str(entry.get("title") or entry.get("message") or entry.get("name") or key)
    return quoted(fill(text, lambda _name: "…"))


def _entry(
    pair: Pair, key: str, one: Mapping[str, Any], other: Mapping[str, Any], kind: Kind, noun: str
) -> Iterator[Change]:
    title = title_of(key, other)
    for name in dict.fromkeys([*one, *other]):
        before, after = one.get(name, MISSING), other.get(name, MISSING)
        if not pair.renamed.same(before, after):
            label = _PROPERTIES.get(name, f"Angabe „{name}“")
            said = _clauses(pair, one, other, name) if name in _CONDITIONS else _said(before, after)
            yield Change(_id(pair, key), "", kind, f"{noun} {title}, {label}: {said}", subject=title, short="geändert")


def _said(before: Any, after: Any) -> str:
    if before is MISSING and isinstance(after, Mapping | list):
        return "neu"
    return "entfernt" if after is MISSING and isinstance(before, Mapping | list) else values(before, after)


def _id(pair: Pair, key: str) -> str:
    return key if key in pair.after.nodes else ""


def _clauses(pair: Pair, one: Mapping[str, Any], other: Mapping[str, Any], name: str) -> str:
    before = _clause(pair.before, one.get(name, MISSING), item_of(pair.before, one))
    after = _clause(pair.after, other.get(name, MISSING), item_of(pair.after, other))
    return f"{before} → {after}" if before != after else "die Bedingung ist anders geschrieben"


def _clause(side: Side, condition: Any, item: Path) -> str:
    return "immer" if condition is MISSING else side.clause(condition, item) or "eine Bedingung ohne Worte"
