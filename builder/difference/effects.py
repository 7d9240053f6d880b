"""When an element is seen, required, locked: what its rule says before and after, in words."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from builder.difference.change import Change, Kind
from builder.difference.pair import Pair
from builder.difference.side import Side

_SEEN: Final = {"SHOW": "zu sehen, wenn", "HIDE": "verborgen, wenn", "FORBID": "ausgeschlossen, wenn"}
_LOCK: Final = {"DISABLE": "gesperrt, wenn", "ENABLE": "frei, wenn"}
_DEMAND: Final = {"REQUIRE": "nur Pflicht, wenn"}
_NO_WORDS: Final = "eine Bedingung gilt, die sich nicht in Worte fassen lässt"


def changes(pair: Pair, new: str, old: str) -> Iterator[Change]:
    """The changes of one element's rule, those of `required` in its schema with it."""
    one, other = pair.before.raw(old).get("rule"), pair.after.raw(new).get("rule")
    required = pair.before.demanded(old), pair.after.demanded(new)
    differs = not pair.renamed.same(one, other)
    if not differs and required[0] == required[1]:
        return
    told = False
    facets: tuple[tuple[Kind, Mapping[str, str], tuple[str, str]], ...] = (
        ("requirement", _DEMAND, ("freiwillig", "Pflicht")),
        ("rule", _SEEN, ("immer zu sehen", "immer zu sehen")),
        ("rule", _LOCK, ("nie gesperrt", "nie gesperrt")),
    )
    for kind, table, idle in facets:
        before = _said(pair.before, old, table, idle[required[0]])
        after = _said(pair.after, new, table, idle[required[1]])
        if before != after:
            told = True
            sentence = f"{_subject(pair.after, new)}: {before} → {after}"
            yield pair.change(new, kind, sentence, short="Regel geändert" if kind == "rule" else "Pflicht geändert")
    if differs and not told:
        yield pair.change(
            new, "rule", f"{_subject(pair.after, new)}: Die Regel ist anders geschrieben", short="Regel geändert"
        )


def _said(side: Side, id_: str, table: Mapping[str, str], idle: str) -> str:
    """What the effects of a kind say together; `idle` without one. What is required anyway needs no condition."""
    node = side.nodes.get(id_)
    item = node.item if node is not None else ()
    found = [
        f"{table[effect['effect']]} {side.clause(effect.get('condition'), item) or _NO_WORDS}"
        for effect in _effects(side.raw(id_).get("rule"))
        if effect.get("effect") in table
    ]
    return idle if not found or (table is _DEMAND and idle == "Pflicht") else " und ".join(found)


def _effects(rule: Any) -> list[Mapping[str, Any]]:
    return [effect for effect in (rule if isinstance(rule, list) else [rule]) if isinstance(effect, Mapping)]


def _subject(side: Side, id_: str) -> str:
    noun = side.noun(id_)
    return f"{'Feld' if noun == 'Frage' else noun} {side.called(id_)}"
