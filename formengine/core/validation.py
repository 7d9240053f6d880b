"""The one judge: nothing else in this project constructs a JSON Schema validator."""

import functools
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

import re2
from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from referencing import Registry

from formengine.core import formats, plainformats, strictjson

CODES: Final[Mapping[str, str]] = {
    "required": "pflicht",
    "dependentRequired": "pflicht",
    "pattern": "muster",
    "format": "format",
    "type": "format",
    "multipleOf": "format",
    "minLength": "min",
    "minimum": "min",
    "exclusiveMinimum": "min",
    "minItems": "min",
    "formatMinimum": "min",
    "maxLength": "max",
    "maximum": "max",
    "exclusiveMaximum": "max",
    "maxItems": "max",
    "formatMaximum": "max",
    "enum": "codeliste",
    "const": "codeliste",
    "oneOf": "codeliste",
    "anyOf": "codeliste",
    "uniqueItems": "codeliste",
}
"""The one table from schema keyword to error code (`format.md` section 10)."""

_RANK: Final = {"type": 0, "enum": 1, "const": 1, "oneOf": 1, "format": 2, "pattern": 4}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer was not accepted: the code, the keyword that failed and where inside the answer."""

    code: str
    keyword: str
    path: tuple[str | int, ...] = ()
    limit: Any = None
    """The keyword's value in the schema, for the message."""
    value: Any = field(default=None, compare=False)


class Judge:
    """A compiled schema. Ask `ok` for the verdict and `problems` for the reasons, the most telling first."""

    def __init__(
        self, schema: Mapping[str, Any] | bool, codes: Mapping[str, str] | None = None, *, draft07: bool = False
    ) -> None:
        kind, checker = (_DRAFT07, _PLAIN_FORMATS) if draft07 else (_VALIDATOR, _FORMATS)
        self._validator = kind(schema, registry=Registry(), format_checker=checker)
        self._codes = codes or {}

    def ok(self, value: Any) -> bool:
        """True when the value fits."""
        return bool(self._validator.is_valid(value))

    def problems(self, value: Any) -> list[Problem]:
        """All reasons against the value, most telling first; empty when it fits."""
        errors = sorted(self._validator.iter_errors(value), key=_rank)
        return [self._problem(error) for error in errors]

    def _problem(self, error: ValidationError) -> Problem:
        keyword = str(error.validator)
        path = tuple(error.absolute_path)
        where = "/".join([str(part) for part in path if isinstance(part, str)] + [keyword])
        own = error.schema.get("x-code") if isinstance(error.schema, Mapping) else None
        code = self._codes.get(where) or own or CODES.get(keyword, "format")
        return Problem(code, keyword, path, error.validator_value, error.instance)


def judge(schema: Mapping[str, Any] | bool, codes: Mapping[str, str] | None = None) -> Judge:
    """The judge of a schema; equal schemas share one."""
    return _judge(strictjson.dumps(schema), strictjson.dumps(dict(codes or {})))


@functools.lru_cache(maxsize=4096)
def _judge(schema: bytes, codes: bytes) -> Judge:
    return Judge(strictjson.loads(schema), strictjson.loads(codes))


def foreign_judge(schema: Mapping[str, Any] | bool) -> Judge:
    """The judge of a schema that others wrote: draft-07, with the formats that JSON Schema itself names.

    Raises ValueError for what is no such schema, or holds a pattern that could take for ever.
    """
    wrong = next(_META07.iter_errors(schema), None)
    if wrong is not None:
        raise ValueError(f"/{'/'.join(map(str, wrong.absolute_path))}: {wrong.message}")
    return Judge(schema, draft07=True)


def schema_errors(schema: Any) -> list[tuple[tuple[str | int, ...], str]]:
    """What is wrong with a schema as JSON Schema 2020-12: pairs of place and message."""
    return [(tuple(error.absolute_path), error.message) for error in _META.iter_errors(schema)]


def _rank(error: ValidationError) -> tuple[int, str]:
    return _RANK.get(str(error.validator), 3), str(error.validator)


