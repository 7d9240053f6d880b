"""A draft moves to the revision that was published meanwhile: by element id, and what fits nowhere stays readable."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from flask import abort, redirect

from formengine.core.model import Control, Page
from formengine.store.drafts import Conflict, PageRow
from formengine.store.errors import Submitted
from formengine.store.rows import Rows
from formengine.web import asked, progress
from formengine.web.carrying import Carried, Entry, Left, Side, carry
from formengine.web.drafting import Working, page_url
from formengine.web.filled import Filled
from formengine.web.filling import Typed, document_of, everything, of_answers, read, stored
from formengine.web.forms import Form
from formengine.web.places import element_of
from formengine.web.revised import KEY, Report
from formengine.web.services import services

_TRIES: Final = 3


def opened(number: str) -> Working:
    """The draft on the newest revision that it can move to; where a person should know, the request ends there.

    Raises Missing.
    """
    working = services().working(number)
    for _ in range(_TRIES):
        form = newer(working)
        if form is None:
            return working
        told = _migrated(working, form)
        working = services().working(number)
        if told and not working.preview:
            abort(redirect(page_url(working, "neue-fassung"), 303))
    return working


def newer(working: Working) -> Form | None:
    """The revision that a draft can move to; None where it stays: what nobody can read takes in no draft."""
    moves = working.draft.reference is None and working.draft.outdated
    return services().catalogue.pinned(working.draft.published, listed=not working.preview) if moves else None


def _migrated(working: Working, form: Form) -> bool:
    """Move the draft; True where a person should know."""
    shared = services()
    rows, report = migrate(working, form)
    flags = {KEY: report.as_json(), progress.KEY: None}
    try:
        shared.store.drafts.migrate(working.draft, form.revision, rows, flags, working.context.now)
    except (Conflict, Submitted):
        # Somebody was quicker, or wrote at the same time: look again.
        return False
    return report.news


def migrate(working: Working, form: Form) -> tuple[dict[str, PageRow], Report]:
    """The rows of a draft under another revision, and what a person must know of it."""
    before = Report.of(working.draft.flags)
    gathered = _gathered(working, form, before)
    draft = replace(working.draft, revision=form.revision, flags={**working.draft.flags, progress.KEY: None})
    moved = Working(draft, form, Rows.holding(services().store.drafts, draft.number, {}), working.context)
    news: dict[str, tuple[str, ...]] = {}
    for page in form.definition.pages:
        if page.id not in gathered.shown:
            continue
        row, more = _row(moved, page, gathered)
        moved = replace(moved, rows=moved.rows.replaced(page.id, row), known=None, _steps={})
        if row.pending is not None and page.id not in gathered.unfinished:
            news[page.id] = more
    renamed = _renamed(gathered, Side(working.form.definition), Side(form.definition))
    earlier = {page: more for page, more in before.pages.items() if page in form.pages}
    report = Report(
        origins=(*(hash_ for hash_ in before.origins if hash_ != form.revision), working.form.revision),
        left=tuple(gathered.left),
        pages=earlier | news,
        renamed=renamed,
        carried=gathered.carried,
        language=form.definition.language,
        news=bool(news or gathered.fresh or renamed),
    )
    return dict(moved.rows), report


@dataclass
class _Gathered:
    """What the pages of a newer revision receive, by page id."""

    accepted: dict[str, Filled] = field(default_factory=dict)
    """From accepted answers; a page without any is not in it."""
    shown: dict[str, Filled] = field(default_factory=dict)
    """What stands in the fields."""
    unfinished: set[str] = field(default_factory=set)
    """Pages that take something from a page that was not done."""
    doubtful: set[str] = field(default_factory=set)
    """Pages with a question whose answer could not be carried over whole."""
    left: list[Left] = field(default_factory=list)
    fresh: bool = False
    """True where something was left this time."""
    carried: int = 0
    seen: set[str] = field(default_factory=set)
    """Ids of what the person was shown."""
    answered: set[str] = field(default_factory=set)
    """Ids of questions in whose fields something stands."""


def _gathered(working: Working, form: Form, report: Report) -> _Gathered:
    old, new, found = Side(working.form.definition), Side(form.definition), _Gathered()
    for page in working.form.definition.pages:
        row = working.rows.get(page.id)
        if row is None or (row.answers is None and row.pending is None):
            continue
        if page.id in form.pages:
            _begin(found, page.id, row)
        targets = {page.id} & form.pages.keys()
        typed = stored(working, page)
        found.seen |= {element for element, _ in typed.settled.visible}
        for entry, carried in _moved(old, new, typed.filled):
            targets |= _take(found.shown, new, entry.control, carried)
            _count(found, new, entry, carried)
        if row.answers is not None:
            for entry, carried in _moved(old, new, of_answers(working.form.pages[page.id], row.answers)):
                targets |= _take(found.accepted, new, entry.control, carried)
        _keep_removed(found, form, typed.filled)
        done = row.answers is not None and row.pending is None
        found.unfinished |= set() if done else targets
    _again(found, form, report)
    return found


def _begin(found: _Gathered, page: str, row: PageRow) -> None:
    found.shown.setdefault(page, Filled())
    if row.answers is not None:
        found.accepted.setdefault(page, Filled())


def _moved(old: Side, new: Side, filled: Filled) -> Iterator[tuple[Entry, Carried]]:
    for entry in old.entries(filled):
        yield entry, carry(old, new, entry, old.label(entry, filled))


def _take(pages: dict[str, Filled], new: Side, control: Control, carried: Carried) -> set[str]:
    """Put what was carried where it belongs; the page's id."""
    target = new.asked.get(control.id)
    if target is None or not (carried.raw or carried.files):
        return set()
    filled = pages.get(target.page) or Filled()
    names = {name.partition(":")[0] for name in carried.raw} or {control.id}
    files: dict[str, Any] = {next(iter(names)): carried.files} if carried.files else {}
    pages[target.page] = replace(filled, raw={**filled.raw, **carried.raw}, files={**filled.files, **files})
    return {target.page}


