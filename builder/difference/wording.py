"""Texts and values before and after, cut down to what differs."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from formengine.core import strictjson
from formengine.core.numbers import any_words
from formengine.core.phrases import quoted
from formengine.core.pointer import MISSING

_AROUND: Final = 3
"""How many words are shown on either side of those that changed."""
_SHORT: Final = 60
_LONGEST: Final = 400
_NAMES: Final = {
    "answers": "Antworten",
    "const": "Wert",
    "default": "Vorgabe",
    "description": "Beschreibung",
    "elements": "Elemente",
    "errors": "Fehler",
    "help": "Hilfe",
    "hint": "Hinweis",
    "items": "Einträge",
    "label": "Beschriftung",
    "maxLength": "größte Länge",
    "maximum": "größter Wert",
    "messages": "Nachrichten",
    "minLength": "kleinste Länge",
    "minimum": "kleinster Wert",
    "options": "Eigenschaften",
    "pages": "Seiten",
    "properties": "Angaben",
    "required": "Pflichtangaben",
    "schema": "Vorgaben",
    "text": "Text",
    "texts": "Übersetzungen",
    "title": "Titel",
    "value": "Wert",
    "values": "Werte",
}
"""What people call the technical names that they meet most."""
_TRUTH: Final = {True: "ja", False: "nein"}


def same(one: Any, other: Any) -> bool:
    """Equal as JSON, the order of names aside; `True` is not 1, and 1 is not 1.0."""
    if one is MISSING or other is MISSING:
        return one is other
    return one is other or strictjson.dumps(one) == strictjson.dumps(other)


def arrow(before: str, after: str) -> str:
    """`„drei Tage“ → „fünf Tage“`: of long texts only the words that changed and some around them."""
    if len(before) <= _SHORT and len(after) <= _SHORT:
        return f"{shown(before)} → {shown(after)}"
    one, other = _cut(before.split(), after.split())
    return f"{shown(one)} → {shown(other)}"


def shown(value: Any) -> str:
    """A value as a person reads it; `nichts` where there is none."""
    if value is MISSING or value in ("", None):
        return "nichts"
    if isinstance(value, bool):
        return _TRUTH[value]
    if isinstance(value, list):
        return ", ".join(shown(part) for part in value) or "nichts"
    if isinstance(value, Mapping):
        if any(isinstance(part, Mapping | list) for part in value.values()):
            return "eine zusammengesetzte Angabe"
        return ", ".join(shown(part) for part in value.values()) or "nichts"
    return any_words(value) if not isinstance(value, str) else _marked(value)


def values(before: Any, after: Any) -> str:
    """Two values with an arrow; of lists and objects only the entries that differ."""
    if isinstance(before, str) and isinstance(after, str):
        found = arrow(before, after)
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        found = "; ".join(_entries(before, after))
    elif isinstance(before, list) and isinstance(after, list):
        found = _listed(before, after)
    else:
        found = f"{_clipped(shown(before))} → {_clipped(shown(after))}"
    one, _, other = found.partition(" → ")
    return found if one != other else f"anders geschrieben ({one})"


def _entries(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for name in dict.fromkeys([*before, *after]):
        one, other = before.get(name, MISSING), after.get(name, MISSING)
        if not same(one, other):
            yield f"{_NAMES.get(name) or f'„{name}“'}: {values(one, other)}"


def _listed(before: list[Any], after: list[Any]) -> str:
    """What came and went; entries that hold more than a value are counted."""
    gone = [one for one in before if not any(same(one, other) for other in after)]
    new = [one for one in after if not any(same(one, other) for other in before)]
    if any(isinstance(one, Mapping | list) for one in (*gone, *new)):
        return _compound(before, after)
    if not gone and not new:
        return "andere Reihenfolge" if len(before) == len(after) else "Wiederholungen geändert"
    if len(gone) == len(new) == 1:
        return values(gone[0], new[0])
    words = ((gone, "entfernt"), (new, "neu"))
    return ", ".join(f"{_clipped(shown(some))} {how}" for some, how in words if some)


def _compound(before: list[Any], after: list[Any]) -> str:
    """Entries that hold more than a value: told apart by id or place, each with what differs in it."""
    one, other = _keyed(before), _keyed(after)
    said = [
        f"Eintrag {name} {values(one[name], other[name])}"
        for name in one
        if name in other and not same(one[name], other[name])
    ]
    gone = sum(name not in other for name in one)
    new = sum(name not in one for name in other)
    said += [
        f"{count} {'Eintrag' if count == 1 else 'Einträge'} {how}"
        for count, how in ((gone, "entfernt"), (new, "neu"))
        if count
    ]
    return shortened("; ".join(said)) if said else "andere Reihenfolge"


def _keyed(entries: list[Any]) -> dict[str, Any]:
    """Entries by id, by their place where they have none."""
    ids = [entry.get("id") if isinstance(entry, Mapping) else None for entry in entries]
    by_id = all(ids) and len(set(map(str, ids))) == len(ids)
    return {f"„{ids[i]}“" if by_id else str(i + 1): entry for i, entry in enumerate(entries)}


def shortened(text: str) -> str:
    """A sentence that stays a sentence."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2].rstrip()} …"


def _marked(text: str) -> str:
    """A text in quotation marks, not shortened: where two differ, the difference must be seen."""
    plain = " ".join(re.sub('[„“"]', "‘", _plain_place(text)).split())
    return f"„{plain}“" if plain else "nichts"


def _plain_place(text: str) -> str:
    """A place in the schema by its names alone."""
    if not text.startswith(("#/properties/", "#/conditions/")):
        return text
    return re.sub("/properties/", "/", text.removeprefix("#/properties/").removeprefix("#/conditions/"))


def _clipped(text: str) -> str:
    return text if len(text) <= 2 * _SHORT else quoted(text)


def _cut(one: list[str], other: list[str]) -> tuple[str, str]:
    start = _common(one, other)
    end = _common(one[start:][::-1], other[start:][::-1])
    return _window(one, start, end), _window(other, start, end)


def _common(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def _window(words: list[str], start: int, end: int) -> str:
    first, last = max(start - _AROUND, 0), min(len(words) - end + _AROUND, len(words))
    before, after = "… " if first else "", " …" if last < len(words) else ""
    return f"{before}{' '.join(words[first:last])}{after}"
