"""What of a definition belongs to no element: the service, parameters, rules, outcomes, messages, people."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from builder.access import Role, account, may, needs
from builder.operations import Refused
from builder.panel import Panel
from builder.posters import Mistyped, Poster, Wish
from builder.sections import SECTIONS, Entry, Fields, Section, Subject, in_reach
from builder.services import panels
from builder.views import TEMPLATES
from builder.views._opening import head_of
from builder.workshop import Head
from formengine.core.bundle import Bundle
from formengine.core.definition import Definition
from formengine.store.bundles import Revision
from formengine.store.tried import tried
from formengine.web.filling import Typed
from formengine.web.rendering import render
from formengine.web.services import services

blueprint = Blueprint("werkstatt-dienst", __name__, url_prefix="/werkstatt/<slug>/dienst", template_folder=TEMPLATES)
_FIRST: Final = next(iter(SECTIONS))
SAVED: Final = "gespeichert"


@dataclass(frozen=True, slots=True)
class Opened:
    """The fields of the entry that is open."""

    id: str
    title: str
    fields: Markup
    errors: list[tuple[str, str]]
    variants: list[tuple[str, str]]


@blueprint.get("")
@needs()
def show(slug: str) -> ResponseReturnValue:
    """The service as a whole."""
    return _page(head_of(slug), SECTIONS[_FIRST], "")


@blueprint.get("/<bereich>")
@needs()
def listed(slug: str, bereich: str) -> ResponseReturnValue:
    """The entries of one kind."""
    return _page(head_of(slug), _section(bereich), "")


@blueprint.get("/<bereich>/<path:eintrag>")
@needs()
def entry(slug: str, bereich: str, eintrag: str) -> ResponseReturnValue:
    """One entry, its fields open."""
    return _page(head_of(slug), _section(bereich), eintrag)


def _section(name: str) -> Section:
    if name not in SECTIONS:
        abort(404)
    return SECTIONS[name]


def _subject(head: Head) -> Subject:
    slug = head.revision.slug
    return Subject(
        head.bundle,
        _compiled(head.revision),
        others=lambda: _others(slug),
        opened=_other,
        tried=lambda number: tried(services().store.database, slug, number),
    )


def _compiled(revision: Revision) -> Definition | None:
    form = services().catalogue.readable(revision, "de")
    return form.definition if form else None


def _other(slug: str) -> Definition | None:
    revision = services().store.bundles.head(slug)
    return None if revision is None else _compiled(revision)


def _others(slug: str) -> Mapping[str, Bundle]:
    bundles = services().store.bundles
    heads = {name: bundles.head(name) for name in bundles.slugs() if name != slug}
    return {name: bundles.load(revision) for name, revision in heads.items() if revision is not None}


def _panel(found: Fields) -> Panel:
    fields = in_reach(found)
    today = services().settings.clock.now().date()
    return Panel(
        panels().made({"slug": "eigenschaften", "title": "Eigenschaften", **fields.content}, today), fields.answers
    )


def _read(seen: Head) -> Wish | None:
    section, id_ = _section(request.form.get("bereich", "")), request.form.get("eintrag", "")
    subject, act = _subject(seen), request.form.get("tat", "")
    if act:
        return _act(section, subject, id_, act)
    try:
        panel = _panel(section.fields(subject, id_))
    except KeyError:
        raise Refused("Diesen Eintrag gibt es nicht (mehr).", "Laden Sie die Seite neu.") from None
    typed = panel.posted()
    if typed.verdict.mistakes:
        raise Mistyped
    return section.wish(subject, id_, typed.answers)


def _act(section: Section, subject: Subject, id_: str, act: str) -> Wish:
    """What a button at an entry asks for. Raises Refused."""
    entries = section.entries(subject) if section.entries else ()
    for each in entries:
        found = dict(section.acts(subject, each)) if each.id == id_ else {}
        if act in found:
            return found[act]
    raise Refused("Diesen Eintrag gibt es nicht (mehr).", "Laden Sie die Seite neu.")


def _again(head: Head, refusal: Refused) -> str:
    id_ = "" if request.form.get("tat") else request.form.get("eintrag", "")
    return _page(head, _section(request.form.get("bereich", "")), id_, refusal, posted=not request.form.get("tat"))


POSTERS: Final = {"dienst": Poster(_read, _again)}


def _page(head: Head, section: Section, id_: str, refusal: Refused | None = None, *, posted: bool = False) -> str:
    subject = _subject(head)
    if not section.fits(head.bundle.form):
        abort(404)
    entries = [*section.entries(subject)] if section.entries else []
    opened, refusal = _opened(section, subject, entries, id_, refusal, posted)
    return render(
        "werkstatt/dienst.html",
        head=head,
        csrf=services().tokens.token(),
        section=section,
        sections=[each for each in SECTIONS.values() if each.fits(head.bundle.form)],
        entries=[(each, [label for label, _ in section.acts(subject, each)]) for each in entries],
        new=section.new(subject),
        opened=opened,
        refusal=None if isinstance(refusal, Mistyped) else refusal,
        saved=_saved(head),
        address=address,
        may_edit=may(account(), Role.DESIGNER),
    )


def _opened(
    section: Section, subject: Subject, entries: list[Entry], id_: str, refusal: Refused | None, posted: bool
) -> tuple[Opened | None, Refused | None]:
    """The open entry, if any; a refusal where its fields cannot be offered."""
    if section.entries is not None and not id_:
        return None, refusal
    try:
        panel = _panel(section.fields(subject, id_))
    except Refused as error:
        return Opened(id_, section.title, Markup(), [], [*section.variants(subject, id_)]), refusal or error
    except KeyError:
        if refusal is not None:
            return None, refusal
        abort(404)
    typed: Typed = panel.posted() if posted else panel.opened()
    mistakes = tuple(typed.verdict.mistakes) if posted and isinstance(refusal, Mistyped) else ()
    title = next((each.title for each in entries if each.id == id_.partition("/")[0] or each.id == id_), "")
    names = [label for value, label in section.new(subject) if value in (id_, id_.partition("/")[0])]
    title = title or next(iter(names), section.title)
    variants = [*section.variants(subject, id_)]
    return Opened(id_, title, panel.fields(typed, mistakes), panel.summary(typed, mistakes), variants), refusal


def _saved(head: Head) -> str:
    """What was saved last, after the way back from saving it."""
    if SAVED not in request.args:
        return ""
    newest = services().store.edits.own(head.revision.slug, account().id)
    return newest[0].summary if newest else ""


def address(slug: str, section: str, id_: str = "") -> str:
    """Where a section or one of its entries is."""
    base = f"/werkstatt/{slug}/dienst" + ("" if section == _FIRST else f"/{section}")
    return base + (f"/{quote(id_, safe='/')}" if id_ else "")
