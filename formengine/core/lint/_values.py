"""The answers that are worth trying at a question: every option, and the points around every bound of a condition."""

import datetime
import itertools
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from formengine.core import dates
from formengine.core.conditions import leaves
from formengine.core.definition import Definition
from formengine.core.formats import is_date
from formengine.core.limits import walk
from formengine.core.model import ENVIRONMENT, ITEM, Condition, Control, Path
from formengine.core.pointer import touches
from formengine.core.schemas import subschemas

MAX_OPTIONS: Final = 6
"""Of so many check boxes every combination is tried."""
ANY: Final = "…"
"""Stands for an answer that no condition looks at."""
_NUMBERS: Final = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"})
_DATES: Final = frozenset({"formatMinimum", "formatMaximum"})
_WEIGHED: Final = _NUMBERS | _DATES | {"const", "enum", "type", "format", "not", "allOf", "anyOf", "oneOf"}
"""Keywords whose verdict can only change at the values that they name."""
_TIME: Final = frozenset({"env", "now", "today"})

Leaf = tuple[Path, Condition]


def read_leaves(definition: Definition) -> list[Leaf]:
    """Every leaf of every condition that decides about a page, a rule or an outcome, with its path from the root."""
    found: list[Leaf] = []
    for element in definition.elements.values():
        item: Path = (*element.lists[-1], ITEM) if element.lists else ()
        for effect in element.effects:
            found += [(leaf.path if leaf.root else item + leaf.path, leaf) for leaf in leaves(effect.condition)]
    for rule in definition.rules:
        item = (*rule.each, ITEM) if rule.each else ()
        for condition in (rule.when, rule.require) if rule.severity == "error" else ():
            found += [(leaf.path if leaf.root else item + leaf.path, leaf) for leaf in leaves(condition)]
    for outcome in definition.outcomes:
        found += [(leaf.path, leaf) for leaf in leaves(outcome.condition)]
    return found


def candidates(definition: Definition, read: Iterable[Leaf]) -> tuple[dict[str, list[Any]], list[str]]:
    """The answers to try, by element id; and what cannot be tried out, in words for people."""
    tried: dict[str, list[Any]] = {}
    unclear: list[str] = []
    read = list(read)
    if any(path[:1] == (ENVIRONMENT,) for path, _ in read) or any(
        _depends_on_time(c) for c in definition.controls.values()
    ):
        unclear.append("die Umgebung oder die Zeit")
    for control in definition.controls.values():
        if control.fixed or control.lists:
            continue
        found = _tried(definition, control, [leaf for leaf in read if touches(leaf[0], control.path)])
        if found is None:
            unclear.append(f"„{control.label}“")
        tried[control.id] = found or []
    return tried, unclear


def _depends_on_time(control: Control) -> bool:
    return control.calc is not None and any(
        isinstance(node, Mapping) and bool(_TIME & node.keys()) for node, _, _ in walk(control.calc)
    )


def _tried(definition: Definition, control: Control, read: list[Leaf]) -> list[Any] | None:
    """None where the answers cannot be told apart into finitely many kinds."""
    calculated = any(
        touches(path, control.path) for calculation in definition.calculations.values() for path in calculation.reads
    )
    if not read and not calculated:
        return [control.choices[0].value if control.choices else ANY]
    values = _listed(control)
    if values is None and not calculated:
        values = _around_bounds(control, read)
    return None if values is None else [value for value in values if definition.judges[control.id].ok(value)]


def _listed(control: Control) -> list[Any] | None:
    options = [choice.value for choice in control.choices]
    if control.schema.get("type") == "boolean":
        return [True, False]
    if control.schema.get("type") != "array":
        return options or None
    if not options or len(options) > MAX_OPTIONS:
        return None
    sizes = range(1, len(options) + 1)
    return [list(chosen) for size in sizes for chosen in itertools.combinations(options, size)]


def _around_bounds(control: Control, read: list[Leaf]) -> list[Any] | None:
    schemas = [control.schema, *(leaf.schema for _, leaf in read)]
    if any(path != control.path for path, _ in read) or not all(map(_is_weighed, schemas[1:])):
        return None
    named = [bound for schema in schemas for bound in bounds(schema)]
    if control.schema.get("type") in ("integer", "number"):
        return numbers([bound for bound in named if not isinstance(bound, str | bool)], control)
    if control.schema.get("format") == "date":
        return days([bound for bound in named if isinstance(bound, str) and is_date(bound)])
    return None


def _is_weighed(schema: Any) -> bool:
    return all(set(node) <= _WEIGHED for node, _ in subschemas(schema, ""))


def bounds(schema: Any) -> Iterator[Any]:
    """Every value that a schema names."""
    for node, _ in subschemas(schema, ""):
        yield from (node[word] for word in (*_NUMBERS, *_DATES, "const") if word in node)
        yield from node.get("enum", ())


def numbers(named: list[Any], control: Control) -> list[Any]:
    """Each bound, a point between each two, and one beyond either end."""
    exact = sorted({Fraction(str(bound)) for bound in named}) or [Fraction(0)]
    if control.schema["type"] == "integer":
        return sorted({int(bound) + step for bound in exact for step in (-1, 0, 1)})
    between = [(one + other) / 2 for one, other in itertools.pairwise(exact)]
    return [float(point) for point in sorted({exact[0] - 1, *exact, *between, exact[-1] + 1})]


def days(named: list[str]) -> list[str]:
    """Each day, and the days before and after it."""
    found = [datetime.date.fromisoformat(day) for day in named or ["2000-01-01"]]
    return sorted({dates.shift(day, step, "days").isoformat() for day in found for step in (-1, 0, 1)})
