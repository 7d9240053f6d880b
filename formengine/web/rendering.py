"""Renders pages that are not compiled, in the language of the request."""

from typing import Any, Final

from flask import Flask, current_app, request
from jinja2 import Environment
from werkzeug.urls import iri_to_uri

from formengine.web import language
from formengine.web.words import spoken

_KEY: Final = "antragswerkstatt-templates"


class Templates:
    """The templates of an application by language, made when they are asked for."""

    def __init__(self, templates: Environment) -> None:
        self._templates = templates
        self._spoken: dict[str, Environment] = {}

    def speaking(self, language: str) -> Environment:
        """The templates in a language."""
        if language not in self._spoken:
            self._spoken[language] = spoken(self._templates, language)
        return self._spoken[language]


def install(app: Flask) -> Templates:
    """The templates of an application."""
    templates: Templates = app.extensions.setdefault(_KEY, Templates(app.jinja_env))
    return templates


def render(name: str, **values: Any) -> str:
    """A page, or with htmx what stands in its frame."""
    templates: Templates = current_app.extensions[_KEY]
    fragment, here = "HX-Request" in request.headers, iri_to_uri(request.full_path.rstrip("?"))
    page = templates.speaking(language.current()).get_template(name)
    return page.render({"fragment": fragment, "here": here, **values})
