"""Whether what an operation is called with is what it asks for: arguments come from outside, as JSON."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def unfit(operation: Callable[..., Any], arguments: Mapping[str, Any]) -> str:
    """Why arguments do not fit an operation, "" where they do."""
    asked = inspect.signature(operation).parameters
    given = list(asked)[1:]
    unknown = [name for name in arguments if name not in given]
    missing = [name for name in given if asked[name].default is inspect.Parameter.empty and name not in arguments]
    hints = get_type_hints(operation)
    wrong = [name for name, value in arguments.items() if name in hints and not _is(value, hints[name])]
    return ", ".join([*unknown, *missing, *wrong])


def _is(value: Any, hint: Any) -> bool:
    """Whether a JSON value is of a kind that operations declare."""
    origin, inner = get_origin(hint), get_args(hint)
    if hint is Any:
        return True
    if origin in (Union, UnionType):
        return any(_is(value, one) for one in inner)
    if origin is Literal:
        return value in inner
    if origin is Sequence:
        return isinstance(value, list) and all(_is(one, inner[0]) for one in value)
    if origin is Mapping:
        return isinstance(value, dict)
    if hint in (None, NoneType):
        return value is None
    return isinstance(value, hint) and isinstance(value, bool) == (hint is bool)
