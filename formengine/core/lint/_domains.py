"""The answers that conditions can tell apart at one place: a few that stand for all, and nothing at all."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from formengine.core.answers import answer_schema
from formengine.core.definition import Definition
from formengine.core.formats import is_date
from formengine.core.lint._values import MAX_OPTIONS, bounds, days, numbers
from formengine.core.model import ENVIRONMENT, Condition, Control, Path
from formengine.core.schemas import subschemas
from formengine.core.validation import judge

MAX_LENGTH: Final = 1_000
"""Lists longer than this are not tried out."""
_OTHER: Final = "ein anderer Wert"
"""Stands for a text that no condition names."""
_LOGIC: Final = frozenset({"not", "allOf", "anyOf", "oneOf", "type"})
_NAMING: Final = _LOGIC | {"const", "enum"}
_COUNTING: Final = _LOGIC | {"minItems", "maxItems"}
_NUMBERS: Final = _NAMING | {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}
_TICKING: Final = _COUNTING | {"contains", "uniqueItems"}
_BIGGEST: Final = 2**53
"""Beyond it a double skips whole numbers."""
_DAYS: Final = _NAMING | {"formatMinimum", "formatMaximum", "format"}


@dataclass(frozen=True, slots=True)
class Domain:
    """The values that a place may have. Every answer that a person can give is told apart no better than one of them
    by the leaves that `tells` accepts; about other leaves nothing is known where there is an answer."""

    values: Sequence[Any]
    """Without MISSING, which is always possible."""
    tells: Callable[[Condition], bool]
    exact: bool
    """Each value is one that a person can give."""


def domain(definition: Definition, path: Path, control: Control | None, leaves: Sequence[Condition]) -> Domain:
    """The domain of a place, given all leaves that look there."""
    if control is None or control.fixed:
        return _foreign(path, control, leaves)
    if control.type == "list":
        return _lengths(definition, control, leaves)
    schema = answer_schema(control)
    kind = schema.get("type")
    if "enum" in schema or kind == "boolean":
        return _listed(definition, control, schema.get("enum", [True, False]))
    if kind == "array":
        return _subsets(definition, control, schema)
    if kind in ("integer", "number"):
        return _amounts(control, leaves)
    if kind == "string":
        by_day = schema.get("format") == "date"
        return _calendar(definition, control, leaves) if by_day else _texts(definition, control, leaves)
    return _object() if kind == "object" else UNKNOWN


def _foreign(path: Path, control: Control | None, leaves: Sequence[Condition]) -> Domain:
    """What nobody answers: a group (of which it is only known whether it is there), a calculation, the environment."""
    if control is None and path[:1] != (ENVIRONMENT,):
        return _object()
    truth = [True, False] if control is not None and control.schema.get("type") == "boolean" else []
    named = [bound for leaf in leaves for bound in bounds(leaf.schema)]
    return Domain([*truth, *named, _OTHER], _speaking(_NAMING - {"type"}), exact=False)


def _object() -> Domain:
    return Domain([{}], _speaking(_LOGIC), exact=False)


def _listed(definition: Definition, control: Control, values: Sequence[Any]) -> Domain:
    """A closed list of answers; an unchecked box in an optional group may fall away with it."""
    kept = [value for value in values if value is not None and definition.judges[control.id].ok(value)]
    return Domain(kept, lambda _: True, exact=False not in kept or not _may_fall_away(definition, control))


def _may_fall_away(definition: Definition, control: Control) -> bool:
    """An unchecked box alone does not keep an optional group."""
    return any(definition.objects.get(control.path[:length]) is False for length in range(1, len(control.path)))


UNKNOWN: Final = Domain([_OTHER], lambda _: False, exact=False)
"""Of such an answer it is only known whether it is there."""


def _speaking(words: frozenset[str]) -> Callable[[Condition], bool]:
    """Accepts leaves whose schema consists of these words only."""
    return lambda leaf: _consists(leaf.schema, words)


def _consists(schema: Any, words: frozenset[str]) -> bool:
    if isinstance(schema, bool):
        return True
    return set(schema) <= words and all(_consists(part, words) for part in _parts(schema))


def _lengths(definition: Definition, control: Control, leaves: Sequence[Condition]) -> Domain:
    """Lists of so many entries."""
    counts = {1}
    for leaf in leaves:
        if not isinstance(leaf.schema, bool):
            named = [*_numbers_at(leaf.schema, ("minItems", "maxItems"))]
            counts |= {count + step for count in named for step in (-1, 0, 1) if 0 < count + step <= MAX_LENGTH}
    own = [control.schema.get(word, 1) for word in ("minItems", "maxItems")]
    counts |= {count for count in own if 0 < count <= MAX_LENGTH}
    values: list[list[Any]] = [[{}] * count for count in sorted(counts)]
    big = any(count > MAX_LENGTH for leaf in leaves for count in _numbers_at(leaf.schema, ("minItems", "maxItems")))
    kept = [value for value in values if definition.judges[control.id].ok(value)]
    if big or not kept:
        return UNKNOWN
    return Domain(kept, _speaking(_COUNTING), exact=True)


def _numbers_at(schema: Any, words: Sequence[str]) -> list[int]:
    if isinstance(schema, bool):
        return []
    found = [schema[word] for word in words if word in schema]
    inner = (_numbers_at(part, words) for part in _parts(schema))
    return [int(count) for count in (*found, *itertools.chain(*inner))]


def _subsets(definition: Definition, control: Control, schema: Mapping[str, Any]) -> Domain:
    """Every combination of a few check boxes; of many nothing is known."""
    options = schema.get("items", {}).get("enum", ())
    if not options or len(options) > MAX_OPTIONS:
        return UNKNOWN
    sizes = range(1, len(options) + 1)
    values = [list(chosen) for size in sizes for chosen in itertools.combinations(options, size)]
    kept = [value for value in values if definition.judges[control.id].ok(value)]
    words = _TICKING if schema.get("uniqueItems") is True else _TICKING - {"minItems", "maxItems"}
    return Domain(kept, lambda leaf: _counts(leaf.schema, words), exact=True)


def _counts(schema: Any, words: frozenset[str]) -> bool:
    """Whether a schema asks only which boxes are ticked and how many, not in which order."""
    if isinstance(schema, bool):
        return True
    return set(schema) <= words and all(_counts(part, words) for part in _parts(schema))


def _parts(schema: Mapping[str, Any]) -> list[Any]:
    """The schemas in a schema that look at the same value."""
    joined = [part for word in ("allOf", "anyOf", "oneOf") for part in schema.get(word, ())]
    return [*joined, *([schema["not"]] if "not" in schema else [])]


def _amounts(control: Control, leaves: Sequence[Condition]) -> Domain:
    """Each bound, something between each two, and something beyond either end."""
    told = _speaking(_NUMBERS if control.schema.get("type") == "integer" else _NUMBERS - {"type"})
    schemas = [control.schema, *(leaf.schema for leaf in leaves if told(leaf))]
    named = [bound for schema in schemas for bound in bounds(schema) if _is_number(bound)]
    stepped = "multipleOf" in control.schema
    if any(abs(bound) >= _BIGGEST for bound in named):
        return UNKNOWN
    own = judge({word: part for word, part in control.schema.items() if word != "multipleOf"})
    values = [value for value in numbers(named, control) if own.ok(value)]
    return Domain(values, told, exact=not stepped)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _calendar(definition: Definition, control: Control, leaves: Sequence[Condition]) -> Domain:
    told = _speaking_of_days
    schemas = [control.schema, *(leaf.schema for leaf in leaves if told(leaf))]
    named = [bound for schema in schemas for bound in bounds(schema) if isinstance(bound, str) and is_date(bound)]
    try:
        found = days(named)
    except OverflowError:
        return UNKNOWN
    return Domain([day for day in found if definition.judges[control.id].ok(day)], told, exact=True)


def _speaking_of_days(leaf: Condition) -> bool:
    """Accepts leaves that compare whole days."""
    return _consists(leaf.schema, _DAYS) and all(
        node.get("format", "date") == "date"
        and all(is_date(node[word]) for word in ("formatMinimum", "formatMaximum") if word in node)
        for node, _ in subschemas(leaf.schema, "")
    )


def _texts(definition: Definition, control: Control, leaves: Sequence[Condition]) -> Domain:
    """The texts that conditions name, and one that none does."""
    fits = definition.judges[control.id].ok
    named = [bound for leaf in leaves for bound in bounds(leaf.schema) if isinstance(bound, str)]
    kept = [text for text in dict.fromkeys(named) if fits(text)]
    return Domain([*kept, _OTHER], _speaking(_NAMING), exact=fits(_OTHER))


def place_of(leaf: Condition, item: Path) -> Path:
    """The template path from the root that a leaf looks at; `item` is where its own scopes start."""
    return leaf.path if leaf.root else item + leaf.path
