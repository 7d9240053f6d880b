"""Puts the builder on top of an application that serves assistants."""

from pathlib import Path
from typing import Final

from flask import Flask

from builder import access
from builder.difference import difference, summary
from builder.panel import Panels
from builder.services import KEY, Rooms
from builder.shelf import blocks
from builder.studio import Photographer, Studio
from builder.views import blueprints, posters
from builder.workshop import Workshop
from formengine.core.bundle import Bundle
from formengine.web import preview
from formengine.web.services import KEY as WEB
from formengine.web.services import Services

STATIC: Final = Path(__file__).parent / "static"


def install(app: Flask, photographer: Photographer | None = None) -> Flask:
    """The same application, with the pages of the builder; `photographer` takes the pictures of its storyboards."""
    web: Services = app.extensions[WEB]
    web.assets.add("werkstatt", STATIC)
    workshop = Workshop(web.store, web.settings.clock.now, _summary, web.catalogue.take, web.limiter.may_edit)
    app.extensions[KEY] = Rooms(
        workshop=workshop,
        panels=Panels(web.assets.url),
        blocks=blocks(web.settings.definitions),
        studio=Studio(web.settings.data / "bilder", web.settings.clock.ticks, photographer),
        posters=posters(),
    )
    access.install(app)
    preview.allow(app, lambda slug: access.visitor() is not None)
    for blueprint in blueprints():
        app.register_blueprint(blueprint)
    return app


def _summary(before: Bundle, after: Bundle) -> str:
    return summary(difference(before, after))
