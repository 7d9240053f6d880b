"""A draft as the web works with it: its rows, its snapshot for the journey, and what a post does to a page."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from formengine.core.journey import Journey, Snapshot, Step, Verdict, refreshed_flags, step, walk
from formengine.core.model import Document, Page
from formengine.core.pointer import merge
from formengine.core.settling import Context
from formengine.store.drafts import Draft, PageRow
from formengine.store.rows import Rows
from formengine.web import progress
from formengine.web.forms import Form
from formengine.web.progress import Progress

Raw = dict[str, list[str]]
MARKS: Final = "marks"
PREVIEW: Final = "vorschau"
"""In the flags of a draft that a designer tries out: `FOLLOWS`, or `STAYS` on the revision that was asked for."""
FOLLOWS: Final = "kopf"
STAYS: Final = "fest"
PERSON: Final = "person"
"""The case that was last used as an example."""


@dataclass(frozen=True)
class Answers(Mapping[str, Document]):
    """The accepted answers by page id, some of them changed."""

    rows: Mapping[str, PageRow]
    changed: Mapping[str, Document] = field(default_factory=dict)

    def __getitem__(self, page: str) -> Document:
        found = self.changed.get(page)
        if found is None:
            found = self.rows[page].answers
        if found is None:
            raise KeyError(page)
        return found

    def __iter__(self) -> Iterator[str]:
        return (id_ for id_ in {**dict.fromkeys(self.rows), **self.changed} if id_ in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class Working:
    """A draft with its rows and its compiled revision."""

    draft: Draft
    form: Form
    rows: Rows
    """By page id."""
    context: Context
    known: Progress | None = None
    """How far each page is, where that is known without asking the draft."""
    _steps: dict[str, Step] = field(default_factory=dict)
    base: str = ""
    """Where its pages stand, if not where those of a draft do; without a slash at the end."""

    @cached_property
    def progress(self) -> Progress:
        """How far each page is: as the draft keeps it, else looked up in all rows."""
        kept = self.known or progress.read(self.draft, self.form.definition)
        return kept or Progress(None, {id_ for id_, row in self.rows.items() if _is_done(row)}, set(self.rows))

    @cached_property
    def snapshot(self) -> Snapshot:
        """What the journey may know: accepted answers, the pages that are not done, the cached verdicts."""
        done = self.progress.done
        open_pages = frozenset([id_ for id_ in self.form.definition.page_ids if id_ not in done])
        return Snapshot(self.answers, open_pages, self.progress.flags)

    @property
    def answers(self) -> Answers:
        """The accepted answers by page id."""
        return Answers(self.rows)

    @property
    def preview(self) -> bool:
        """True for what a designer tries out: it is never handed in."""
        return PREVIEW in self.draft.flags

    @property
    def marks(self) -> Mapping[str, Any]:
        """Values that were handed over from an Anliegensklärung, by element id."""
        marks: Mapping[str, Any] = self.draft.flags.get(MARKS, {})
        return marks

    def step(self, page: Page) -> Step:
        """The journey seen from a page; looked at once a request."""
        if page.id not in self._steps:
            self._steps[page.id] = step(self.form.definition, self.snapshot, page, self.context)
        return self._steps[page.id]

    def open_page(self) -> Page | None:
        """The first page of the path that is not done; None where all are."""
        seen = self.step(self.form.definition.pages[0])
        return None if seen.complete else seen.path[seen.turn]

    def row(self, page: Page) -> PageRow:
        """The stored row of a page, an empty one where nothing is stored."""
        return self.rows.get(page.id) or PageRow()

    def kept(self, page: Page, row: PageRow) -> "Working":
        """The draft once something was kept of a page without being accepted."""
        flags = self.progress.flags or self.step(page).flags
        return self._after(page, row, self.progress.after(page, flags, done=False))

    def accepted(self, page: Page, row: PageRow, verdict: Verdict) -> "Working":
        """The draft once a page was accepted."""
        definition = self.form.definition
        plans = definition.plans
        self.rows.load({source for reader in plans[page.id].readers for source in plans[reader].sources})
        snapshot = Snapshot(Answers(self.rows, {page.id: row.answers or {}}), frozenset(), self.progress.flags)
        flags = refreshed_flags(definition, snapshot, page, self.context, verdict)
        return self._after(page, row, self.progress.after(page, flags, done=True))

    def _after(self, page: Page, row: PageRow, now: Progress) -> "Working":
        rev = self.draft.rev + 1
        flags = {**self.draft.flags, **progress.written(now, self.form.definition, rev)}
        draft = replace(self.draft, rev=rev, flags=flags)
        return Working(draft, self.form, self.rows.replaced(page.id, row), self.context, now)


def _is_done(row: PageRow) -> bool:
    return row.answers is not None and row.pending is None


def whole(working: Working) -> Journey:
    """The truth about a draft."""
    document: dict[str, Any] = {}
    for part in working.answers.values():
        merge(document, copy.deepcopy(dict(part)))
    return walk(working.form.definition, document, working.context, working.snapshot.open)


def address(working: Working) -> str:
    """The draft's own address, without a slash at the end."""
    return working.base or f"/antrag/{working.draft.number}"


def page_url(working: Working, path: str) -> str:
    """The address of a page. Paths and numbers are plain characters; `url_for` would take longer than the page."""
    return f"{working.base}/{path}" if working.base else f"/antrag/{working.draft.number}/{path}"
