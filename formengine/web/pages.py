"""Renders a page of the assistant from a draft and what stands in its fields."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import render_template, request, url_for
from markupsafe import Markup

from formengine.core.journey import Mistake, Step
from formengine.core.model import CHECK_PAGE, Page
from formengine.core.pointer import get
from formengine.core.wording import sentence
from formengine.fields.page import FieldState, StoredFile
from formengine.web.display import HANDED_OVER, Displayed
from formengine.web.drafting import Typed, Working, given_tokens
from formengine.web.forms import PageForms
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

    @property
    def forms(self) -> PageForms:
        """The compiled page."""
        return self.working.form.pages[self.page.id]

    def messages(self) -> dict[str, str]:
        """The first message for each question that has a mistake."""
        form, displayed = self.working.form, Displayed(self.working.form.definition, self.typed.settled.document)
        found: dict[str, str] = {}
        for mistake in self.mistakes:
            found.setdefault(mistake.element, sentence(form.definition, form.messages, mistake, displayed))
        return found

    def fields(self) -> Markup:
        """The markup of the fields."""
        return self.forms.render(self.typed.shown, self._states(self.messages()))

    def _states(self, errors: Mapping[str, str]) -> Callable[[str], FieldState]:
        working, typed = self.working, self.typed
        definition = working.form.definition
        displayed = Displayed(definition, typed.settled.document)
        hints: dict[str, list[str]] = {}
        for hint in typed.verdict.hints:
            hints.setdefault(hint.element, []).append(sentence(definition, working.form.messages, hint, displayed))

        def state(id_: str) -> FieldState:
            instance = (id_, ())
            return FieldState(
                raw=typed.raw,
                error=errors.get(id_, ""),
                hints=hints.get(id_, ()),
                mark=HANDED_OVER if self._is_handed_over(id_) else "",
                files=self._files(id_),
                required=True if instance in typed.settled.required else None,
                disabled=instance in typed.settled.disabled,
                answers=displayed,
            )

        return state

    def _is_handed_over(self, id_: str) -> bool:
        marks, control = self.working.marks, self.forms.controls.get(id_)
        return id_ in marks and control is not None and get(self.typed.settled.document, control.path) == marks[id_]

    def _files(self, id_: str) -> tuple[StoredFile, ...]:
        number = self.working.draft.number
        return tuple(
            StoredFile(
                file["_id"], file["name"], file["size"], url_for("assistant.file", number=number, id_=file["_id"])
            )
            for file in self.typed.files.get(id_, ())
            if "_id" in file
        )

    def context(self) -> dict[str, Any]:
        """What the templates of step and check page have in common."""
        working, typed, number = self.working, self.typed, self.working.draft.number
        step = working.step(self.page)
        returning = request.args.get("zurueck") == CHECK_PAGE
        target: dict[str, Any] = {"zurueck": CHECK_PAGE} if returning and self.page.path != CHECK_PAGE else {}
        total = full_path(working, step)[1]
        return {
            "page": place(working, step.number or total, total, self.page.section),
            "heading": self.page.title,
            "service_title": working.form.definition.title,
            "steps": step_items(working, step, self.page),
            "errors": [(f"f-{id_}", text) for id_, text in self.messages().items()],
            "notice": self.notice,
            "fields_html": self.fields(),
            "given": " ".join(sorted(given_tokens(self.forms, typed.settled))),
            "shown": " ".join(id_ for id_ in self.forms.controls if id_ in typed.shown),
            "rev": working.row(self.page).rev if self.rev is None else self.rev,
            "action": url_for("assistant.step", number=number, path=self.page.path, **target),
            "multipart": self.forms.multipart,
            "leave": self.forms.leaves,
            "refresh": " ".join(sorted(self.forms.reveal.refresh)),
            "back": step.previous is not None,
            "return_to_check": bool(target),
            "number": number,
            "saved_note": "",
            "stylesheet": url_for("home.style", revision=working.form.revision),
            "scripts": working.form.scripts,
            "fragment": "HX-Request" in request.headers,
        }


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
