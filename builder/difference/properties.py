"""What else stands at an element: its texts, its field type, its calculation and its other properties."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from builder.difference.answers import stored_otherwise
from builder.difference.change import Change, Kind, Severity
from builder.difference.pair import Pair
from builder.difference.side import NOUNS, Side
from builder.difference.wording import arrow, same, shown, values
from builder.inventory import PARENT
from formengine.core.bundle import SHARED_PREFIX
from formengine.core.phrases import quoted
from formengine.core.pointer import MISSING

_TOLD_ELSEWHERE: Final = frozenset({"id", PARENT, "scope", "rule", "elements"})
_TEXTS: Final = {
    "label": "Beschriftung",
    "text": "Text",
    "hint": "Hinweis",
    "help": "Hilfe",
    "title": "Überschrift",
    "item": "Bezeichnung eines Eintrags",
    "add": "Schaltfläche zum Hinzufügen",
    "unit": "Einheit",
    "alt": "Bildbeschreibung",
    "reason": "Begründung der Pflicht",
    "bezug": "Rechtsgrundlage",
}
_NAMES: Final = {
    "path": "Adresse der Seite",
    "tone": "Art des Hinweises",
    "image": "Bild",
    "width": "Breite",
    "rows": "Zeilen",
    "samples": "Beispieldateien",
    "autocomplete": "Vorschlag des Browsers",
    "inputmode": "Tastatur",
    "suggest": "Liste mit Vorschlägen",
    "map": "Karte",
    "sums": "Summen",
    "search": "Suche in der Liste",
    "first": "Erster Eintrag steht schon da",
    "unsure": "Antwort „Weiß ich nicht“",
    "layout": "Anordnung",
    "from": "Liste, aus der gewählt wird",
    "nachreichen": "Nachreichen",
    "columns": "Spalten",
    "only": "Gefragte Angaben",
    "require": "Pflichtangaben",
    "ref": "Baustein",
    "type": "Art des Elements",
}
_CODES: Final = {
    "pflicht": "wenn die Antwort fehlt",
    "muster": "wenn das Muster nicht passt",
    "format": "wenn die Form nicht passt",
    "min": "wenn es zu wenig ist",
    "max": "wenn es zu viel ist",
    "codeliste": "wenn die Antwort nicht in der Liste steht",
    "verweis": "wenn der Eintrag nicht mehr da ist",
    "dateityp": "wenn der Dateityp nicht passt",
    "dateigroesse": "wenn die Datei zu groß ist",
}
_CALC: Final = frozenset({"calc", "calcMode", "display"})
_MODES: Final = {"fixed": "niemand ändert den Wert", "proposal": "der Wert ist ein Vorschlag"}


def changes(pair: Pair, new: str, old: str) -> Iterator[Change]:
    """The changes of one element, but for its place and its rule."""
    one, other = pair.before.elements[old], pair.after.elements[new]
    for name in dict.fromkeys([*one, *other]):
        before, after = one.get(name, MISSING), other.get(name, MISSING)
        if name in _TOLD_ELSEWHERE or pair.renamed.same(before, after):
            continue
        if (
            name == "options"
            and isinstance(before, Mapping | type(MISSING))
            and isinstance(after, Mapping | type(MISSING))
        ):
            yield from _options(pair, new, old, _mapping(before), _mapping(after))
        else:
            yield _property(pair, new, name, before, after)


def _options(pair: Pair, new: str, old: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Change]:
    for name in dict.fromkeys([*one, *other]):
        before, after = one.get(name, MISSING), other.get(name, MISSING)
        if pair.renamed.same(before, after):
            continue
        if name == "type" and pair.after.asks(new):
            sentence = f"{pair.after.called(new)}: {pair.before.kind(old)} → {pair.after.kind(new)}"
            severity: Severity = "bricht" if stored_otherwise(*_schemas(pair, new, old)) else "harmlos"
            yield pair.change(new, "retyped", _told(sentence, before, after), severity, "anderer Feldtyp")
        elif name == "errors" and _both_objects(before, after):
            yield from _errors(pair, new, _mapping(before), _mapping(after))
        elif name == "texts" and _both_objects(before, after):
            yield from _texts(pair, new, _mapping(before), _mapping(after))
        elif name == "choices" and _both_objects(before, after):
            yield from _choices(pair, new, _mapping(before), _mapping(after))
        elif name in _CALC:
            yield _calculation(pair, new, old, name, before, after)
        else:
            yield _property(pair, new, name, before, after)


def _property(pair: Pair, id_: str, name: str, before: Any, after: Any) -> Change:
    subject = pair.after.called(id_)
    if name in _TEXTS:
        said = arrow(_text(before), _text(after)) if _simple(before) and _simple(after) else "geändert"
        if name == "label" and before:
            return replace(
                pair.change(id_, "text", f"Beschriftung: {said}", short="umformuliert"), subject=quoted(_text(before))
            )
        return pair.change(id_, "text", f"{_TEXTS[name]} bei {subject}: {said}", short="umformuliert")
    kind: Kind = "block" if name in ("only", "require", "ref") else "property"
    label = _NAMES.get(name, f"Eigenschaft „{name}“")
    said = values(*(NOUNS.get(str(value), value) if name == "type" else value for value in (before, after)))
    return pair.change(id_, kind, f"{label} bei {subject}: {said}", short="geändert")


def _errors(pair: Pair, id_: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Change]:
    for code in _differing(one, other):
        when = _CODES.get(code, f"im Fall „{code}“")
        said = arrow(_text(one.get(code, "")), _text(other.get(code, "")))
        yield pair.change(
            id_, "text", f"Fehlertext bei {pair.after.called(id_)}, {when}: {said}", short="Fehlertext geändert"
        )


def _choices(pair: Pair, id_: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Change]:
    for value in _differing(one, other):
        said = values(one.get(value, MISSING), other.get(value, MISSING))
        sentence = f"Worte für die Antwort „{value}“ bei {pair.after.called(id_)}: {said}"
        yield pair.change(id_, "options", sentence, short="Antworten geändert")


def _texts(pair: Pair, id_: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Change]:
    """The own words of a block's questions."""
    for inner in _differing(one, other):
        before, after = _mapping(one.get(inner, MISSING)), _mapping(other.get(inner, MISSING))
        for name in _differing(before, after):
            what = _TEXTS.get(name) or _NAMES.get(name, f"Eigenschaft „{name}“")
            said = values(before.get(name, MISSING), after.get(name, MISSING))
            sentence = f"{what} von {_inner(pair, id_, inner)} im Baustein {pair.after.called(id_)}: {said}"
            yield pair.change(id_, "text", sentence, short="umformuliert")


