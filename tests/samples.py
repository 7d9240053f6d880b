"""Files to upload in tests: small ones with real content, of any media type and, where a test asks for it, any size."""

import functools
import io
from typing import Final

from PIL import Image

_PILLOW: Final = {"image/jpeg": "JPEG", "image/png": "PNG", "application/pdf": "PDF"}
_OTHERS: Final = {
    "application/x-msdownload": b"MZ\x90\0This program cannot be run in DOS mode.",
    "image/svg+xml": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>',
    "text/plain": b"Nur ein kurzer Text.\n",
}


def sample(mime: str, size: int | None = None) -> bytes:
    """A file of a media type; with `size` it has exactly that many bytes (or more, where its content needs them)."""
    body = _content(mime)
    return body if size is None else _padded(mime, body, size)


@functools.cache
def _content(mime: str) -> bytes:
    if mime not in _PILLOW:
        return _OTHERS.get(mime, b"\0\1\2\3 no known type")
    output = io.BytesIO()
    Image.linear_gradient("L").resize((48, 36)).convert("RGB").save(output, _PILLOW[mime])
    return output.getvalue()


def _padded(mime: str, body: bytes, size: int) -> bytes:
    missing = max(size - len(body), 0)
    if mime != "application/pdf":
        return body + bytes(missing)
    # A PDF must end as one, so a comment before its last lines takes the room.
    head, mark, tail = body.rpartition(b"startxref")
    return head + b"%" * max(missing - 1, 0) + b"\n" * (missing > 0) + mark + tail
