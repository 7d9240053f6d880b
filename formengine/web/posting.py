"""What a browser posts for a page of the assistant, and how it is kept or accepted: guarded, and never lost."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from flask import request
from werkzeug.datastructures import FileStorage, MultiDict

from formengine.core.journey import Mistake
from formengine.core.model import Page
from formengine.core.pointer import MISSING, get
from formengine.fields.posting import presses
from formengine.store.drafts import Conflict, PageRow
from formengine.web import asked, lists, progress, uploads
from formengine.web.display import display
from formengine.web.drafting import Working
from formengine.web.filled import Filled, Raw
from formengine.web.filling import Typed, current, everything, read, stored
from formengine.web.forms import PageForms
from formengine.web.lists import Change
from formengine.web.places import Item, element_of, item_ids, list_names, name_of, own_page, owner
from formengine.web.samples import sample_for
from formengine.web.services import services
from formengine.web.settings import Help

Flags = Mapping[str, Any]
NO_FLAGS: Final[Flags] = MappingProxyType({})


def take(working: Working, page: Page, item: Item | None, removed: str = "") -> Typed:
    """What was posted, uploads received and one file taken away if that was asked."""
    shared, kept = services(), _elsewhere_kept(working, page, item)
    check_lists(working, page, item, kept)
    raw = _raw(working, page, item, kept)
    files = uploads.receive(working, page, kept.files, _uploaded(working, page), removed, shared.store, shared.settings)
    typed = read(working, page, Filled(raw, files, kept.removed), rendered(working, page, item, raw))
    if removed:
        shared.store.files.remove(working.draft.number, removed)
    return typed


def _uploaded(working: Working, page: Page) -> MultiDict[str, FileStorage]:
    """The uploads of the post; *Beispieldatei verwenden* adds one to its question."""
    found: MultiDict[str, FileStorage] = MultiDict(request.files)
    name = request.form.get("_beispieldatei", "")
    control = owner(working.form.pages[page.id], name)
    sample = sample_for(control) if control is not None and Help.SAMPLE in services().settings.help else None
    if sample is not None:
        found.add(name, sample.upload())
    return found


def look(working: Working, page: Page, item: Item | None = None) -> Typed:
    """What was posted, without receiving uploads: nothing is kept of it."""
    kept = _elsewhere_kept(working, page, item)
    raw = _raw(working, page, item, kept)
    return read(working, page, replace(kept, raw=raw), rendered(working, page, item, raw))


def _elsewhere_kept(working: Working, page: Page, item: Item | None) -> Filled:
    """What stands in fields that the posted page may not have: files, items on other pages, removed items."""
    forms = working.form.pages[page.id]
    row, spread = working.row(page), forms.spread or forms.multipart
    whole = item is None and not spread and row.pending is None and expected_rev() == row.rev
    return Filled() if whole else current(working, page)


def _raw(working: Working, page: Page, item: Item | None, kept: Filled) -> Raw:
    """The posted strings that belong to questions of the page, and what stands in items that are not on it.

    Those have pages of their own, or were removed and may come back. Which items there are only the buttons of a list
    change: what an old page posts of them counts for nothing.
    """
    forms, here = working.form.pages[page.id], item.prefix if item else ""
    # The name of a part may be missing: then it is None, whatever the types say.
    named = [(name, values) for name, values in request.form.lists() if name and name.startswith(here)]
    owners = {name: owner(forms, name) for name, _ in named}
    posted = {name: values for name, values in named if owners[name] is not None}
    if item is None and not forms.items:
        return posted
    orders = {name for name, control in owners.items() if control is not None and control.type == "list"}
    there = {id_ for name in orders for id_ in posted[name]} | {id_ for _, id_ in (item.steps if item else ())}
    fresh = {name: values for name, values in posted.items() if name not in orders or not kept.raw}

    def stays(name: str) -> bool:
        gone = "/" in name and not there.issuperset(name.split("/")[:-1])
        return gone or element_of(name) in forms.lists or _elsewhere(forms, name, item)

    return {name: list(values) for name, values in kept.raw.items() if stays(name)} | fresh


def check_lists(working: Working, page: Page, item: Item | None, kept: Filled) -> None:
    """Raises Conflict for an old page that shows other items than there are now: what it wants may mean others.

    Not if its own button made the difference: then it is sent again after a lost answer.
    """
    row, change, forms = working.row(page), asked_change(), working.form.pages[page.id]
    posted = request.form.to_dict(flat=False) if expected_rev() != row.rev else {}
    for list_ in list_names(forms, kept.raw) if expected_rev() != row.rev else ():
        if _elsewhere(forms, list_, item):
            continue
        shown, now = item_ids(posted, list_), item_ids(kept.raw, list_)
        own = change is not None and change.list == list_
        if shown != now and not (own and change and lists.apply(change, shown, (), now)[0] == now):
            raise Conflict(row)


def asked_change() -> Change | None:
    """What a button of a list asks for."""
    return lists.parse_change(asked.posted("_liste"), asked.posted("_neu"))


def _elsewhere(forms: PageForms, name: str, item: Item | None) -> bool:
    """True for a string whose input is not on the posted page: it stands on an item's page, or around the item."""
    return own_page(forms, name) != (item.prefix if item else "")


