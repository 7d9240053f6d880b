"""Calculations in German, as a noun or a clause with *ob*: *Summe aus „Miete“ und „Heizung“*; one entry an operator."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from formengine.core.model import ITEM, Path
from formengine.core.numbers import any_words
from formengine.core.phrases._asked import day_words
from formengine.core.phrases._clause import listed
from formengine.core.phrases._subjects import Subjects, quoted
from formengine.core.pointer import parse_scope

_UNITS: Final = {"days": "Tage", "weeks": "Wochen", "months": "Monate", "years": "Jahre"}
_MODES: Final = {"half-up": "kaufmännisch gerundet", "up": "aufgerundet", "down": "abgerundet"}
_CONDITION: Final = ("scope", "$ref", "type")


@dataclass(frozen=True, slots=True)
class Sums:
    """Puts raw trees into words; `clause` does so with the conditions in them, `item` is where item scopes start."""

    subjects: Subjects
    clause: Callable[[Any, Path], str]
    item: Path = ()

    def text(self, tree: Any) -> str:
        """A whole tree. Raises ValueError, KeyError or TypeError for one that is no calculation."""
        if not isinstance(tree, Mapping):
            return self.literal(tree)
        if any(word in tree for word in _CONDITION):
            return f"ob {self.clause(tree, self.item)}"
        ((operator, argument),) = tree.items()
        return _OPERATORS[operator](self, argument)

    def literal(self, value: Any) -> str:
        """A fixed value."""
        if isinstance(value, bool):
            return "ja" if value else "nein"
        return quoted(value) if isinstance(value, str) else any_words(value)

    def many(self, trees: Any) -> list[str]:
        """Several trees."""
        return [self.text(tree) for tree in trees]

    def path(self, operand: Any) -> Path:
        """Where an operand looks, from the root."""
        scope = operand["scope"] if isinstance(operand, Mapping) else operand
        rooted = isinstance(operand, Mapping) and operand.get("from") == "root"
        return parse_scope(str(scope)) if rooted else self.item + parse_scope(str(scope))

    def name(self, operand: Any) -> str:
        """What stands there, in the words of the form."""
        return self.subjects.at(self.path(operand)).name

    def items(self, argument: Any) -> tuple[str, "Sums", str]:
        """The list, what speaks of its items, and which of them count."""
        spec = argument if isinstance(argument, Mapping) else {"of": argument}
        inside = replace(self, item=(*self.path(spec["of"]), ITEM))
        where = f"{self.clause(spec['where'], inside.item)}" if "where" in spec else ""
        return self.name(spec["of"]), inside, where

    def parameter(self, name: str) -> str:
        """A value of the Kommune by its title."""
        spec = self.subjects.definition.bundle.form.get("parameters", {}).get(name, {})
        return quoted(str(spec.get("title", name)))


def _over(noun: str) -> "Operator":
    """A number from several, or from the items of a list."""

    def said(sums: Sums, argument: Any) -> str:
        if not isinstance(argument, Mapping):
            return f"{noun} aus {listed(sums.many(argument) or ['nichts'])}"
        name, inside, where = sums.items(argument)
        value = inside.text(argument["value"]) if "value" in argument else "den Einträgen"
        return f"{noun} aus {value} über alle Einträge von {name}{', für die gilt: ' + where if where else ''}"

    return said


def _count(sums: Sums, argument: Any) -> str:
    name, _, where = sums.items(argument)
    return f"Anzahl der Einträge von {name}{', für die gilt: ' + where if where else ''}"


def _quantified(which: str) -> "Operator":
    def said(sums: Sums, argument: Any) -> str:
        name, _, where = sums.items(argument)
        return f"ob bei {which} von {name} {where or 'etwas eingetragen ist'}"

    return said


def _between(template: str) -> "Operator":
    """What two operands make; {} stands for each."""

    def said(sums: Sums, argument: Any) -> str:
        first, _, rest = template.partition("{}")
        middle, _, end = rest.partition("{}")
        one, other = sums.many(argument)
        return f"{first}{one}{middle}{other}{end}"

    return said


def _round(sums: Sums, argument: Any) -> str:
    spec = argument if isinstance(argument, Mapping) and "value" in argument and len(argument) > 1 else {}
    value = sums.text(spec.get("value", argument))
    return f"{value}, {_MODES[spec.get('mode', 'half-up')]} auf {spec.get('digits', 2)} Stellen"


def _if(sums: Sums, argument: Any) -> str:
    condition, then, other = argument
    return f"{sums.text(then)}, wenn {sums.clause(condition, sums.item)}, sonst {sums.text(other)}"


def _case(sums: Sums, argument: Any) -> str:
    parts = [
        f"{sums.text(branch[1])}, wenn {sums.clause(branch[0], sums.item)}"
        if isinstance(branch, list)
        else f"sonst {sums.text(branch)}"
        for branch in argument
    ]
    return "; ".join(parts)


def _lookup(sums: Sums, argument: Any) -> str:
    keys = argument.get("keys", [argument["key"]] if "key" in argument else [])
    day = f" am Tag: {sums.text(argument['at'])}" if "at" in argument else ""
    return f"Wert aus {sums.parameter(argument['param'])} für {listed(sums.many(keys) or ['alle'])}{day}"


def _age(sums: Sums, argument: Any) -> str:
    born, day = argument if isinstance(argument, list) else (argument, None)
    return f"volle Jahre seit {sums.text(born)}" + (f" am Tag: {sums.text(day)}" if day is not None else "")


def _add(sums: Sums, argument: Any) -> str:
    day, number, unit = argument
    return f"{sums.text(day)} plus {sums.text(number)} {_UNITS[unit]}"


def _overlaps(sums: Sums, argument: Any) -> str:
    first, last, (start, end) = argument
    season = " bis ".join(day_words(f"2000-{day}").removesuffix(" 2000") for day in (start, end))
    return f"ob ein Tag von {sums.text(first)} bis {sums.text(last)} in der Zeit {season} liegt"


Operator = Callable[[Sums, Any], str]
_OPERATORS: Final[Mapping[str, Operator]] = {
    "value": lambda sums, argument: sums.name(argument),
    "param": lambda sums, argument: sums.parameter(argument),
    "env": lambda _sums, argument: f"{quoted(str(argument))} der Umgebung",
    "now": lambda _sums, _argument: "dem Zeitpunkt jetzt",
    "today": lambda _sums, _argument: "dem heutigen Tag",
    "sum": _over("Summe"),
    "product": _over("Produkt"),
    "min": _over("kleinster Wert"),
    "max": _over("größter Wert"),
    "count": _count,
    "any": _quantified("mindestens einem Eintrag"),
    "all": _quantified("allen Einträgen"),
    "difference": _between("{} minus {}"),
    "quotient": _between("{} geteilt durch {}"),
    "days": _between("Tage von {} bis {}"),
    "months": _between("volle Monate von {} bis {}"),
    "equals": _between("ob {} gleich {} ist"),
    "less": _between("ob {} kleiner ist als {}"),
    "round": _round,
    "if": _if,
    "case": _case,
    "lookup": _lookup,
    "age": _age,
    "add": _add,
    "overlaps": _overlaps,
    "length": lambda sums, argument: f"Länge von {sums.text(argument)}",
    "date": lambda sums, argument: "Tag aus Jahr {}, Monat {} und Tag {}".format(*sums.many(argument)),
}
"""The words of every operator; a test holds them against the operators."""