def _count(found: _Gathered, new: Side, entry: Entry, carried: Carried) -> None:
    found.answered |= {entry.control.id} if entry.typed else set()
    found.carried += any(map(any, carried.raw.values())) or bool(carried.files)
    if carried.left is not None:
        found.left.append(carried.left)
        found.fresh = True
        target = new.asked.get(entry.control.id)
        found.doubtful |= {target.page} if target is not None else set()


def _keep_removed(found: _Gathered, form: Form, filled: Filled) -> None:
    """Items that were removed can still be put back, as long as their list is there."""
    for list_, gone in filled.removed.items():
        control = form.definition.controls.get(element_of(list_))
        if control is not None and control.page in found.shown:
            there = found.shown[control.page]
            found.shown[control.page] = replace(there, removed={**there.removed, list_: gone})


def _again(found: _Gathered, form: Form, report: Report) -> None:
    """What an earlier move had to leave goes back to its question, if that came back and has no answer."""
    new = Side(form.definition)
    for left in report.left:
        control = new.asked.get(left.id)
        fits = control is not None and control.type == left.kind and left.reason == "question" and "/" not in left.name
        if control is None or not fits or _stands(found.shown.get(control.page), left.name):
            found.left.append(left)
            continue
        _take(found.shown, new, control, Carried(dict(left.raw), left.files))
        found.unfinished.add(control.page)
        found.carried += 1


def _stands(filled: Filled | None, name: str) -> bool:
    strings = filled.raw.items() if filled else ()
    return any(any(values) for key, values in strings if key.partition(":")[0] == name) or bool(
        filled and filled.files.get(name)
    )


def _row(moved: Working, page: Page, gathered: _Gathered) -> tuple[PageRow, tuple[str, ...]]:
    """One page under the newer revision, and the questions on it that the person has not seen."""
    forms, shown = moved.form.pages[page.id], gathered.shown[page.id]
    answers = None
    if page.id in gathered.accepted:
        accepted = gathered.accepted[page.id]
        answers = document_of(forms, accepted, everything(forms, accepted.raw), {})
    placed = replace(moved, rows=moved.rows.replaced(page.id, PageRow(answers)), known=None, _steps={})
    typed = read(placed, page, shown, everything(forms, shown.raw))
    more = _unseen(gathered, typed)
    if page.id in gathered.unfinished | gathered.doubtful or typed.verdict.mistakes or more:
        return PageRow(answers, shown.pending), more
    return PageRow(typed.answers), ()


def _unseen(gathered: _Gathered, typed: Typed) -> tuple[str, ...]:
    """Questions that are shown and that the person has not seen."""
    new = {element for element, _ in typed.settled.visible} - gathered.seen
    return tuple(id_ for id_ in typed.forms.asked if id_ in new)


def _renamed(gathered: _Gathered, old: Side, new: Side) -> tuple[tuple[str, str], ...]:
    """Questions that read differently now: id and earlier label, those only that somebody answered."""
    both = [id_ for id_ in old.asked if id_ in gathered.answered and id_ in new.asked]
    return tuple((id_, old.asked[id_].label) for id_ in both if old.asked[id_].label != new.asked[id_].label)


def keep_late(working: Working, page: Page | None, typed: Mapping[str, list[str]]) -> int:
    """Keep what a page with the questions of an earlier revision sends and its successor has no field for.

    What stands in the application already is not kept twice. The number of answers that were kept. Raises Conflict.
    """
    for _ in range(_TRIES):
        before = Report.of(working.draft.flags)
        after = _with_late(working, page, typed, before)
        if after.left == before.left:
            return 0
        try:
            services().store.drafts.note(working.draft, {KEY: after.as_json()}, working.context.now)
        except Conflict:
            working = services().working(working.draft.number)
        else:
            return len([left for left in after.left if left not in before.left])
    raise Conflict(None)


def _with_late(working: Working, page: Page | None, typed: Mapping[str, list[str]], report: Report) -> Report:
    """The report with what has no field, as the revision of the posted page knows it."""
    sent = next((hash_ for hash_ in report.origins if asked.posted("_fassung") == asked.short(hash_)), "")
    form = services().catalogue.pinned(sent) if sent else None
    if form is None:
        return report
    before, here = Side(form.definition), Side(working.form.definition)
    filled = Filled({name: values for name, values in typed.items() if any(values)})
    known = {left.name: left for left in report.left}
    for entry in before.entries(filled):
        target = here.asked.get(entry.control.id)
        taken = target is not None and page is not None and target.page == page.id
        if not taken and entry.typed and entry.control.type != "list" and not _same_there(working, target, entry):
            left = Left(entry.name, before.label(entry, filled), entry.text(), "late", entry.control.type, entry.raw)
            known[entry.name] = left
    return replace(report, left=tuple(known.values()))


def _same_there(working: Working, target: Control | None, entry: Entry) -> bool:
    """True where the same strings stand in the field on another page."""
    if target is None:
        return False
    raw = stored(working, working.form.definition.page_by_id(target.page)).raw
    return all(raw.get(name) == values for name, values in entry.raw.items())
