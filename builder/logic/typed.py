"""Values of conditions as they are typed: read into what a schema says, and shown again."""

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from builder.logic.offers import Takes, choices_of, years_of
from formengine.core import dates
from formengine.core.formats import is_date
from formengine.core.model import Control
from formengine.core.numbers import number_text
from formengine.fields.german import typed_number

_OLDEST: Final = 150
_MOST: Final = 1_000


class Mistyped(ValueError):
    """A value that does not fit; the message says in German what to write."""


def value_of(takes: Takes, typed: Sequence[str], control: Control | None) -> Any:
    """The value that somebody typed or chose. Raises Mistyped."""
    if takes == "nothing":
        return None
    if takes in ("choice", "choices"):
        return _chosen(takes, typed, control)
    text = unicodedata.normalize("NFC", typed[0].strip() if typed else "")
    if not text:
        raise Mistyped("Schreiben Sie den Wert, mit dem verglichen wird.")
    return _READ[takes](text)


def shown(takes: Takes, value: Any) -> list[str]:
    """A value as it stands in the field, or the keys of what is chosen."""
    if takes in ("choice", "choices"):
        return [key_of(one) for one in (value if isinstance(value, list) else [value])]
    if value is None or takes == "nothing":
        return []
    if takes == "years":
        years = years_of(str(value))
        return [] if years is None else [str(years)]
    if takes == "date" and is_date(str(value)):
        year, month, day = str(value).split("-")
        return [f"{day}.{month}.{year}"]
    if isinstance(value, list):
        return ["\n".join(map(str, value))]
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return [number_text(value) if plain else str(value)]


def key_of(value: Any) -> str:
    """What a form posts for a choice: `true` and `"true"` are not the same."""
    return json.dumps(value, ensure_ascii=False)


def _chosen(takes: Takes, typed: Sequence[str], control: Control | None) -> Any:
    known = {key_of(value): value for value, _ in choices_of(control)}
    chosen = [known[key] for key in dict.fromkeys(typed) if key in known]
    if not chosen:
        raise Mistyped("Wählen Sie eine Antwort." if takes == "choice" else "Kreuzen Sie mindestens eine Antwort an.")
    return chosen[0] if takes == "choice" else chosen


def _number(text: str) -> float:
    found = typed_number(text, whole=False)
    if found is None or isinstance(found, str):
        raise Mistyped("Schreiben Sie eine Zahl, zum Beispiel 50 oder 1,5.")
    return found


def _count(text: str) -> int:
    return _whole(text, _MOST, "Schreiben Sie eine ganze Zahl, zum Beispiel 3.")


def _years(text: str) -> str:
    return f"@heute-{_whole(text, _OLDEST, 'Schreiben Sie die Jahre als ganze Zahl, zum Beispiel 16.')}j"


def _whole(text: str, most: int, message: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 4 or int(text) > most:
        raise Mistyped(message)
    return int(text)


def _date(text: str) -> str:
    if text.lower() == "heute":
        return "@heute"
    day = text.split(".")
    written = "-".join(part.zfill(2) for part in reversed(day)) if len(day) == 3 else text
    if dates.is_mark(written) or is_date(written):
        return written
    raise Mistyped("Schreiben Sie ein Datum wie 31.12.2027, „heute“ oder @heute+42d.")


def _texts(text: str) -> list[str]:
    return [*dict.fromkeys(line.strip() for line in text.splitlines() if line.strip())]


_READ: Final[Mapping[Takes, Callable[[str], Any]]] = {
    "number": _number,
    "count": _count,
    "years": _years,
    "date": _date,
    "text": str,
    "texts": _texts,
}