def _pattern(_validator: Any, pattern: str, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not formats.matches(pattern, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _multiple_of(_validator: Any, step: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    """As written: binary floats refuse 11,426 of the first 100,001 amounts in cents, decimals fail on 40 digits."""
    if _is_number(instance) and _exact(instance) % _exact(step):
        yield ValidationError(f"{instance!r} is not a multiple of {step}")


def _unique_items(_validator: Any, unique: bool, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    """By what the items are as JSON: comparing each with each takes 17 seconds for 3,000 objects."""
    if unique and isinstance(instance, list) and len({_identity(item) for item in instance}) < len(instance):
        yield ValidationError(f"{instance!r} has non-unique elements")


def _identity(value: Any) -> Any:
    """The same for what JSON Schema calls equal, and only for that: 1 is 1.0, and true is not 1."""
    if isinstance(value, list):
        return ("list", tuple(_identity(part) for part in value))
    if isinstance(value, dict):
        return ("object", frozenset((name, _identity(part)) for name, part in value.items()))
    return (type(value) is bool, value)


def _format_minimum(_validator: Any, bound: str, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    """A partial date is compared as far as it goes: 1985 is not before 1985-04-12."""
    if isinstance(instance, str) and instance < bound[: len(instance)]:
        yield ValidationError(f"{instance!r} is before {bound}")


def _format_maximum(_validator: Any, bound: str, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if isinstance(instance, str) and instance > bound[: len(instance)]:
        yield ValidationError(f"{instance!r} is after {bound}")


def _is_number(value: Any) -> bool:
    """Python also has numbers that JSON has not: they pass any minimum and any maximum."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole or (isinstance(value, float) and math.isfinite(value))


def _exact(value: float) -> Fraction:
    return Fraction(value) if isinstance(value, int) else Fraction(str(value))


def _pattern_properties(
    validator: Any, patterns: Mapping[str, Any], instance: Any, _schema: Any
) -> Iterator[ValidationError]:
    for pattern, schema in patterns.items():
        for name, value in instance.items() if isinstance(instance, Mapping) else ():
            if formats.matches(pattern, name):
                yield from validator.descend(value, schema, path=name, schema_path=pattern)


def _additional_properties(validator: Any, schema: Any, instance: Any, around: Any) -> Iterator[ValidationError]:
    if not isinstance(instance, Mapping):
        return
    for name, value in instance.items():
        known = name in around.get("properties", {})
        if not known and not any(formats.matches(pattern, name) for pattern in around.get("patternProperties", {})):
            yield from validator.descend(value, schema, path=name)


def _is_pattern(text: str) -> bool:
    """RE2 reads the escapes that ECMA-262 has; what it refuses would need a search without a bound."""
    try:
        formats.compiled(text)
    except (re2.error, UnicodeEncodeError):
        return False
    return True


def _checker(checks: Mapping[str, Callable[[str], bool]]) -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, check in checks.items():
        checker.checkers = {**checker.checkers, name: (_for_texts(check), ())}
    return checker


def _for_texts(check: Callable[[str], bool]) -> Callable[[object], bool]:
    return lambda value: not isinstance(value, str) or check(value)


_META: Final = Draft202012Validator(Draft202012Validator.META_SCHEMA)
_META07: Final = Draft7Validator(
    Draft7Validator.META_SCHEMA, registry=Registry(), format_checker=_checker({"regex": _is_pattern})
)
_FORMATS: Final = _checker(formats.CHECKS)
_PLAIN_FORMATS: Final = _checker(plainformats.CHECKS)
_VALIDATOR: Final[Any] = extend(  # type: ignore[no-untyped-call]  # jsonschema ships no types
    Draft202012Validator,
    {
        "pattern": _pattern,
        "multipleOf": _multiple_of,
        "uniqueItems": _unique_items,
        "formatMinimum": _format_minimum,
        "formatMaximum": _format_maximum,
    },
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("number", lambda _checker, value: _is_number(value)),
)
_DRAFT07: Final[Any] = extend(  # type: ignore[no-untyped-call]  # jsonschema ships no types
    Draft7Validator,
    {
        "pattern": _pattern,
        "patternProperties": _pattern_properties,
        "additionalProperties": _additional_properties,
        "multipleOf": _multiple_of,
    },
    type_checker=Draft7Validator.TYPE_CHECKER.redefine("number", lambda _checker, value: _is_number(value)),
)
