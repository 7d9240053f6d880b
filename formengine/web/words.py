"""The words of the pages in one language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment
from markupsafe import Markup, escape

from formengine import locales


@dataclass(frozen=True, slots=True)
class Words:
    """What the pages say in a language."""

    language: str
    table: Mapping[str, str]

    @property
    def tag(self) -> str:
        """The language as the `lang` attribute names it."""
        return locales.tag(self.language)

    def say(self, key: str, **values: object) -> str:
        """A sentence with its `{places}` filled in; markup where one of the values is. Raises KeyError."""
        text = self.table[key]
        if any(hasattr(value, "__html__") for value in values.values()):
            text = escape(text)
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", escape(value) if isinstance(text, Markup) else str(value))
        return text

    def foreign(self, language: str) -> str:
        """The `lang` of a text in another language than this, "" where it is the same."""
        return "" if language == self.language else locales.tag(language)


@cache
def words(language: str) -> Words:
    """What the pages say in a language."""
    return Words(language, locales.table(language, "web"))


def spoken(templates: Environment, language: str) -> Environment:
    """The templates in a language: they find its words under the same names."""
    found, known = templates.overlay(), words(language)
    others = [(each, locales.tag(each), locales.speech(each)["name"]) for each in locales.LANGUAGES]
    found.globals = {
        **templates.globals,
        "say": known.say,
        "lang": known.tag,
        "language": language,
        "languages": others,
    }
    return found
