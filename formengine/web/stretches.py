"""The stretches of a page: a field, the opening or closing of a group, a list; compiled, and joined to markup."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from formengine.core.definition import Definition
from formengine.core.model import Element
from formengine.fields import TYPES
from formengine.fields.page import FieldState, Piece
from formengine.web.look import Look
from formengine.web.words import Words, words


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a page: a field's piece, the opening or closing of a group, or (with neither) a list."""

    element: str
    piece: Piece | None = None
    html: str = ""


def render(
    parts: tuple[Part, ...],
    shown: frozenset[str],
    state: Callable[[str], FieldState],
    listed: Callable[[str], str],
) -> Markup:
    """The markup of the shown stretches."""

    def string(part: Part) -> str:
        if part.html or part.piece is None:
            return part.html or listed(part.element)
        return part.piece.render(state(part.element))

    return Markup("".join([string(part) for part in parts if part.element in shown]))  # noqa: S704  pieces escape


def parts_of(definition: Definition, elements: tuple[Element, ...], look: Look) -> Iterator[Part]:
    """The stretches of a page, or of an item, in their order."""
    for element in elements:
        if element.kind == "group":
            yield Part(element.id, None, _group_start(element, words(definition.language)))
            yield from parts_of(definition, element.children, look)
            yield Part(element.id, None, "</fieldset>" if element.label else "</div>")
        elif element.kind == "label" and element.control is not None:
            yield Part(element.id, look.piece(definition, element.control))
        elif element.kind == "list":
            yield Part(element.id)
        elif element.control is not None and element.control.displayed and element.control.type in TYPES:
            yield Part(element.id, look.piece(definition, element.control))


def _group_start(element: Element, around: Words) -> str:
    if not element.label:
        return f'<div class="aw-group" data-group="{escape(element.id)}">'
    lang = around.foreign(element.language)
    said = f' lang="{lang}"' if lang else ""
    legend = f'<legend class="kern-heading-medium aw-group__legend"{said}>{escape(element.label)}</legend>'
    return f'<fieldset class="aw-group" data-group="{escape(element.id)}">{legend}'
