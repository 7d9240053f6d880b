"""What follows when a page is sent: stay and say why, keep and go back, accept and go on."""

from typing import Any

from flask import make_response, redirect, request, url_for

from formengine.core.journey import Mistake
from formengine.core.model import CHECK_PAGE, Page
from formengine.store.drafts import Conflict
from formengine.web import checking, lists, notices, room
from formengine.web.checking import finish
from formengine.web.drafting import Working
from formengine.web.filling import Typed, everything, read, stored
from formengine.web.pages import View, render_step
from formengine.web.posting import (
    Item,
    changed_list,
    differences,
    expected_rev,
    keep,
    look,
    pressed,
    put_aside,
    rendered,
    save,
    take,
)
from formengine.web.services import services


def to_open_page(working: Working, notice: str = "") -> Any:
    """To the first page that is not done; to the end where all are."""
    hint: dict[str, Any] = {"hinweis": notice} if notice else {}
    return redirect(open_url(working, **hint), 303)


def open_url(working: Working, **arguments: Any) -> str:
    """The address of the first page that is not done, else of the end."""
    number = working.draft.number
    page = working.open_page()
    if page is not None:
        return url_for("assistant.step", number=number, path=page.path, **arguments)
    if working.form.definition.kind == "klaerung":
        return url_for("assistant.outcome", number=number)
    return url_for("assistant.step", number=number, path=CHECK_PAGE)


def sent(working: Working, page: Page, item: Item | None = None) -> Any:
    """A page (or an item's page) was sent: the name of the button says what is wanted. Raises Conflict, Submitted."""
    form = request.form
    if "_blick" in form:
        return _message_of(working, page, look(working, page, item))
    if "_aktualisieren" in form:
        return render_step(View(working, page, look(working, page, item), rev=expected_rev(), item=item))
    wished = room.wish()
    if wished is not None:
        return room.grant(working, page, item, wished)
    typed = take(working, page, item, form.get("_entfernen", ""))
    change = lists.parse_change(form.get("_liste", ""))
    if change is not None and change.list in working.form.pages[page.id].items:
        return _changed_list(working, page, typed, change)
    if "_entfernen" in form or "_beispieldatei" in form or pressed(working.form.pages[page.id]):
        return _changed_in_place(working, page, typed, item)
    if not working.step(page).reachable:
        keep(working, page, typed)
        return to_open_page(services().working(working.draft.number), "vorher")
    if item is not None:
        return _accept_item(working, page, typed, item)
    if "_zurueck" in form or "_speichern" in form:
        return _put_aside(working, page, typed)
    return _accept(working, page, typed)


def _again(working: Working, page: Page, typed: Typed, **more: Any) -> str:
    """The same page with what was typed, after it was kept."""
    fresh = services().working(working.draft.number)
    return render_step(View(fresh, page, typed, **more))


def _url(working: Working, page: Page, item: Item | None = None, **more: Any) -> str:
    """The address of a page or an item's page, with the way back to the check page kept."""
    number = working.draft.number
    more |= {"zurueck": CHECK_PAGE} if request.args.get("zurueck") == CHECK_PAGE else {}
    if item is None:
        return url_for("assistant.step", number=number, path=page.path, **more)
    return url_for("assistant.item", number=number, path=page.path, list_=item[0], item=item[1], **more)


def _step_url(working: Working, page: Page) -> str:
    """The address of another page of the same draft."""
    return url_for("assistant.step", number=working.draft.number, path=page.path)


def _put_aside(working: Working, page: Page, typed: Typed) -> Any:
    """Back and *Später weitermachen*: keep what was typed, accepted or not, and go."""
    put_aside(working, page, typed)
    previous = working.step(page).previous
    if "_speichern" in request.form:
        return redirect(url_for("assistant.leave", number=working.draft.number), 303)
    return redirect(_url(working, page) if previous is None else _step_url(working, previous), 303)


def _changed_in_place(working: Working, page: Page, typed: Typed, item: Item | None) -> Any:
    """A button of a field was pressed (a click on the map, *Entfernen*): keep and show the same page."""
    keep(working, page, typed)
    if "HX-Request" in request.headers:
        return _again(working, page, typed, item=item)
    prefix, _, field = (pressed(working.form.pages[page.id]) or "").rpartition("/")
    return redirect(_url(working, page, item, _anchor=f"{_around(prefix)}w-{field}" if field else "felder"), 303)


def _around(item: str) -> str:
    """What the ids in an item begin with."""
    return lists.prefix(item) if item else ""


def _changed_list(working: Working, page: Page, typed: Typed, change: lists.Change) -> Any:
    """An item was added, removed, restored or moved: keep, and lead to where the person goes on."""
    forms = working.form.pages[page.id]
    filled = changed_list(typed, change)
    after = read(working, page, filled, everything(forms, filled.raw))
    keep(working, page, after)
    ids = lists.item_ids(filled.raw, change.list)
    if change.what == "add" and ids and forms.items[change.list].on_own_pages:
        return redirect(_url(working, page, (change.list, ids[-1])), 303)
    focus = ids[-1] if change.what == "add" and ids else change.item if change.item in ids else ""
    anchor = f"eintrag-{focus}" if focus else change.list
    if "HX-Request" in request.headers:
        return _again(working, page, after, focus=f"f-{anchor}")
    return redirect(_url(working, page, _anchor=anchor if focus else f"w-{anchor}"), 303)


