"""The string formats and the character set that both judges decide alike: ours and any plain JSON Schema validator."""

import datetime
import functools
from collections.abc import Callable, Mapping
from typing import Any, Final

import re2

from formengine.core import iban, latin

_NONCHARACTERS: Final = "".join(
    f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}" for plane in range(2**16, 17 * 2**16, 2**16)
)

CLEAN: Final = "^[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\xad\ufdd0-\ufdef\ufffd-\uffff" + _NONCHARACTERS + "]*$"
"""No control characters but TAB, LF and CR, no soft hyphen, no noncharacters, no replacement character.
The escapes are those that RE2 and ECMA-262 share; code points above U+00FF stand as themselves."""

_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"

_MONTH = "-(?:0[1-9]|1[0-2])"
_DAY = "-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
_YEAR = "(?:19|[2-9][0-9])[0-9]{2}"
_LEAP_YEAR = "(?:(?:19|[2-9][0-9])(?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[3579][26])00)"

PATTERNS: Final[Mapping[str, str]] = {
    "email": "^[A-Za-z0-9_%+-]+(?:\\.[A-Za-z0-9_%+-]+)*@(?:"
    + _LABEL
    + "\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])$",
    "uri": "^https?://(?:" + _LABEL + "\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])(?::[0-9]{1,5})?(?:[/?#][!-~]*)?$",
    "time": "^(?:[01][0-9]|2[0-3]):[0-5][0-9]$",
    "partial-date": f"^(?:{_YEAR}(?:{_MONTH}|{_DAY})?|{_LEAP_YEAR}-02-29)$",
    "iban": iban.PATTERN,
    **latin.PATTERNS,
}
"""Formats that plain validators judge differently; the derived schema carries these as its own `pattern`."""

REPLACED: Final = frozenset(PATTERNS)
"""Formats whose name means something else, or nothing, to plain validators: the derived schema emits the pattern only.
(RFC 3339 `time` wants seconds and an offset, RFC 3986 `uri` any scheme; some look up `xn--` in an email; the others
are names of our own.)"""

BOUNDED: Final[Mapping[str, str]] = {"date": "date", "partial-date": "date", "time": "time"}
"""Formats that take `formatMinimum` and `formatMaximum`, and the format of the bound."""

PARTLY_SAID: Final = frozenset({"iban"})
"""Formats of which a pattern says only a part; the rest is relaxed in the derived schema."""


def is_date(text: str) -> bool:
    """True for an existing day written YYYY-MM-DD; Python alone would also take `20261123` and week dates."""
    try:
        return len(text) == 10 and datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@functools.lru_cache(maxsize=1024)
def compiled(pattern: str) -> Any:
    """A pattern on RE2: linear time for any text. Raises `re2.error` where RE2 refuses it."""
    return re2.compile(pattern)


def cost(pattern: str) -> int:
    """How large a pattern's program is in RE2; nothing for one that RE2 refuses."""
    try:
        found: int = compiled(pattern).programsize
    except (re2.error, UnicodeEncodeError):
        return 0
    return found


def matches(pattern: str, text: str) -> bool:
    """True where a pattern finds something; half a surrogate pair is no text, so nothing is found in it."""
    try:
        return compiled(pattern).search(text) is not None
    except UnicodeEncodeError:
        return False


def _by_pattern(name: str) -> Callable[[str], bool]:
    return functools.partial(matches, PATTERNS[name])


CHECKS: Final[Mapping[str, Callable[[str], bool]]] = (
    {"date": is_date} | {name: _by_pattern(name) for name in PATTERNS} | {"iban": iban.is_iban}
)
"""Every format that a definition may use."""


def at_least(bound: str) -> str:
    """A pattern for fixed-length digit strings (dates) not below `bound`, for validators without `formatMinimum`."""
    return _compared(bound, "9", range_up=True)


def at_most(bound: str) -> str:
    """A pattern for fixed-length digit strings (dates) not above `bound`."""
    return _compared(bound, "0", range_up=False)


def _compared(bound: str, last: str, *, range_up: bool) -> str:
    """Equal, or equal up to a digit that lies on the allowed side, with any digits after it."""
    ways = [bound]
    for i, digit in enumerate(bound):
        if digit.isdigit() and digit != last:
            side = f"[{int(digit) + 1}-9]" if range_up else f"[0-{int(digit) - 1}]"
            rest = "".join("[0-9]" if other.isdigit() else other for other in bound[i + 1 :])
            ways.append(bound[:i] + side + rest)
    return "^(?:" + "|".join(ways) + ")$"


def clean(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema with the demand for clean characters added to every free text in it."""
    parts = {name: clean(schema[name]) for name in ("items",) if isinstance(schema.get(name), Mapping)}
    if isinstance(schema.get("properties"), Mapping):
        parts["properties"] = {
            name: clean(part) if isinstance(part, Mapping) else part for name, part in schema["properties"].items()
        }
    if parts:
        return {**schema, **parts}
    if schema.get("type") != "string" or {"enum", "const", "oneOf"} & set(schema) or schema.get("format") == "date":
        return dict(schema)
    return {**schema, "allOf": [*schema.get("allOf", ()), {"pattern": CLEAN}]}
