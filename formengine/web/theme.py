"""The theme on the pages of the assistant: name, coat of arms and colour of a Kommune."""

from collections.abc import Mapping
from typing import Any, Final

from flask import Blueprint, Flask, Response, g, has_request_context

from formengine.store.themes import Theme
from formengine.web.errors import answer
from formengine.web.services import services

blueprint = Blueprint("theme", __name__)
COLOURS: Final = ("gruen", "petrol", "violett", "weinrot")
"""Beside the blue of KERN; `assistant.css` has their values for light and dark."""
SHIELDS: Final[Mapping[str, str]] = {
    "burg": "M8 25V13h3v2.5h2.5V10h5v5.5H21V13h3v12h-5.5v-4a2.5 2.5 0 0 0-5 0v4z",
    "baum": "M16 6l7 9h-3.5l4.5 6h-6.25v6h-3.5v-6H8l4.5-6H9z",
    "wellen": "M6 10q2.5-3 5 0t5 0 5 0 5 0v3q-2.5 3-5 0t-10 0-5 0zm0 8q2.5-3 5 0t5 0 5 0 5 0v3q-2.5 3-5 0t-10 0-5 0z",
    "kreuz": "M13.5 7h5v7H25v5h-6.5v9h-5v-9H7v-5h6.5z",
    "stern": "M16 7l2.4 6.3 6.7.3-5.2 4.1 1.8 6.5L16 20.5l-5.7 3.7 1.8-6.5-5.2-4.1 6.7-.3z",
}
"""What stands on a drawn shield of 32 by 36."""
DEFAULT_SHIELD: Final = "burg"


def install(app: Flask) -> None:
    """Let templates know the theme, and serve its picture."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals |= {"theme": current, "figure": figure}


def current() -> Theme:
    """The theme, asked once a request; outside of one, what ships."""
    if not has_request_context():
        return Theme()
    if "theme" not in g:
        g.theme = services().store.themes.current()
    found: Theme = g.theme
    return found


def figure(shield: str) -> str:
    """The path of what stands on a shield; of the one that ships where nobody knows the name."""
    return SHIELDS.get(shield, SHIELDS[DEFAULT_SHIELD])


@blueprint.get("/wappen/<hash_>")
def arms(hash_: str) -> Any:
    """The coat of arms; the number of the theme in its address only tells caches apart."""
    found = services().store.themes.picture()
    if found is None:
        return answer(404)
    response = Response(found.body, mimetype=found.mime)
    if hash_ == str(current().number):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
