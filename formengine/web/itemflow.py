"""What follows when a list is changed or an item's page is sent: add, open, remove, restore, move, accept, go back."""

from dataclasses import replace
from typing import Any

from flask import redirect, request, url_for

from formengine.core.journey import Mistake
from formengine.core.model import ITEM, Page
from formengine.web import asked, lists, notices, proposals
from formengine.web.drafting import Working
from formengine.web.filling import Typed, everything, read
from formengine.web.leading import again, go_on, page_url, to_page
from formengine.web.places import Item, around, element_of, item_ids, item_of, page_around, position
from formengine.web.posting import changed_list, keep, put_aside, real_mistakes, save, unasked


def change_list(working: Working, page: Page, typed: Typed, change: lists.Change, here: Item | None) -> Any:
    """A button of a list: keep what was typed, and lead to where the person goes on."""
    forms = working.form.pages[page.id]
    if change.what == "open":
        return _open(working, page, typed, change, here)
    filled = changed_list(typed, change)
    after = read(working, page, filled, everything(forms, filled.raw))
    if change.what == "add":
        proposed = proposals.of_new_item(working, page, after.settled.document, change.list, filled.raw)
        start = f"{around(change.list)}{change.item}/"
        begun = lists.first_items(forms.lists[element_of(change.list)], filled.raw, working.draft.number, start)
        filled = replace(filled, raw=filled.raw | proposed | begun)
        after = read(working, page, filled, everything(forms, filled.raw))
    now = keep(working, page, after)
    ids, list_ = item_ids(filled.raw, change.list), element_of(change.list)
    if change.what == "add" and ids and forms.lists[list_].on_own_pages:
        return to_page(now, page, item_of(forms, list_, f"{around(change.list)}{ids[-1]}/"))
    focus = ids[-1] if change.what == "add" and ids else change.item if change.item in ids else ""
    start = around(change.list)
    if "HX-Request" in request.headers:
        return again(now, page, after, item=here, focus=f"f-eintrag-{focus}" if focus else f"{start}f-{list_}")
    anchor = f"eintrag-{focus}" if focus else f"{start}w-{list_}"
    return redirect(page_url(working, page, here, _anchor=anchor), 303)


def _open(working: Working, page: Page, typed: Typed, change: lists.Change, here: Item | None) -> Any:
    """To an item's page, with what was typed around it kept."""
    now = put_aside(working, page, typed)
    forms, list_ = working.form.pages[page.id], element_of(change.list)
    there = change.item in item_ids(typed.raw, change.list) and forms.lists[list_].on_own_pages
    return to_page(now, page, item_of(forms, list_, f"{around(change.list)}{change.item}/") if there else here)


def accept_item(working: Working, page: Page, typed: Typed, item: Item) -> Any:
    """An item's page: back to its list when nothing in the item is wrong, or when that was asked."""
    anchor, back = f"eintrag-{item.id}", page_around(working.form.pages[page.id], item)
    if "_zurueck" in request.form or "_speichern" in request.form:
        now = put_aside(working, page, typed)
        if "_speichern" in request.form:
            return redirect(url_for("assistant.leave", number=working.draft.number), 303)
        return to_page(now, page, back, anchor=anchor)
    own = _own_mistakes(working, page, typed, item)
    if own or unasked(working, page, typed, item):
        now = keep(working, page, typed)
        seen = [mistake for mistake in real_mistakes(working, page, typed, item) if mistake in own]
        notice = None if seen else notices.REVEALED
        return again(now, page, typed, mistakes=seen, notice=notice, item=item), 422 if seen else 200
    if typed.verdict.mistakes or working.row(page).answers is None:
        return to_page(keep(working, page, typed), page, back, anchor=anchor, notice="eintrag")
    now = save(working, page, typed)
    return go_on(now, page) if asked.returning() else to_page(now, page, back, anchor=anchor, notice="eintrag")


def _own_mistakes(working: Working, page: Page, typed: Typed, item: Item) -> list[Mistake]:
    forms = working.form.pages[page.id]
    path, at = (*forms.lists[item.element].control.path, ITEM), position(forms, typed.raw, item)

    def inside(mistake: Mistake) -> bool:
        control = forms.asked.get(mistake.element)
        return control is not None and control.path[: len(path)] == path and mistake.indices[: len(at)] == at

    return [mistake for mistake in typed.verdict.mistakes if inside(mistake)]
