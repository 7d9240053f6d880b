"""Help for the room: fill a page with an example, jump to a page, begin anew; each only on request."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import redirect, request, url_for

from formengine.core.cases import Case, CaseError, read_case
from formengine.core.journey import Snapshot, refreshed_flags, step
from formengine.core.model import CHECK_PAGE, Page
from formengine.store.drafts import PageRow
from formengine.web import beginning, progress
from formengine.web.drafting import PERSON, Answers, Working
from formengine.web.example import Example, over
from formengine.web.filled import Filled
from formengine.web.filling import Typed, current, everything, read
from formengine.web.places import Item, position
from formengine.web.posting import keep, put_aside, take
from formengine.web.progress import Progress
from formengine.web.services import services
from formengine.web.settings import Help

BUTTONS: Final = {"_beispiel": Help.FILL, "_springen": Help.JUMP, "_beginnen": Help.RESTART}
"""The names of the buttons; a sample file is a button of its question."""


def wish() -> Help | None:
    """What the posted page asks for, if this installation offers it."""
    offered = services().settings.help
    return next((help_ for name, help_ in BUTTONS.items() if name in request.form and help_ in offered), None)


def grant(working: Working, page: Page | None, item: Item | None, wished: Help) -> Any:
    """Do what was asked; what stands in the posted fields is kept. Raises Conflict, Submitted."""
    if wished is Help.FILL and page is not None:
        return _fill(working, page, item)
    if page is not None:
        working = put_aside(working, page, take(working, page, item))
    if wished is Help.RESTART:
        return beginning.start(working.draft.slug, {}, notice="neu", preview=working.preview)
    return _jump(working)


def _case(working: Working) -> Case | None:
    try:
        return read_case(working.form.definition, request.form.get("_person", ""), working.context.now)
    except CaseError:
        return None


def _fill(working: Working, page: Page, item: Item | None) -> Any:
    """Put the example into the fields, for the person to look at and send."""
    case, typed = _case(working), take(working, page, item)
    if case is None:
        keep(working, page, typed)
        return _to(working, page, item, "person-fehlt")
    example, forms = Example(working, page, case), working.form.pages[page.id]
    filled = example.filled() if item is None else example.item(item, position(forms, typed.raw, item))
    filled = over(forms, typed.filled, filled)
    keep(working, page, read(working, page, filled, everything(forms, filled.raw)), {PERSON: case.id})
    return _to(working, page, item, "beispiel")


def _to(working: Working, page: Page, item: Item | None, notice: str) -> Any:
    number = working.draft.number
    if item is None:
        return redirect(url_for("assistant.step", number=number, path=page.path, hinweis=notice), 303)
    return redirect(url_for("assistant.item", number=number, path=page.path, address=item.address, hinweis=notice), 303)


def _jump(working: Working) -> Any:
    """To a page; what is open before it is filled with the example, on top of which counts what was typed."""
    definition, number = working.form.definition, working.draft.number
    path = request.form.get("_seite", "")
    target, case = definition.page(path), _case(working)
    if (target is None and path != CHECK_PAGE) or case is None:
        return redirect(url_for("assistant.resume", number=number), 303)
    way = _Way(working, case, target)
    stop = way.go()
    if way.accepted:
        way.save()
    if stop is not None:
        return redirect(url_for("assistant.step", number=number, path=stop.path, hinweis="beispiel-fehlt"), 303)
    if not way.is_reached:
        fresh = services().working(number)
        here = fresh.open_page()
        return redirect(
            url_for("assistant.step", number=number, path=here.path if here else CHECK_PAGE, hinweis="nicht-dabei"), 303
        )
    return redirect(url_for("assistant.step", number=number, path=path, hinweis="gesprungen"), 303)


@dataclass
class _Way:
    """The pages of a draft on the way to a page, each accepted in memory as soon as it is sound."""

    working: Working
    case: Case
    target: Page | None
    """None for the check page where the definition asks nothing there."""

    def __post_init__(self) -> None:
        self.rows = self.working.rows
        self.open = set(self.working.snapshot.open)
        self.flags: Mapping[str, tuple[bool, bool]] = self.working.snapshot.flags or {}
        self.accepted: list[str] = []

    @property
    def is_reached(self) -> bool:
        """Whether the target is on the path now."""
        return self.target is None or self.target in self._path()

    def go(self) -> Page | None:
        """Accept page after page; returns the one that the example does not suffice for."""
        pages = self.working.form.definition.pages
        until = pages.index(self.target) if self.target else len(pages)
        while (page := self._next()) is not None and pages.index(page) < until:
            typed = self._typed(page)
            if typed.verdict.mistakes:
                return page
            self._accept(page, typed)
        return None

    def _path(self) -> tuple[Page, ...]:
        definition = self.working.form.definition
        snapshot = Snapshot(Answers(self.rows), self.open, self.flags)
        seen = step(definition, snapshot, definition.pages[0], self.working.context)
        self.flags = seen.flags
        return seen.path

    def _next(self) -> Page | None:
        return next((page for page in self._path() if page.id in self.open or not self.flags[page.id][1]), None)

    def _typed(self, page: Page) -> Typed:
        """The example with what was typed on top of it."""
        own = self.working.row(page)
        here = Working(self.working.draft, self.working.form, self.rows, self.working.context)
        example = Example(here, page, self.case).filled()
        typed = current(here, page) if own.rev else Filled()
        forms = here.form.pages[page.id]
        filled = over(forms, example, typed)
        return read(here, page, filled, everything(forms, filled.raw))

    def _accept(self, page: Page, typed: Typed) -> None:
        self.rows = self.rows.replaced(page.id, PageRow(typed.answers, None, self.working.row(page).rev + 1))
        self.open.discard(page.id)
        self.accepted.append(page.id)
        snapshot = Snapshot(Answers(self.rows), frozenset(), self.flags)
        definition, context = self.working.form.definition, self.working.context
        self.flags = refreshed_flags(definition, snapshot, page, context, typed.verdict)

    def save(self) -> None:
        """Write what was accepted, in one transaction. Raises Conflict."""
        working = self.working
        before = working.progress
        now = Progress(self.flags, {*before.done, *self.accepted}, {*before.begun, *self.accepted})
        flags = progress.written(now, working.form.definition, working.draft.rev + 1) | {PERSON: self.case.id}
        rows = {id_: self.rows[id_] for id_ in self.accepted}
        pages = {id_: (row.rev - 1, row.answers or {}) for id_, row in rows.items()}
        services().store.drafts.save_pages(working.draft.number, pages, now=working.context.now, flags=flags)
