"""Elements of other definitions, taken over into this one."""

from typing import Any, Final

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from builder.access import Role, account, may, needs
from builder.operations import Refused
from builder.outline import outline
from builder.posters import Poster, Wish
from builder.services import workshop
from builder.tree import nodes
from builder.views import TEMPLATES
from builder.workshop import Head
from formengine.web.rendering import render
from formengine.web.services import services

blueprint = Blueprint("werkstatt-uebernehmen", __name__, url_prefix="/werkstatt/<slug>", template_folder=TEMPLATES)
_ENDS: Final = "ende"
"""Stands for the end of the form where a place is asked for."""
_PARTS: Final = ("schema", "uischema", "conditions", "parameters")


@blueprint.get("/uebernehmen")
@needs()
def show(slug: str) -> ResponseReturnValue:
    """The elements of the definition that was chosen."""
    try:
        head = workshop().head(slug)
    except KeyError:
        abort(404)
    return _page(head, request.args.get("aus", ""), request.args.get("nach", _ENDS), [])


def _read(_seen: Head) -> Wish:
    form = request.form
    elements, place = form.getlist("element"), form.get("nach", _ENDS)
    try:
        source = workshop().head(form.get("aus", "")).bundle
    except KeyError:
        raise Refused("Diese Definition gibt es nicht (mehr).", "Wählen Sie eine andere.") from None
    if not elements:
        raise Refused("Es ist nichts ausgewählt.", "Kreuzen Sie an, was Sie übernehmen möchten.")
    known = nodes(source.form)
    inside = [id_ for id_ in elements if not _within(known, id_, set(elements))]
    parts = {name: source.form[name] for name in _PARTS if name in source.form}
    taken: dict[str, Any] = {**parts, "shared": dict(source.shared), "texts": dict(source.texts)}
    where = {} if place == _ENDS else {"after": place}
    return Wish("copy_from", {"source": taken, "elements": inside, **where})


def _within(known: Any, id_: str, chosen: set[str]) -> bool:
    """True for what comes along with an element around it."""
    node = known.get(id_)
    while node is not None and node.parent:
        if node.parent in chosen:
            return True
        node = known.get(node.parent)
    return False


def _again(head: Head, refusal: Refused) -> str:
    form = request.form
    return _page(head, form.get("aus", ""), form.get("nach", _ENDS), form.getlist("element"), refusal)


POSTERS: Final = {"uebernehmen": Poster(_read, _again)}


def _page(head: Head, source: str, place: str, chosen: list[str], refusal: Refused | None = None) -> str:
    store = services().store.bundles
    slugs = [slug for slug in store.slugs() if slug != head.revision.slug]
    heads = {slug: store.head(slug) for slug in slugs}
    bundles = {slug: store.load(revision) for slug, revision in heads.items() if revision is not None}
    return render(
        "werkstatt/uebernehmen.html",
        head=head,
        csrf=services().tokens.token(),
        others=[(slug, str(bundle.form.get("title", slug))) for slug, bundle in bundles.items()],
        source=source if source in bundles else "",
        pages=outline(bundles[source]) if source in bundles else (),
        places=[(_ENDS, "ans Ende"), *_places(head)],
        place=place,
        chosen=chosen,
        refusal=refusal,
        may_edit=may(account(), Role.DESIGNER),
    )


def _places(head: Head) -> list[tuple[str, str]]:
    """Behind which elements something can be put."""
    found = []
    for page in outline(head.bundle):
        found.append((page.id, f"hinter Seite {page.number}: {page.title}"))
        found += [(row.id, f"– hinter „{row.label}“") for row in page.rows if row.depth == 0]
    return found
