"""A revision made ready for the web: each page compiled into pieces, its parser, and how it shows and hides."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from markupsafe import Markup

from formengine import locales
from formengine.core.bundle import Bundle
from formengine.core.conditions import compile_test
from formengine.core.definition import Definition, compile_definition
from formengine.core.journey import Snapshot, step
from formengine.core.model import Control, Page, Path, Test
from formengine.core.settling import Context
from formengine.core.texts import Messages, load_messages
from formengine.fields import TYPES
from formengine.fields.holes import Parts
from formengine.fields.page import FieldState
from formengine.fields.posting import PageForm
from formengine.web.compiled import compile_template, templates
from formengine.web.helppanel import compile_panel
from formengine.web.look import Look
from formengine.web.reveal import Reveal, item_reveal, page_reveal, style_sheet
from formengine.web.stretches import Part, parts_of, render
from formengine.web.words import Words, words

_TOP: Final = 2
"""The level of a heading of a list; of one in an item on the same page it is one more."""
_DEEPEST: Final = 5


@dataclass(frozen=True)
class ItemForms:
    """A compiled list: what one item asks, the same for all."""

    control: Control
    parts: tuple[Part, ...]
    reveal: Reveal
    given: Mapping[str, Test]
    controls: Mapping[str, Control]
    """The questions of an item, by id."""
    form: PageForm
    markup: Parts
    """The list around its items."""
    items: Mapping[str, "ItemForms"]
    """The lists in an item, by id."""

    @property
    def begins(self) -> bool:
        """True where the first item is there without being added."""
        return self.control.options.get("first") is True

    @property
    def on_own_pages(self) -> bool:
        """True where each item has a page of its own."""
        return bool(self.control.options.get("layout") == "pages")

    def read(self, raw: Mapping[str, Sequence[str]], prefix: str) -> dict[str, Any]:
        """The answers of one item by question id."""
        return self.form.read(raw, prefix)

    def render(self, shown: frozenset[str], state: Callable[[str], FieldState], listed: Callable[[str], str]) -> Markup:
        """The markup of one item's shown elements; `listed` renders a list in it."""
        return render(self.parts, shown, state, listed)


@dataclass(frozen=True)
class PageForms:
    """A compiled page."""

    page: Page
    parts: tuple[Part, ...]
    form: PageForm
    reveal: Reveal
    given: Mapping[str, Test]
    """By token: what the server tells the style sheet about earlier answers."""
    controls: Mapping[str, Control]
    """The questions that a person answers on this page, by id."""
    multipart: bool
    leaves: str
    """Ids of typed fields, whose message may come on leaving the field."""
    refresh: str
    """Ids of questions from which only the server can draw conclusions."""
    items: Mapping[str, ItemForms]
    """The lists of this page, by id, those in items left out."""
    lists: Mapping[str, ItemForms]
    """All lists of this page, by id."""
    by_path: Mapping[Path, ItemForms]
    """All lists of this page, by where their answers live."""
    asked: Mapping[str, Control]
    """All questions and lists of this page, by id: what an input belongs to."""
    own_depth: Mapping[str, int]
    """By question: how many ids of its input name lead to the item's page that it stands on, 0 for the step's own."""
    spread: bool
    """True where items have pages of their own, so that a posted page is not all of the step."""
    tells: bool
    """True where an opened page says something of its verdict: hints, or which items are not finished."""

    def render(self, shown: frozenset[str], state: Callable[[str], FieldState], listed: Callable[[str], str]) -> Markup:
        """The markup of the shown elements; `state` gives each its own, `listed` renders a list."""
        return render(self.parts, shown, state, listed)


class Pages(Mapping[str, PageForms]):
    """The compiled pages by id, each compiled when it is first asked for: nobody waits for a thousand questions."""

    def __init__(self, definition: Definition, look: Look) -> None:
        self._definition = definition
        self._look = look
        self._compiled: dict[str, PageForms] = {}

    def __getitem__(self, id_: str) -> PageForms:
        found = self._compiled.get(id_)
        if found is None:
            found = _compile_page(self._definition, self._definition.page_by_id(id_), self._look)
            self._compiled[id_] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._definition.page_ids)

    def __len__(self) -> int:
        return len(self._definition.page_ids)


@dataclass(frozen=True)
class Form:
    """A compiled revision, ready to be asked."""

    revision: str
    definition: Definition
    pages: Mapping[str, PageForms]
    messages: Messages
    words: Words
    """What the pages say in the language that it was compiled for."""
    scripts: tuple[str, ...]
    room: Markup
    """The help for the room, as it stands below the fields of every page."""
    flags: Mapping[str, tuple[bool, bool]]
    """The verdict flags of a draft in which nothing is answered yet."""

    @cached_property
    def style(self) -> str:
        """The style sheet that shows and hides what hangs on choices."""
        return style_sheet(self.definition, _reveals(self.definition))


def compile_form(
    revision: str, bundle: Bundle, today: datetime.date, look: Look, language: str = locales.GERMAN
) -> Form:
    """Compile a revision for the web. Raises DefinitionError."""
    return form_of(revision, compile_definition(bundle, TYPES, today, language), look)


