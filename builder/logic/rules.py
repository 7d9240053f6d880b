"""The rules of an element while somebody edits them: read from the form, changed step by step, written back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from builder.logic import trees
from builder.logic.sentences import GROUPS, Group, GroupKind, Not, Term, structure, written
from builder.logic.trees import EMPTY, Place
from formengine.core import strictjson

EFFECTS: Final[Mapping[str, str]] = {
    "SHOW": "Zeigen, wenn",
    "HIDE": "Verbergen, wenn",
    "REQUIRE": "Pflicht, wenn",
    "DISABLE": "Sperren, wenn",
    "ENABLE": "Freigeben, wenn",
    "FORBID": "Entfällt, wenn",
}
OFFERED: Final = ("SHOW", "HIDE", "REQUIRE", "DISABLE")
LONGEST: Final = 200_000
"""So many characters of half-finished rules a form may carry."""


class Unreadable(ValueError):
    """A step that the page cannot have offered."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One effect and its condition; `rest` is whatever else the form says of it."""

    effect: str
    term: Term
    rest: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class At:
    """A part of the condition of one of several rules."""

    rule: int
    place: Place = ()

    @property
    def key(self) -> str:
        """What a form posts for it."""
        return ":".join([str(self.rule), ".".join(map(str, self.place))])


def read_rules(raw: Any) -> tuple[Rule, ...]:
    """The rules as the form has them: none, one object, or a list. Raises Unreadable."""
    listed = [] if raw is None else raw if isinstance(raw, list) else [raw]
    if not all(isinstance(one, Mapping) and isinstance(one.get("effect"), str) for one in listed):
        raise Unreadable
    return tuple(_rule(one) for one in listed)


def write_rules(rules: Sequence[Rule]) -> list[dict[str, Any]]:
    """The rules as they go into the form."""
    return [{"effect": rule.effect, "condition": written(rule.term), **rule.rest} for rule in rules]


def parse_state(text: str) -> tuple[Rule, ...]:
    """The rules that a form carried. Raises Unreadable."""
    if len(text) > LONGEST:
        raise Unreadable
    try:
        return read_rules(strictjson.loads(text.encode()))
    except (strictjson.StrictJSONError, RecursionError, UnicodeError) as error:
        raise Unreadable from error


def parse_at(text: str) -> At:
    """The inverse of `At.key`. Raises Unreadable."""
    number, _, place = text.partition(":")
    parts = place.split(".") if place else []
    if not all(part.isascii() and part.isdigit() and len(part) < 6 for part in (number, *parts)):
        raise Unreadable
    return At(int(number), tuple(int(part) for part in parts))


def _turned(kind: GroupKind, term: Term, place: Place) -> Term:
    here = trees.at(term, place)
    inner = here.part if isinstance(here, Not) else here
    if not isinstance(inner, Group):
        raise KeyError(place)
    new = Group(kind, inner.parts)
    return trees.replaced(term, place, Not(new) if isinstance(here, Not) else new)


Change = Callable[[Term, Place], Term]
CHANGES: Final[Mapping[str, Change]] = {
    "loeschen": trees.removed,
    "nicht": trees.denied,
    "gruppe": trees.grouped,
    "aufloesen": trees.dissolved,
    **{f"art-{kind}": partial(_turned, kind) for kind in GROUPS},
}
"""The steps that need nothing but a place, by what a form posts for them."""


def changed(rules: tuple[Rule, ...], step: str, at: At) -> tuple[Rule, ...]:
    """The rules after a step. Raises Unreadable where there is no such part."""
    rule = _at(rules, at)
    if step == "weg":
        return (*rules[: at.rule], *rules[at.rule + 1 :])
    if step.removeprefix("wirkung-") in EFFECTS and step.startswith("wirkung-"):
        return _with(rules, at.rule, replace(rule, effect=step.removeprefix("wirkung-")))
    if step not in CHANGES:
        raise Unreadable
    return put(rules, at, CHANGES[step])


def put(rules: tuple[Rule, ...], at: At, change: Change) -> tuple[Rule, ...]:
    """The rules with the condition of one changed at a place. Raises Unreadable."""
    rule = _at(rules, at)
    try:
        return _with(rules, at.rule, replace(rule, term=change(rule.term, at.place)))
    except KeyError as error:
        raise Unreadable from error


def part(rules: tuple[Rule, ...], at: At) -> Term:
    """The part of a condition. Raises Unreadable."""
    try:
        return trees.at(_at(rules, at).term, at.place)
    except KeyError as error:
        raise Unreadable from error


def began(rules: tuple[Rule, ...], effect: str) -> tuple[Rule, ...]:
    """The rules and one more that says nothing yet. Raises Unreadable."""
    if effect not in EFFECTS:
        raise Unreadable
    return (*rules, Rule(effect, EMPTY, {}))


def uses(rules: Sequence[Rule]) -> set[str]:
    """The named conditions that rules use."""
    return {name for rule in rules for name in trees.names(rule.term)}


def _rule(raw: Mapping[str, Any]) -> Rule:
    rest = {name: value for name, value in raw.items() if name not in ("effect", "condition")}
    return Rule(str(raw["effect"]), structure(raw.get("condition")), rest)


def _at(rules: tuple[Rule, ...], at: At) -> Rule:
    if at.rule >= len(rules):
        raise Unreadable
    return rules[at.rule]


def _with(rules: tuple[Rule, ...], number: int, rule: Rule) -> tuple[Rule, ...]:
    return (*rules[:number], rule, *rules[number + 1 :])
