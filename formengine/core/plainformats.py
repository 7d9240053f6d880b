"""The string formats as JSON Schema itself names them, for documents that others wrote; ours are in `formats`."""

import ipaddress
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from formengine.core.formats import is_date, matches

_LABEL: Final = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_TIME: Final = re.compile(
    r"(?P<h>[0-9]{2}):(?P<m>[0-9]{2}):(?P<s>[0-9]{2})(?:\.[0-9]+)?(?:[zZ]|[+-](?P<oh>[0-9]{2}):?(?P<om>[0-9]{2})?)"
)
_MOMENT: Final = re.compile(r"(.{10})[tT ](.+)", re.DOTALL)
_HEX: Final = "[0-9A-Fa-f]"

PATTERNS: Final[Mapping[str, str]] = {
    "email": "^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:"
    + _LABEL
    + "\\.)+"
    + _LABEL
    + "$",
    "hostname": f"^{_LABEL}(?:\\.{_LABEL})*\\.?$",
    "uri": "^[A-Za-z][A-Za-z0-9+.-]*:(?:[!#$&-;=?@A-Z_a-z~\\[\\]]|%" + _HEX + "{2})*$",
    "uri-reference": "^(?:[!#$&-;=?@A-Z_a-z~\\[\\]]|%" + _HEX + "{2})*$",
    "uuid": f"^(?:urn:uuid:)?{_HEX}{{8}}-(?:{_HEX}{{4}}-){{3}}{_HEX}{{12}}$",
    "json-pointer": "^(?:/(?:[^~/]|~[01])*)*$",
    "duration": "^P(?:[0-9]+W|[0-9]+[YMDTHS0-9]*[YMDHS])$",
}
"""What a pattern can say; linear in any text, since RE2 reads them."""


def is_time(text: str) -> bool:
    """RFC 3339: with seconds and an offset; a leap second only where it can be one."""
    found = _TIME.fullmatch(text)
    if found is None:
        return False
    hour, minute, second = (int(found[name]) for name in "hms")
    offset_hour, offset_minute = int(found["oh"] or 0), int(found["om"] or 0)
    if offset_hour > 23 or offset_minute > 59:
        return False
    return (hour <= 23 and minute <= 59 and second <= 59) or (minute == 59 and second == 60)


def is_moment(text: str) -> bool:
    """A day and a time."""
    found = _MOMENT.fullmatch(text)
    return found is not None and is_date(found[1]) and is_time(found[2])


def _reads(parse: Callable[[str], Any], *wrong: type[Exception]) -> Callable[[str], bool]:
    def check(text: str) -> bool:
        try:
            parse(text)
        except wrong:
            return False
        return True

    return check


def _by_pattern(name: str) -> Callable[[str], bool]:
    return lambda text: matches(PATTERNS[name], text)


CHECKS: Final[Mapping[str, Callable[[str], bool]]] = {
    **{name: _by_pattern(name) for name in PATTERNS},
    "date": is_date,
    "time": is_time,
    "date-time": is_moment,
    "ipv4": _reads(ipaddress.IPv4Address, ValueError),
    "ipv6": _reads(ipaddress.IPv6Address, ValueError),
    "regex": _reads(re.compile, re.error, RecursionError, OverflowError),
}
"""Every format that is judged; any other is only a name."""
