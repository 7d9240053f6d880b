"""Texts: placeholders in author texts, and the one table of messages for people."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import re2

from formengine import locales
from formengine.core.pointer import join

_PLACEHOLDER: Final = re2.compile("\\{([a-z0-9][a-z0-9._-]*|param\\.[a-z0-9_]+)\\}")

_FOR_MACHINES: Final = frozenset({"condition", "when", "require", "calc", "handover", "parameters"})
_WORDS: Final = frozenset({"title", "description"})
_VALUES: Final = frozenset({"const", "enum", "default", "examples"})


def each_text(node: Any, change: Callable[[str, str], str], place: str = "") -> Any:
    """A part of a form with every author's text changed (given the text and its place); all else stays as it is.

    Of a schema only titles and descriptions are texts; conditions, calculations and values are for machines.
    """
    if isinstance(node, str):
        return change(node, place)
    if isinstance(node, list):
        return [each_text(part, change, f"{place}/{i}") for i, part in enumerate(node)]
    if not isinstance(node, Mapping):
        return node
    return {name: _text_under(name, part, change, f"{place}{join(str(name))}") for name, part in node.items()}


def _text_under(name: str, part: Any, change: Callable[[str, str], str], place: str) -> Any:
    if name == "schema":
        return _words_of_schema(part, change, place)
    return part if name in _FOR_MACHINES else each_text(part, change, place)


def _words_of_schema(node: Any, change: Callable[[str, str], str], place: str) -> Any:
    if isinstance(node, list):
        return [_words_of_schema(part, change, f"{place}/{i}") for i, part in enumerate(node)]
    if not isinstance(node, Mapping):
        return node
    result = {}
    for name, part in node.items():
        here = place + join(str(name))
        if name in _WORDS and isinstance(part, str):
            result[name] = change(part, here)
        else:
            result[name] = part if name in _VALUES else _words_of_schema(part, change, here)
    return result


def placeholders(text: str) -> list[str]:
    """The names in `{…}` of an author's text."""
    return list(_PLACEHOLDER.findall(text))


def fill(text: str, value: Callable[[str], str | None]) -> str:
    """Replace `{id}` and `{param.name}`; what has no value (None) stays as it is written. No other syntax exists."""
    if "{" not in text:
        return text
    parts, start = [], 0
    for match in _PLACEHOLDER.finditer(text):
        replacement = value(match[1])
        parts += [text[start : match.start()], match[0] if replacement is None else replacement]
        start = match.end()
    return "".join([*parts, text[start:]])


class Messages:
    """The table of error texts of one language. Keys: `<code>`, `<code>.<type>[.<keyword>]` or `<code>.<keyword>`."""

    def __init__(self, table: Mapping[str, str], language: str = locales.GERMAN) -> None:
        self._table = table
        self._language = language

    def speaking(self, language: str) -> "Messages":
        """The table in the language of a question, which may be another one than that of the page."""
        return self if language == self._language else load_messages(language)

    def text(self, code: str, keyword: str, type_: str, own: Mapping[str, str], values: Mapping[str, str]) -> str:
        """The message for a code: the element's own text wins, then the type's, the keyword's, the general one."""
        keys = (f"{code}.{type_}.{keyword}", f"{code}.{type_}", f"{code}.{keyword}", code)
        template = own.get(code) or next(
            (self._table[key] for key in keys if key in self._table), self._table["unbekannt"]
        )
        return fill(template, values.get)


def load_messages(language: str) -> Messages:
    """The table of error texts of a language."""
    return Messages(locales.table(language, "messages"), language)
