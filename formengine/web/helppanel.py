"""The help for the room as markup: compiled once per revision, so that a page only marks what is chosen."""

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup, escape

from formengine import locales
from formengine.core.definition import Definition
from formengine.core.examples import examples
from formengine.core.model import CHECK_PAGE
from formengine.web.settings import Help
from formengine.web.words import words

_BUTTON: Final = Markup(
    '<button class="kern-btn kern-btn--secondary" type="submit" name="{}" value="1" formnovalidate>'
    '<span class="kern-label">{}</span></button>'
)
_SELECT: Final = Markup(
    '<div class="kern-form-input"><label class="kern-label" for="{}">{}</label>'
    '<div class="kern-form-input__select-wrapper">'
    '<select class="kern-form-input__select" id="{}" name="{}">{}</select></div></div>'
)


_NO_LANG: Final = Markup()


def compile_panel(definition: Definition, help: frozenset[Help]) -> Markup:
    """The panel of a definition; empty where nothing is offered."""
    people, rows, say = _people(definition), [], words(definition.language).say
    if people and help & {Help.FILL, Help.JUMP}:
        rows.append([_select("hilfe-person", "_person", say("help.person"), "p", people, _lang(definition))])
    if people and Help.FILL in help:
        rows[-1].append(_BUTTON.format("_beispiel", say("help.fill")))
    if people and Help.JUMP in help:
        pages = _select("hilfe-seite", "_seite", say("help.page"), "s", _pages(definition))
        rows.append([pages, _BUTTON.format("_springen", say("help.jump"))])
    if Help.RESTART in help:
        rows.append([_BUTTON.format("_beginnen", say("help.restart"))])
    return _panel(rows, say("help.title"), say("help.text")) if rows else Markup("")


def _panel(rows: list[list[Markup]], title: str, text: str) -> Markup:
    lines = Markup("").join(Markup('<div class="aw-room__row">{}</div>').format(Markup("").join(row)) for row in rows)
    return Markup(
        '<details class="aw-room aw-noprint"><summary>{}</summary>'
        '<p class="kern-body kern-body--small">{}</p>{}</details>'
    ).format(title, text, lines)


def _people(definition: Definition) -> list[tuple[str, str]]:
    return [
        (example.case, f"{example.person}: {example.title}" if example.person else example.title)
        for example in examples(definition)
    ]


def _pages(definition: Definition) -> list[tuple[str, str]]:
    pages = [(page.path, page.title) for page in definition.pages if page.path != CHECK_PAGE]
    return (
        pages
        if definition.kind == "klaerung"
        else [*pages, (CHECK_PAGE, words(definition.language).say("check.title"))]
    )


def _lang(definition: Definition) -> Markup:
    """The attribute of the cases, which are written in German."""
    lang = words(definition.language).foreign(locales.GERMAN)
    return Markup(' lang="{}"').format(lang) if lang else _NO_LANG


def _select(
    id: str, name: str, label: str, mark: str, options: Iterable[tuple[str, str]], lang: Markup = _NO_LANG
) -> Markup:
    offered = Markup("").join(
        Markup('<option data-{} value="{}"{}>{}</option>').format(mark, value, lang, title) for value, title in options
    )
    return _SELECT.format(id, label, id, name, offered)


def chosen(panel: Markup, person: str, page: str) -> Markup:
    """The panel on a page: the person of last time and the page itself are chosen."""
    html = str(panel)
    for mark, value in (("p", person), ("s", page)):
        option = f'data-{mark} value="{escape(value)}"'
        html = html.replace(option, f"{option} selected", 1)
    return Markup(html)  # noqa: S704  nothing is added but a word of ours
