"""Conditions with the verdict of each part, and which of the leaves a verdict rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from formengine.core import pointer
from formengine.core.conditions import compile_test
from formengine.core.model import Condition, Document
from formengine.core.pointer import MISSING


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition as it was judged."""

    condition: Condition
    holds: bool
    value: Any = MISSING
    """What a leaf found."""
    children: tuple["Judged", ...] = ()


def judged(condition: Condition, document: Document, item: Document | None) -> Judged:
    """Judge a condition and remember how."""
    if condition.kind == "LEAF":
        value = pointer.get(document if condition.root or item is None else item, condition.path)
        return Judged(condition, compile_test(condition)(document, item), value)
    children = tuple(judged(child, document, item) for child in condition.children)
    return Judged(condition, _verdict(condition, [child.holds for child in children]), children=children)


def _verdict(condition: Condition, parts: list[bool]) -> bool:
    if condition.kind == "AND":
        return all(parts)
    if condition.kind == "OR":
        return any(parts)
    return sum(parts) == 1 if condition.kind == "XOR" else not parts[0]


def grounds(found: Judged) -> Iterator[Judged]:
    """The leaves that a verdict rests on: as long as they stay as they are, the others may say what they want."""
    if found.condition.kind == "LEAF":
        yield found
    for child in _telling(found):
        yield from grounds(child)


def _telling(found: Judged) -> tuple[Judged, ...]:
    """The parts that decide: of a failed AND those that fail, of an OR that holds those that hold."""
    parts, kind = found.children, found.condition.kind
    if kind == "AND" and not found.holds:
        return tuple(part for part in parts if not part.holds)
    true = tuple(part for part in parts if part.holds)
    if (kind == "OR" and found.holds) or (kind == "XOR" and len(true) > 1):
        return true
    return parts
