"""The assistant: steps, check page, receipt and the outcome of an Anliegensklärung."""

from typing import Any

from flask import Blueprint, Response, current_app, make_response, redirect, request, send_file, url_for
from flask_wtf.csrf import CSRFError

from formengine.core.model import CHECK_PAGE, Page
from formengine.store.drafts import Conflict
from formengine.store.errors import StoreError, Submitted
from formengine.web import beginning, checking, notices
from formengine.web.checking import finish
from formengine.web.drafting import Typed, Working, stored
from formengine.web.errors import NO_OUTCOME, Missing, answer
from formengine.web.pages import View, render_step
from formengine.web.posting import differences, expected_rev, keep, look, rendered, save, take
from formengine.web.security import FILE_POLICY
from formengine.web.services import services

blueprint = Blueprint("assistant", __name__, url_prefix="/antrag/<number>")


@blueprint.after_request
def _keep_open(response: Response) -> Response:
    """A draft lives on from each change; so does the cookie that opens it."""
    services_, number = services(), (request.view_args or {}).get("number", "")
    secret = request.cookies.get(services_.cookie(number))
    if request.method == "POST" and secret and response.status_code not in (403, 404):
        beginning.remember(response, number, secret)
    return response


@blueprint.get("/<path>")
def step(number: str, path: str) -> Any:
    """A page of questions, or the check page."""
    working = services().working(number)
    if working.draft.reference is not None:
        return redirect(url_for("assistant.receipt", number=number), 303)
    page = working.form.definition.page(path)
    if path == CHECK_PAGE and working.form.definition.kind != "klaerung":
        return checking.show(working, page)
    if page is None:
        return answer(404, actions=(("Zum Entwurf", url_for("assistant.resume", number=number)),))
    if not working.step(page).reachable:
        return to_open_page(working, "vorher")
    notice = notices.BY_NAME.get(request.args.get("hinweis", ""))
    if notice is None and working.row(page).pending is not None and working.row(page).rev > 1:
        notice = notices.PENDING
    return render_step(View(working, page, stored(working, page), notice=notice))


@blueprint.get("/")
def resume(number: str) -> Any:
    """Where the draft goes on."""
    working = services().working(number)
    if working.draft.reference is not None:
        return redirect(url_for("assistant.receipt", number=number), 303)
    return to_open_page(working)


def to_open_page(working: Working, notice: str = "") -> Response:
    """To the first page that is not done; to the end where all are."""
    hint: dict[str, Any] = {"hinweis": notice} if notice else {}
    return redirect(open_url(working, **hint), 303)  # type: ignore[return-value]  # werkzeug's Response is flask's here


def open_url(working: Working, **arguments: Any) -> str:
    """The address of the first page that is not done, else of the end."""
    number = working.draft.number
    snapshot = working.snapshot
    seen = working.step(working.form.definition.pages[0])
    for page in seen.path:
        if page.id in snapshot.open or not seen.flags[page.id][1]:
            return url_for("assistant.step", number=number, path=page.path, **arguments)
    if working.form.definition.kind == "klaerung":
        return url_for("assistant.outcome", number=number)
    return url_for("assistant.step", number=number, path=CHECK_PAGE)


@blueprint.post("/<path>")
def post(number: str, path: str) -> Any:
    """Take in a page: the name of the button says what is wanted."""
    working = services().working(number)
    if working.draft.reference is not None:
        return redirect(url_for("assistant.receipt", number=number), 303)
    page = working.form.definition.page(path)
    if page is None:
        if path == CHECK_PAGE and working.form.definition.kind != "klaerung":
            return _leave_check(working) if "_zurueck" in request.form else finish(working, None, None)
        return answer(404, actions=(("Zum Entwurf", url_for("assistant.resume", number=number)),))
    try:
        return _take(working, page)
    except Conflict as conflict:
        return _conflict(working, page, conflict)
    except Submitted:
        return redirect(url_for("assistant.receipt", number=number), 303)


def _leave_check(working: Working) -> Any:
    path = working.step(working.form.definition.pages[0]).path
    return redirect(url_for("assistant.step", number=working.draft.number, path=path[-1].path), 303)


def _take(working: Working, page: Page) -> Any:
    form = request.form
    if "_blick" in form or "_aktualisieren" in form:
        typed = look(working, page)
        if "_blick" in form:
            return _message_of(working, page, typed)
        return render_step(View(working, page, typed, rev=expected_rev()))
    typed = take(working, page, form.get("_entfernen", ""))
    if "_entfernen" in form or working.form.pages[page.id].form.pressed(form):
        return _changed_in_place(working, page, typed)
    if not working.step(page).reachable:
        keep(working, page, typed)
        return to_open_page(services().working(working.draft.number), "vorher")
    if "_zurueck" in form or "_speichern" in form:
        return _put_aside(working, page, typed)
    return _accept(working, page, typed)


