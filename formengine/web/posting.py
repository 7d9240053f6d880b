"""What a browser posts for a page of the assistant, and how it is kept or accepted: guarded, and never lost."""

from flask import request

from formengine.core.model import Page
from formengine.core.pointer import MISSING, get
from formengine.store.drafts import Conflict, PageRow
from formengine.web import uploads
from formengine.web.display import display
from formengine.web.drafting import Raw, Typed, Working, read, stored
from formengine.web.services import services


def take(working: Working, page: Page, removed: str = "") -> Typed:
    """What was posted, uploads received and one file taken away if that was asked."""
    shared = services()
    files = uploads.receive(working, page, request.files, removed, shared.store, shared.settings)
    typed = read(working, page, raw_post(working, page), files, rendered(working, page))
    if removed:
        shared.store.files.remove(working.draft.number, removed)
    return typed


def look(working: Working, page: Page) -> Typed:
    """What was posted, without receiving uploads: nothing is kept of it."""
    return read(working, page, raw_post(working, page), uploads.current(working, page), rendered(working, page))


def raw_post(working: Working, page: Page) -> Raw:
    """The posted strings that belong to questions of this page; everything else is dropped."""
    controls = working.form.pages[page.id].controls
    # The name of a part may be missing: then it is None, whatever the types say.
    return {name: request.form.getlist(name) for name in request.form if name and name.split(":")[0] in controls}


def rendered(working: Working, page: Page) -> frozenset[str]:
    """The questions that the posted page had; a post without the list (a script, an old page) had all it could have."""
    controls = working.form.pages[page.id].controls
    named = frozenset(request.form.get("_shown", "").split()) & frozenset(controls)
    return named if "_shown" in request.form else stored(working, page).shown & frozenset(controls)


def expected_rev() -> int:
    """The revision of the page that was posted; -1 where it does not say."""
    text = request.form.get("_rev", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def keep(working: Working, page: Page, typed: Typed) -> int:
    """Keep what stands in the fields without accepting it. Raises Conflict."""
    row = working.row(page)
    if expected_rev() != row.rev and not same(row, typed):
        raise Conflict(row)
    return services().store.drafts.save_page(
        working.draft.number, page.id, row.rev, pending=typed.pending, now=working.context.now
    )


def same(row: PageRow, typed: Typed) -> bool:
    """A resent page: what is stored is what was sent."""
    return (row.pending is None and row.answers == typed.answers) or row.pending == typed.pending


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
    lines = []
    for control in working.form.pages[page.id].controls.values():
        one, other = get(here.answers, control.path), get(there.answers, control.path)
        if one != other:
            lines.append(f"{control.label}: {'keine Angabe' if other is MISSING else display(control, other)}")
    return lines
