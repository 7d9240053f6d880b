"""The check page, what comes of pressing *Absenden*, and the receipt."""

from collections.abc import Sequence
from typing import Any, Final

from flask import redirect, request, url_for
from markupsafe import Markup, escape

from formengine import locales
from formengine.core.journey import Journey, Mistake
from formengine.core.messages import compose
from formengine.core.model import CHECK_PAGE, Page
from formengine.core.wording import sentence
from formengine.web import language, migrating, revised
from formengine.web.clock import words
from formengine.web.compiled import Live
from formengine.web.display import Displayed, change_url, item_names, sections
from formengine.web.drafting import Working, address, page_url, whole
from formengine.web.errors import answer
from formengine.web.filling import Typed, stored
from formengine.web.notices import Notice
from formengine.web.pages import View, frame, notice_markup
from formengine.web.rendering import render
from formengine.web.services import services
from formengine.web.steps import Path
from formengine.web.submitting import receipt_of, submit

NO_NUMBER: Final = "VORSCHAU"
"""What stands on the receipt of a preview in place of a number."""
_FREE = "kostenlos"
"""As definitions say it in German."""


def show(
    working: Working,
    page: Page | None,
    typed: Typed | None = None,
    mistakes: Sequence[Mistake] = (),
    notice: Notice | None = None,
    target: str = "",
) -> str:
    """The check page: every answer with its way back, hints, costs, and the declarations if there are any."""
    journey = whole(working)
    definition = working.form.definition
    if page is None:
        first = working.step(definition.pages[0])
        path = Path(working, first, checking=True)
        shown = frame(working, path, working.form.words.say("check.title"), "", page_url(working, CHECK_PAGE))
    else:
        shown = View(working, page, typed or stored(working, page), mistakes, target=target).frame()
    shown = shown._replace(notice=notice_markup(notice or revised.reminder(working)))
    return render(
        "check.html",
        hole=Live(shown),
        sections=sections(definition, journey.settled, journey.path, address(working), working.marks),
        hints=_hints(working, journey),
        costs=_costs(working),
        problems=_unfinished(working, journey),
        submit_label=definition.service.get("submitLabel") or working.form.words.say("check.submit"),
    )


def _costs(working: Working) -> str:
    definition = working.form.definition
    if definition.bundle.form.get("service", {}).get("costs") == _FREE:
        return working.form.words.say("check.free")
    return str(definition.service.get("costs", ""))


def _hints(working: Working, journey: Journey) -> list[tuple[str, str]]:
    definition, displayed = working.form.definition, Displayed(working.form.definition, journey.document)
    found = []
    for hint in journey.hints:
        control = definition.controls[hint.element]
        text = sentence(definition, working.form.messages, hint, displayed)
        if hint.indices:
            text = f"{item_names(definition, control.lists, hint.indices)}: {text}"
        url = change_url(definition, journey.document, address(working), control, hint.indices)
        found.append((text, url))
    return found


def _unfinished(working: Working, journey: Journey) -> list[tuple[str, str]]:
    open_pages = working.snapshot.open
    return [
        (page.title, f"{address(working)}/{page.path}?zurueck={CHECK_PAGE}")
        for page in journey.path
        if page.path != CHECK_PAGE and (page.id in open_pages or journey.verdicts[page.id].mistakes)
    ]


def finish(working: Working, page: Page | None, typed: Typed | None) -> Any:
    """Submit, if all is complete; else show the check page with what is missing."""
    if "_absenden" not in request.form:
        return redirect(url_for("assistant.step", number=working.draft.number, path=CHECK_PAGE), 303)
    if migrating.newer(working) is not None:
        # What is handed in answers the questions that are asked today; the way there moves the draft.
        return redirect(page_url(working, f"{CHECK_PAGE}?hinweis=aktualisiert"), 303)
    journey = whole(working)
    if not journey.complete:
        return show(working, page, typed), 422
    if not working.preview:
        submit(working, journey)
    return redirect(url_for("assistant.receipt", number=working.draft.number), 303)


def receipt(working: Working) -> Any:
    """The receipt, from what was stored when the application was received."""
    found = services().store.submissions.get_for_draft(working.draft.number)
    if found is None:
        return answer(404)
    here = language.speaking()
    return render(
        "receipt.html",
        reference=found.reference,
        received=words(found.created, here.language),
        **found.receipt,
        said_in=here.foreign(found.receipt.get("language", locales.GERMAN)),
    )


def trial_receipt(working: Working) -> str:
    """The receipt as it would look: a preview gets no number, is counted nowhere and owes nobody a message."""
    journey, here = whole(working), language.speaking()
    environment = working.context.environment
    messages = compose(working.form.definition.messages, journey.document, working.context.now, environment)
    return render(
        "receipt.html",
        reference=NO_NUMBER,
        received=words(working.context.now, here.language),
        **receipt_of(working, journey, messages),
        said_in=here.foreign(working.form.definition.language),
    )


def error_fragment(text: str) -> Markup:
    """What stands in a field's error container."""
    if not text:
        return Markup("")
    return Markup(
        '<p class="kern-error"><span class="kern-icon kern-icon--danger" aria-hidden="true"></span>'
        '<span class="kern-body"><span class="kern-sr-only">{} </span>{}</span></p>'
    ).format(language.say("site.error"), escape(text))
