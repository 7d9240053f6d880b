"""The way into the builder: the definitions of this installation, and what to begin a new one from."""

import re
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from builder.access import Role, account, needs
from builder.beginning import KINDS, begun, copied
from builder.operations import Refused
from builder.services import workshop
from builder.views import TEMPLATES
from formengine.core.bundle import Bundle
from formengine.web import rendering
from formengine.web.services import services

blueprint = Blueprint("werkstatt", __name__, url_prefix="/werkstatt", template_folder=TEMPLATES)
_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Card:
    """One definition in the list."""

    slug: str
    title: str
    kind: str
    number: int
    edited: bool
    """True where the head differs from what everybody gets."""
    waiting: bool


@blueprint.get("/")
@needs()
def overview() -> ResponseReturnValue:
    """All definitions."""
    return _page()


@blueprint.post("/neu")
@needs(Role.DESIGNER)
def create() -> ResponseReturnValue:
    """A new definition: empty, from a template, as a copy, or from an uploaded document."""
    try:
        bundle = _wanted()
        saved = workshop().create(bundle, account().id, {"aus": request.form.get("aus", "")})
    except Refused as error:
        return _page(error), 422
    return redirect(f"/werkstatt/{saved.head.bundle.slug}/", 303)


def _wanted() -> Bundle:
    """The bundle that the form asks for. Raises Refused."""
    title = request.form.get("titel", "").strip()
    if not title:
        raise Refused("Der Name fehlt.", "Schreiben Sie, wie der Dienst heißen soll.")
    slug = request.form.get("kennung", "").strip() or slug_of(title)
    if not _SLUG.fullmatch(slug):
        raise Refused(f"„{slug}“ geht nicht als Kennung.", "Erlaubt sind kleine Buchstaben, Ziffern und Striche.")
    source = request.form.get("aus", "")
    if source in KINDS:
        return begun(slug, title, source, services().shelf())
    try:
        return copied(workshop().head(source).bundle, slug, title)
    except KeyError as error:
        raise Refused("Es fehlt, womit Sie beginnen möchten.", "Wählen Sie eine Vorlage oder einen Dienst.") from error


def slug_of(title: str) -> str:
    """A name for the address, made of a title."""
    words = title.lower().translate(_UMLAUTS)
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-")[:64] or "dienst"


def _page(refusal: Refused | None = None) -> str:
    shared = services()
    cards = [card for slug in shared.catalogue.slugs() if (card := _card(slug))]
    return rendering.render(
        "werkstatt/uebersicht.html",
        cards=cards,
        kinds=KINDS.items(),
        csrf=shared.tokens.token(),
        refusal=refusal,
        typed=request.form,
        may_create=account().role in (Role.ADMIN, Role.DESIGNER),
    )


def _card(slug: str) -> Card | None:
    shared = services()
    head, published = shared.store.bundles.head(slug), shared.store.bundles.published(slug)
    if head is None:
        return None
    form: Any = shared.store.bundles.load(head).form
    edited = published is None or published.number != head.number
    waiting = slug in shared.catalogue.waiting
    return Card(slug, str(form.get("title", slug)), str(form.get("kind", "antrag")), head.number, edited, waiting)
