"""The operators of calculations: one table, each entry a compiler of its arguments."""

import datetime
import decimal
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from formengine.core import dates, pointer
from formengine.core.calctree import CalcError, Compiler, Operator, Run, Scene, number
from formengine.core.pointer import MISSING

_EXACT: Final = decimal.Context(prec=50, rounding=decimal.ROUND_HALF_UP, traps=[])
_ROUNDINGS: Final = {"half-up": decimal.ROUND_HALF_UP, "up": decimal.ROUND_CEILING, "down": decimal.ROUND_FLOOR}


def _numbers(values: Iterable[Any]) -> list[Decimal] | None:
    found = [number(value) for value in values]
    return None if any(value is MISSING for value in found) else found


def _value(compiler: Compiler, argument: Any, place: str) -> Run:
    root, path = compiler.path(argument, place)

    def run(scene: Scene) -> Any:
        scene.spend()
        return pointer.get(scene.document if root or scene.item is None else scene.item, path)

    return run


def _param(compiler: Compiler, argument: Any, place: str) -> Run:
    if argument not in compiler.parameters:
        raise CalcError(place, f"Den Parameter „{argument}“ gibt es nicht.", "Legen Sie ihn unter „parameters“ an.")
    value = compiler.parameters[argument]
    return lambda scene: value


def _env(compiler: Compiler, argument: Any, place: str) -> Run:
    return lambda scene: scene.environment.get(str(argument), MISSING)


def _now(compiler: Compiler, argument: Any, place: str) -> Run:
    return lambda scene: scene.now.isoformat(timespec="minutes")


def _today(compiler: Compiler, argument: Any, place: str) -> Run:
    return lambda scene: scene.now.date().isoformat()


def _fold(combine: Callable[[list[Decimal]], Any]) -> Operator:
    """An operator over a list of numbers, or over the items of a list (`{"of", "value", "where"}`)."""

    def operator(compiler: Compiler, argument: Any, place: str) -> Run:
        values = (
            _items(compiler, argument, place) if isinstance(argument, Mapping) else _listed(compiler, argument, place)
        )

        def run(scene: Scene) -> Any:
            numbers = _numbers(values(scene))
            return MISSING if numbers is None else combine(numbers)

        return run

    return operator


def _listed(compiler: Compiler, argument: Any, place: str) -> Callable[[Scene], list[Any]]:
    runs = compiler.many(argument, place)
    return lambda scene: [run(scene) for run in runs]


def _items(compiler: Compiler, argument: Mapping[str, Any], place: str) -> Callable[[Scene], list[Any]]:
    """The values of those items for which `where` holds; an absent list has none."""
    root, path = compiler.path(argument.get("of"), f"{place}/of")
    inner = compiler.inside(path if root else compiler.item + path)
    value = inner.compile(argument["value"], f"{place}/value") if "value" in argument else None
    where = inner.condition(argument["where"], f"{place}/where") if "where" in argument else None

    def values(scene: Scene) -> list[Any]:
        items = pointer.get(scene.document if root or scene.item is None else scene.item, path)
        found = []
        for item in items if isinstance(items, list) else ():
            scene.spend()
            own = item if isinstance(item, dict) else None
            if where is None or where(scene.document, own):
                inside = Scene(scene.document, own, scene.now, scene.environment, scene.steps)
                found.append(True if value is None else value(inside))
                scene.steps = inside.steps
        return [one for one in found if one is not MISSING]

    return values


def _quantified(verdict: Callable[[int, int], Any]) -> Operator:
    """count, any and all: how many items pass `where`, out of how many."""

    def operator(compiler: Compiler, argument: Any, place: str) -> Run:
        spec = argument if isinstance(argument, Mapping) else {"of": argument}
        passing = _items(compiler, spec, place)
        everything = _items(compiler, {"of": spec.get("of")}, place)
        return lambda scene: verdict(len(passing(scene)), len(everything(scene)))

    return operator


def _two(compute: Callable[[Any, Any], Any]) -> Operator:
    """An operator of two operands that is absent where either is."""

    def operator(compiler: Compiler, argument: Any, place: str) -> Run:
        left, right = compiler.many(argument, place, exactly=2)

        def run(scene: Scene) -> Any:
            one, other = left(scene), right(scene)
            return MISSING if one is MISSING or other is MISSING else compute(one, other)

        return run

    return operator


