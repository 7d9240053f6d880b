"""Renders a page of the assistant from a draft and what stands in its fields."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from flask import request
from markupsafe import Markup

from formengine.core.journey import Mistake
from formengine.core.model import CHECK_PAGE, Page
from formengine.web import asked
from formengine.web.display import item_names
from formengine.web.drafting import PERSON, Working, page_url
from formengine.web.fieldstates import FieldStates
from formengine.web.filling import Typed, everything, given_tokens
from formengine.web.forms import Form, PageForms
from formengine.web.helppanel import chosen
from formengine.web.listing import item_fields, render_list
from formengine.web.notices import Notice
from formengine.web.places import Item, Standing, position
from formengine.web.rendering import render
from formengine.web.services import services
from formengine.web.steps import Path


class Entry(NamedTuple):
    """One line of the error summary."""

    anchor: str
    message: str
    lang: str = ""

    @property
    def said_in(self) -> Markup:
        """The attribute that says in which language, where it is not that of the page."""
        return Markup(' lang="{}"').format(self.lang) if self.lang else Markup()


class Frame(NamedTuple):
    """Everything that differs from one page to the next."""

    service_title: str
    service_lang: str
    """The language of the title, "" where it is that of the page; likewise below."""
    heading: str
    heading_lang: str
    words: str
    """Where a person stands. How many questions an Anliegensklärung has depends on the answers: it names no total."""
    number: int
    total: int
    steps: Markup
    action: str
    csrf: str
    draft: str
    stylesheet: str
    scripts: Sequence[str]
    section: str = ""
    errors: Sequence[Entry] = ()
    notice: Markup = Markup()
    fields: Markup = Markup()
    given: str = ""
    shown: str = ""
    rev: int = 0
    revision: str = ""
    """The beginning of the hash of the definition's revision."""
    multipart: bool = False
    leave: str = ""
    refresh: str = ""
    back: bool = True
    forward: str = ""
    focus: str = ""
    room: Markup = Markup()
    """The help for the room."""
    follow: str = ""
    """Where the page asks for a newer revision, "" where it does not."""


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
    item: Item | None = None
    """The item of a list that has this page to itself."""
    focus: str = ""
    """The id of the element that takes the focus."""
    target: str = ""
    """Where the form is sent, if not to the page's own address."""

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
        states, forms, item = self.states, self.forms, self.item
        if item is not None:
            here = Standing(forms.lists[item.element], item.prefix, position(forms, self.typed.raw, item))
            words = item.element, states.given[item.element], item_fields(states, here)
            return Markup('<div data-item="{}" data-given="{}">{}</div>').format(*words)
        return forms.render(self.typed.shown, states.of("", ()), lambda id_: render_list(states, forms.items[id_]))

    def frame(self) -> Frame:
        """What the templates of step and check page have in common."""
        forms, typed, step = self.forms, self.typed, self.working.step(self.page)
        return frame(self.working, Path(self.working, step, self.page), *self._heading(), self.action)._replace(
            section=self.page.section,
            errors=[Entry(*entry) for entry in self.states.summary(self.item)] if self.mistakes else (),
            notice=notice_markup(self.notice),
            fields=self.fields(),
            given=" ".join(sorted(given_tokens(forms, typed.settled))),
            shown=" ".join(sorted(everything(forms, typed.raw) & typed.shown)),
            rev=self.working.row(self.page).rev if self.rev is None else self.rev,
            multipart=forms.multipart,
            leave=forms.leaves,
            refresh=forms.refresh,
            back=step.previous is not None or self.item is not None,
            forward=self._forward(),
            focus=self.focus,
        )

    @cached_property
    def returning(self) -> bool:
        """True on the way of a change from the check page and back."""
        return asked.returning() and self.page.path != CHECK_PAGE

    @property
    def action(self) -> str:
        """Where the form is sent."""
        if self.target:
            return self.target
        own = f"/{self.item.address}" if self.item else ""
        place = page_url(self.working, self.page.path + own)
        return f"{place}?zurueck={CHECK_PAGE}" if self.returning else place

    def _heading(self) -> tuple[str, str]:
        """The heading and, where it is not that of the page, its language."""
        words = self.working.form.words
        if self.item is not None:
            found = position(self.forms, self.typed.raw, self.item)
            control = self.forms.lists[self.item.element].control
            name = item_names(self.working.form.definition, (*control.lists, control.path), found)
            return name, words.foreign(control.language)
        if self.page.path == CHECK_PAGE:
            return words.say("check.title"), ""
        return self.page.title, words.foreign(self.page.language)

    def _forward(self) -> str:
        own = "page.take_over" if self.item is not None else "page.to_check" if self.returning else "page.next"
        return self.working.form.words.say(own)


def frame(working: Working, path: Path, heading: str, heading_lang: str, action: str) -> Frame:
    """The frame of a page that asks nothing."""
    form, shared, asking = working.form, services(), working.form.definition.kind == "klaerung"
    words, follow = form.words, _follow(working)
    return Frame(
        service_title=form.definition.title,
        service_lang=words.foreign(form.definition.title_language),
        heading=heading,
        heading_lang=heading_lang,
        words=words.say("page.question" if asking else "page.step", number=path.number, total=path.total),
        number=path.number,
        total=0 if asking else path.total,
        steps=shared.frames.speaking(words.language).beside(path.beside()),
        action=action,
        csrf=shared.tokens.token(),
        draft=working.draft.number,
        stylesheet=stylesheet(form),
        scripts=(*form.scripts, shared.assets.url("stand.js")) if follow else form.scripts,
        revision=asked.short(form.revision),
        room=room(working, path.current),
        follow=follow,
    )


def _follow(working: Working) -> str:
    """A page follows while somebody works on its definition; a preview follows the head by other ways."""
    slug = working.draft.slug
    return "" if working.preview or not services().catalogue.is_worked_on(slug) else f"/stand/{slug}"


def room(working: Working, page: Page | None) -> Markup:
    """The help for the room; None stands for the check page where the definition asks nothing there."""
    return chosen(working.form.room, working.draft.flags.get(PERSON, ""), page.path if page else CHECK_PAGE)


def stylesheet(form: Form) -> str:
    """The address of the style sheet by which a revision shows and hides."""
    return f"/stil/{form.revision}.css"


def notice_markup(notice: Notice | None) -> Markup:
    """A note above the fields."""
    return Markup(render("_notice.html", notice=notice)) if notice else Markup()  # noqa: S704  our template


def render_step(view: View) -> str:
    """A page of questions."""
    frames = services().frames.speaking(view.working.form.words.language)
    return frames.page(view.frame(), fragment="HX-Request" in request.headers)


def render_all(working: Working) -> str:
    """The list of all steps."""
    path = Path(working, working.step(working.form.definition.pages[0]))
    return render(
        "steps.html",
        service_title=working.form.definition.title,
        back_url=page_url(working, ""),
        steps=services().frames.speaking(working.form.words.language).step_list(path.all()),
    )
