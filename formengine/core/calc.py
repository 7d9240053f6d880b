"""Calculated values: a JsonLogic-shaped tree over a closed table of operators, in decimals, with a step budget."""

import decimal
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from formengine.core.calctree import BudgetError, CalcError, Compiler, Run, Scene
from formengine.core.conditions import Named
from formengine.core.model import Path
from formengine.core.operators import OPERATORS
from formengine.core.pointer import MISSING
from formengine.core.unwritten import Fallen

__all__ = ["CalcError", "Calculation", "Scene", "compile_calc", "to_json"]


@dataclass(frozen=True)
class Calculation:
    """A compiled tree; `reads` are the paths it looks at (template paths from the root, ITEM for items)."""

    run: Run
    reads: frozenset[Path]

    def __call__(self, scene: Scene) -> Any:
        """The value as JSON has it, or MISSING where an operand is absent or the budget is spent."""
        try:
            return to_json(self.run(scene))
        except (BudgetError, decimal.DecimalException, OverflowError, ValueError):
            return MISSING


def compile_calc(
    tree: Any,
    named: Named,
    parameters: Mapping[str, Any],
    base: Path = (),
    item: Path = (),
    fallen: Fallen | None = None,
) -> Calculation:
    """Compile a tree once. Raises CalcError."""
    compiler = Compiler(OPERATORS, named, parameters, base, item, fallen=fallen)
    run = compiler.compile(tree)
    return Calculation(run, frozenset(compiler.reads))


def to_json(value: Any) -> Any:
    """A result as JSON: whole decimals as integers, others as the nearest double, MISSING as it is."""
    if not isinstance(value, Decimal):
        return value
    if not value.is_finite():
        return MISSING
    return int(value) if value == value.to_integral_value() and abs(value) < 2**53 else float(value)
