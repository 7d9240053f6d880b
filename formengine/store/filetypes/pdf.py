"""PDF: kept byte by byte, but only with its frame intact and no archive hidden behind it."""

import re
from collections.abc import Sequence

from formengine.store.filetype import Data, Piece

MIME = "application/pdf"
EXTENSIONS = ("pdf",)
MAGIC = b"%PDF-"
_HEADER = re.compile(rb"%PDF-[12]\.\d")
_TAIL_BYTES = 2048
# Unpackers look for the end record of a ZIP archive this far before the end, whatever stands at the beginning.
_ZIP_TAIL_BYTES = 22 + 65_535
_ZIP_END = b"PK\x05\x06"


def clean(data: Data) -> Sequence[Piece] | None:
    """The whole file, if it begins and ends as a PDF and is not a ZIP archive at the same time."""
    tail = data[-_TAIL_BYTES:].rstrip(b"\0\t\n\f\r ")
    framed = _HEADER.match(data) and tail.endswith(b"%%EOF") and b"startxref" in tail
    if not framed or _ZIP_END in data[-_ZIP_TAIL_BYTES:]:
        return None
    return [slice(0, len(data))]