def form_of(revision: str, definition: Definition, look: Look) -> Form:
    """A compiled definition made ready for the web."""
    today, language = definition.today, definition.language
    midnight = datetime.datetime.combine(today, datetime.time(), datetime.UTC)
    flags = step(definition, Snapshot({}), definition.pages[0], Context(midnight)).flags
    return Form(
        revision=revision,
        definition=definition,
        pages=Pages(definition, look),
        messages=load_messages(language),
        words=words(language),
        scripts=tuple(map(look.of_field, _scripts(definition))),
        room=compile_panel(definition, look.help),
        flags=flags,
    )


def _reveals(definition: Definition) -> Iterator[Reveal]:
    for page in definition.pages:
        yield page_reveal(definition, page)
        for control in page.controls:
            if control.type == "list":
                yield item_reveal(definition, page, control)


def _scripts(definition: Definition) -> tuple[str, ...]:
    """The scripts of the field types that the definition uses, each once."""
    asked = [control for control in definition.controls.values() if control.type in TYPES]
    found = (name for control in asked for name in TYPES[control.type].scripts(control))
    return tuple(dict.fromkeys(found))


def _own_depth(control: Control, lists: Mapping[Path, ItemForms]) -> int:
    """How many items around a question lead to the innermost one that has a page of its own."""
    return max((i for i, path in enumerate(control.lists, 1) if lists[path].on_own_pages), default=0)


def _compile_page(definition: Definition, page: Page, look: Look) -> PageForms:
    asked = {control.id: control for control in page.controls if _is_asked(control) and not control.lists}
    items = _compile_lists(definition, page, (), look, _TOP)
    lists = dict(_flat(items))
    inner = {id_: control for each in lists.values() for id_, control in each.controls.items()}
    everything = asked | inner
    reveal, spread = page_reveal(definition, page), any(each.on_own_pages for each in lists.values())
    by_path = {each.control.path: each for each in lists.values()}
    all_asked = everything | {id_: each.control for id_, each in lists.items()}
    return PageForms(
        page=page,
        parts=tuple(parts_of(definition, page.element.children, look)),
        form=PageForm(asked.values()),
        reveal=reveal,
        given=_tests(reveal),
        controls=asked,
        multipart=any(TYPES[control.type].uploads for control in everything.values()),
        leaves=" ".join(control.id for control in everything.values() if TYPES[control.type].leaves),
        refresh=" ".join(sorted({*reveal.refresh, *_refreshing(everything.values(), lists.values())})),
        items=items,
        lists=lists,
        by_path=by_path,
        asked=all_asked,
        own_depth={id_: _own_depth(control, by_path) for id_, control in all_asked.items()},
        spread=spread,
        tells=spread or any(rule.page == page.id and rule.severity == "hint" for rule in definition.rules),
    )


def _compile_lists(
    definition: Definition, page: Page, around: tuple[Path, ...], look: Look, level: int
) -> dict[str, ItemForms]:
    """The lists that stand directly on a page, or in an item of the innermost list around."""
    lists = [control for control in page.controls if control.type == "list" and control.lists == around]
    return {list_.id: _compile_items(definition, page, list_, look, level) for list_ in lists}


def _flat(items: Mapping[str, ItemForms]) -> Iterator[tuple[str, ItemForms]]:
    for id_, each in items.items():
        yield id_, each
        yield from _flat(each.items)


def _refreshing(asked: Iterable[Control], items: Iterable[ItemForms]) -> Iterator[str]:
    """The questions whose answers change something that only the server can work out."""
    yield from (control.id for control in asked if TYPES[control.type].refreshes)
    for each in items:
        yield from each.reveal.refresh


def _compile_items(definition: Definition, page: Page, list_: Control, look: Look, level: int) -> ItemForms:
    reveal = item_reveal(definition, page, list_)
    around, said = (*list_.lists, list_.path), _list_words(list_, words(definition.language))
    inner = _TOP if said["own_pages"] else min(level + 1, _DEEPEST)
    inside = [control for control in page.controls if control.lists == around]
    controls = {control.id: control for control in inside if _is_asked(control)}
    return ItemForms(
        control=list_,
        parts=tuple(parts_of(definition, definition.elements[list_.id].children, look)),
        reveal=reveal,
        given=_tests(reveal),
        controls=controls,
        form=PageForm(controls.values()),
        markup=compile_template(templates(list_.language), "_list.html", marks=look.marks, level=level, **said),
        items=_compile_lists(definition, page, around, look, inner),
    )


def _list_words(list_: Control, around: Words) -> dict[str, Any]:
    own = words(list_.language)
    return {
        "control": list_,
        "item_name": list_.options.get("item") or own.say("list.item"),
        "add_label": list_.options.get("add") or own.say("list.add"),
        "foreign": around.foreign(list_.language),
        "own_pages": list_.options.get("layout") == "pages",
    }


def _tests(reveal: Reveal) -> dict[str, Test]:
    return {name: compile_test(condition) for name, condition in reveal.given.items()}


def _is_asked(control: Control) -> bool:
    return control.displayed and not control.fixed and control.type in TYPES and control.type != "list"
