"""What stands in the fields of a page: read into answers, judged, and shown again; nothing of it is stored here."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from formengine.core import pointer
from formengine.core.journey import Mistake, Verdict, judge_page
from formengine.core.model import Control, Document, Indices, Page
from formengine.core.pointer import MISSING
from formengine.core.settling import Settled
from formengine.fields.posting import raw_of
from formengine.store.drafts import PageRow
from formengine.web import lists, proposals
from formengine.web.drafting import Answers, Working
from formengine.web.filled import FileAnswer, Filled, Raw, answer_of, kept_files, uploads
from formengine.web.forms import Form, ItemForms, PageForms
from formengine.web.places import around, standing
from formengine.web.refusals import refusal
from formengine.web.reveal import possible


@dataclass(frozen=True)
class Typed:
    """What stands in the fields, what it is read as, and what follows from it."""

    filled: Filled
    answers: dict[str, Any]
    """The page's part of the document."""
    settled: Settled
    verdict: Verdict
    """Empty for an opened page that would show nothing of it."""
    forms: PageForms

    @cached_property
    def shown(self) -> frozenset[str]:
        """What is rendered: element ids, those in items with the item's prefix."""
        return shown_names(self.forms, self.raw, self.settled)

    @property
    def raw(self) -> Raw:
        """The raw strings."""
        return self.filled.raw

    @property
    def files(self) -> Mapping[str, Sequence[FileAnswer]]:
        """The file answers by input name."""
        return self.filled.files

    @property
    def pending(self) -> dict[str, Any]:
        """What is kept of a page that was not accepted."""
        return self.filled.pending


def current(working: Working, page: Page) -> Filled:
    """What stands in the fields of an opened page: what is pending, else the accepted answers, else proposals."""
    forms, row = working.form.pages[page.id], working.row(page)
    if row.pending is not None:
        return Filled(row.pending.get("raw", {}), row.pending.get("files", {}), row.pending.get("removed", {}))
    document = row.answers or {}
    present = _present(forms, document)
    if row.answers is None:
        present |= proposals.of_page(working, page, present)
    filled = _filled(forms, document, present)
    return replace(filled, raw=filled.raw | _begun(working, page, filled.raw))


def of_answers(forms: PageForms, document: Document) -> Filled:
    """What stands in the fields of a page with these answers."""
    return _filled(forms, document, _present(forms, document))


def _present(forms: PageForms, document: Document) -> dict[str, Any]:
    found = {id_: pointer.get(document, control.path) for id_, control in forms.controls.items()}
    return {id_: value for id_, value in found.items() if value is not MISSING}


def _filled(forms: PageForms, document: Document, present: Mapping[str, Any]) -> Filled:
    raw, files = _as_posted(forms.controls.values(), present)
    for each in forms.items.values():
        items = pointer.get(document, each.control.path)
        raw |= lists.raw_items(each, items)
        files |= dict(lists.file_items(each, items))
    return Filled(raw, files)


def _begun(working: Working, page: Page, raw: Raw) -> Raw:
    """The items that lists begin with on a page that nobody has sent yet."""
    untouched = working.row(page).answers is None
    return lists.first_items(working.form.pages[page.id], raw, working.draft.number) if untouched else {}


def _as_posted(controls: Collection[Control], answers: Mapping[str, Any]) -> tuple[Raw, dict[str, Any]]:
    files = {control.id: kept_files(answers.get(control.id)) for control in controls if uploads(control)}
    return raw_of(controls, answers), {id_: listed for id_, listed in files.items() if listed}


def stored(working: Working, page: Page) -> Typed:
    """A page as it is opened."""
    forms, row, filled = working.form.pages[page.id], working.row(page), current(working, page)
    if row.pending is not None or _begun(working, page, {}):
        return read(working, page, filled, everything(forms, filled.raw))
    working.rows.load(working.form.definition.plans[page.id].sources)
    seen = working.step(page)
    verdict = seen.verdict if forms.tells else Verdict(visible=True)
    return Typed(filled, row.answers or {}, seen.settled, verdict, forms)


def everything(forms: PageForms, raw: Raw) -> frozenset[str]:
    """The names of all questions of a page, those of its items included."""
    names = {*forms.controls, *forms.items}
    for each, start, _ in standing(forms, raw):
        names.update([start + id_ for id_ in (*each.controls, *each.items)])
    return frozenset(names)


