"""The way into the builder: the definitions of this installation, and what to begin a new one from."""

from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from builder.access import Role, account, needs
from builder.beginning import TEMPLATES as BEGINNINGS
from builder.beginning import begun, copy_of, empty
from builder.operations import Refused
from builder.operations._naming import slug as slug_of
from builder.services import rooms, workshop
from builder.views import TEMPLATES
from formengine.core.bundle import Bundle
from formengine.web import rendering
from formengine.web.services import services

EMPTY: Final = "leer"

blueprint = Blueprint("werkstatt", __name__, url_prefix="/werkstatt", template_folder=TEMPLATES)


@dataclass(frozen=True, slots=True)
class Card:
    """One definition in the list."""

    slug: str
    title: str
    kind: str
    number: int
    state: str
    """Whether everybody gets the head, an earlier revision, or nothing yet."""
    waiting: bool


@blueprint.get("/")
@needs()
def overview() -> ResponseReturnValue:
    """All definitions."""
    return _page()


@blueprint.post("/neu")
@needs(Role.DESIGNER)
def create() -> ResponseReturnValue:
    """A new definition: empty, from a template, or as a copy."""
    try:
        saved = workshop().create(_wanted(), account().id, {"aus": request.form.get("aus", "")})
    except Refused as error:
        return _page(error), 422
    return redirect(f"/werkstatt/{saved.head.bundle.slug}/", 303)


def _wanted() -> Bundle:
    """The bundle that the form asks for. Raises Refused."""
    asked = request.form
    title, source = asked.get("titel", "").strip(), asked.get("aus", "")
    if not title:
        raise Refused("Der Name fehlt.", "Schreiben Sie, wie der Dienst heißen soll.")
    slug = asked.get("kennung", "").strip() or slug_of(title, "dienst", "-")
    if source == EMPTY:
        return empty(slug, title)
    if source in BEGINNINGS:
        return begun(source, slug, title, rooms().blocks)
    try:
        return copy_of(workshop().head(source).bundle, slug, title)
    except KeyError as error:
        raise Refused("Womit Sie beginnen möchten, gibt es nicht mehr.", "Wählen Sie etwas anderes.") from error


def _page(refusal: Refused | None = None) -> str:
    shared = services()
    return rendering.render(
        "werkstatt/uebersicht.html",
        cards=[card for slug in shared.catalogue.slugs() if (card := _card(slug))],
        beginnings=BEGINNINGS.values(),
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
    state = "noch nicht freigegeben" if published is None else "freigegeben"
    if published is not None and published.number != head.number:
        state = f"freigegeben ist Fassung {published.number}"
    waiting = slug in shared.catalogue.waiting
    return Card(slug, str(form.get("title", slug)), str(form.get("kind", "antrag")), head.number, state, waiting)
