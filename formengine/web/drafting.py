"""A draft as the web works with it: its rows, its snapshot for the journey, and what a post does to a page."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from formengine.core.journey import Journey, Snapshot, Step, refreshed_flags, step, walk
from formengine.core.model import Document, Page
from formengine.core.pointer import merge
from formengine.core.settling import Context
from formengine.store.drafts import Draft, PageRow
from formengine.web.forms import Form

Raw = dict[str, list[str]]
VERDICTS: Final = "verdicts"
MARKS: Final = "marks"
PERSON: Final = "person"
"""The case that was last used as an example."""


@dataclass(frozen=True)
class Working:
    """A draft with its rows and its compiled revision."""

    draft: Draft
    form: Form
    rows: Mapping[str, PageRow]
    """By page id."""
    context: Context
    _steps: dict[str, Step] = field(default_factory=dict)

    @cached_property
    def snapshot(self) -> Snapshot:
        """What the journey may know: accepted answers, the pages that are not done, the cached verdicts."""
        pages = self.form.definition.pages
        open_pages = frozenset(page.id for page in pages if not _is_done(self.rows.get(page.id)))
        return Snapshot(self.answers, open_pages, self._cached())

    def _cached(self) -> dict[str, tuple[bool, bool]]:
        """The cached verdicts, if they are of today: bounds may be relative to the day."""
        cache = self.draft.flags.get(VERDICTS, {})
        verdicts = cache.get("pages", {}) if cache.get("day") == self.form.definition.today.isoformat() else {}
        return {id_: (bool(visible), bool(sound)) for id_, (visible, sound) in verdicts.items()}

    @cached_property
    def answers(self) -> dict[str, Document]:
        """The accepted answers by page id."""
        return {id_: row.answers for id_, row in self.rows.items() if row.answers is not None}

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
        return next((page for page in seen.path if page.id in self.snapshot.open or not seen.flags[page.id][1]), None)

    def row(self, page: Page) -> PageRow:
        """The stored row of a page, an empty one where nothing is stored."""
        return self.rows.get(page.id) or PageRow()

    def flags_after(self, page: Page, answers: Document | None) -> dict[str, Any]:
        """The cached verdicts after a page's accepted answers changed."""
        changed = {**self.answers, page.id: answers or {}}
        snapshot = Snapshot(changed, frozenset(), self.snapshot.flags)
        return cached_flags(self.form, refreshed_flags(self.form.definition, snapshot, page, self.context))


def cached_flags(form: Form, flags: Mapping[str, tuple[bool, bool]]) -> dict[str, Any]:
    """Verdicts of pages as a draft keeps them."""
    pages = {id_: [visible, sound] for id_, (visible, sound) in flags.items()}
    return {VERDICTS: {"day": form.definition.today.isoformat(), "pages": pages}}


def _is_done(row: PageRow | None) -> bool:
    return row is not None and row.answers is not None and row.pending is None


def whole(working: Working) -> Journey:
    """The truth about a draft."""
    document: dict[str, Any] = {}
    for part in working.answers.values():
        merge(document, copy.deepcopy(dict(part)))
    return walk(working.form.definition, document, working.context, working.snapshot.open)


def address(working: Working) -> str:
    """The draft's own address, without a slash at the end."""
    return f"/antrag/{working.draft.number}"
