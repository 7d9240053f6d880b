"""Puts drafts of a running application into states, past the browser: rows as the assistant itself would write them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from flask import Flask

from formengine.core.cases import Case
from formengine.core.journey import Snapshot, step
from formengine.core.model import Page
from formengine.core.settling import Context
from formengine.store.drafts import PageRow
from formengine.store.rows import Rows
from formengine.web.drafting import Answers, Working
from formengine.web.example import Example
from formengine.web.filled import Filled
from formengine.web.filling import everything, read
from formengine.web.forms import Form
from formengine.web.services import KEY, Services
from formengine.web.staging import emptied, written
from usability.states import CHECK, OUTCOME, RECEIPT, Placed

_LIFETIME: Final = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Visit:
    """How a browser gets to a state: an address, and the button that is pressed there, "" for none."""

    url: str
    button: str
    number: str
    secret: str


@dataclass(frozen=True)
class Placing:
    """Drafts in one application."""

    app: Flask
    slug: str

    @property
    def services(self) -> Services:
        """The rooms of the application."""
        found: Services = self.app.extensions[KEY]
        return found

    def place(self, placed: Placed) -> Visit:
        """A draft in that state."""
        with self.app.test_request_context():
            return self._place(placed)

    def begin(self, case: Case) -> Visit:
        """A draft in which nothing is answered yet, on its first page."""
        with self.app.test_request_context():
            working, secret = self._created(case)
            first = _next(working, {}, None)
            number, path = working.draft.number, first.path if first else CHECK
            return Visit(f"/antrag/{number}/{path}", "", number, secret)

    def _place(self, placed: Placed) -> Visit:
        working, secret = self._created(placed.case)
        number = working.draft.number
        rows, filled = _rows(working, placed)
        written(self.services.store.drafts, number, rows, placed.case.now)
        return _visit(placed, working.form, number, secret, filled)

    def _created(self, case: Case) -> tuple[Working, str]:
        """A new draft, and what opens it."""
        shared = self.services
        published = shared.catalogue.published(self.slug)
        if published is None:
            raise LookupError(f"Die Definition „{self.slug}“ ist hier nicht veröffentlicht.")
        revision, form = published
        number, secret = shared.store.drafts.create(self.slug, revision.hash, {}, case.now, _LIFETIME)
        draft = shared.store.drafts.open(number, secret)
        if draft is None:
            raise LookupError("Der Entwurf ist verschwunden.")
        rows = Rows.holding(shared.store.drafts, number, {})
        return Working(draft, form, rows, Context(case.now, case.environment)), secret


def _rows(working: Working, placed: Placed) -> tuple[dict[str, PageRow], Filled]:
    """The rows of the pages before the state's own as a person leaves them, and what stands in its own fields."""
    good = replace(placed.case, answers=placed.case.good)
    rows, filled = dict[str, PageRow](), Filled()
    while (page := _next(working, rows, placed.page)) is not None:
        here = replace(working, rows=Rows.holding(working.rows._drafts, working.draft.number, rows), _steps={})  # noqa: SLF001
        typed = _typed(here, page, good)
        rows[page.id] = PageRow(typed, None, 1)
    if placed.page is not None and placed.answers is not None:
        here = replace(working, rows=Rows.holding(working.rows._drafts, working.draft.number, rows), _steps={})  # noqa: SLF001
        filled = Example(here, placed.page, placed.case).filled()
        if placed.list_ is not None and placed.state.kind != "filled":
            filled = _emptied(filled, placed)
        rows[placed.page.id] = PageRow(None, filled.pending, 1)
    return rows, filled


def _typed(here: Working, page: Page, case: Case) -> dict[str, Any]:
    filled = Example(here, page, case).filled()
    return read(here, page, filled, everything(here.form.pages[page.id], filled.raw)).answers


def _next(working: Working, rows: Mapping[str, PageRow], until: Page | None) -> Page | None:
    """The next page of the path before the one where the person stands."""
    definition = working.form.definition
    open_ = frozenset(page.id for page in definition.pages if page.id not in rows)
    path = step(definition, Snapshot(Answers(rows), open_), definition.pages[0], working.context).path
    waiting = next((page for page in path if page.id in open_), None)
    return None if waiting is None or (until is not None and waiting.id == until.id) else waiting


def _emptied(filled: Filled, placed: Placed) -> Filled:
    """Nothing stands in the item that has the page to itself."""
    list_ = placed.list_.id if placed.list_ else ""
    item = filled.raw[list_][placed.position]
    return emptied(filled, f"{item}/")


def _visit(placed: Placed, form: Form, number: str, secret: str, filled: Filled) -> Visit:
    base = f"/antrag/{number}"
    if placed.page is None:
        path = OUTCOME if form.definition.kind == "klaerung" else CHECK
        return Visit(f"{base}/{path}", "_absenden" if placed.state.page == RECEIPT else "", number, secret)
    item = f"/{placed.list_.id}/{filled.raw[placed.list_.id][placed.position]}" if placed.list_ else ""
    forward = "_absenden" if placed.page.path == CHECK else "_weiter"
    return Visit(f"{base}/{placed.page.path}{item}", forward if placed.state.kind == "errors" else "", number, secret)
