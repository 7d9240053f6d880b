"""A calculation in German: a noun phrase that says what comes out of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from builder.sections import _offers as offers
from builder.sections._frame import Subject
from formengine.core.calctree import is_condition
from formengine.core.model import ITEM, Path
from formengine.core.numbers import any_words
from formengine.core.phrases import listed, quoted
from formengine.core.pointer import parse_scope

_ANY: Final = "eine Rechnung"
_UNITS: Final = {"days": "Tage", "weeks": "Wochen", "months": "Monate", "years": "Jahre"}
_MONTHS: Final = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)


def sentence(subject: Subject, tree: Any, item: Path = ()) -> str:
    """What a calculation gives: *die Anzahl der Einträge von „Bäume“*."""
    return _Words(subject, item).of(tree)


@dataclass(frozen=True, slots=True)
class _Words:
    subject: Subject
    item: Path

    def of(self, tree: Any) -> str:
        """What a tree gives."""
        if isinstance(tree, bool):
            return "Ja" if tree else "Nein"
        if isinstance(tree, int | float):
            return any_words(tree)
        if isinstance(tree, str):
            return quoted(tree)
        if is_condition(tree):
            return f"ob {self.when(tree)}"
        if not isinstance(tree, Mapping) or len(tree) != 1:
            return _ANY
        [(name, argument)] = tree.items()
        try:
            return _SAID[name](self, argument) or _ANY
        except (KeyError, TypeError, ValueError, IndexError):
            # What somebody wrote as JSON may lack anything; the compiler says what, this only has to keep quiet.
            return _ANY

    def when(self, node: Any) -> str:
        """A condition as a clause."""
        return offers.sentence(self.subject, node, self.item)

    def test(self, tree: Any) -> str:
        """What stands after *wenn*."""
        return self.when(tree) if is_condition(tree) else f"{self.of(tree)} zutrifft"

    def place(self, scope: Any) -> str:
        """The label of a question."""
        from_root = isinstance(scope, Mapping) and scope.get("from") == "root"
        path = parse_scope(str(scope.get("scope") if isinstance(scope, Mapping) else scope))
        full = path if from_root else (*self.item, *path)
        return self.subject.phrases.subjects.at(full).name if self.subject.phrases else quoted("/".join(path))

    def inside(self, of: Any) -> "_Words":
        """The words for what is asked of the entries of a list."""
        path = parse_scope(str(of.get("scope") if isinstance(of, Mapping) else of))
        from_root = isinstance(of, Mapping) and of.get("from") == "root"
        return replace(self, item=(*(() if from_root else self.item), *path, ITEM))

    def where(self, argument: Mapping[str, Any]) -> str:
        """Which entries count, "" for all of them."""
        if "where" not in argument:
            return ""
        return f", bei denen {self.inside(argument['of']).when(argument['where'])}"

    def parameter(self, name: str) -> str:
        """The title of a parameter."""
        spec = self.subject.form.get("parameters", {}).get(name, {})
        return quoted(str(spec.get("title", name)))


def _joined(between: str) -> Callable[[_Words, Any], str]:
    return lambda words, argument: f" {between} ".join(words.of(one) for one in argument)


def _sum(words: _Words, argument: Any) -> str:
    if not isinstance(argument, Mapping):
        return " plus ".join(words.of(one) for one in argument)
    value = words.inside(argument["of"]).of(argument["value"])
    return f"die Summe von {value} über alle Einträge von {words.place(argument['of'])}{words.where(argument)}"


def _extreme(word: str) -> Callable[[_Words, Any], str]:
    def said(words: _Words, argument: Any) -> str:
        if isinstance(argument, Mapping):
            value = words.inside(argument["of"]).of(argument["value"])
            return f"der {word} Wert von {value} in {words.place(argument['of'])}{words.where(argument)}"
        return f"der {word} Wert von {listed([words.of(one) for one in argument])}"

    return said


def _count(words: _Words, argument: Any) -> str:
    spec = argument if isinstance(argument, Mapping) and "of" in argument else {"of": argument}
    return f"die Anzahl der Einträge von {words.place(spec['of'])}{words.where(spec)}"


def _quantified(some: str) -> Callable[[_Words, Any], str]:
    def said(words: _Words, argument: Any) -> str:
        what = words.inside(argument["of"]).when(argument["where"])
        return f"ob bei {some} Eintrag von {words.place(argument['of'])} {what}"

    return said


def _round(words: _Words, argument: Any) -> str:
    spec = argument if isinstance(argument, Mapping) and len(argument) > 1 else {"value": argument}
    how = {"up": "aufgerundet", "down": "abgerundet"}.get(str(spec.get("mode")), "gerundet")
    digits = spec.get("digits", 2)
    exact = "ganze" if digits == 0 else f"{digits}"
    return f"{words.of(spec['value'])}, {how} auf {exact} {'Zahlen' if digits == 0 else 'Stellen'}"


def _if(words: _Words, argument: Sequence[Any]) -> str:
    test, then, otherwise = argument
    return f"{words.of(then)}, wenn {words.test(test)}, sonst {words.of(otherwise)}"


def _case(words: _Words, argument: Sequence[Any]) -> str:
    pairs = [f"{words.of(one[1])}, wenn {words.test(one[0])}" for one in argument if isinstance(one, list)]
    ends = [f"sonst {words.of(one)}" for one in argument[-1:] if not isinstance(one, list)]
    return "; ".join([*pairs, *ends])


def _lookup(words: _Words, argument: Mapping[str, Any]) -> str:
    keys = argument.get("keys", [argument["key"]] if "key" in argument else [])
    by = f" zu {listed([words.of(key) for key in keys])}" if keys else ""
    at = f" am Tag {words.of(argument['at'])}" if "at" in argument else ""
    return f"der Wert aus {words.parameter(argument['param'])}{by}{at}"


def _age(words: _Words, argument: Any) -> str:
    if isinstance(argument, list):
        return f"das Alter in Jahren aus {words.of(argument[0])} am Tag {words.of(argument[1])}"
    return f"das Alter in Jahren aus {words.of(argument)}, heute"


def _span(unit: str) -> Callable[[_Words, Any], str]:
    return lambda words, argument: f"die Zahl der {unit} von {words.of(argument[0])} bis {words.of(argument[1])}"


def _add(words: _Words, argument: Sequence[Any]) -> str:
    day, number, unit = argument
    before = isinstance(number, int | float) and number < 0
    amount = words.of(abs(number) if before else number)
    return f"{amount} {_UNITS[unit]} {'vor' if before else 'nach'} {words.of(day)}"


def _overlaps(words: _Words, argument: Sequence[Any]) -> str:
    first, last = (f"{int(day[3:])}. {_MONTHS[int(day[:2]) - 1]}" for day in argument[2])
    return f"ob die Zeit von {words.of(argument[0])} bis {words.of(argument[1])} zwischen {first} und {last} liegt"


def _date(words: _Words, argument: Sequence[Any]) -> str:
    year, month, day = (words.of(one) for one in argument)
    return f"der Tag aus Jahr {year}, Monat {month} und Tag {day}"


_SAID: Final[Mapping[str, Callable[[_Words, Any], str]]] = {
    "value": lambda words, argument: words.place(argument),
    "param": lambda words, argument: words.parameter(argument),
    "env": lambda _words, argument: f"die Angabe {quoted(str(argument))} der Umgebung",
    "now": lambda _words, _argument: "jetzt",
    "today": lambda _words, _argument: "heute",
    "sum": _sum,
    "product": _joined("mal"),
    "difference": _joined("minus"),
    "quotient": _joined("geteilt durch"),
    "round": _round,
    "min": _extreme("kleinste"),
    "max": _extreme("größte"),
    "count": _count,
    "any": _quantified("mindestens einem"),
    "all": _quantified("jedem"),
    "if": _if,
    "case": _case,
    "lookup": _lookup,
    "age": _age,
    "days": _span("Tage"),
    "months": _span("vollen Monate"),
    "date": _date,
    "add": _add,
    "overlaps": _overlaps,
    "length": lambda words, argument: f"die Länge von {words.of(argument)}",
    "equals": lambda words, argument: f"ob {words.of(argument[0])} gleich {words.of(argument[1])} ist",
    "less": lambda words, argument: f"ob {words.of(argument[0])} kleiner als {words.of(argument[1])} ist",
}
