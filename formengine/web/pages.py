"""Renders a page of the assistant from a draft and what stands in its fields."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from flask import render_template, request, url_for
from markupsafe import Markup

from formengine.core.journey import Mistake, Step
from formengine.core.model import CHECK_PAGE, Page
from formengine.web import lists
from formengine.web.display import item_name
from formengine.web.drafting import PERSON, Working
from formengine.web.fieldstates import FieldStates
from formengine.web.filling import Typed, everything, given_tokens
from formengine.web.forms import PageForms
from formengine.web.helppanel import chosen
from formengine.web.listing import item_fields, render_list
from formengine.web.notices import Notice

CHECK_TITLE = "Prüfen und absenden"


class StepItem(NamedTuple):
    """An entry of the step list."""

    label: str
    url: str | None
    state: str


@dataclass(frozen=True)
class View:
    """What a page shows besides the fields."""

    working: Working
    page: Page
    typed: Typed
    mistakes: Sequence[Mistake] = ()
    notice: Notice | None = None
    rev: int | None = None
    """The revision that the page was typed on; None: what is stored now."""
    item: tuple[str, str] | None = None
    """The list and the item that have this page to themselves."""
    focus: str = ""
    """The id of the element that takes the focus."""

    @property
    def forms(self) -> PageForms:
        """The compiled page."""
        return self.working.form.pages[self.page.id]

    @cached_property
    def states(self) -> FieldStates:
        """What each field shows."""
        return FieldStates(self.working, self.forms, self.typed, self.mistakes)

    def fields(self) -> Markup:
        """The markup of the fields, or of those of one item."""
        if self.item is not None:
            list_, item = self.item
            each, ids = self.forms.items[list_], lists.item_ids(self.typed.raw, list_)
            given = " ".join(sorted(given_tokens(each, self.typed.settled)))
            fields = item_fields(self.states, each, item, ids.index(item))
            return Markup('<div data-item data-given="{}">{}</div>').format(given, fields)
        return self.forms.render(self.typed.shown, self.states.of("", ()), lambda id_: render_list(self.states, id_))

    def context(self) -> dict[str, Any]:
        """What the templates of step and check page have in common."""
        working, typed, number = self.working, self.typed, self.working.draft.number
        step = working.step(self.page)
        total = full_path(working, step)[1]
        return {
            "page": place(working, step.number or total, total, self.page.section),
            "heading": self._heading(),
            "service_title": working.form.definition.title,
            "steps": step_items(working, step, self.page),
            "errors": self.states.summary(self.item),
            "notice": self.notice,
            "fields_html": self.fields(),
            "given": " ".join(sorted(given_tokens(self.forms, typed.settled))),
            "shown": " ".join(sorted(everything(self.forms, typed.raw) & typed.shown)),
            "rev": working.row(self.page).rev if self.rev is None else self.rev,
            "action": self.action,
            "multipart": self.forms.multipart,
            "leave": self.forms.leaves,
            "refresh": self.forms.refresh,
            "back": step.previous is not None or self.item is not None,
            "return_to_check": self.returning and self.item is None,
            "item": self.item is not None,
            "focus": self.focus,
            "number": number,
            "saved_note": "",
            "stylesheet": url_for("home.style", revision=working.form.revision),
            "scripts": working.form.scripts,
            "fragment": "HX-Request" in request.headers,
            "room": room(working, self.page),
        }

    @property
    def returning(self) -> bool:
        """True on the way of a change from the check page and back."""
        return request.args.get("zurueck") == CHECK_PAGE and self.page.path != CHECK_PAGE

    @property
    def action(self) -> str:
        """Where the form is sent."""
        target: dict[str, Any] = {"zurueck": CHECK_PAGE} if self.returning else {}
        number = self.working.draft.number
        if self.item is None:
            return url_for("assistant.step", number=number, path=self.page.path, **target)
        list_, item = self.item
        return url_for("assistant.item", number=number, path=self.page.path, list_=list_, item=item, **target)

    def _heading(self) -> str:
        if self.item is None:
            return self.page.title
        list_, item = self.item
        return item_name(self.forms.items[list_].control, lists.item_ids(self.typed.raw, list_).index(item))


def room(working: Working, page: Page | None) -> Markup:
    """The help for the room; None stands for the check page where the definition asks nothing there."""
    return chosen(working.form.room, working.draft.flags.get(PERSON, ""), page.path if page else CHECK_PAGE)


def full_path(working: Working, step: Step) -> tuple[tuple[Page, ...], int]:
    """The path and how many steps a person sees: the check page counts even where it asks nothing."""
    has_check = working.form.definition.kind == "klaerung" or any(page.path == CHECK_PAGE for page in step.path)
    return step.path, len(step.path) + (0 if has_check else 1)


def place(working: Working, number: int, total: int, section: str = "") -> dict[str, Any]:
    """Where a person stands. How many questions an Anliegensklärung has depends on the answers: it names no total."""
    asking = working.form.definition.kind == "klaerung"
    words = f"Frage {number}" if asking else f"Schritt {number} von {total}"
    return {"number": number, "total": 0 if asking else total, "words": words, "section": section}


def step_items(working: Working, step: Step, current: Page | None) -> list[StepItem]:
    """The entries of the step list: done ones can be visited again, later ones wait for their turn."""
    snapshot, items, reachable = working.snapshot, [], True
    for page in step.path:
        done = step.flags[page.id][1] and page.id not in snapshot.open
        state = "current" if page is current else "done" if done else "attention" if working.row(page).rev else "open"
        url = url_for("assistant.step", number=working.draft.number, path=page.path) if reachable else None
        items.append(StepItem(CHECK_TITLE if page.path == CHECK_PAGE else page.title, url, state))
        reachable = reachable and done
    if working.form.definition.kind != "klaerung" and not any(page.path == CHECK_PAGE for page in step.path):
        url = url_for("assistant.step", number=working.draft.number, path=CHECK_PAGE) if reachable else None
        items.append(StepItem(CHECK_TITLE, url, "open" if current else "current"))
    return items


def render_step(view: View) -> str:
    """A page of questions."""
    return render_template("step.html", **view.context())
