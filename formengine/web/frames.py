"""The frames of the assistant's pages, compiled once for an application."""

from collections.abc import Callable
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from formengine.fields.holes import fill
from formengine.fields.setting import Marks
from formengine.web.compiled import compile_template, strict
from formengine.web.rendering import Templates
from formengine.web.steps import StepList


class Frames:
    """The frames of an application by language, compiled when they are asked for."""

    def __init__(self, templates: Templates, marks: Marks, theme: Callable[[], int]) -> None:
        self._templates = templates
        self._marks = marks
        self._theme = theme
        self._known: dict[str, tuple[int, Frame]] = {}

    def speaking(self, language: str) -> "Frame":
        """The frame in a language, with the theme of the moment."""
        number, (known, frame) = self._theme(), self._known.get(language, (-1, None))
        if frame is None or known != number:
            frame = Frame(strict(self._templates.speaking(language)), self._marks)
            self._known[language] = number, frame
        return frame


class Frame:
    """The frame of a page, its fragment for htmx, and the step list."""

    def __init__(self, templates: Environment, marks: Marks) -> None:
        self._page = compile_template(templates, "step.html", fragment=False, marks=marks)
        self._fragment = compile_template(templates, "step.html", fragment=True, marks=marks)
        self._steps = compile_template(templates, "_steps.html")
        self._step_list = compile_template(templates, "_steplist.html")

    def page(self, state: Any, *, fragment: bool) -> str:
        """A page of questions."""
        return fill(self._fragment if fragment else self._page, state)

    def step_list(self, listed: StepList) -> Markup:
        """The steps alone."""
        return Markup(fill(self._step_list, listed))  # noqa: S704  pieces escape

    def beside(self, listed: StepList) -> Markup:
        """The steps beside a page."""
        return Markup(fill(self._steps, listed._replace(html=self.step_list(listed))))  # noqa: S704  likewise
