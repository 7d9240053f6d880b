"""A revision made ready for the web: each page compiled into pieces, its parser, and how it shows and hides."""

import datetime
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from markupsafe import Markup, escape

from formengine.core.bundle import Bundle
from formengine.core.conditions import compile_test
from formengine.core.definition import Definition, compile_definition
from formengine.core.journey import Snapshot, step
from formengine.core.model import Control, Element, Page, Test
from formengine.core.settling import Context
from formengine.core.texts import Messages
from formengine.fields import TYPES
from formengine.fields.page import FieldState, Piece, compile_control
from formengine.fields.posting import PageForm
from formengine.web.reveal import PageReveal, page_reveal, style_sheet

LOCALES: Final = Path(__file__).parent.parent / "locales"


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a page: a field's piece, or the opening or closing of a group around fields."""

    element: str
    piece: Piece | None
    html: str = ""


@dataclass(frozen=True)
class PageForms:
    """A compiled page."""

    page: Page
    parts: tuple[Part, ...]
    form: PageForm
    reveal: PageReveal
    given: Mapping[str, Test]
    """By token: what the server tells the style sheet about earlier answers."""
    controls: Mapping[str, Control]
    """The questions that a person answers on this page, by id."""
    multipart: bool
    leaves: str
    """Ids of typed fields, whose message may come on leaving the field."""

    def render(self, shown: frozenset[str], state: Callable[[str], FieldState]) -> Markup:
        """The markup of the shown elements; `state` gives each its own."""
        return Markup("".join(self._strings(shown, state)))  # noqa: S704  pieces escape what they are given

    def _strings(self, shown: frozenset[str], state: Callable[[str], FieldState]) -> Iterator[str]:
        for part in self.parts:
            if part.element in shown:
                yield part.html if part.piece is None else part.piece.render(state(part.element))


@dataclass(frozen=True)
class Form:
    """A compiled revision, ready to be asked."""

    revision: str
    definition: Definition
    pages: Mapping[str, PageForms]
    style: str
    messages: Messages
    scripts: tuple[str, ...]
    flags: Mapping[str, tuple[bool, bool]]
    """The verdicts of a draft in which nothing is answered yet."""


def compile_form(
    revision: str, bundle: Bundle, today: datetime.date, asset: Callable[[str], str], language: str = "de"
) -> Form:
    """Compile a revision for the web. Raises DefinitionError."""
    definition = compile_definition(bundle, TYPES, today, language)
    reveals = {page.id: page_reveal(definition, page) for page in definition.pages}
    pages = {page.id: _compile_page(definition, page, reveals[page.id], asset) for page in definition.pages}
    scripts = ("karte.js",) if any(control.type == "map" for control in definition.controls.values()) else ()
    midnight = datetime.datetime.combine(today, datetime.time(), datetime.UTC)
    flags = step(definition, Snapshot({}), definition.pages[0], Context(midnight)).flags
    return Form(revision, definition, pages, style_sheet(definition, reveals), load_messages(language), scripts, flags)


def load_messages(language: str) -> Messages:
    """The table of error texts of a language."""
    table = json.loads((LOCALES / language / "messages.json").read_text(encoding="utf-8"))
    return Messages(table)


def _compile_page(definition: Definition, page: Page, reveal: PageReveal, asset: Callable[[str], str]) -> PageForms:
    asked = {control.id: control for control in page.controls if _is_asked(control)}
    leaves = " ".join(id_ for id_, control in asked.items() if TYPES[control.type].leaves)
    return PageForms(
        page=page,
        parts=tuple(_parts(definition, page.element.children, asset)),
        form=PageForm(asked.values()),
        reveal=reveal,
        given={name: compile_test(condition) for name, condition in reveal.given.items()},
        controls=asked,
        multipart=any(TYPES[control.type].uploads for control in asked.values()),
        leaves=leaves,
    )


def _is_asked(control: Control) -> bool:
    return control.displayed and not control.fixed and not control.lists and control.type in TYPES


def _parts(definition: Definition, elements: tuple[Element, ...], asset: Callable[[str], str]) -> Iterator[Part]:
    for element in elements:
        if element.kind == "group":
            yield Part(element.id, None, _group_start(element))
            yield from _parts(definition, element.children, asset)
            yield Part(element.id, None, "</fieldset>" if element.label else "</div>")
        elif element.kind == "label" and element.control is not None:
            yield Part(element.id, compile_control(element.control, parameters=definition.parameters, asset=asset))
        elif element.control is not None and _is_asked(element.control):
            piece = compile_control(element.control, parameters=definition.parameters, asset=asset)
            yield Part(element.id, piece)


def _group_start(element: Element) -> str:
    if not element.label:
        return f'<div class="aw-group" data-group="{escape(element.id)}">'
    legend = f'<legend class="kern-heading-medium aw-group__legend">{escape(element.label)}</legend>'
    return f'<fieldset class="aw-group" data-group="{escape(element.id)}">{legend}'
