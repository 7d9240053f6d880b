"""Templates that are compiled once into strings with holes, since their answer must be quick; and the same, live."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from formengine.fields.holes import Holes, Parts, visible
from formengine.web.words import spoken

_FOLDER: Final = Path(__file__).parent / "templates"


def strict(templates: Environment) -> Environment:
    """The environment for compiling: a forgotten variable must fail there, not freeze into every page."""
    return templates.overlay(undefined=StrictUndefined, finalize=visible)


_TEMPLATES: Final = strict(
    Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True)
)


@cache
def templates(language: str) -> Environment:
    """For what a revision compiles; without anything that belongs to an application or a request."""
    return spoken(_TEMPLATES, language)


def compile_template(templates: Environment, name: str, **known: Any) -> Parts:
    """A template as static strings and holes; what is `known` now is decided now."""
    hole = Holes("", required=False)
    return hole.parts(templates.get_template(name).render(hole=hole, **known))


class Live:
    """What a hole is for a template that is not compiled: it answers at once."""

    def __init__(self, state: Any) -> None:
        self._state = state

    def text(self, name: str) -> Markup:
        """A text of the state."""
        return escape(getattr(self._state, name))

    def count(self, name: str) -> str:
        """How many objects the state has under that name."""
        return str(len(getattr(self._state, name)))

    def when(self, name: str, caller: Callable[[], str]) -> str:
        """Markup that appears only when the state has something under that name."""
        return caller() if getattr(self._state, name) else ""

    def unless(self, name: str, caller: Callable[[], str]) -> str:
        """Markup that appears only when the state has nothing under that name."""
        return "" if getattr(self._state, name) else caller()

    def each(self, name: str, caller: Callable[[Any], str]) -> Markup:
        """Markup that is repeated for each object of the state."""
        objects: Iterable[Any] = getattr(self._state, name)
        return Markup("").join([caller(each) for each in objects])
