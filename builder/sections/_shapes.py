"""The common shapes of calculations, each with the fields that it needs, and how it is read and written."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from builder.refusals import Refused
from builder.sections import _listshapes as listshapes
from builder.sections import _offers as offers
from builder.sections._frame import Choices
from builder.sections._operands import Operands
from builder.sections._shape import Known, Shape, Slot, argument
from formengine.core.calctree import is_condition

_UNITS: Final = (("days", "Tage"), ("weeks", "Wochen"), ("months", "Monate"), ("years", "Jahre"))
_TWO: Final = (
    ("sum", "plus"),
    ("difference", "minus"),
    ("product", "mal"),
    ("quotient", "geteilt durch"),
    ("min", "der kleinere Wert"),
    ("max", "der größere Wert"),
)
_MOST_CASES: Final = 4


def _single(_operands: Operands, tree: Any) -> Known | None:
    plain = not isinstance(tree, dict | list) or any(argument(tree, name) for name in ("value", "param", "today"))
    return {"a": tree} if plain else None


def _two_parts(_operands: Operands, tree: Any) -> Known | None:
    for name, _ in _TWO:
        found = argument(tree, name)
        if isinstance(found, list) and len(found) == 2:
            return {"a": found[0], "art": name, "b": found[1]}
    return None


def _listed_parts(operands: Operands, tree: Any) -> Known | None:
    found = argument(tree, "sum")
    if not isinstance(found, list):
        return None
    answers = [operands.answer(one)[0] for one in found]
    unsaid = {offers.KEPT, "fest", "heute"} & {*answers} or len(set(answers)) < len(answers)
    return None if unsaid else {"fragen": answers}


def _listed(operands: Operands, known: Known) -> Any:
    return {"sum": [operands.tree(choice, "", None) for choice in known["fragen"]]}


def _if_parts(_operands: Operands, tree: Any) -> Known | None:
    found = argument(tree, "if")
    if not isinstance(found, list) or len(found) != 3 or not is_condition(found[0]):
        return None
    return {"wenn": found[0], "a": found[1], "b": found[2]}


def _case_parts(_operands: Operands, tree: Any) -> Known | None:
    found = argument(tree, "case")
    if not isinstance(found, list) or not found:
        return None
    pairs = [pair for pair in found if isinstance(pair, list)]
    rest = found[len(pairs) :]
    if len(pairs) > _MOST_CASES or len(rest) > 1 or not all(len(pair) == 2 and is_condition(pair[0]) for pair in pairs):
        return None
    known = {f"wenn{i}": pair[0] for i, pair in enumerate(pairs, 1)} | {
        f"a{i}": pair[1] for i, pair in enumerate(pairs, 1)
    }
    return known | ({"sonst": rest[0]} if rest else {})


def _case(_operands: Operands, known: Known) -> Any:
    pairs = []
    for i in range(1, _MOST_CASES + 1):
        when, value = known.get(f"wenn{i}"), known.get(f"a{i}")
        if (when is None) != (value is None):
            raise Refused(
                f"Der {i}. Fall ist unvollständig.", "Wählen Sie Bedingung und Wert, oder lassen Sie beides weg."
            )
        pairs += [] if when is None else [[when, value]]
    if not pairs:
        raise Refused("Es gibt noch keinen Fall.", "Wählen Sie wenigstens eine Bedingung und einen Wert.")
    rest = known.get("sonst")
    return {"case": [*pairs, *([] if rest is None else [rest])]}


def _age_parts(_operands: Operands, tree: Any) -> Known | None:
    found = argument(tree, "age")
    if isinstance(found, list):
        return {"a": found[0], "b": found[1]} if len(found) == 2 else None
    return None if found is None else {"a": found}


def _age(_operands: Operands, known: Known) -> Any:
    return {"age": known["a"] if known.get("b") is None else [known["a"], known["b"]]}


def _pair_parts(*names: str) -> Callable[[Operands, Any], Known | None]:
    def parts(_operands: Operands, tree: Any) -> Known | None:
        for name in names:
            found = argument(tree, name)
            if isinstance(found, list) and len(found) == 2:
                return {"a": found[0], "art": name, "b": found[1]}
        return None

    return parts


def _day_parts(_operands: Operands, tree: Any) -> Known | None:
    found = argument(tree, "add")
    known = isinstance(found, list) and len(found) == 3 and isinstance(found[2], str)
    return {"a": found[0], "b": found[1], "einheit": found[2]} if known else None


def _table_parts(_operands: Operands, tree: Any) -> Known | None:
    found = argument(tree, "lookup")
    if not isinstance(found, Mapping) or not set(found) <= {"param", "key", "at"} or "key" not in found:
        return None
    return {"tabelle": found.get("param"), "a": found["key"], "b": found.get("at")}


def _table(_operands: Operands, known: Known) -> Any:
    at = {} if known.get("b") is None else {"at": known["b"]}
    return {"lookup": {"param": known["tabelle"], "key": known["a"], **at}}


def _tables(operands: Operands) -> Mapping[str, Choices]:
    parameters = operands.subject.form.get("parameters", {})
    return {"tabelle": [(name, str(spec.get("title", name))) for name, spec in parameters.items()]}


def _numbers(operands: Operands) -> Mapping[str, Choices]:
    return {"fragen": [pair for pair in operands.choices() if pair[0].startswith(("v:", "p:"))]}


_CASES: Final[tuple[Slot, ...]] = tuple(
    slot
    for i in range(1, _MOST_CASES + 1)
    for slot in ((f"wenn{i}", "condition?", f"{i}. Fall: wenn", None), (f"a{i}", "operand?", f"{i}. Fall: dann", None))
)

SHAPES: Final[Mapping[str, Shape]] = {
    "wert": Shape("Ein Wert", (("a", "operand", "Welcher Wert?", None),), _single, lambda _o, known: known["a"]),
    "zwei": Shape(
        "Zwei Werte verrechnen",
        (
            ("a", "operand", "Erster Wert", None),
            ("art", "select", "Rechenart", _TWO),
            ("b", "operand", "Zweiter Wert", None),
        ),
        _two_parts,
        lambda _o, known: {known["art"]: [known["a"], known["b"]]},
    ),
    "summe": Shape(
        "Mehrere addieren", (("fragen", "choices", "Was wird addiert?", ()),), _listed_parts, _listed, _numbers
    ),
    "listensumme": Shape(
        "Über eine Liste addieren",
        (("was", "select", "Was wird addiert?", ()), ("eintraege", "entries", "Welche Einträge?", None)),
        listshapes.total_parts,
        listshapes.total,
        listshapes.offered,
    ),
    "eintraege": Shape(
        "Einträge einer Liste zählen oder prüfen",
        (
            (
                "art",
                "select",
                "Was kommt heraus?",
                (
                    ("count", "Wie viele es sind"),
                    ("any", "Ob es mindestens einen gibt"),
                    ("all", "Ob es für alle gilt"),
                ),
            ),
            ("liste", "select", "Liste", ()),
            ("eintraege", "entries", "Welche Einträge?", None),
        ),
        listshapes.entries_parts,
        listshapes.entries,
        listshapes.offered,
    ),
    "wenn": Shape(
        "Wenn – dann – sonst",
        (("wenn", "condition", "Wenn", None), ("a", "operand", "Dann", None), ("b", "operand", "Sonst", None)),
        _if_parts,
        lambda _o, known: {"if": [known["wenn"], known["a"], known["b"]]},
    ),
    "faelle": Shape(
        "Mehrere Fälle", (*_CASES, ("sonst", "operand?", "In allen anderen Fällen", None)), _case_parts, _case
    ),
    "alter": Shape(
        "Alter in Jahren",
        (("a", "operand", "Geburtsdatum", None), ("b", "operand?", "Am Tag (leer: heute)", None)),
        _age_parts,
        _age,
    ),
    "spanne": Shape(
        "Zeit zwischen zwei Tagen",
        (
            ("a", "operand", "Von", None),
            ("b", "operand", "Bis", None),
            ("art", "select", "In", (("days", "Tagen"), ("months", "vollen Monaten"))),
        ),
        _pair_parts("days", "months"),
        lambda _o, known: {known["art"]: [known["a"], known["b"]]},
    ),
    "tag": Shape(
        "Ein Tag davor oder danach",
        (
            ("a", "operand", "Von diesem Tag an", None),
            ("b", "operand", "Anzahl (mit Minus: davor)", None),
            ("einheit", "select", "Einheit", _UNITS),
        ),
        _day_parts,
        lambda _o, known: {"add": [known["a"], known["b"], known["einheit"]]},
    ),
    "tabelle": Shape(
        "In einer Tabelle nachschlagen",
        (
            ("tabelle", "select", "Tabelle (Parameter)", ()),
            ("a", "operand", "Schlüssel", None),
            ("b", "operand?", "Wie sie gilt am (leer: heute)", None),
        ),
        _table_parts,
        _table,
        _tables,
    ),
    "vergleich": Shape(
        "Zwei Werte vergleichen",
        (
            ("a", "operand", "Erster Wert", None),
            ("art", "select", "Vergleich", (("equals", "ist gleich"), ("less", "ist kleiner als"))),
            ("b", "operand", "Zweiter Wert", None),
        ),
        _pair_parts("equals", "less"),
        lambda _o, known: {known["art"]: [known["a"], known["b"]]},
    ),
}


def shape_of(operands: Operands, tree: Any) -> str:
    """The first shape that can say a tree; "" where none can."""
    found = (name for name, shape in SHAPES.items() if (known := shape.parts(operands, tree)) is not None and known)
    return next(found, "")
