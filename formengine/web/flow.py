"""What follows when a page is sent: stay and say why, keep and go back, accept and go on."""

from typing import Any

from flask import make_response, redirect, request, url_for

from formengine.core.model import CHECK_PAGE, Page
from formengine.store.drafts import Conflict
from formengine.store.errors import TooLarge
from formengine.web import asked, checking, helping, language, migrating, notices
from formengine.web.checking import finish
from formengine.web.drafting import Working
from formengine.web.filling import Typed, everything, stored
from formengine.web.itemflow import accept_item, change_list
from formengine.web.leading import again, go_on, page_url, to_open_page
from formengine.web.pages import View, render_step
from formengine.web.places import Item, around, element_of, is_there, list_names, name_of
from formengine.web.posting import (
    asked_change,
    differences,
    expected_rev,
    keep,
    look,
    pressed,
    put_aside,
    real_mistakes,
    save,
    take,
    unasked,
)
from formengine.web.services import services


def sent(working: Working, page: Page, item: Item | None = None) -> Any:
    """A page (or an item's page) was sent: the name of the button says what is wanted. Raises Conflict, Submitted."""
    form = request.form
    if "_blick" in form:
        return _message_of(working, page, look(working, page, item))
    if "_aktualisieren" in form:
        return render_step(View(working, page, look(working, page, item), rev=expected_rev(), item=item))
    if asked.late(working.form.revision):
        return _late(working, page, item)
    # The draft moves to the newer revision on the way to the page.
    asked_for = _beside(working, page, item)
    if asked_for is not None:
        return asked_for
    typed = _taken(working, page, item)
    change = asked_change()
    if change is not None and change.list in list_names(working.form.pages[page.id], typed.raw):
        return change_list(working, page, typed, change, item)
    if "_entfernen" in form or "_beispieldatei" in form or pressed(working.form.pages[page.id], form):
        return _changed_in_place(working, page, typed, item)
    if not working.step(page).reachable:
        return to_open_page(keep(working, page, typed), "vorher")
    if item is not None:
        return accept_item(working, page, typed, item)
    if "_zurueck" in form or "_speichern" in form:
        return _leave(working, page, typed)
    return _accept(working, page, typed)


def _beside(working: Working, page: Page, item: Item | None) -> Any:
    """What the switches of language and revision and the help for the room do; None where they were not asked."""
    if language.switched() or "_neu_laden" in request.form:
        put_aside(working, page, _taken(working, page, item))
        return redirect(page_url(working, page, item), 303)
    wished = helping.wish()
    return None if wished is None else helping.grant(working, page, item, wished)


def _taken(working: Working, page: Page, item: Item | None) -> Typed:
    """What was posted; where its files are too large for the draft, what was typed beside them is kept all the same."""
    try:
        return take(working, page, item, asked.posted("_entfernen"))
    except TooLarge:
        put_aside(working, page, look(working, page, item))
        raise


def _leave(working: Working, page: Page, typed: Typed) -> Any:
    """Back and *Später weitermachen*: keep what was typed, accepted or not, and go."""
    put_aside(working, page, typed)
    if "_speichern" in request.form:
        return redirect(url_for("assistant.leave", number=working.draft.number), 303)
    previous = working.step(page).previous
    if previous is None:
        return redirect(page_url(working, page), 303)
    return redirect(url_for("assistant.step", number=working.draft.number, path=previous.path), 303)


def _changed_in_place(working: Working, page: Page, typed: Typed, item: Item | None) -> Any:
    """A button of a field was pressed (a click on the map, *Entfernen*): keep and show the same page."""
    after = keep(working, page, typed)
    if "HX-Request" in request.headers:
        return again(after, page, typed, item=item)
    name = pressed(working.form.pages[page.id], request.form) or ""
    anchor = f"{around(name)}w-{element_of(name)}" if name else "felder"
    return redirect(page_url(working, page, item, _anchor=anchor), 303)


def _accept(working: Working, page: Page, typed: Typed) -> Any:
    """*Weiter*: accept a page without mistakes and go on; else keep it and say what is wrong."""
    if typed.verdict.mistakes or unasked(working, page, typed, None):
        real = real_mistakes(working, page, typed, None)
        after, status = keep(working, page, typed), 422 if real else 200
        if page.path == CHECK_PAGE:
            return checking.show(after, page, typed, real), status
        return again(after, page, typed, mistakes=real, notice=None if real else notices.REVEALED), status
    after = save(working, page, typed)
    if page.path == CHECK_PAGE:
        # Whoever clicks twice may have been overtaken by the first click.
        return finish(services().working(working.draft.number), page, typed)
    return go_on(after, page)


def _message_of(working: Working, page: Page, typed: Typed) -> Any:
    """The message of one typed field on leaving it; an empty field gets none."""
    forms, name = working.form.pages[page.id], request.form["_blick"]
    mistakes = [
        mistake
        for mistake in typed.verdict.mistakes
        if mistake.code != "pflicht" and name_of(forms, typed.raw, mistake.element, mistake.indices) == name
    ]
    text = next(iter(View(working, page, typed, mistakes).states.messages.values()), "")
    response = make_response(checking.error_fragment(text))
    response.headers["X-Blick"] = name if name in everything(forms, typed.raw) else ""
    return response


def conflict(working: Working, page: Page, item: Item | None, _conflict: Conflict) -> Any:
    """The page changed elsewhere: show what was typed here, say what stands there, let the person decide."""
    fresh = services().working(working.draft.number)
    if item is not None and not is_there(fresh.form.pages[page.id], stored(fresh, page).raw, item):
        return redirect(page_url(fresh, page, hinweis="geaendert"), 303)
    typed = look(fresh, page, item)
    notice = notices.conflict(differences(fresh, page, typed, stored(fresh, page)))
    return render_step(View(fresh, page, typed, notice=about_files(notice), item=item)), 409


def _late(working: Working, page: Page, item: Item | None) -> Any:
    """The page still had the questions of an earlier revision: show the new ones with what was typed."""
    notice = notices.late(keep_late(working, page))
    fresh = services().working(working.draft.number)
    if item is not None and not is_there(fresh.form.pages[page.id], stored(fresh, page).raw, item):
        return redirect(page_url(fresh, page, hinweis="geaendert"), 303)
    return render_step(View(fresh, page, look(fresh, page, item), notice=about_files(notice), item=item)), 409


def keep_late(working: Working, page: Page | None = None) -> int:
    """Keep what the posted page says that its successor cannot take in; the number of such answers."""
    typed = {name: values for name, values in request.form.lists() if name and name[0] != "_"}
    return migrating.keep_late(working, page, typed)


def about_files(notice: notices.Notice) -> notices.Notice:
    """The note, with a word on the files that were sent but not kept."""
    sent_files = any(upload.filename for upload in request.files.values())
    return notices.without_files(notice) if sent_files else notice
