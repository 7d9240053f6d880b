"""The operators of calculations: one table, each entry a compiler of its arguments."""

import decimal
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from formengine.core import dates, pointer
from formengine.core.calctree import CalcError, Compiler, Operator, Run, Scene, number
from formengine.core.operands import EXACT, numbers, two
from formengine.core.operators_calendar import CALENDAR
from formengine.core.parameters import value_on
from formengine.core.pointer import MISSING

_MOST_DIGITS: Final = 20
_ROUNDINGS: Final = {"half-up": decimal.ROUND_HALF_UP, "up": decimal.ROUND_CEILING, "down": decimal.ROUND_FLOOR}


def _value(compiler: Compiler, argument: Any, place: str) -> Run:
    root, path = compiler.path(argument, place)
    unwritten = compiler.unwritten(root, path, place)

    def run(scene: Scene) -> Any:
        found = pointer.get(scene.document if root or scene.item is None else scene.item, path)
        return unwritten(scene) if found is MISSING else found

    return run


def _param(compiler: Compiler, argument: Any, place: str) -> Run:
    if not isinstance(argument, str) or argument not in compiler.parameters:
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
            found = numbers(values(scene))
            return MISSING if found is None else combine(found)

        return run

    return operator


def _listed(compiler: Compiler, argument: Any, place: str) -> Callable[[Scene], list[Any]]:
    runs = compiler.many(argument, place)

    def values(scene: Scene) -> list[Any]:
        scene.spend(len(runs))
        return [run(scene) for run in runs]

    return values


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
        return found

    return values


def _quantified(verdict: Callable[[int, int], Any]) -> Operator:
    """count, any and all: how many items pass `where`, out of how many."""

    def operator(compiler: Compiler, argument: Any, place: str) -> Run:
        spec = argument if isinstance(argument, Mapping) else {"of": argument}
        passing = _items(compiler, spec, place)
        everything = _items(compiler, {"of": spec.get("of")}, place)

        def run(scene: Scene) -> Any:
            return verdict(sum(one is not MISSING for one in passing(scene)), len(everything(scene)))

        return run

    return operator


def _arithmetic(compute: Callable[[Decimal, Decimal], Any]) -> Operator:
    def over(one: Any, other: Any) -> Any:
        pair = numbers((one, other))
        return MISSING if pair is None else compute(*pair)

    return two(over)


def _round(compiler: Compiler, argument: Any, place: str) -> Run:
    """`{"value", "digits" (2), "mode" (half-up)}`; half-up is the rounding of German cash amounts."""
    spec = (
        argument if isinstance(argument, Mapping) and "value" in argument and len(argument) > 1 else {"value": argument}
    )
    mode = _ROUNDINGS.get(str(spec.get("mode", "half-up")))
    digits = spec.get("digits", 2)
    if mode is None or not isinstance(digits, int) or abs(digits) > _MOST_DIGITS:
        raise CalcError(
            place, "„mode“ oder „digits“ stimmt nicht.", f"mode: {', '.join(_ROUNDINGS)}; digits: ganze Zahl."
        )
    inner = compiler.compile(spec["value"], f"{place}/value")
    step = Decimal(1).scaleb(-digits)

    def run(scene: Scene) -> Any:
        amount = number(inner(scene))
        return MISSING if amount is MISSING else amount.quantize(step, rounding=mode, context=EXACT)

    return run


def _if(compiler: Compiler, argument: Any, place: str) -> Run:
    test, then, otherwise = compiler.many(argument, place, exactly=3)
    return lambda scene: then(scene) if test(scene) is True else otherwise(scene)


