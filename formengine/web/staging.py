"""Puts a page into a state, in memory: earlier pages as the case fills them, its own empty, refused or filled."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from formengine.core.cases import page_answers
from formengine.core.definition import Definition
from formengine.core.journey import Mistake
from formengine.core.model import Document, Element, Page
from formengine.core.settling import Context
from formengine.store.drafts import Draft, Drafts, PageRow
from formengine.store.rows import Rows
from formengine.web.casting import Cast, document_of
from formengine.web.drafting import Working
from formengine.web.filled import Filled
from formengine.web.filling import Typed, current, everything, of_answers, read, stored
from formengine.web.forms import Form, PageForms
from formengine.web.places import Item, item_ids
from formengine.web.services import services
from formengine.web.wishes import ERRORS, FILLED, Wish

Change = Callable[[Page, Document], Document]
"""What becomes of a page's answers before they are used."""


def as_they_are(_page: Page, answers: Document) -> Document:
    """The answers of a case, unchanged."""
    return answers


@dataclass(frozen=True)
class Stage:
    """A page of a definition (None for an end), the state that it is wished in, and who is on it."""

    working: Working
    page: Page | None
    cast: Cast
    wish: Wish
    change: Change = as_they_are

    @cached_property
    def rows(self) -> dict[str, PageRow]:
        """What stands in a draft that is in this state, by page id."""
        page, case, journey = self.page, self.cast.case, self.cast.journey
        if case is None or journey is None:
            return {}
        good = document_of(self._definition, case, case.good)
        pages = self._definition.pages
        until = pages.index(page) if page else len(pages)
        rows = {
            before.id: PageRow(dict(self.change(before, page_answers(before, good))), None, 1)
            for before in journey.path
            if pages.index(before) < until
        }
        return rows if page is None else rows | self._own(page, rows, good)

    def _own(self, page: Page, before: Mapping[str, PageRow], good: Document) -> dict[str, PageRow]:
        case, wish = self.cast.case, self.wish
        answers = page_answers(page, good)
        if wish.entry:
            filled = of_answers(self._forms(page), self.change(page, answers))
            return {page.id: PageRow(None, self._in_item(page, filled).pending, 1)}
        if wish.state == ERRORS and case is not None and case.expect.errors:
            bad = page_answers(page, document_of(self._definition, case, case.answers))
            if bad != answers:
                return {page.id: PageRow(None, of_answers(self._forms(page), self.change(page, bad)).pending, 1)}
        return {page.id: PageRow(dict(self.change(page, answers)), None, 1)} if wish.state == FILLED else {}

    def _in_item(self, page: Page, filled: Filled) -> Filled:
        item = self._item(page, filled)
        return filled if item is None or self.wish.state == FILLED else emptied(filled, item.prefix)

    def _item(self, page: Page, filled: Filled) -> Item | None:
        """The wished item of the first list whose items have pages."""
        for list_, each in self._forms(page).items.items():
            ids = item_ids(filled.raw, list_)
            if each.on_own_pages and ids and self.wish.entry:
                return Item(((list_, ids[min(self.wish.entry, len(ids)) - 1]),))
        return None

    def placed(self) -> "Placed":
        """The page in its state, ready to be shown. Only for a stage with a page."""
        page = self.page
        if page is None:
            raise ValueError("an end has no fields")
        here = on(self.working, self.rows)
        filled = current(here, page)
        item = self._item(page, filled)
        if self.wish.state != ERRORS:
            return Placed(here, stored(here, page), (), item)
        typed = read(here, page, filled, everything(self._forms(page), filled.raw))
        return Placed(here, typed, typed.verdict.mistakes, item)

    @property
    def _definition(self) -> Definition:
        return self.working.form.definition

    def _forms(self, page: Page) -> PageForms:
        return self.working.form.pages[page.id]


@dataclass(frozen=True)
class Placed:
    """A page in a state."""

    working: Working
    typed: Typed
    mistakes: tuple[Mistake, ...]
    item: Item | None


def on(working: Working, rows: Mapping[str, PageRow]) -> Working:
    """A draft that has these rows, and nothing else."""
    drafts = services().store.drafts
    return replace(working, rows=Rows.holding(drafts, working.draft.number, rows), known=None, _steps={})


def emptied(filled: Filled, prefix: str) -> Filled:
    """Nothing stands in an item of a list, which `prefix` leads to."""
    raw = {name: values for name, values in filled.raw.items() if not name.startswith(prefix)}
    files = {name: values for name, values in filled.files.items() if not name.startswith(prefix)}
    return Filled(raw, files)


def written(drafts: Drafts, number: str, rows: Mapping[str, PageRow], now: datetime.datetime) -> None:
    """Write the first rows of a draft."""
    accepted = {id_: (0, row.answers or {}) for id_, row in rows.items() if row.pending is None}
    if accepted:
        drafts.save_pages(number, accepted, now=now)
    for id_, row in rows.items():
        if row.pending is not None:
            drafts.save_page(number, id_, 0, answers=row.answers, pending=row.pending, now=now)


def opened(form: Form, page: Page) -> Form:
    """The form as if nothing hid one of its pages: what nobody comes to can be looked at all the same."""
    definition, around = form.definition, {page.id}
    element: Element | None = page.element
    while element is not None:
        around.add(element.id)
        element = definition.elements.get(element.parent)
    plan = definition.plans[page.id]
    nodes = tuple(
        replace(node, element=replace(node.element, effects=())) if node.element and node.key in around else node
        for node in plan.nodes
    )
    plans = {**definition.plans, page.id: replace(plan, nodes=nodes)}
    return replace(form, definition=replace(definition, plans=plans))


def in_memory(form: Form, draft: Draft, base: str, context: Context) -> Working:
    """A draft that stands in no store; its pages lead to each other below `base`."""
    rows = Rows.holding(services().store.drafts, draft.number, {})
    return Working(draft, form, rows, context, base=base)
