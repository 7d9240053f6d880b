"""Leads a person to a page: by a redirect, or with htmx by the page itself, so that it takes one round trip."""

from typing import Any

from flask import make_response, redirect, request, url_for

from formengine.core.model import CHECK_PAGE, Page
from formengine.web import checking, notices
from formengine.web.drafting import Working
from formengine.web.filling import Typed, stored
from formengine.web.pages import View, render_step
from formengine.web.posting import Item
from formengine.web.services import services


def to_open_page(working: Working, notice: str = "") -> Any:
    """To the first page that is not done; to the end where all are."""
    hint: dict[str, Any] = {"hinweis": notice} if notice else {}
    return redirect(open_url(working, **hint), 303)


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


def again(working: Working, page: Page, typed: Typed, **more: Any) -> str:
    """The same page with what was typed, after it was kept."""
    fresh = services().working(working.draft.number)
    return render_step(View(fresh, page, typed, **more))


def page_url(working: Working, page: Page, item: Item | None = None, **more: Any) -> str:
    """The address of a page or an item's page, with the way back to the check page kept."""
    number = working.draft.number
    more |= {"zurueck": CHECK_PAGE} if returning() else {}
    if item is None:
        return url_for("assistant.step", number=number, path=page.path, **more)
    return url_for("assistant.item", number=number, path=page.path, list_=item[0], item=item[1], **more)


def returning() -> bool:
    """True on the way of a change from the check page and back."""
    return request.args.get("zurueck") == CHECK_PAGE


def to_page(working: Working, page: Page, item: Item | None = None, anchor: str = "", notice: str = "") -> Any:
    """To a page or an item's page of the draft as it is stored now; `anchor` is what the person goes on with there."""
    more = {"hinweis": notice} if notice else {}
    if "HX-Request" not in request.headers:
        return redirect(page_url(working, page, item, **more, **({"_anchor": anchor} if anchor else {})), 303)
    fresh = services().working(working.draft.number)
    focus = f"f-{anchor}" if anchor else ""
    view = View(fresh, page, stored(fresh, page), notice=notices.BY_NAME.get(notice), item=item, focus=focus)
    return _pushed(render_step(view), page_url(working, page, item))


def go_on(working: Working, page: Page) -> Any:
    """To the next page; from a change to the check page, as soon as nothing else is open."""
    seen = working.step(page)
    number = working.draft.number
    url = url_for("assistant.step", number=number, path=seen.next.path) if seen.next else open_url(working)
    if returning():
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
        return _pushed(checking.show(working, page), url)
    if page is not None:
        return _pushed(render_step(View(working, page, stored(working, page))), url)
    return redirect(url, 303)


def _pushed(html: str, url: str) -> Any:
    response = make_response(html)
    response.headers["HX-Push-Url"] = url
    return response
