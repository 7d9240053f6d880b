"""The way into the builder: the definitions of this installation, and what to begin a new one from."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from builder.access import needs
from builder.views import TEMPLATES
from formengine.web import rendering
from formengine.web.services import services

blueprint = Blueprint("werkstatt", __name__, url_prefix="/werkstatt", template_folder=TEMPLATES)


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


def _page() -> str:
    shared = services()
    cards = [card for slug in shared.catalogue.slugs() if (card := _card(slug))]
    return rendering.render(
        "werkstatt/uebersicht.html",
        cards=cards,
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
