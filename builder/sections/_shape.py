"""What a shape of a calculation is: its fields, and how a tree is taken apart into them and put together again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from builder.sections._frame import Choices
from builder.sections._operands import Operands

Slot = tuple[str, str, str, Any]
"""Name of a field, its kind (operand, condition, entries, or a field type), its label, and what a field type offers."""
Known = Mapping[str, Any]


@dataclass(frozen=True)
class Shape:
    """One shape. `parts` takes a tree apart (None where it is of another shape), `built` puts one together."""

    title: str
    slots: tuple[Slot, ...]
    parts: Callable[[Operands, Any], Known | None]
    """The parts by the names of the fields: trees for operands, conditions as they stand, other values as such."""
    built: Callable[[Operands, Known], Any]
    offered: Callable[[Operands], Mapping[str, Choices]] = lambda _operands: {}
    """What fields offer that depends on the form."""


def argument(tree: Any, name: str) -> Any:
    """What an operator is applied to, where a tree is this one operator; else None."""
    return tree[name] if isinstance(tree, Mapping) and len(tree) == 1 and name in tree else None