def read(working: Working, page: Page, filled: Filled, rendered: frozenset[str]) -> Typed:
    """Read what stands in the fields. Questions that were not rendered, or are disabled, keep their stored answers."""
    forms, before = working.form.pages[page.id], working.row(page).answers or {}
    filled = replace(filled, raw=_unseen(working, page, rendered) | filled.raw)
    document = document_of(forms, filled, rendered, before)
    settled, verdict = _judge(working, page, document)
    disabled = sorted(instance for instance in settled.disabled if instance[0] in forms.asked)
    for id_, indices in disabled:
        lists.put_back(document, before, forms.asked[id_], indices)
    if disabled:
        settled, verdict = _judge(working, page, document)
    verdict = replace(verdict, mistakes=(*verdict.mistakes, *_refusals(forms, filled, rendered, verdict)))
    return Typed(filled, document, settled, verdict, forms)


def document_of(forms: PageForms, filled: Filled, rendered: frozenset[str], before: Document) -> dict[str, Any]:
    """The page's part of the document as it stands in its fields; what was not rendered stays as it was before."""
    parsed = forms.form.read(filled.raw)
    document = pointer.copied(before)
    for id_, control in forms.controls.items():
        if id_ in rendered:
            put(document, control, answer_of(control, id_, parsed, filled))
    for id_, each in forms.items.items():
        if id_ in rendered:
            old = pointer.get(before, each.control.path)
            put(document, each.control, lists.read_items(each, filled, rendered, old))
    return document


def _unseen(working: Working, page: Page, rendered: frozenset[str]) -> Raw:
    """The strings of questions that the posted page did not have: they stand there again once their question does."""
    hidden = {id_ for id_ in working.form.pages[page.id].controls if id_ not in rendered}
    kept = current(working, page) if hidden else Filled()
    return {name: list(strings) for name, strings in kept.raw.items() if name.split(":")[0] in hidden}


def _refusals(forms: PageForms, filled: Filled, rendered: frozenset[str], verdict: Verdict) -> list[Mistake]:
    """Files that were not kept are mistakes, whatever the schema says of them."""
    if not filled.files:
        return []
    known = {(mistake.element, mistake.indices) for mistake in verdict.mistakes}
    places: list[tuple[str, Control, Indices]] = [(id_, control, ()) for id_, control in forms.controls.items()]
    for each, start, indices in standing(forms, filled.raw):
        places += [(start + id_, control, indices) for id_, control in each.controls.items()]
    found = [
        refusal(control, indices, filled.files.get(name, ()))
        for name, control, indices in places
        if name in rendered and (control.id, indices) not in known
    ]
    return [mistake for mistake in found if mistake is not None]


def put(document: dict[str, Any], control: Control, value: Any) -> None:
    """Set an answer, or take it away where it is MISSING."""
    if value is MISSING:
        pointer.remove(document, control.path)
    else:
        pointer.put(document, control.path, value)


def _judge(working: Working, page: Page, document: Document) -> tuple[Settled, Verdict]:
    working.rows.load(working.form.definition.plans[page.id].sources)
    return judge_page(working.form.definition, Answers(working.rows, {page.id: document}), page, working.context)


def given_tokens(forms: PageForms | ItemForms, settled: Settled) -> frozenset[str]:
    """What the style sheet must know of earlier answers."""
    return frozenset(name for name, test in forms.given.items() if test(settled.document, None))


def shown_names(forms: PageForms, raw: Raw, settled: Settled) -> frozenset[str]:
    """What is rendered: what is visible, and what a choice on the page can still reveal."""
    names = set(_shown(forms, settled, (), given_tokens(forms, settled)))
    given = {id_: given_tokens(each, settled) for id_, each in forms.lists.items()}
    for each, start, indices in standing(forms, raw):
        list_ = each.control.id
        if around(start[:-1]) + list_ in names:
            names.update([start + id_ for id_ in _shown(each, settled, indices, given[list_])])
    return frozenset(names)


def _shown(forms: PageForms | ItemForms, settled: Settled, indices: Indices, given: frozenset[str]) -> Iterator[str]:
    reveal = forms.reveal
    for part in forms.parts:
        seen = (part.element, indices) in settled.visible
        if seen if part.element in reveal.dynamic else possible(reveal, part.element, given):
            yield part.element


def prefilled(form: Form, values: Mapping[str, Any]) -> dict[str, PageRow]:
    """The rows of a new draft in which some questions (by element id) are already filled, for the person to confirm."""
    rows: dict[str, PageRow] = {}
    controls = form.definition.controls
    wanted = {controls[id_].page for id_ in values if id_ in controls}
    for page in (page for page in form.definition.pages if page.id in wanted):
        forms = form.pages[page.id]
        chosen = {id_: value for id_, value in values.items() if id_ in forms.controls}
        if chosen:
            rows[page.id] = PageRow(None, Filled(raw_of(forms.controls.values(), chosen)).pending)
    return rows