def _real(working: Working, page: Page, typed: Typed, item: Item | None) -> list[Mistake]:
    """Mistakes in what the person saw; an unanswered question that only now appeared is none yet."""
    forms = working.form.pages[page.id]
    seen = rendered(working, page, item, typed.raw)
    return [
        mistake
        for mistake in typed.verdict.mistakes
        if mistake.code != "pflicht" or lists.name_of(forms, typed.raw, mistake.element, mistake.indices) in seen
    ]


def _accept(working: Working, page: Page, typed: Typed) -> Any:
    """*Weiter*: accept a page without mistakes and go on; else keep it and say what is wrong."""
    if typed.verdict.mistakes:
        real = _real(working, page, typed, None)
        keep(working, page, typed)
        status = 422 if real else 200
        if page.path == CHECK_PAGE:
            return checking.show(services().working(working.draft.number), page, typed, real), status
        return _again(working, page, typed, mistakes=real, notice=None if real else notices.REVEALED), status
    save(working, page, typed)
    fresh = services().working(working.draft.number)
    if page.path == CHECK_PAGE:
        return finish(fresh, page, typed)
    return _go_on(fresh, page)


def _accept_item(working: Working, page: Page, typed: Typed, item: Item) -> Any:
    """An item's page: back to its list when nothing in the item is wrong, or when that was asked."""
    forms = working.form.pages[page.id]
    position = lists.item_ids(typed.raw, item[0]).index(item[1])
    own = [m for m in typed.verdict.mistakes if m.element in forms.items[item[0]].controls and m.indices == (position,)]
    back = "_zurueck" in request.form or "_speichern" in request.form
    if not own and not typed.verdict.mistakes and working.row(page).answers is not None and not back:
        save(working, page, typed)
        return (
            _go_on(services().working(working.draft.number), page)
            if _returning()
            else redirect(_url(working, page), 303)
        )
    keep(working, page, typed)
    if own and not back:
        seen = [mistake for mistake in _real(working, page, typed, item) if mistake in own]
        notice = None if seen else notices.REVEALED
        return _again(working, page, typed, mistakes=seen, notice=notice, item=item), 422 if seen else 200
    return redirect(_url(working, page, _anchor=f"eintrag-{item[1]}"), 303)


def _returning() -> bool:
    return request.args.get("zurueck") == CHECK_PAGE


def _go_on(working: Working, page: Page) -> Any:
    """To the next page; from a change to the check page, as soon as nothing else is open."""
    seen = working.step(page)
    number = working.draft.number
    url = url_for("assistant.step", number=number, path=seen.next.path) if seen.next else open_url(working)
    if _returning():
        url = open_url(working, zurueck=CHECK_PAGE)
    if "HX-Request" not in request.headers or not _is_step(url, number):
        return redirect(url, 303)
    return _next_at_once(working, url)


def _is_step(url: str, number: str) -> bool:
    return url.startswith(f"/antrag/{number}/") and not url.endswith("/ergebnis")


def _next_at_once(working: Working, url: str) -> Any:
    """With htmx the answer is the next page itself: one round trip."""
    path = url.split("?", maxsplit=1)[0].rsplit("/", 1)[-1]
    page = working.form.definition.page(path)
    if path == CHECK_PAGE:
        html = checking.show(working, page)
    elif page is not None:
        html = render_step(View(working, page, stored(working, page)))
    else:
        return redirect(url, 303)
    response = make_response(html)
    response.headers["HX-Push-Url"] = url
    return response


def _message_of(working: Working, page: Page, typed: Typed) -> Any:
    """The message of one typed field on leaving it; an empty field gets none."""
    forms, name = working.form.pages[page.id], request.form["_blick"]
    mistakes = [
        mistake
        for mistake in typed.verdict.mistakes
        if mistake.code != "pflicht" and lists.name_of(forms, typed.raw, mistake.element, mistake.indices) == name
    ]
    text = next(iter(View(working, page, typed, mistakes).states.messages.values()), "")
    response = make_response(checking.error_fragment(text))
    response.headers["X-Blick"] = name if name in everything(forms, typed.raw) else ""
    return response


def conflict(working: Working, page: Page, item: Item | None, _conflict: Conflict) -> Any:
    """The page changed elsewhere: show what was typed here, say what stands there, let the person decide."""
    fresh = services().working(working.draft.number)
    if item is not None and item[1] not in lists.item_ids(stored(fresh, page).raw, item[0]):
        return redirect(_url(fresh, page, hinweis="geaendert"), 303)
    typed = look(fresh, page, item)
    notice = notices.conflict(differences(fresh, page, typed, stored(fresh, page)))
    return render_step(View(fresh, page, typed, notice=about_files(notice), item=item)), 409


def about_files(notice: notices.Notice) -> notices.Notice:
    """The note, with a word on the files that were sent but not kept."""
    sent_files = any(upload.filename for upload in request.files.values())
    return notices.without_files(notice) if sent_files else notice
