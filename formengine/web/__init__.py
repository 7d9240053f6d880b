"""The assistant on the web: an application factory over the store, the field types and the core."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, request
from flask_htmx import HTMX
from flask_wtf.csrf import CSRFError
from werkzeug.urls import iri_to_uri

from formengine.fields.setting import Marks
from formengine.store import Room, Store
from formengine.web import (
    assistant,
    bench,
    errors,
    following,
    home,
    language,
    later,
    preview,
    rendering,
    room,
    theme,
)
from formengine.web.assets import Assets
from formengine.web.catalogue import Catalogue
from formengine.web.frames import Frames
from formengine.web.housekeeping import Housekeeping
from formengine.web.packing import compress
from formengine.web.quotas import Limiter
from formengine.web.security import protect
from formengine.web.services import KEY, Services
from formengine.web.sessions import Tokens
from formengine.web.settings import Settings

__all__ = ["Settings", "create_app"]


class Application(Flask):
    """Flask for views that are plain functions, as all of ours are: nothing has to be asked about them."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself."""
        return func


def create_app(settings: Settings) -> Flask:
    """An application for one installation: opens its store, takes in its definitions, guards every request."""
    app = Application(__name__, static_folder=None)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    store, assets = Store.open(settings.data, Room(settings.quotas.draft_bytes, settings.quotas.file_bytes)), Assets()
    marks = Marks(wanted=settings.bench is not None)
    catalogue = Catalogue(settings, store, assets.url, marks)
    catalogue.load(bench.bundles(settings.bench) if settings.bench else ())
    housekeeping, tokens = Housekeeping(store), Tokens()
    housekeeping.look(settings.clock.now())
    app.jinja_env.globals |= {"asset": assets.url, "gated": bool(settings.access_code)}
    app.jinja_env.globals["unencrypted"] = settings.unencrypted
    frames = Frames(rendering.install(app), marks, lambda: theme.current().number)
    limiter = Limiter(settings.quotas, settings.clock.ticks)
    app.extensions[KEY] = Services(settings, store, assets, catalogue, housekeeping, frames, tokens, limiter)
    protect(app, settings, tokens)
    language.install(app)
    theme.install(app)
    errors.register(app)
    app.register_error_handler(CSRFError, assistant.on_expired_token)
    HTMX(app)
    app.register_blueprint(home.blueprint)
    app.register_blueprint(later.blueprint)
    app.register_blueprint(assistant.blueprint)
    app.register_blueprint(room.blueprint)
    app.register_blueprint(preview.blueprint)
    app.register_blueprint(following.blueprint)
    if settings.bench:
        app.register_blueprint(bench.blueprint)
    app.after_request(_name_the_page)
    app.after_request(compress)
    return app


def _name_the_page(response: Response) -> Response:
    """A page that htmx was sent on to stands under its own address."""
    if "HX-Request" in request.headers and request.method == "GET" and response.status_code == 200:
        response.headers.setdefault("HX-Push-Url", iri_to_uri(request.full_path.rstrip("?")))
    return response