def _inner(pair: Pair, block: str, inner: str) -> str:
    """What a question inside a block is called."""
    name = str(pair.after.raw(block).get("ref", "")).removeprefix(SHARED_PREFIX)
    waiting = list(pair.after.bundle.shared.get(name, {}).get("elements", ()))
    while waiting:
        element = waiting.pop()
        if element.get("id") == inner and element.get("label"):
            return quoted(str(element["label"]))
        waiting += element.get("elements", ())
    return quoted(inner)


def _calculation(pair: Pair, new: str, old: str, name: str, before: Any, after: Any) -> Change:
    subject = pair.after.called(new)
    if name == "calcMode":
        said = f"{_MODES.get(before, 'niemand ändert den Wert')} → {_MODES.get(after, 'niemand ändert den Wert')}"
        return pair.change(new, "calculation", f"{subject}: {said}", short="Berechnung geändert")
    if name == "display":
        said = f"sichtbar: {shown(before is not False)} → {shown(after is not False)}"
        return pair.change(new, "calculation", f"{subject}: {said}", short="Berechnung geändert")
    one, other = _worked_out(pair.before, old, before), _worked_out(pair.after, new, after)
    sentence = f"{subject}: {one} → {other}" if one != other else f"{subject}: Die Berechnung ist geändert"
    return pair.change(new, "calculation", sentence, short="Berechnung geändert")


def _worked_out(side: Side, id_: str, tree: Any) -> str:
    if tree is MISSING:
        return "von Hand ausgefüllt"
    node = side.nodes.get(id_)
    words = side.calculation(tree, node.item if node is not None else ())
    return f"berechnet: {words}" if words else "berechnet"


def _schemas(pair: Pair, new: str, old: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """What the schema says of the answer, before and after."""
    one, other = pair.before.nodes.get(old), pair.after.nodes.get(new)
    before = pair.before.schema.get(one.path, {}) if one is not None else {}
    return before, pair.after.schema.get(other.path, {}) if other is not None else {}


def _told(sentence: str, before: Any, after: Any) -> str:
    """Two types may have one name: the one that fits best, and the same chosen by name."""
    subject, _, types = sentence.partition(": ")
    one, _, other = types.partition(" → ")
    if one != other:
        return sentence
    how = (
        "ausdrücklich genannt"
        if before is MISSING
        else "anders genannt"
        if after is not MISSING
        else "nicht mehr genannt"
    )
    return f"{subject}: Feldtyp {how} ({other})"


def _differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    return [
        name for name in dict.fromkeys([*one, *other]) if not same(one.get(name, MISSING), other.get(name, MISSING))
    ]


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _both_objects(before: Any, after: Any) -> bool:
    return all(value is MISSING or isinstance(value, Mapping) for value in (before, after))


def _simple(value: Any) -> bool:
    return value is MISSING or isinstance(value, str)


def _text(value: Any) -> str:
    return "" if value is MISSING else str(value)
