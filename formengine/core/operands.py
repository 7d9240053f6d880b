"""What the operators of calculations share: exact decimals, and operands of which none may be absent."""

import decimal
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Final

from formengine.core.calctree import Compiler, Operator, Run, Scene, number
from formengine.core.pointer import MISSING

EXACT: Final = decimal.Context(prec=50, rounding=decimal.ROUND_HALF_UP, traps=[])


def numbers(values: Iterable[Any]) -> list[Decimal] | None:
    """All values as decimals, None where one of them is no number."""
    found = [number(value) for value in values]
    return None if any(value is MISSING for value in found) else found


def two(compute: Callable[[Any, Any], Any]) -> Operator:
    """An operator of two operands that is absent where either is."""

    def operator(compiler: Compiler, argument: Any, place: str) -> Run:
        left, right = compiler.many(argument, place, exactly=2)

        def run(scene: Scene) -> Any:
            one, other = left(scene), right(scene)
            return MISSING if one is MISSING or other is MISSING else compute(one, other)

        return run

    return operator
