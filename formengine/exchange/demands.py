"""Which answers an object demands under conditions, and whether that says more than when they are to be seen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NoReturn

from formengine.core.conditions import conjunction, negation, parse, to_schema
from formengine.core.model import Condition, Path
from formengine.core.strictjson import dumps
from formengine.exchange.answers import Answers, Question
from formengine.exchange.dialect import Note
from formengine.exchange.frame import Node
from formengine.exchange.implications import Branch, Demand, Items, Said, Unsaid, always_said, read_implications
from formengine.exchange.rules import judged, strictly

_LATER = "Prüfen Sie, wann die Angabe Pflicht ist."


@dataclass
class Demands:
    """The demands of a document, or of an item, that no question has taken up yet."""

    of: dict[Path, list[Demand]] = field(default_factory=dict)
    items: dict[Path, list[Items]] = field(default_factory=dict)

    def add(self, said: Iterable[Said]) -> None:
        """More of them."""
        for one in said:
            if isinstance(one, Demand):
                self.of.setdefault(one.path, []).append(one)
            elif isinstance(one, Items):
                self.items.setdefault(one.path, []).append(one)

    def all(self) -> Iterator[Said]:
        """Each of them."""
        for demands in self.of.values():
            yield from demands
        for items in self.items.values():
            yield from items


def read_demands(raw: Node, place: str, note: Note, *, whole: bool = True) -> Demands:
    """The demands in a schema of an object; not `whole`: it is said beside the object, so all of it is a demand."""
    found = read_implications(raw, place)
    for where in found.unsaid:
        note(where, "Diese Bedingung des Schemas lässt sich nicht übernehmen.", "Schreiben Sie eine Regel dafür.")
    demands = Demands()
    demands.add(always_said(raw) if not whole else ())
    for one in found.said:
        if isinstance(one, Branch):
            _note_narrowed(one, raw, place, note)
            continue
        try:
            said = replace(one, condition=judged(one.condition, strictly))
        except Unsaid as why:
            note(place, f"Was unter einer Bedingung für „{one.path[-1]}“ gilt, entfällt. {why}", _LATER)
            continue
        demands.add([said])
    return demands


def _note_narrowed(branch: Branch, raw: Node, place: str, note: Note) -> None:
    """A property that is always there and under a condition must fit more: that is not read."""
    known = raw.get("properties")
    for name in branch.names:
        if isinstance(known, Mapping) and name in known and name in branch.narrowed:
            note(place, f"Bedingte Grenzen für „{name}“ werden nicht geprüft.", "Schreiben Sie eine Regel dafür.")


def meet(demands: Demands, answers: Answers) -> Iterator[Path]:
    """Let the questions take up the demands; yields the paths of those that no question is about."""
    for path, listed in demands.of.items():
        question = answers.asked.get(path)
        about = [question] if question else answers.inside(path)
        if not about:
            yield path
        elif _is_plain(path, listed, about):
            answers.require(path)
            listed = [] if len(path) == 1 else [demand for demand in listed if not demand.begun]
        for one in [question] if question else [*answers.duties(path)]:
            for demand in listed:
                one.demand(demand.condition)


def _is_plain(path: Path, demands: Iterable[Demand], about: Iterable[Question]) -> bool:
    """True for what is demanded whenever anything of it is to be seen: that is what `required` says."""
    asked = [demand for demand in demands if demand.begun or len(path) == 1]
    return any(all(implied(demand.condition, one.holds) for one in about) for demand in asked)


def keys(rules: Iterable[Node]) -> frozenset[str]:
    """What holds whenever an element with these rules is to be seen and open, in a form that can be compared."""
    holds: list[Condition] = []
    for rule in rules:
        condition = parse(rule["condition"], _nothing_named)
        if rule["effect"] in ("SHOW", "ENABLE"):
            holds.append(condition)
        elif rule["effect"] in ("HIDE", "FORBID", "DISABLE"):
            holds.append(negation(condition))
    return _keys(conjunction(*holds))


def implied(condition: Node, by: frozenset[str]) -> bool:
    """True where a condition surely holds whenever the others do."""
    return _follows(conjunction(parse(condition, _nothing_named)), by)


def _follows(condition: Condition, by: frozenset[str]) -> bool:
    if _keys(condition) <= by:
        return True
    if condition.kind == "AND":
        return all(_follows(child, by) for child in condition.children)
    return condition.kind == "OR" and any(_follows(child, by) for child in condition.children)


def _keys(condition: Condition) -> frozenset[str]:
    parts = condition.children if condition.kind == "AND" else (condition,)
    return frozenset(dumps(to_schema(part)).decode() for part in parts)


def _nothing_named(name: str) -> NoReturn:
    raise KeyError(name)
