"""The versions of a definition: its history, named ones, what differs between two, and how to get one back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from builder import compiling
from builder.access import Role, account, may, needs
from builder.comparison import filters, groups
from builder.difference import KINDS, difference
from builder.refusals import Refused
from builder.services import workshop
from builder.views import TEMPLATES
from builder.views._opening import head_of
from builder.workshop import Head
from formengine.store.bundles import Revision
from formengine.store.edits import Edit
from formengine.store.histories import ELSEWHERE
from formengine.web.asked import numbered
from formengine.web.clock import words
from formengine.web.rendering import render
from formengine.web.services import services

blueprint = Blueprint(
    "werkstatt-fassungen", __name__, url_prefix="/werkstatt/<slug>/fassungen", template_folder=TEMPLATES
)
PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One revision in the history."""

    number: int
    who: str
    moment: datetime
    summary: str
    names: tuple[str, ...] = ()


@blueprint.get("")
@needs()
def show(slug: str) -> ResponseReturnValue:
    """The history, fifty revisions a page, the newest first."""
    head, store = head_of(slug), services().store
    before = numbered(request.args.get("vor", "")) or head.number + 1
    edits = store.edits.history(slug, PAGE + 1, before)
    published = store.bundles.published(slug)
    names = _names(slug)
    return render(
        "werkstatt/fassungen.html",
        **_shared(head),
        rows=[_row(edit, names) for edit in edits[:PAGE]],
        older=edits[PAGE - 1].number if len(edits) > PAGE else 0,
        newest=before > head.number,
        named=[_named(milestone.name, milestone.number, slug) for milestone in store.edits.milestones(slug)],
        delivered=_delivered(slug, names),
        published=published.number if published else 0,
        waiting=services().store.bundles.waiting(slug),
    )


@blueprint.get("/vergleich")
@needs()
def choose(slug: str) -> ResponseReturnValue:
    """From the form of the history to the address of the comparison, the older revision first."""
    wanted = sorted(numbered(request.args.get(name, "")) for name in ("von", "bis"))
    return redirect(f"/werkstatt/{head_of(slug).bundle.slug}/fassungen/{wanted[0]}/{wanted[1]}", 302)


@blueprint.get("/<int(max=999999999):one>/<int(max=999999999):other>")
@needs()
def compare(slug: str, one: int, other: int) -> ResponseReturnValue:
    """What differs between two revisions, in sentences and side by side."""
    head, before, after = head_of(slug), _at(slug, one), _at(slug, other)
    kind = request.args.get("art", "")
    try:
        with compiling.relying_on(before.bundle, after.bundle):
            changes = difference(before.bundle, after.bundle)
            shown = [change for change in changes if not kind or change.kind == kind]
            grouped = groups(shown, before.bundle, after.bundle)
    except Refused:
        abort(422)
    waiting = services().store.bundles.waiting(slug)
    return render(
        "werkstatt/vergleich.html",
        **_shared(head),
        before=before,
        after=after,
        kind=kind if kind in KINDS else "",
        filters=filters(changes),
        groups=grouped,
        count=len(changes),
        breaking=sum(change.breaks for change in changes),
        waiting=waiting if waiting is not None and waiting.number == other else None,
    )


def _shared(head: Head) -> dict[str, object]:
    """What both pages show around their own."""
    return {
        "head": head,
        "slug": head.bundle.slug,
        "title": head.bundle.form.get("title", head.bundle.slug),
        "csrf": services().tokens.token(),
        "may_edit": may(account(), Role.DESIGNER),
        "may_release": may(account(), Role.DESIGNER, Role.MODERATOR),
        "moment": words,
        "kinds": KINDS,
    }


def _row(edit: Edit, names: dict[int, list[str]]) -> Row:
    return Row(edit.number, _who(edit.account), edit.created, edit.summary, tuple(names.get(edit.number, ())))


def _who(id_: str) -> str:
    if id_.startswith(ELSEWHERE):
        return f"{id_.removeprefix(ELSEWHERE) or 'unbekannt'} (in einer anderen Werkstatt)"
    found = services().store.accounts.get(id_)
    return found.display if found is not None else "unbekannt"


def _names(slug: str) -> dict[int, list[str]]:
    """What people called revisions, by number."""
    found: dict[int, list[str]] = {}
    for milestone in services().store.edits.milestones(slug):
        found.setdefault(milestone.number, []).append(milestone.name)
    return found


def _named(name: str, number: int, slug: str) -> tuple[str, Revision]:
    return name, workshop().at(slug, number).revision


def _delivered(slug: str, names: dict[int, list[str]]) -> Row | None:
    """The newest delivered revision: nobody here made it, so it is in no history of edits."""
    found = services().store.bundles.shipped(slug)
    if found is None:
        return None
    return Row(found.number, "Auslieferung", found.created, "ausgeliefert", tuple(names.get(found.number, ())))


def _at(slug: str, number: int) -> Head:
    try:
        return workshop().at(slug, number)
    except KeyError:
        abort(404)
