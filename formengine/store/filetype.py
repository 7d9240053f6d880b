"""What it means to be a kind of file: the contract of the modules in `filetypes`."""

import mmap
from collections.abc import Sequence
from typing import Protocol

Data = bytes | mmap.mmap
Piece = bytes | slice
"""What a cleaned file consists of: bytes of our own, or a stretch of the original."""

MAX_PIXELS = 50_000_000
"""Beyond this the picture unpacks to more memory than a browser or an office computer has to spare."""


class FileType(Protocol):
    """One kind of file, as a module offers it."""

    MIME: str
    EXTENSIONS: tuple[str, ...]
    MAGIC: bytes

    def clean(self, data: Data) -> Sequence[Piece] | None:
        """The pieces worth keeping, or None when the data is not a sound file of this kind."""
