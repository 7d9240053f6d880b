"""Strict JSON for everything that authors and importers hand in: what two parsers could read differently is refused."""

import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NoReturn

MAX_DEPTH = 200
MAX_DIGITS = 400
_BIGGEST_INTEGER = 2**63
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
"""A string that never ends is one token as well: else each quote in it would be searched for its end, in n² steps."""


class StrictJSONError(ValueError):
    """A document that is not strict JSON; `line` and `column` count from one (0 where unknown)."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


def loads(data: bytes) -> Any:
    """Parse UTF-8 bytes strictly: no BOM, NaN or duplicate keys, no numbers beyond double and int64, depth <= 200."""
    if data.startswith(b"\xef\xbb\xbf"):
        raise StrictJSONError(
            "Die Datei beginnt mit einer Byte-Marke (BOM). Speichern Sie sie als UTF-8 ohne BOM.", 1, 1
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise StrictJSONError("Die Datei ist nicht in UTF-8 geschrieben. Speichern Sie sie als UTF-8.", line) from error
    _check_depth(text)
    try:
        value = json.loads(
            text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_int=_integer, parse_float=_number
        )
    except json.JSONDecodeError as error:
        raise StrictJSONError(f"Das ist kein gültiges JSON ({error.msg}).", error.lineno, error.colno) from error
    _check_surrogates(text, value)
    return value


def dumps(value: Any) -> bytes:
    """Canonical JSON bytes (sorted keys, no spaces), for hashes and for comparing."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("utf-8")


def pretty(value: Any) -> bytes:
    """The byte-stable form for folders: keys in their given order, two spaces, a newline at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")


def _check_depth(text: str) -> None:
    """Refuse deep nesting before the recursive parser meets it; brackets inside strings do not count."""
    depth = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                line = text.count("\n", 0, token.start()) + 1
                raise StrictJSONError(f"Das JSON ist tiefer als {MAX_DEPTH} Ebenen verschachtelt.", line)
        elif token[0] in "]}":
            depth -= 1


def _check_surrogates(text: str, value: Any) -> None:
    """Half a surrogate pair can only come from an escape; no database and no XML could keep it."""
    if "\\ud" in text.lower():
        try:
            dumps(value)
        except UnicodeEncodeError as error:
            raise StrictJSONError("Ein Text enthält ein halbes Zeichen (einzelnes Surrogat).") from error


def _unique(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise StrictJSONError(f"Der Schlüssel „{twice}“ steht zweimal im selben Objekt.")
    return result


def _no_constant(name: str) -> NoReturn:
    raise StrictJSONError(f"„{name}“ ist in JSON keine Zahl.")


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS or abs(int(text)) >= _BIGGEST_INTEGER:
        raise StrictJSONError(f"Die Zahl {text[:20]}… ist zu groß.")
    return int(text)


def _number(text: str) -> float:
    if len(text) > MAX_DIGITS:
        raise StrictJSONError(f"Die Zahl {text[:20]}… hat zu viele Stellen.")
    value = float(text)
    if math.isinf(value) or (value == 0 and Decimal(text) != 0):
        raise StrictJSONError(f"Die Zahl {text[:20]} liegt außerhalb des darstellbaren Bereichs.")
    return value
