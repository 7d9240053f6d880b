"""Leads a person to a page: by a redirect, or with htmx by the page itself, so that it takes one round trip."""

from typing import Any

from flask import make_response, redirect, request, url_for

from formengine.core.journey import Step
from formengine.core.model import CHECK_PAGE, Page
from formengine.web import asked, checking, notices
from formengine.web.drafting import Working
from formengine.web.drafting import page_url as page_address
from formengine.web.filling import Typed, stored
from formengine.web.pages import View, render_step
from formengine.web.places import Item


def to_open_page(working: Working, notice: str = "") -> Any:
    """To the first page that is not done; to the end where all are."""
    return redirect(open_url(working, f"hinweis={notice}" if notice else ""), 303)


def open_url(working: Working, query: str = "", seen: Step | None = None) -> str:
    """The address of the first page that is not done, else of the end."""
    seen = seen or working.step(working.form.definition.pages[0])
    if seen.complete:
        return page_address(working, "ergebnis" if working.form.definition.kind == "klaerung" else CHECK_PAGE)
    url = page_address(working, seen.path[seen.turn].path)
    return f"{url}?{query}" if query else url


def again(after: Working, page: Page, typed: Typed, **more: Any) -> str:
    """The same page with what was typed, after it was kept."""
    return render_step(View(after, page, typed, **more))


def page_url(working: Working, page: Page, item: Item | None = None, **more: Any) -> str:
    """The address of a page or an item's page, with the way back to the check page kept."""
    number = working.draft.number
    more |= {"zurueck": CHECK_PAGE} if asked.returning() else {}
    if item is None:
        return url_for("assistant.step", number=number, path=page.path, **more)
    return url_for("assistant.item", number=number, path=page.path, address=item.address, **more)


def to_page(after: Working, page: Page, item: Item | None = None, anchor: str = "", notice: str = "") -> Any:
    """To a page or an item's page of the draft as it is now; `anchor` is what the person goes on with there."""
    more = {"hinweis": notice} if notice else {}
    if "HX-Request" not in request.headers:
        return redirect(page_url(after, page, item, **more, **({"_anchor": anchor} if anchor else {})), 303)
    focus = f"f-{anchor}" if anchor else ""
    view = View(after, page, stored(after, page), notice=notices.BY_NAME.get(notice), item=item, focus=focus)
    return _pushed(render_step(view), page_url(after, page, item))


def go_on(working: Working, page: Page) -> Any:
    """To the next page; from a change to the check page, as soon as nothing else is open."""
    seen, back = working.step(page), asked.returning()
    if seen.next is None or back:
        url = open_url(working, f"zurueck={CHECK_PAGE}" if back else "", seen)
    else:
        url = page_address(working, seen.next.path)
    if "HX-Request" not in request.headers or working.draft.outdated or not _is_step(url, working.draft.number):
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
