"""The assistant: steps, check page, receipt and the outcome of an Anliegensklärung."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, current_app, g, redirect, request, send_file, url_for
from flask_wtf.csrf import CSRFError

from formengine.core.model import CHECK_PAGE, Page
from formengine.store.drafts import Conflict
from formengine.store.errors import StoreError, Submitted
from formengine.web import (
    asked,
    beginning,
    checking,
    flow,
    helping,
    language,
    later,
    migrating,
    notices,
    previewmarks,
    revised,
)
from formengine.web.checking import finish
from formengine.web.drafting import Working, whole
from formengine.web.errors import NO_OUTCOME, Missing, answer
from formengine.web.filling import stored
from formengine.web.leading import open_url, to_open_page
from formengine.web.pages import View, render_all, render_step
from formengine.web.places import Item, is_there, item_at
from formengine.web.posting import expected_rev, look
from formengine.web.security import FILE_POLICY
from formengine.web.services import services

blueprint = Blueprint("assistant", __name__, url_prefix="/antrag/<number>")


@blueprint.after_request
def _keep_open(response: Response) -> Response:
    """A draft lives on from each change; so does the cookie that opens it."""
    changed = request.method == "POST" and request.endpoint != "assistant.delete"
    if changed and "opened" in g and response.status_code not in (401, 403, 404):
        beginning.remember(response, *g.opened)
    return response


blueprint.after_request(previewmarks.marked)


@blueprint.get("/<path>")
def step(number: str, path: str) -> Any:
    """A page of questions, or the check page."""
    working = migrating.opened(number)
    if working.draft.reference is not None:
        return redirect(url_for("assistant.receipt", number=number), 303)
    page = working.form.definition.page(path)
    if path == CHECK_PAGE and working.form.definition.kind != "klaerung":
        return checking.show(working, page, notice=notices.of_request())
    if page is None:
        return answer(404, actions=(("error.to_draft", url_for("assistant.resume", number=number)),))
    if not working.step(page).reachable:
        return to_open_page(working, "vorher")
    notice = notices.of_request()
    if notice is None and working.row(page).pending is not None and working.row(page).rev > 1:
        notice = notices.PENDING
    return render_step(View(working, page, stored(working, page), notice=notice))


@blueprint.get("/")
def resume(number: str) -> Any:
    """Where the draft goes on."""
    working = migrating.opened(number)
    if working.draft.reference is not None:
        return redirect(url_for("assistant.receipt", number=number), 303)
    return to_open_page(working)


@blueprint.get(f"/{revised.PATH}")
def changes(number: str) -> Any:
    """What changed since the questions were revised, and what could not be carried over."""
    working = services().working(number)
    if working.draft.reference is not None:
        return redirect(url_for("assistant.receipt", number=number), 303)
    return revised.show(working) if revised.KEY in working.draft.flags else to_open_page(working)


@blueprint.get("/schritte")
def all_steps(number: str) -> Any:
    """Every step of a form that is too long to show them beside each page."""
    working = migrating.opened(number)
    if working.draft.reference is not None:
        return redirect(url_for("assistant.receipt", number=number), 303)
    return render_all(working)


@blueprint.post("/<path>")
def post(number: str, path: str) -> Any:
    """Take in a page."""
    working = services().working(number)
    if working.draft.reference is not None:
        return redirect(url_for("assistant.receipt", number=number), 303)
    page = working.form.definition.page(path)
    if page is None and path != CHECK_PAGE and asked.late(working.form.revision):
        flow.keep_late(working)
        return redirect(url_for("assistant.changes", number=number), 303)
    if page is None:
        if path == CHECK_PAGE and language.switched():
            return redirect(url_for("assistant.step", number=number, path=path), 303)
        wished = helping.wish() if path == CHECK_PAGE else None
        if wished is not None:
            return helping.grant(working, None, None, wished)
        if path == CHECK_PAGE and working.form.definition.kind != "klaerung":
            return _leave_check(working) if "_zurueck" in request.form else finish(working, None, None)
        return answer(404, actions=(("error.to_draft", url_for("assistant.resume", number=number)),))
    return _guarded(working, page, None)


def _leave_check(working: Working) -> Any:
    path = working.step(working.form.definition.pages[0]).path
    return redirect(url_for("assistant.step", number=working.draft.number, path=path[-1].path), 303)


def _guarded(working: Working, page: Page, item: Item | None) -> Any:
    try:
        return flow.sent(working, page, item)
    except Conflict as conflict:
        return flow.conflict(working, page, item, conflict)
    except Submitted:
        return redirect(url_for("assistant.receipt", number=working.draft.number), 303)


@blueprint.get("/<path>/<path:address>")
def item(number: str, path: str, address: str) -> Any:
    """The page of one item of a list, or of one in an item of another list."""
    return _with_item(migrating.opened(number), path, address, _show_item)


@blueprint.post("/<path>/<path:address>")
def post_item(number: str, path: str, address: str) -> Any:
    """Take in the page of one item."""
    return _with_item(services().working(number), path, address, _guarded)


def _with_item(working: Working, path: str, address: str, then: Callable[[Working, Page, Item], Any]) -> Any:
    number, item = working.draft.number, item_at(address)
    if item is None:
        return answer(404, actions=(("error.to_draft", url_for("assistant.resume", number=number)),))
    if working.draft.reference is not None:
        return redirect(url_for("assistant.receipt", number=number), 303)
    page = working.form.definition.page(path)
    if page is None or not has_item(working, page, item):
        return _gone(number, page)
    return then(working, page, item)


def _show_item(working: Working, page: Page, item: Item) -> Any:
    if not working.step(page).reachable:
        return to_open_page(working, "vorher")
    return render_step(View(working, page, stored(working, page), notice=notices.of_request(), item=item))


def has_item(working: Working, page: Page, item: Item) -> bool:
    """Whether a draft has an item with a page of its own."""
    return is_there(working.form.pages[page.id], stored(working, page).raw, item)


def _gone(number: str, page: Page | None) -> Any:
    """An item that is not there (any more) leads to its page, which says so."""
    if page is None:
        return answer(404, actions=(("error.to_draft", url_for("assistant.resume", number=number)),))
    return redirect(url_for("assistant.step", number=number, path=page.path, hinweis="geaendert"), 303)


@blueprint.get("/eingang")
def receipt(number: str) -> Any:
    """The receipt of a submitted draft."""
    working = services().working(number)
    if working.draft.reference is not None:
        return checking.receipt(working)
    if working.preview and whole(working).complete:
        return checking.trial_receipt(working)
    return to_open_page(working, "vorher")


@blueprint.get("/ergebnis")
def outcome(number: str) -> Any:
    """Where an Anliegensklärung ends."""
    working = migrating.opened(number)
    found = beginning.outcome(working)
    if found is not None:
        return found
    if open_url(working) == request.path:
        return answer(404, NO_OUTCOME, (("error.to_answers", _first_url(working)),))
    return to_open_page(working, "vorher")


def _first_url(working: Working) -> str:
    page = working.form.definition.pages[0]
    return url_for("assistant.step", number=working.draft.number, path=page.path)


@blueprint.post("/ergebnis")
def hand_over(number: str) -> Any:
    """Begin the application that the Anliegensklärung leads to, with what was said already."""
    return beginning.begin(services().working(number))


@blueprint.get("/spaeter")
def leave(number: str) -> Any:
    """How to go on later, here and on another device."""
    working = migrating.opened(number)
    if working.draft.reference is not None:
        return redirect(url_for("assistant.receipt", number=number), 303)
    return later.show(working)


@blueprint.post("/spaeter")
def renew(number: str) -> Any:
    """A new code; the old one opens nothing any more."""
    services().store.resume.renew(services().draft(number).number)
    return redirect(url_for("assistant.leave", number=number, hinweis="neuer-code"), 303)


@blueprint.post("/loeschen")
def delete(number: str) -> Any:
    """Delete the draft with everything that was typed and uploaded; a submitted application stays."""
    shared = services()
    draft = shared.draft(number)
    if draft.reference is not None:
        return redirect(url_for("assistant.receipt", number=number), 303)
    return later.delete(draft)


@blueprint.get("/datei/<id_>")
def file(number: str, id_: str) -> Any:
    """An uploaded file: only for its own browser, only as a download, never run."""
    shared = services()
    shared.draft(number)
    found = shared.store.files.get(number, id_)
    if found is None:
        return answer(404)
    response = send_file(
        shared.store.files.path(found), mimetype=found.mime, as_attachment=True, download_name=found.name
    )
    response.headers["Content-Security-Policy"] = FILE_POLICY
    del response.headers["Cache-Control"]
    return response


def on_expired_token(error: CSRFError) -> Any:
    """A page with an old token loses nothing: it comes back with what was typed and a fresh token."""
    place = request.view_args or {}
    item = item_at(place.get("address", ""))
    if request.endpoint not in ("assistant.post", "assistant.post_item") or "_csrf" not in request.form:
        return answer(403)
    try:
        return _come_back(services().working(place["number"]), place["path"], item)
    except (Missing, StoreError) as problem:
        # Flask asks no second handler when one fails.
        return current_app.handle_user_exception(problem)


def _come_back(working: Working, path: str, item: Item | None) -> Any:
    page = working.form.definition.page(path)
    if page is None or working.draft.reference is not None or page.path == CHECK_PAGE:
        return answer(403)
    if item is not None and not has_item(working, page, item):
        return answer(403)
    view = View(working, page, look(working, page, item), rev=expected_rev(), item=item)
    return render_step(replace(view, notice=flow.about_files(notices.EXPIRED))), 403
