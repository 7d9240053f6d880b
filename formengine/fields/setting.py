"""What a widget takes from its surroundings when it is compiled: words, parameters, addresses of pictures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from markupsafe import Markup

from formengine import locales
from formengine.core.model import Control

GERMAN: Final[Mapping[str, str]] = locales.table(locales.GERMAN, "fields")
"""The words of the widgets. Texts of a definition never stand here."""


def words(language: str) -> Mapping[str, str]:
    """The words of the widgets in a language."""
    return locales.table(language, "fields")


def say(language: str, key: str, **values: object) -> str:
    """A word of the widgets with its `{places}` filled in."""
    return _filled(words(language)[key], values)


def _filled(text: str, values: Mapping[str, object]) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def plain_address(name: str) -> str:
    """Where a picture is looked for when the web gives no address."""
    return f"/static/felder/{name}"


def no_source(_control: Control) -> str:
    """Where nobody serves the options of long lists."""
    return ""


def no_sample(_control: Control) -> bool:
    """Where nobody offers sample files."""
    return False


@dataclass(frozen=True, slots=True)
class Marks:
    """Attributes by which a measuring browser finds its way; nothing where nobody measures."""

    wanted: bool = False

    @property
    def next(self) -> Markup:
        """At the button that leads to the next step."""
        return Markup(" data-bench-next") if self.wanted else Markup()

    def error(self, id: str) -> Markup:
        """At the place of a question's message."""
        return Markup(' data-bench-error="{}"').format(id) if self.wanted else Markup()


UNMARKED: Final = Marks()


@dataclass(frozen=True, slots=True)
class Setting:
    """Words, parameters (for suggestions) and the address of a picture by its name in `formengine.fields.ASSETS`."""

    texts: Mapping[str, str] = field(default_factory=lambda: GERMAN)
    parameters: Mapping[str, Any] = field(default_factory=dict)
    asset: Callable[[str], str] = plain_address
    sample: Callable[[Control], bool] = no_sample
    """Whether a question that asks for files can be given a sample file."""
    source: Callable[[Control], str] = no_source
    """Where a script finds the options of a list that is too long for the page."""
    marks: Marks = UNMARKED
    language: str = locales.GERMAN
    """The language of the page; a question that is not translated speaks another one."""

    def say(self, key: str, **values: object) -> str:
        """A text with its `{places}` filled in."""
        return _filled(self.texts[key], values)
