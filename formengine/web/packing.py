"""Pages as gzip, for town halls with bad Wi-Fi."""

import gzip
from typing import Final

from flask import Response, request

LEVEL: Final = 5
_WORTH_COMPRESSING: Final = 1_000


def compress(response: Response) -> Response:
    """Pages as gzip. Cookies are SameSite, so no other site can make a browser send guesses beside our token."""
    if (
        "Accept-Encoding" in request.headers
        and response.mimetype in ("text/html", "text/css")
        and not response.is_streamed
        and "Content-Encoding" not in response.headers
        and request.accept_encodings.quality("gzip") > 0
        and len(response.data) >= _WORTH_COMPRESSING
    ):
        response.set_data(gzip.compress(response.data, compresslevel=LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
    return response