def _arithmetic(compute: Callable[[Decimal, Decimal], Any]) -> Operator:
    def numbers(one: Any, other: Any) -> Any:
        pair = _numbers((one, other))
        return MISSING if pair is None else compute(*pair)

    return _two(numbers)


def _calendar(compute: Callable[[datetime.date, datetime.date], Any]) -> Operator:
    def days(one: Any, other: Any) -> Any:
        start, end = dates.parse(one), dates.parse(other)
        return MISSING if start is None or end is None else compute(start, end)

    return _two(days)


def _round(compiler: Compiler, argument: Any, place: str) -> Run:
    """`{"value", "digits" (2), "mode" (half-up)}`; half-up is the rounding of German cash amounts."""
    spec = (
        argument if isinstance(argument, Mapping) and "value" in argument and len(argument) > 1 else {"value": argument}
    )
    mode = _ROUNDINGS.get(spec.get("mode", "half-up"))
    digits = spec.get("digits", 2)
    if mode is None or not isinstance(digits, int):
        raise CalcError(
            place, "„mode“ oder „digits“ stimmt nicht.", f"mode: {', '.join(_ROUNDINGS)}; digits: ganze Zahl."
        )
    inner = compiler.compile(spec["value"], f"{place}/value")
    step = Decimal(1).scaleb(-digits)

    def run(scene: Scene) -> Any:
        amount = number(inner(scene))
        return MISSING if amount is MISSING else amount.quantize(step, rounding=mode, context=_EXACT)

    return run


def _if(compiler: Compiler, argument: Any, place: str) -> Run:
    test, then, otherwise = compiler.many(argument, place, exactly=3)
    return lambda scene: then(scene) if test(scene) is True else otherwise(scene)


def _case(compiler: Compiler, argument: Any, place: str) -> Run:
    """`[[condition, value], …, default]`: the first whose condition holds; without a default, absent."""
    if not isinstance(argument, list):
        raise CalcError(place, "„case“ braucht eine Liste.", "Schreiben Sie [[Bedingung, Wert], …, Vorgabe].")
    pairs = [
        compiler.many(pair, f"{place}/{i}", exactly=2) for i, pair in enumerate(argument) if isinstance(pair, list)
    ]
    default = compiler.compile(argument[-1], place) if argument and not isinstance(argument[-1], list) else None

    def run(scene: Scene) -> Any:
        for test, value in pairs:
            if test(scene) is True:
                return value(scene)
        return MISSING if default is None else default(scene)

    return run


def _lookup(compiler: Compiler, argument: Any, place: str) -> Run:
    """`{"param", "key" | "keys", "at"?}`: a table parameter by one or several keys, absent where there is no entry."""
    if not isinstance(argument, Mapping) or argument.get("param") not in compiler.parameters:
        raise CalcError(place, "„lookup“ braucht den Namen einer Tabelle.", "Nennen Sie einen Parameter in „param“.")
    table = compiler.parameters[argument["param"]]
    keys = argument.get("keys", [argument["key"]] if "key" in argument else [])
    runs = compiler.many(keys, f"{place}/keys")

    def run(scene: Scene) -> Any:
        found: Any = table
        for key in (run(scene) for run in runs):
            found = found.get(str(key), MISSING) if isinstance(found, Mapping) and key is not MISSING else MISSING
        return found

    return run


def _age(compiler: Compiler, argument: Any, place: str) -> Run:
    """Full years today, or on a given day: `{"age": born}` or `{"age": [born, day]}`."""
    if isinstance(argument, list):
        return _calendar(dates.years_between)(compiler, argument, place)
    return _calendar(dates.years_between)(compiler, [argument, {"today": True}], place)


def _date(compiler: Compiler, argument: Any, place: str) -> Run:
    """A day from [year, month, day]; absent where there is no such day."""
    runs = compiler.many(argument, place, exactly=3)

    def run(scene: Scene) -> Any:
        parts = _numbers(one(scene) for one in runs)
        try:
            return MISSING if parts is None else datetime.date(*(int(part) for part in parts)).isoformat()
        except ValueError:
            return MISSING

    return run


