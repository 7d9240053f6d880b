"""A draft as the web works with it: its rows, its snapshot for the journey, and what a post does to a page."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from formengine.core import pointer
from formengine.core.calc import Scene
from formengine.core.journey import Journey, Snapshot, Step, Verdict, judge_page, refreshed_flags, step, walk
from formengine.core.model import Control, Document, Page
from formengine.core.pointer import MISSING, merge
from formengine.core.settling import Context, Settled
from formengine.fields import TYPES
from formengine.fields.posting import raw_of
from formengine.store.drafts import Draft, PageRow
from formengine.web.forms import Form, PageForms
from formengine.web.refusals import refusals
from formengine.web.reveal import possible

Raw = dict[str, list[str]]
VERDICTS: Final = "verdicts"
MARKS: Final = "marks"


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


@dataclass(frozen=True)
class Typed:
    """What stands in the fields of a page: raw strings and files, and the answers that they are read as."""

    raw: Raw
    files: Mapping[str, Sequence[Mapping[str, Any]]]
    """File answers by control id, refused ones included (those have no hash)."""
    answers: dict[str, Any]
    """The page's part of the document, as read."""
    settled: Settled
    verdict: Verdict
    shown: frozenset[str] = field(default_factory=frozenset)

    @property
    def pending(self) -> dict[str, Any]:
        """What is kept of a page that was not accepted; refused files are not."""
        kept = {id_: [file for file in files if "sha256" in file] for id_, files in self.files.items()}
        return {"raw": self.raw, "files": {id_: files for id_, files in kept.items() if files}}


def stored(working: Working, page: Page) -> Typed:
    """What a page shows when it is opened: what is pending, else the accepted answers, else proposals."""
    forms, row = working.form.pages[page.id], working.row(page)
    if row.pending is not None:
        files = {id_: list(listed) for id_, listed in row.pending.get("files", {}).items()}
        return read(working, page, row.pending.get("raw", {}), files, frozenset(forms.controls))
    document = row.answers if row.answers is not None else {}
    values = {id_: pointer.get(document, control.path) for id_, control in forms.controls.items()}
    present = {id_: value for id_, value in values.items() if value is not MISSING}
    files = {id_: value for id_, value in present.items() if _uploads(forms.controls[id_])}
    if row.answers is None:
        present |= _proposals(working, page, present)
    raw = raw_of([control for control in forms.controls.values() if control.id not in files], present)
    seen = working.step(page)
    shown = shown_elements(working, forms, seen.settled)
    return Typed(raw, files, dict(document), seen.settled, seen.verdict, shown)


def _proposals(working: Working, page: Page, present: Mapping[str, Any]) -> dict[str, Any]:
    """Values that the definition proposes for questions that nobody has answered yet."""
    definition = working.form.definition
    waiting = [
        control
        for control in working.form.pages[page.id].controls.values()
        if control.calc is not None and control.id not in present
    ]
    if not waiting:
        return {}
    document = judge_page(definition, working.answers, page, working.context)[0].document
    scene = Scene(document, None, working.context.now, working.context.environment)
    proposed = {control.id: definition.calculations[control.id](scene) for control in waiting}
    return {id_: value for id_, value in proposed.items() if value is not MISSING}


def read(
    working: Working, page: Page, raw: Raw, files: Mapping[str, Sequence[Mapping[str, Any]]], rendered: frozenset[str]
) -> Typed:
    """Read what stands in the fields. Questions that were not rendered, or are disabled, keep their stored answers."""
    forms, row = working.form.pages[page.id], working.row(page)
    before, raw = row.answers or {}, _unseen(forms, row, rendered) | raw
    parsed = forms.form.read(raw)
    document = copy.deepcopy(dict(before))
    for id_, control in forms.controls.items():
        if id_ in rendered:
            value = (list(files[id_]) if files.get(id_) else MISSING) if _uploads(control) else parsed.get(id_, MISSING)
            _put(document, control, value)
    settled, verdict = _judge(working, page, document)
    disabled = [forms.controls[id_] for id_, _ in settled.disabled if id_ in forms.controls]
    for control in disabled:
        _put(document, control, pointer.get(before, control.path))
    if disabled:
        settled, verdict = _judge(working, page, document)
    known = {mistake.element for mistake in verdict.mistakes}
    asked = [control for id_, control in forms.controls.items() if id_ in rendered and id_ not in known]
    verdict = replace(verdict, mistakes=(*verdict.mistakes, *refusals(asked, files)))
    return Typed(raw, files, document, settled, verdict, shown_elements(working, forms, settled))


def _unseen(forms: PageForms, row: PageRow, rendered: frozenset[str]) -> Raw:
    """The strings of questions that the posted page did not have: they stand there again once their question does."""
    absent = [control for id_, control in forms.controls.items() if id_ not in rendered and not _uploads(control)]
    names = {control.id for control in absent}
    if row.pending is not None:
        typed: Raw = row.pending.get("raw", {})
        return {name: strings for name, strings in typed.items() if name.split(":")[0] in names}
    found = {control.id: pointer.get(row.answers or {}, control.path) for control in absent}
    return raw_of(absent, {id_: value for id_, value in found.items() if value is not MISSING})


def _uploads(control: Control) -> bool:
    return TYPES[control.type].uploads


def _put(document: dict[str, Any], control: Control, value: Any) -> None:
    if value is MISSING:
        pointer.remove(document, control.path)
    else:
        pointer.put(document, control.path, value)


def _judge(working: Working, page: Page, document: Document) -> tuple[Settled, Verdict]:
    answers = {**working.answers, page.id: document}
    return judge_page(working.form.definition, answers, page, working.context)


def given_tokens(forms: PageForms, settled: Settled) -> frozenset[str]:
    """What the style sheet must know of earlier answers."""
    return frozenset(name for name, test in forms.given.items() if test(settled.document, None))


def shown_elements(working: Working, forms: PageForms, settled: Settled) -> frozenset[str]:
    """The elements that are rendered: visible ones, and those that a choice on the page can still reveal."""
    given = given_tokens(forms, settled)
    return frozenset(
        part.element
        for part in forms.parts
        if (
            (part.element, ()) in settled.visible
            if part.element in forms.reveal.dynamic
            else possible(forms.reveal, part.element, given)
        )
    )


def prefilled(form: Form, values: Mapping[str, Any]) -> dict[str, PageRow]:
    """The rows of a new draft in which some questions (by element id) are already filled, for the person to confirm."""
    rows: dict[str, PageRow] = {}
    for page in form.definition.pages:
        forms = form.pages[page.id]
        chosen = {id_: value for id_, value in values.items() if id_ in forms.controls}
        if chosen:
            rows[page.id] = PageRow(None, {"raw": raw_of(forms.controls.values(), chosen), "files": {}})
    return rows


def whole(working: Working) -> Journey:
    """The truth about a draft."""
    document: dict[str, Any] = {}
    for part in working.answers.values():
        merge(document, copy.deepcopy(dict(part)))
    return walk(working.form.definition, document, working.context, working.snapshot.open)


def address(working: Working) -> str:
    """The draft's own address, without a slash at the end."""
    return f"/antrag/{working.draft.number}"
