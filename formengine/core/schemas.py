"""What a schema in a definition may say: a closed set of keywords, each with its shape, and safe patterns."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

import re2

from formengine.core import dates, formats
from formengine.core.model import Finding
from formengine.core.pointer import join

MAX_PATTERN: Final = 1_000
_TYPES: Final = ("string", "integer", "number", "boolean", "array", "object", "null")
_SIMPLE: Final = frozenset({"string", "integer", "number", "boolean"})
_CLASS: Final = re2.compile(r"\[:\^?[a-z]+:\]")
_ESCAPE: Final = re2.compile(r"\\(x[0-9A-Fa-f]{2}|[dDwWbBtnrfv^$\\.*+?()\[\]{}|/-])?")
_DIALECT: Final = (
    ("\\s", "[ \\t]"),
    ("\\S", "[^ \\t]"),
    ("(?", "( … ) oder (?: … )"),
    ("[]", "\\[ oder \\]"),
    ("[^]", "\\[ oder \\]"),
)


def _is_schema(value: Any) -> bool:
    return isinstance(value, Mapping | bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value) and len(set(value)) == len(value)


def _is_codelist(value: Any) -> bool:
    """A list and which version of it: by its name, or the one valid on a day."""
    return (
        isinstance(value, Mapping)
        and all(isinstance(part, str) for part in value.values())
        and (value.keys() == {"uri", "version"} or (value.keys() == {"uri", "at"} and _is_day(value["at"])))
    )


def _is_day(value: str) -> bool:
    return _is_bound(value) and not formats.CHECKS["time"](value)


def _is_bound(value: Any) -> bool:
    """A day, a time, or a relative day that exists in any year that this engine will see."""
    if dates.is_mark(value):
        try:
            return all(dates.resolve(value, datetime.date(year, 1, 1)) for year in (2000, 2100))
        except (ValueError, OverflowError):
            return False
    return isinstance(value, str) and (formats.CHECKS["date"](value) or formats.CHECKS["time"](value))


Shape: TypeAlias = tuple[Callable[[Any], bool], str]
_SCHEMA: Final[Shape] = (_is_schema, "ein Schema")
_SCHEMAS: Final[Shape] = (
    lambda value: isinstance(value, list) and value != [] and all(map(_is_schema, value)),
    "eine Liste von Schemas",
)
_NAMED: Final[Shape] = (
    lambda value: isinstance(value, Mapping) and all(map(_is_schema, value.values())),
    "ein Objekt von Schemas",
)
_COUNT: Final[Shape] = (
    lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
    "eine ganze Zahl ab 0",
)
_NUMBER: Final[Shape] = (_is_number, "eine Zahl")
_TEXT: Final[Shape] = (_is_text, "ein Text")
_BOOLEAN: Final[Shape] = (lambda value: isinstance(value, bool), "true oder false")
_BOUND: Final[Shape] = (_is_bound, "ein Datum (JJJJ-MM-TT, @heute…) oder eine Uhrzeit (HH:MM)")
_ANYTHING: Final[Shape] = (lambda value: True, "")
_KEYWORDS: Final[Mapping[str, Shape]] = {
    "type": (
        lambda value: (
            value in _TYPES if isinstance(value, str) else _are_texts(value) and set() < {*value} <= {*_TYPES}
        ),
        f"einer von {', '.join(_TYPES)}",
    ),
    "enum": (lambda value: isinstance(value, list), "eine Liste"),
    "required": (_are_texts, "eine Liste von Namen, jeder einmal"),
    "multipleOf": (lambda value: _is_number(value) and value > 0, "eine Zahl über 0"),
    "dependentRequired": (
        lambda value: isinstance(value, Mapping) and all(map(_are_texts, value.values())),
        "ein Objekt von Namenslisten",
    ),
    "x-param": (
        lambda value: isinstance(value, Mapping) and all(map(_is_text, value.values())),
        "ein Objekt von Parameternamen",
    ),
    "x-codelist": (_is_codelist, "{„uri“: …, „version“: …} oder {„uri“: …, „at“: JJJJ-MM-TT}"),
    **dict.fromkeys(("properties", "$defs"), _NAMED),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), _SCHEMAS),
    **dict.fromkeys(("items", "contains", "not", "if", "then", "else", "additionalProperties"), _SCHEMA),
    **dict.fromkeys(("minItems", "maxItems", "minContains", "maxContains", "minLength", "maxLength"), _COUNT),
    **dict.fromkeys(("minProperties", "maxProperties"), _COUNT),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), _NUMBER),
    **dict.fromkeys(("$ref", "$comment", "title", "description", "pattern", "format", "x-code"), _TEXT),
    **dict.fromkeys(("uniqueItems", "deprecated", "readOnly", "writeOnly"), _BOOLEAN),
    **dict.fromkeys(("formatMinimum", "formatMaximum"), _BOUND),
    **dict.fromkeys(("const", "default", "examples", "x-fim"), _ANYTHING),
}

_DATA_ONLY: Final = frozenset({"$ref", "$defs", "x-codelist"})


def check_schema(schema: Any, place: str, *, references: bool = False) -> list[Finding]:
    """Findings for one schema and every schema in it; only the data schema may hold references."""
    if not _is_schema(schema):
        return [_finding(place, "Hier muss ein JSON-Schema stehen.", "Schreiben Sie ein Objekt.")]
    found: list[Finding] = []
    for node, here in subschemas(schema, place):
        found += check_node(node, here, references)
    return found


def subschemas(schema: Any, place: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    """A schema and every schema in it, with their pointers; property names are no keywords."""
    stack: list[tuple[Any, str]] = [(schema, place)]
    while stack:
        node, here = stack.pop()
        if not isinstance(node, Mapping):
            continue
        yield node, here
        for word, part in node.items():
            shape = _KEYWORDS.get(word)
            if shape is _NAMED and isinstance(part, Mapping):
                stack += [(inner, here + join(word, name)) for name, inner in part.items()]
            elif shape is _SCHEMAS and isinstance(part, list):
                stack += [(inner, f"{here}/{word}/{i}") for i, inner in enumerate(part)]
            elif shape is _SCHEMA:
                stack.append((part, f"{here}/{word}"))


def check_node(node: Mapping[str, Any], place: str, references: bool) -> Iterator[Finding]:
    """Findings for the keywords of one schema, those of the schemas in it left out."""
    for word, value in node.items():
        here = place + join(word)
        if word not in _KEYWORDS or (word in _DATA_ONLY and not references):
            yield _finding(here, f"Das Schlüsselwort „{word[:40]}“ ist hier nicht erlaubt.", "Streichen Sie es.")
        elif not _KEYWORDS[word][0](value):
            yield _finding(here, f"„{word}“ hat die falsche Form.", f"Hier muss {_KEYWORDS[word][1]} stehen.")
        elif word == "$ref" and not value.startswith("#"):
            yield _finding(here, f"„{value[:60]}“ zeigt aus der Definition hinaus.", "Erlaubt ist nur „#/$defs/…“.")
        elif word == "format" and value not in formats.CHECKS:
            known = ", ".join(formats.CHECKS)
            yield _finding(here, f"Das Format „{value[:40]}“ kennt die Engine nicht.", f"Es gibt: {known}.")
        elif word == "pattern":
            yield from _check_pattern(value, here)
        elif word == "uniqueItems" and value and not _has_simple_items(node.get("items")):
            yield _finding(here, "„uniqueItems“ geht nur bei Listen einfacher Werte.", "Streichen Sie es.")
        elif word == "format" and value in formats.PARTLY_SAID and not references:
            yield _finding(here, f"Eine Bedingung kann „{value}“ nicht prüfen.", "Streichen Sie „format“ hier.")
        elif word in ("formatMinimum", "formatMaximum"):
            yield from _check_bound(word, value, str(node.get("format")), here)


def _check_bound(word: str, bound: str, format_: str, place: str) -> Iterator[Finding]:
    if format_ not in formats.BOUNDED:
        known = ", ".join(formats.BOUNDED)
        yield _finding(place, f"„{word}“ geht nur bei „format“ {known}.", "Ergänzen Sie „format“.")
    elif formats.BOUNDED[format_] == "time" and not formats.CHECKS["time"](bound):
        yield _finding(place, f"„{bound}“ ist keine Uhrzeit.", "Schreiben Sie die Grenze als HH:MM.")
    elif formats.BOUNDED[format_] == "date" and formats.CHECKS["time"](bound):
        yield _finding(place, f"„{bound}“ ist kein Tag.", "Schreiben Sie die Grenze als JJJJ-MM-TT.")


def _has_simple_items(items: Any) -> bool:
    """Comparing every object with every other one takes 17 seconds for 3,000 of them."""
    if not isinstance(items, Mapping):
        return False
    listed = items.get("enum", [option.get("const", {}) for option in items.get("oneOf", ()) if _is_object(option)])
    return (isinstance(items.get("type"), str) and items["type"] in _SIMPLE) or (
        isinstance(listed, list) and listed != [] and not any(isinstance(value, list | dict) for value in listed)
    )


def _is_object(value: Any) -> bool:
    return isinstance(value, Mapping)


def _check_pattern(pattern: str, place: str) -> Iterator[Finding]:
    """Only what RE2 and ECMA-262 read alike, so that server, browser and any other validator decide the same."""
    if len(pattern) > MAX_PATTERN:
        yield _finding(place, f"Das Muster ist länger als {MAX_PATTERN} Zeichen.", "Kürzen Sie es.")
        return
    plain = pattern.replace("\\\\", "").replace("\\[", "").replace("(?:", "(")
    for construct, mend in _DIALECT:
        if construct in plain:
            yield _finding(
                place, f"„{construct}“ bedeutet nicht überall dasselbe.", f"Schreiben Sie stattdessen {mend}."
            )
            return
    foreign = _foreign(pattern)
    if foreign:
        yield _finding(place, f"„{foreign}“ bedeutet nicht überall dasselbe.", "Schreiben Sie die Zeichen aus.")
        return
    try:
        formats.compiled(pattern)
    except (re2.error, UnicodeEncodeError) as error:
        mend = "Ohne Vor- und Rückschau, höchstens 1000 Wiederholungen."
        yield _finding(place, f"Das Muster ist nicht erlaubt ({_reason(error)}).", mend)


def _foreign(pattern: str) -> str:
    """The first escape or named class that one of the two dialects does not know, "" when there is none."""
    try:
        escapes = [match[0] for match in _ESCAPE.finditer(pattern)]
        named = _CLASS.search(pattern)
    except UnicodeEncodeError:
        return ""
    return "\\" if "\\" in escapes else (named[0] if named else "")


def _reason(error: Exception) -> str:
    text = error.args[0] if error.args else error
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)


def _finding(place: str, message: str, mend: str) -> Finding:
    return Finding("error", "form", place, message, mend)
