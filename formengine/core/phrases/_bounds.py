"""The constraints of a question in words, one for each keyword: *mindestens 5*, *höchstens 3 Einträge*."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from formengine.core import dates
from formengine.core.numbers import any_words
from formengine.core.phrases._asked import day_words

_FORMATS: Final[Mapping[str, str]] = {
    "date": "ein Datum",
    "time": "eine Uhrzeit",
    "email": "eine E-Mail-Adresse",
    "uri": "eine Internetadresse",
    "iban": "eine IBAN",
    "din91379-a": "Zeichen für Namen von Personen",
    "din91379-b": "Zeichen für andere Namen",
    "din91379-c": "Zeichen für freien Text",
}
_MEDIA: Final[Mapping[str, str]] = {"application/pdf": "PDF", "image/jpeg": "JPG", "image/png": "PNG"}
_MEGABYTE: Final = 1024 * 1024


def _said(template: str) -> Callable[[Any], str]:
    return lambda value: template.replace("{}", any_words(value))


def _counted(words: str, one: str, many: str) -> Callable[[Any], str]:
    return lambda value: f"{words} {any_words(value)} {one if value == 1 else many}"


def _day(word: str) -> Callable[[Any], str]:
    def said(value: Any) -> str:
        is_day = dates.is_mark(value) or str(value).count("-") == 2
        return f"{word} am {day_words(value)}" if is_day else f"{word} um {value} Uhr"

    return said


def _unique(value: Any) -> str:
    return "jede Antwort nur einmal" if value is True else "Antworten dürfen doppelt sein"


def _media(values: Any) -> str:
    return f"Dateien im Format {', '.join(_MEDIA.get(str(value), str(value)) for value in values)}"


def _megabytes(value: Any) -> str:
    return f"höchstens {any_words(round(value / _MEGABYTE, 1)).removesuffix(',0')} MB je Datei"


_WORDS: Final[Mapping[str, Callable[[Any], str]]] = {
    "minimum": _said("mindestens {}"),
    "exclusiveMinimum": _said("mehr als {}"),
    "maximum": _said("höchstens {}"),
    "exclusiveMaximum": _said("weniger als {}"),
    "multipleOf": _said("durch {} teilbar"),
    "minLength": _counted("mindestens", "Zeichen", "Zeichen"),
    "maxLength": _counted("höchstens", "Zeichen", "Zeichen"),
    "minItems": _counted("mindestens", "Eintrag", "Einträge"),
    "maxItems": _counted("höchstens", "Eintrag", "Einträge"),
    "formatMinimum": _day("frühestens"),
    "formatMaximum": _day("spätestens"),
    "format": lambda value: _FORMATS.get(str(value), f"das Format {value}"),
    "pattern": lambda value: f"das Muster {value}",
    "uniqueItems": _unique,
    "const": lambda value: "angekreuzt" if value is True else f"genau {any_words(value)}",
    "items/properties/mimeType/enum": _media,
    "items/properties/size/maximum": _megabytes,
}


def bounds(schema: Mapping[str, Any]) -> dict[str, str]:
    """What a schema demands, in words, by keyword; a file's limits by the way that leads to them."""
    return {way: words(value) for way, words in _WORDS.items() if (value := _at(schema, way)) is not None}


def _at(node: Any, way: str) -> Any:
    for name in way.split("/"):
        node = node.get(name) if isinstance(node, Mapping) else None
    return node