def rendered(working: Working, page: Page, item: Item | None, raw: Raw) -> frozenset[str]:
    """The questions that count as asked: those that the posted page had, and those on other pages of the same step.

    A post without the list (a script, an old page) had all that it could have.
    """
    forms = working.form.pages[page.id]
    known = everything(forms, raw)
    if "_shown" not in request.form:
        return stored(working, page).shown & known | {name for name in known if "/" in name}
    shown = frozenset(request.form["_shown"].split()) & known
    if item is None and not forms.spread:
        return shown
    return shown | {name for name in known if _elsewhere(forms, name, item)}


def real_mistakes(working: Working, page: Page, typed: Typed, item: Item | None) -> list[Mistake]:
    """Mistakes in what the person saw; an unanswered question that only now appeared is none yet."""
    forms = working.form.pages[page.id]
    seen = rendered(working, page, item, typed.raw)
    return [
        mistake
        for mistake in typed.verdict.mistakes
        if mistake.code != "pflicht" or name_of(forms, typed.raw, mistake.element, mistake.indices) in seen
    ]


def unasked(working: Working, page: Page, typed: Typed, item: Item | None) -> bool:
    """True where a question came up that the posted page did not have, also one that may stay unanswered."""
    forms = working.form.pages[page.id]
    here = {name for name in everything(forms, typed.raw) if not _elsewhere(forms, name, item)}
    return "_shown" in request.form and not here & typed.shown <= rendered(working, page, item, typed.raw)


def pressed(forms: PageForms, posted: Iterable[str]) -> str | None:
    """The input name of the question whose own button (a click on a map) sent the page, else None."""
    for name in filter(None, posted):
        control = owner(forms, name)
        if control is not None and presses(control, name):
            return name.partition(":")[0]
    return None


def changed_list(typed: Typed, change: Change) -> Filled:
    """What stands in the fields after a button of a list; sent again, it has done its work already."""
    filled = typed.filled
    ids, shown = item_ids(filled.raw, change.list), request.form.getlist(change.list)
    if shown != ids and change.what != "add":
        return filled
    now, gone = lists.apply(change, ids, filled.removed.get(change.list, ()), ids)
    return replace(filled, raw={**filled.raw, change.list: now}, removed={**filled.removed, change.list: gone})


def expected_rev() -> int:
    """The revision of the page that was posted; -1 where it does not say."""
    text = asked.posted("_rev")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def keep(working: Working, page: Page, typed: Typed, flags: Flags = NO_FLAGS) -> Working:
    """Keep what stands in the fields without accepting it; the draft as it is then. Raises Conflict.

    Sent again, it is kept already.
    """
    row = working.row(page)
    if row.pending == typed.pending:
        return working
    if expected_rev() != row.rev and not same(row, typed):
        raise Conflict(row)
    return _write(working, page, working.kept(page, PageRow(row.answers, typed.pending, row.rev + 1)), flags)


def put_aside(working: Working, page: Page, typed: Typed) -> Working:
    """Keep what was typed, unless nothing was: then an accepted page stays accepted. Raises Conflict."""
    row = working.row(page)
    empty = not any(map(any, typed.raw.values())) and not any(typed.files.values())
    if row.pending is not None or not (row.answers == typed.answers if row.rev else empty):
        return keep(working, page, typed)
    return working


def same(row: PageRow, typed: Typed) -> bool:
    """A resent page: what is stored is what was sent."""
    accepted: bool = row.pending is None and row.answers == typed.answers
    return accepted or row.pending == typed.pending


def save(working: Working, page: Page, typed: Typed) -> Working:
    """Accept a page; the draft as it is then.

    Raises Conflict where the page changed since it was shown, unless this is the same post again.
    """
    row = working.row(page)
    if row.pending is None and row.answers == typed.answers:
        return working
    if expected_rev() != row.rev and not same(row, typed):
        raise Conflict(row)
    after = PageRow(typed.answers, None, row.rev + 1)
    return _write(working, page, working.accepted(page, after, typed.verdict))


def _write(before: Working, page: Page, after: Working, flags: Flags = NO_FLAGS) -> Working:
    """Write what changed of a page."""
    row = after.row(page)
    services().store.drafts.save_page(
        before.draft.number,
        page.id,
        before.row(page).rev,
        answers=row.answers,
        pending=row.pending,
        flags={**flags, progress.KEY: after.draft.flags[progress.KEY]},
        now=before.context.now,
    )
    return after


def differences(working: Working, page: Page, here: Typed, there: Typed) -> list[str]:
    """Where two states of a page differ: each question with the answer that stands there."""
    forms, lines = working.form.pages[page.id], []
    nothing = working.form.words.say("notice.conflict.nothing")
    for control in (*forms.controls.values(), *(each.control for each in forms.items.values())):
        one, other = get(here.answers, control.path), get(there.answers, control.path)
        if one != other:
            lines.append(f"{control.label}: {nothing if other is MISSING else display(control, other)}")
    return lines
