"""The workbench: structure, preview and properties of one definition, and the one address that edits are posted to."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from builder.access import Role, account, may, needs, not_for
from builder.bench import Bench
from builder.beside import preview_of
from builder.chosen import Choosing, Chosen
from builder.clash import clash_of
from builder.operations import Refused
from builder.operations.writing import MARKS
from builder.posters import FIELDS, PLACE, Poster
from builder.services import panels, rooms, workshop
from builder.sight import Sight
from builder.views import TEMPLATES
from builder.views._opening import head_of
from builder.workshop import REDO, RESTORE, UNDO, EditConflict, Head, NoRevision, Nothing, Saved
from formengine.core import strictjson
from formengine.core.journey import Mistake
from formengine.web import rendering
from formengine.web.addresses import local
from formengine.web.asked import numbered
from formengine.web.filling import Typed
from formengine.web.services import services

blueprint = Blueprint("werkstatt-bauen", __name__, url_prefix="/werkstatt/<slug>", template_folder=TEMPLATES)

PUBLISH: Final = "veroeffentlichen"
NAME: Final = "benennen"
TAKE_OVER: Final = "auslieferung"
INSIST: Final = "trotzdem"
PROPERTIES: Final = "eigenschaften"
Posted = tuple[Typed, tuple[Mistake, ...]]


@blueprint.get("/")
@needs()
def show(slug: str) -> ResponseReturnValue:
    """The workbench."""
    return _page(head_of(slug), Sight.of(slug, request.args))


@blueprint.post("/tun")
@needs(Role.DESIGNER, Role.MODERATOR)
def do(slug: str) -> ResponseReturnValue:
    """One edit: `schritt` names it, `basis` is the revision that the page showed, `a.…` and `angaben` its arguments.

    Who leads the day may release what others built, and nothing else.
    """
    head, sight, step = head_of(slug), _sight(slug), request.form.get("schritt", "")
    if step != PUBLISH and not may(account(), Role.DESIGNER):
        return not_for(account())
    poster = rooms().posters.get(request.form.get(PLACE, ""))
    try:
        if step == PROPERTIES:
            return _properties(head, sight)
        if step == FIELDS and poster is not None:
            return _done(sight, _wished(slug, poster))
        return _done(sight, _perform(slug, step, _arguments()))
    except Refused as error:
        if poster is not None:
            return poster.again(head_of(slug), error), error.status
        return _page(head, sight, refusal=error, typed=request.form.get("a.text", "")), error.status
    except NoRevision:
        return _page(head, sight, refusal=_old()), 422
    except Nothing:
        return _page(head, sight, refusal=Refused("Es gibt nichts rückgängig zu machen.")), 422
    except EditConflict as conflict:
        return _conflict(sight, conflict), 409


def _perform(slug: str, step: str, arguments: Mapping[str, Any]) -> Saved | None:
    """Do what was asked; None for what changes no revision. Raises Refused, EditConflict, Nothing."""
    shop, own = workshop(), account().id
    wanted = numbered(str(arguments.get("fassung", "")))
    if step == UNDO:
        return shop.undo(slug, own, insist=_insists())
    if step == REDO:
        return shop.redo(slug, own, insist=_insists())
    if step == RESTORE:
        return shop.restore(slug, wanted, own)
    if step == TAKE_OVER:
        return shop.take_over(slug, shop.at(slug, wanted).revision, own, insist=_insists())
    if step == PUBLISH:
        shop.publish(slug, wanted, own)
        return None
    if step == NAME:
        shop.name(slug, wanted, str(arguments.get("name", "")), own)
        return None
    if step == "add_block":
        # A bundle holds only the blocks that it uses; a new one comes from the shelf.
        arguments = {**arguments, "content": rooms().blocks.get(str(arguments.get("name")))}
    return shop.edit(slug, _base(), step, arguments, own, insist=_insists())


def _wished(slug: str, poster: Poster) -> Saved | None:
    """Do what the fields of another page ask for; None where nothing was changed. Raises Refused, EditConflict."""
    try:
        seen = workshop().at(slug, _base())
    except NoRevision:
        raise _old() from None
    wish = poster.read(seen)
    if wish is None:
        return None
    own = account().id
    return workshop().edit(slug, seen.number, wish.operation, wish.arguments, own, insist=_insists())


def _properties(head: Head, sight: Sight) -> ResponseReturnValue:
    """The fields of the panel: what differs from the revision that they showed is set."""
    element = request.form.get("element", "")
    seen = workshop().at(sight.slug, _base())
    panel = _choosing(seen).panel(element)
    if panel is None:
        raise Refused("Dieses Element gibt es nicht mehr.", "Wählen Sie links ein anderes.")
    typed = panel.posted()
    if typed.verdict.mistakes:
        return _page(head, sight, posted=(typed, tuple(typed.verdict.mistakes))), 422
    changes = panel.changes(typed)
    if not changes:
        return _done(sight, None)
    arguments = {"element": element, "changes": changes}
    try:
        return _done(
            sight, workshop().edit(sight.slug, _base(), "set_many", arguments, account().id, insist=_insists())
        )
    except Refused as error:
        return _page(head, sight, refusal=error, posted=(typed, ())), error.status


def _done(sight: Sight, saved: Saved | None) -> ResponseReturnValue:
    """Back to the workbench, or on to where the form wanted to go."""
    forward = request.form.get("weiter", "")
    if saved is not None and len(saved.created) == 1:
        sight = replace(sight, element=next(iter(saved.created)))
        forward = sight.url() if forward.startswith(f"/werkstatt/{sight.slug}/?") or not forward else forward
    if "HX-Request" not in request.headers or request.form.get("htmx") == "nein":
        return redirect(local(forward or sight.url()), 303)
    bench = _bench(head_of(sight.slug), sight, said=saved.summary if saved else "")
    if saved is not None:
        bench = replace(bench, fresh=preview_of(bench.preview) if bench.preview else "")
    return rendering.render("werkstatt/bauen.html", bench=bench), 200, {"HX-Push-Url": sight.url()}


def _conflict(sight: Sight, conflict: EditConflict) -> str:
    by = services().store.accounts.get(conflict.by.account) if conflict.by else None
    repeat = [(name, value) for name, value in request.form.items(multi=True) if name not in ("_csrf", INSIST)]
    return rendering.render(
        "werkstatt/konflikt.html",
        sight=sight,
        head=conflict.head,
        csrf=services().tokens.token(),
        conflicts=[clash_of(each, conflict.head.bundle) for each in conflict.conflicts],
        by=by.display if by else "",
        repeat=repeat,
    )


def _page(head: Head, sight: Sight, **more: Any) -> str:
    return rendering.render("werkstatt/bauen.html", bench=_bench(head, sight, **more))


def _bench(
    head: Head,
    sight: Sight,
    refusal: Refused | None = None,
    typed: str = "",
    posted: Posted | None = None,
    said: str = "",
) -> Bench:
    slug = sight.slug
    shared, shop, own = services(), workshop(), account().id
    stack = shop.stack(slug, own)
    published = shared.store.bundles.published(slug)
    return Bench(
        head=head,
        sight=sight,
        csrf=shared.tokens.token(),
        chosen=_chosen(head, sight, posted),
        published=published.number if published else 0,
        undo=f"Rückgängig: {stack.done[-1].summary}" if stack.done else "",
        redo=f"Wiederholen: {stack.undone[-1].summary}" if stack.undone else "",
        saved=f"Fassung {head.number}, alles gespeichert",
        said=f"Gespeichert: {said}" if said else refusal.message if refusal else "",
        refusal=refusal,
        insist=_insist() if refusal else "",
        typed=typed,
        may_edit=may(account(), Role.DESIGNER),
        may_release=may(account(), Role.DESIGNER, Role.MODERATOR),
        waiting=shared.store.bundles.waiting(slug) is not None,
        marks=[(mark.example, mark.meaning) for mark in MARKS],
        blocks=[(name, str(block.get("title", name))) for name, block in rooms().blocks.items()],
    )


def _chosen(head: Head, sight: Sight, posted: Posted | None) -> Chosen | None:
    return _choosing(head).chosen(sight.element, posted) if sight.element else None


def _choosing(head: Head) -> Choosing:
    shared = services()
    form = shared.catalogue.readable(head.revision, "de")
    today = shared.settings.clock.now().date()
    return Choosing(head.bundle, form.definition if form else None, panels(), today)


def _sight(slug: str) -> Sight:
    """What the page showed that posts an edit: its own address stands in `weiter`."""
    return Sight.of(slug, dict(parse_qsl(urlsplit(local(request.form.get("weiter", ""))).query)))


def _insist() -> str:
    asked = request.form
    return asked.get("a.element", "") if asked.get("schritt") == "delete" and "a.force" not in asked else ""


def _insists() -> bool:
    """True where the conflict was shown, and this side of it chosen."""
    return INSIST in request.form


def _base() -> int:
    return numbered(request.form.get("basis", ""))


def _old() -> Refused:
    return Refused("Diese Fassung gibt es nicht.", "Laden Sie die Seite neu.")


def _arguments() -> dict[str, Any]:
    """The arguments of an edit: JSON in `angaben`, plain strings in `a.<name>`; empty ones count as left out."""
    try:
        found = strictjson.loads((request.form.get("angaben") or "{}").encode())
    except ValueError as error:
        raise Refused("Die Angaben lassen sich nicht lesen.", "Laden Sie die Seite neu.") from error
    if not isinstance(found, dict):
        raise Refused("Die Angaben lassen sich nicht lesen.", "Laden Sie die Seite neu.")
    plain = {name[2:]: value for name, value in request.form.items() if name and name.startswith("a.")}
    if "force" in plain:
        found["force"] = bool(plain.pop("force"))
    return found | {name: value for name, value in plain.items() if value or name in ("text", "label")}
