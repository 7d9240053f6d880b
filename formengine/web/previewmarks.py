"""Makes a page of the assistant a preview: it may be framed by us, runs the preview's script and tells what it shows.

The page itself is exactly the one that participants get; what is added stands in two places of its frame.
"""

from typing import Final

from flask import Response, g, render_template

from formengine.web.previewed import Previewed
from formengine.web.security import POLICY
from formengine.web.services import services

_HEAD: Final = "</head>"
_MAIN: Final = '<main id="inhalt"'
_FOCUSED: Final = ' tabindex="-1" autofocus>'
_CALM: Final = ' tabindex="-1">'
_FRAMED: Final = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")


def marked(response: Response) -> Response:
    """The answer of a preview; any other stays as it is."""
    if "preview" not in g:
        return response
    response.headers.setdefault("Content-Security-Policy", _FRAMED)
    if response.mimetype == "text/html" and not response.is_streamed:
        response.set_data(_added(response.get_data(as_text=True), g.preview))
    return response


def _added(html: str, shown: Previewed) -> str:
    if shown.number:
        # Nobody has sent this page: its mistakes must not take the focus from the window around.
        html = html.replace(_FOCUSED, _CALM)
    before, head, after = html.partition(_HEAD)
    if head:
        html = before + render_template("_preview_head.html", shown=shown) + head + after
    before, main, after = html.partition(_MAIN)
    if not main or shown.still:
        return html
    tag, closing, inside = after.partition(">")
    style = f"/stil/{shown.revision}.css"
    bar = render_template("_preview_bar.html", shown=shown, csrf=services().tokens.token(), style=style)
    return before + main + tag + closing + bar + inside


def show(shown: Previewed) -> None:
    """Say that the answer to this request is a preview."""
    g.preview = shown