def _put_aside(working: Working, page: Page, typed: Typed) -> Any:
    """Back and *Später weitermachen*: keep what was typed, accepted or not, and go."""
    row = working.row(page)
    empty = not any(map(any, typed.raw.values())) and not any(typed.files.values())
    untouched = row.pending is None and (row.answers == typed.answers if row.rev else empty)
    if not untouched:
        keep(working, page, typed)
    number = working.draft.number
    previous = working.step(page).previous
    if "_speichern" in request.form or previous is None:
        return redirect(url_for("assistant.step", number=number, path=page.path, hinweis="gespeichert"), 303)
    return redirect(url_for("assistant.step", number=number, path=previous.path), 303)


def _changed_in_place(working: Working, page: Page, typed: Typed) -> Any:
    """A button of a field was pressed (a click on the map, *Entfernen*): keep and show the same page."""
    keep(working, page, typed)
    if "HX-Request" in request.headers:
        return _again(working, page, typed)
    field = working.form.pages[page.id].form.pressed(request.form) or request.form.get("_feld", "")
    target: dict[str, Any] = {name: request.args[name] for name in ("zurueck",) if name in request.args}
    url = url_for(
        "assistant.step",
        number=working.draft.number,
        path=page.path,
        _anchor=f"w-{field}" if field else "felder",
        **target,
    )
    return redirect(url, 303)


def _again(working: Working, page: Page, typed: Typed, **more: Any) -> str:
    """The same page with what was typed, after it was kept."""
    fresh = services().working(working.draft.number)
    return render_step(View(fresh, page, typed, **more))


def _accept(working: Working, page: Page, typed: Typed) -> Any:
    """*Weiter*: accept a page without mistakes and go on; else keep it and say what is wrong."""
    was_there = rendered(working, page)
    real = [mistake for mistake in typed.verdict.mistakes if mistake.element in was_there or mistake.code != "pflicht"]
    if typed.verdict.mistakes:
        keep(working, page, typed)
        if page.path == CHECK_PAGE:
            return checking.show(services().working(working.draft.number), page, typed, real), 422 if real else 200
        return _again(
            working, page, typed, mistakes=real, notice=None if real else notices.REVEALED
        ), 422 if real else 200
    save(working, page, typed)
    fresh = services().working(working.draft.number)
    if page.path == CHECK_PAGE:
        return finish(fresh, page, typed)
    return _go_on(fresh, page)


def _go_on(working: Working, page: Page) -> Any:
    """To the next page; from a change to the check page, as soon as nothing else is open."""
    seen = working.step(page)
    number = working.draft.number
    url = url_for("assistant.step", number=number, path=seen.next.path) if seen.next else open_url(working)
    if request.args.get("zurueck") == CHECK_PAGE:
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
    id_ = request.form["_blick"]
    mistakes = [mistake for mistake in typed.verdict.mistakes if mistake.element == id_ and mistake.code != "pflicht"]
    text = View(working, page, typed, mistakes).messages().get(id_, "")
    response = make_response(checking.error_fragment(text))
    response.headers["X-Blick"] = id_ if id_ in working.form.pages[page.id].controls else ""
    return response


def _conflict(working: Working, page: Page, conflict: Conflict) -> Any:
    """The page changed elsewhere: show what was typed here, say what stands there, let the person decide."""
    fresh = services().working(working.draft.number)
    typed = look(fresh, page)
    there = stored(fresh, page)
    notice = notices.conflict(differences(fresh, page, typed, there))
    return render_step(View(fresh, page, typed, notice=_about_files(notice))), 409


def _about_files(notice: notices.Notice) -> notices.Notice:
    sent = any(upload.filename for upload in request.files.values())
    return notices.without_files(notice) if sent else notice


@blueprint.get("/eingang")
def receipt(number: str) -> Any:
    """The receipt of a submitted draft."""
    working = services().working(number)
    if working.draft.reference is None:
        return to_open_page(working, "vorher")
    return checking.receipt(working)


@blueprint.get("/ergebnis")
def outcome(number: str) -> Any:
    """Where an Anliegensklärung ends."""
    working = services().working(number)
    found = beginning.outcome(working)
    if found is not None:
        return found
    if open_url(working) == request.path:
        return answer(404, NO_OUTCOME, (("Zu Ihren Antworten", _first_url(working)),))
    return to_open_page(working, "vorher")


def _first_url(working: Working) -> str:
    page = working.form.definition.pages[0]
    return url_for("assistant.step", number=working.draft.number, path=page.path)


@blueprint.post("/ergebnis")
def hand_over(number: str) -> Any:
    """Begin the application that the Anliegensklärung leads to, with what was said already."""
    return beginning.begin(services().working(number))


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
    number, path = (request.view_args or {}).get("number"), (request.view_args or {}).get("path")
    if request.endpoint != "assistant.post" or number is None or "_csrf" not in request.form:
        return answer(403)
    try:
        return _come_back(services().working(number), path or "")
    except (Missing, StoreError) as problem:
        # Flask asks no second handler when one fails.
        return current_app.handle_user_exception(problem)


def _come_back(working: Working, path: str) -> Any:
    page = working.form.definition.page(path)
    if page is None or working.draft.reference is not None or page.path == CHECK_PAGE:
        return answer(403)
    notice = _about_files(notices.EXPIRED)
    return render_step(View(working, page, look(working, page), notice=notice, rev=expected_rev())), 403
