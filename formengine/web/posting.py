"""What a browser posts for a page of the assistant, and how it is kept or accepted: guarded, and never lost."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage, MultiDict

from formengine.core.model import Page
from formengine.core.pointer import MISSING, get
from formengine.fields import TYPES
from formengine.store.drafts import Conflict, PageRow
from formengine.web import lists, uploads
from formengine.web.display import display
from formengine.web.drafting import Working
from formengine.web.filled import Filled, Raw
from formengine.web.filling import Typed, current, everything, read, stored
from formengine.web.forms import PageForms
from formengine.web.lists import Change
from formengine.web.samples import sample_for
from formengine.web.services import services
from formengine.web.settings import Help

Item = tuple[str, str]
"""A list and the item of it that has a page to itself."""


def take(working: Working, page: Page, item: Item | None, removed: str = "") -> Typed:
    """What was posted, uploads received and one file taken away if that was asked."""
    shared, kept = services(), current(working, page)
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
    control = lists.owner(working.form.pages[page.id], name)
    sample = sample_for(control) if control is not None and Help.SAMPLE in services().settings.help else None
    if sample is not None:
        found.add(name, sample.upload())
    return found


def look(working: Working, page: Page, item: Item | None = None) -> Typed:
    """What was posted, without receiving uploads: nothing is kept of it."""
    kept = current(working, page)
    raw = _raw(working, page, item, kept)
    return read(working, page, replace(kept, raw=raw), rendered(working, page, item, raw))


def _raw(working: Working, page: Page, item: Item | None, kept: Filled) -> Raw:
    """The posted strings that belong to questions of the page, and what stands on the pages of its items."""
    forms = working.form.pages[page.id]
    # The name of a part may be missing: then it is None, whatever the types say.
    named = (name for name in request.form if name and lists.owner(forms, name) is not None)
    posted = {name: request.form.getlist(name) for name in named}
    if item is not None:
        posted = {name: values for name, values in posted.items() if name.startswith(lists.prefix(item[1]))}
    return {name: list(values) for name, values in kept.raw.items() if _elsewhere(forms, name, item)} | posted


def _elsewhere(forms: PageForms, name: str, item: Item | None) -> bool:
    """True for a string whose input is not on the posted page: it stands on an item's page, or around the item."""
    if item is not None:
        return not name.startswith(lists.prefix(item[1]))
    owner = lists.owner(forms, name)
    return "/" in name and any(each.on_own_pages and owner in each.controls.values() for each in forms.items.values())


def rendered(working: Working, page: Page, item: Item | None, raw: lists.Raw) -> frozenset[str]:
    """The questions that count as asked: those that the posted page had, and those on other pages of the same step.

    A post without the list (a script, an old page) had all that it could have.
    """
    forms = working.form.pages[page.id]
    known = everything(forms, raw)
    if "_shown" not in request.form:
        return stored(working, page).shown & known | {name for name in known if "/" in name}
    elsewhere = {name for name in known if _elsewhere(forms, name, item)}
    return (frozenset(request.form["_shown"].split()) & known) | elsewhere


def pressed(forms: PageForms) -> str | None:
    """The input name of the question whose own button (a click on a map, a new row) sent the page, else None."""
    for name in request.form:
        control, (field, _, suffix) = lists.owner(forms, name), (name or "").partition(":")
        if control is not None and suffix in TYPES[control.type].presses:
            return field
    return None


def changed_list(typed: Typed, change: Change) -> Filled:
    """What stands in the fields after a button of a list."""
    filled = typed.filled
    ids = lists.item_ids(filled.raw, change.list)
    now, gone = lists.apply(change, ids, filled.removed.get(change.list, ()))
    return replace(filled, raw={**filled.raw, change.list: now}, removed={**filled.removed, change.list: gone})


def expected_rev() -> int:
    """The revision of the page that was posted; -1 where it does not say."""
    text = request.form.get("_rev", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def put_aside(working: Working, page: Page, typed: Typed) -> None:
    """Keep what stands in the fields, unless nobody has touched them. Raises Conflict."""
    row = working.row(page)
    empty = not any(map(any, typed.raw.values())) and not any(typed.files.values())
    untouched = row.pending is None and (row.answers == typed.answers if row.rev else empty)
    if not untouched:
        keep(working, page, typed)


def keep(working: Working, page: Page, typed: Typed, flags: Mapping[str, Any] | None = None) -> int:
    """Keep what stands in the fields without accepting it. Raises Conflict."""
    row = working.row(page)
    if expected_rev() != row.rev and not same(row, typed):
        raise Conflict(row)
    return services().store.drafts.save_page(
        working.draft.number, page.id, row.rev, pending=typed.pending, now=working.context.now, flags=flags
    )


def same(row: PageRow, typed: Typed) -> bool:
    """A resent page: what is stored is what was sent."""
    accepted: bool = row.pending is None and row.answers == typed.answers
    return accepted or row.pending == typed.pending


def save(working: Working, page: Page, typed: Typed) -> None:
    """Accept a page. Raises Conflict where it changed since it was shown, unless this is the same post again."""
    row = working.row(page)
    if row.pending is None and row.answers == typed.answers:
        return
    if expected_rev() != row.rev and not same(row, typed):
        raise Conflict(row)
    flags = working.flags_after(page, typed.answers)
    services().store.drafts.save_page(
        working.draft.number,
        page.id,
        row.rev,
        answers=typed.answers,
        pending=None,
        flags=flags,
        now=working.context.now,
    )


def differences(working: Working, page: Page, here: Typed, there: Typed) -> list[str]:
    """Where two states of a page differ: each question with the answer that stands there."""
    forms, lines = working.form.pages[page.id], []
    for control in (*forms.controls.values(), *(each.control for each in forms.items.values())):
        one, other = get(here.answers, control.path), get(there.answers, control.path)
        if one != other:
            lines.append(f"{control.label}: {'keine Angabe' if other is MISSING else display(control, other)}")
    return lines