def _add(compiler: Compiler, argument: Any, place: str) -> Run:
    """`[day, number, "days" | "weeks" | "months" | "years"]`."""
    day, amount, unit = compiler.many(argument, place, exactly=3)

    def run(scene: Scene) -> Any:
        start, by, name = dates.parse(day(scene)), number(amount(scene)), unit(scene)
        if start is None or by is MISSING or name not in dates.UNITS.values():
            return MISSING
        return dates.shift(start, int(by), name).isoformat()

    return run


def _overlaps(compiler: Compiler, argument: Any, place: str) -> Run:
    """`[from, to, ["03-01", "09-30"]]`: does a day of the span (both ends count) lie in the yearly season?"""
    if not isinstance(argument, list) or len(argument) != 3 or not _is_season(argument[2]):
        raise CalcError(place, '„overlaps“ braucht [von, bis, ["MM-TT", "MM-TT"]].', "Ergänzen Sie die Angaben.")
    start, end = compiler.many(argument[:2], place)
    (first, last) = ((int(day[:2]), int(day[3:])) for day in argument[2])

    def run(scene: Scene) -> Any:
        one, other = dates.parse(start(scene)), dates.parse(end(scene))
        return MISSING if one is None or other is None else dates.touches_season(one, other, (first, last))

    return run


def _is_season(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(dates.parse(f"2024-{day}") for day in value)


def _length(compiler: Compiler, argument: Any, place: str) -> Run:
    inner = compiler.compile(argument, place)

    def run(scene: Scene) -> Any:
        value = inner(scene)
        return Decimal(len(value)) if isinstance(value, str | list) else MISSING

    return run


def _equal(one: Any, other: Any) -> bool:
    pair = _numbers((one, other))
    return pair[0] == pair[1] if pair else type(one) is type(other) and one == other


def _less(one: Any, other: Any) -> Any:
    pair = _numbers((one, other))
    if pair:
        return pair[0] < pair[1]
    return one < other if isinstance(one, str) and isinstance(other, str) else MISSING


def _product(numbers: list[Decimal]) -> Decimal:
    result = Decimal(1)
    for factor in numbers:
        result = _EXACT.multiply(result, factor)
    return result


def _total(numbers: list[Decimal]) -> Decimal:
    result = Decimal(0)
    for amount in numbers:
        result = _EXACT.add(result, amount)
    return result


def _sum(compiler: Compiler, argument: Any, place: str) -> Run:
    """A sum, of what is there: absent operands count as nothing."""
    values = _items(compiler, argument, place) if isinstance(argument, Mapping) else _listed(compiler, argument, place)

    def run(scene: Scene) -> Any:
        numbers = _numbers(value for value in values(scene) if value is not MISSING)
        return MISSING if numbers is None else _total(numbers)

    return run


OPERATORS: Final[Mapping[str, Operator]] = {
    "value": _value,
    "param": _param,
    "env": _env,
    "now": _now,
    "today": _today,
    "sum": _sum,
    "product": _fold(_product),
    "difference": _arithmetic(_EXACT.subtract),
    "quotient": _arithmetic(lambda one, other: _EXACT.divide(one, other) if other else MISSING),
    "round": _round,
    "min": _fold(lambda numbers: min(numbers) if numbers else MISSING),
    "max": _fold(lambda numbers: max(numbers) if numbers else MISSING),
    "count": _quantified(lambda passing, _: Decimal(passing)),
    "any": _quantified(lambda passing, _: passing > 0),
    "all": _quantified(lambda passing, every: passing == every),
    "if": _if,
    "case": _case,
    "lookup": _lookup,
    "age": _age,
    "days": _calendar(lambda start, end: Decimal((end - start).days)),
    "months": _calendar(lambda start, end: Decimal(dates.months_between(start, end))),
    "date": _date,
    "add": _add,
    "overlaps": _overlaps,
    "length": _length,
    "equals": _two(_equal),
    "less": _two(_less),
}
"""Every operator; a new one is a new entry here and nowhere else."""
