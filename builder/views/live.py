"""The addresses by which the windows of designers stay together: a stream of events, the same on request, presence."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, Final

from flask import Blueprint, Response, abort, current_app, request

from builder.access import account, needs
from builder.live import Live, Watch, place
from builder.views import TEMPLATES
from formengine.core import strictjson
from formengine.store.presence import Window
from formengine.web.services import services

blueprint = Blueprint("werkstatt-live", __name__, url_prefix="/werkstatt/<slug>", template_folder=TEMPLATES)

_TAB: Final = re.compile(r"[a-z0-9-]{8,40}")
_LONGEST: Final = 200


@blueprint.get("/ereignisse")
@needs()
def events(slug: str) -> Any:
    """What happens, as server-sent events; 503 where too many listen already: then the page asks every second."""
    watch, live = _watch(slug), _live()
    held = ExitStack()
    if not held.enter_context(place(watch.account)):
        return Response(status=503, headers={"Retry-After": "30"})
    response = Response(_kept(live, watch, held), mimetype="text/event-stream")
    response.call_on_close(held.close)
    # A proxy that collects answers would bring everything at once, at the end.
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _kept(live: Live, watch: Watch, held: ExitStack) -> Iterator[str]:
    with held:
        yield from live.events(watch)


@blueprint.get("/stand")
@needs()
def state(slug: str) -> Any:
    """The same, for a page that cannot listen."""
    return current_app.response_class(strictjson.dumps(_live().state(_watch(slug))), mimetype="application/json")


@blueprint.post("/anwesend")
@needs()
def present(slug: str) -> Any:
    """A window says that it is open (`tab`), on which element (`element`), or that it closes (`ende`)."""
    tab, element = request.form.get("tab", ""), request.form.get("element", "")[:_LONGEST]
    if not _TAB.fullmatch(tab) or services().store.bundles.head(slug) is None:
        abort(404)
    if "ende" in request.form:
        services().store.presence.gone(slug, account().id, tab)
    else:
        _live().here(slug, Window(account().id, tab, element))
    return "", 204


def _live() -> Live:
    shared = services()
    return Live(shared.store, shared.settings.clock.ticks)


def _watch(slug: str) -> Watch:
    """What the window knows already; a browser that asks again says so itself."""
    head = services().store.bundles.head(slug)
    if head is None:
        abort(404)
    said = request.headers.get("Last-Event-ID") or request.args.get("ab", "")
    known = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else head.number
    return Watch(slug, account().id, request.args.get("tab", "")[:40], known)