def _case(compiler: Compiler, argument: Any, place: str) -> Run:
    """`[[condition, value], …, default]`: the first whose condition holds; without a default, absent."""
    if not isinstance(argument, list):
        raise CalcError(place, "„case“ braucht eine Liste.", "Schreiben Sie [[Bedingung, Wert], …, Vorgabe].")
    ends = bool(argument) and not isinstance(argument[-1], list)
    pairs = [compiler.many(pair, f"{place}/{i}", exactly=2) for i, pair in enumerate(argument[: -1 if ends else None])]
    default = compiler.compile(argument[-1], f"{place}/{len(pairs)}") if ends else None

    def run(scene: Scene) -> Any:
        for test, value in pairs:
            if test(scene) is True:
                return value(scene)
        return MISSING if default is None else default(scene)

    return run


def _lookup(compiler: Compiler, argument: Any, place: str) -> Run:
    """`{"param", "key" | "keys", "at"?}`: a table by keys, as of a day; absent where nothing is found."""
    name = argument.get("param") if isinstance(argument, Mapping) else None
    if not isinstance(name, str) or name not in compiler.parameters:
        raise CalcError(place, "„lookup“ braucht den Namen einer Tabelle.", "Nennen Sie einen Parameter in „param“.")
    parameters, table = compiler.parameters, compiler.parameters[name]
    at = compiler.compile(argument["at"], f"{place}/at") if "at" in argument else None
    keys = argument.get("keys", [argument["key"]] if "key" in argument else [])
    runs = compiler.many(keys, f"{place}/keys")

    def run(scene: Scene) -> Any:
        day = None if at is None else dates.parse(at(scene))
        if at is not None and day is None:
            return MISSING
        found: Any = table if day is None else value_on(parameters, name, day)
        for key in (run(scene) for run in runs):
            found = found.get(str(key), MISSING) if isinstance(found, Mapping) and key is not MISSING else MISSING
        return found

    return run


def _length(compiler: Compiler, argument: Any, place: str) -> Run:
    inner = compiler.compile(argument, place)

    def run(scene: Scene) -> Any:
        value = inner(scene)
        return Decimal(len(value)) if isinstance(value, str | list) else MISSING

    return run


def _equal(one: Any, other: Any) -> bool:
    pair = numbers((one, other))
    return pair[0] == pair[1] if pair else type(one) is type(other) and one == other


def _less(one: Any, other: Any) -> Any:
    pair = numbers((one, other))
    if pair:
        return pair[0] < pair[1]
    return one < other if isinstance(one, str) and isinstance(other, str) else MISSING


def _product(factors: list[Decimal]) -> Decimal:
    result = Decimal(1)
    for factor in factors:
        result = EXACT.multiply(result, factor)
    return result


def _total(amounts: list[Decimal]) -> Decimal:
    result = Decimal(0)
    for amount in amounts:
        result = EXACT.add(result, amount)
    return result


def _sum(compiler: Compiler, argument: Any, place: str) -> Run:
    """A sum, of what is there: absent operands count as nothing."""
    values = _items(compiler, argument, place) if isinstance(argument, Mapping) else _listed(compiler, argument, place)

    def run(scene: Scene) -> Any:
        found = numbers(value for value in values(scene) if value is not MISSING)
        return MISSING if found is None else _total(found)

    return run


OPERATORS: Final[Mapping[str, Operator]] = {
    "value": _value,
    "param": _param,
    "env": _env,
    "now": _now,
    "today": _today,
    "sum": _sum,
    "product": _fold(_product),
    "difference": _arithmetic(EXACT.subtract),
    "quotient": _arithmetic(lambda one, other: EXACT.divide(one, other) if other else MISSING),
    "round": _round,
    "min": _fold(lambda found: min(found) if found else MISSING),
    "max": _fold(lambda found: max(found) if found else MISSING),
    "count": _quantified(lambda passing, _: Decimal(passing)),
    "any": _quantified(lambda passing, _: passing > 0),
    "all": _quantified(lambda passing, every: passing == every),
    "if": _if,
    "case": _case,
    "lookup": _lookup,
    **CALENDAR,
    "length": _length,
    "equals": two(_equal),
    "less": two(_less),
}
"""Every operator; a new one is a new entry here and nowhere else."""
