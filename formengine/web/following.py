"""Participants follow: while a definition is being worked on, its pages ask whether a newer revision was released."""

from typing import Any

from flask import Blueprint, Response, request

from formengine.web import asked
from formengine.web.errors import answer
from formengine.web.services import services

blueprint = Blueprint("following", __name__)


@blueprint.get("/stand/<slug>")
def released(slug: str) -> Any:
    """304 while the revision that the asker names (`If-None-Match`) is the published one, else 204 with that one."""
    published = services().store.bundles.published(slug)
    if published is None:
        return answer(404)
    response = Response(status=204)
    response.set_etag(asked.short(published.hash))
    if request.if_none_match.contains(asked.short(published.hash)):
        response.status_code = 304
    return response
