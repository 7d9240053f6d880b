"""PNG: keeps the chunks that make the picture and drops texts, times, positions and whatever follows the end."""

import zlib
from collections.abc import Iterator, Sequence

from formengine.store.filetype import MAX_PIXELS, Data, Piece

MIME = "image/png"
EXTENSIONS = ("png",)
MAGIC = b"\x89PNG\r\n\x1a\n"
MAX_CHUNKS = 50_000
_CRITICAL = {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
_KEPT = _CRITICAL | {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"cICP"}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


def clean(data: Data) -> Sequence[Piece] | None:
    """The chunks to keep, or None if the file is not a sound PNG of a size that a browser survives."""
    if data[:8] != MAGIC or not _sound_header(data[8:33]):
        return None
    pieces: list[Piece] = [slice(0, 8)]
    has_pixels = False
    for kind, where in _chunks(data):
        if kind in _KEPT:
            pieces.append(where)
        elif not kind[0] & 0x20:
            return None
        has_pixels = has_pixels or kind == b"IDAT"
        if kind == b"IEND":
            return pieces if has_pixels else None
    return None


def _chunks(data: Data) -> Iterator[tuple[bytes, slice]]:
    """Kind and place of each chunk, up to the first one that is cut off or damaged."""
    start = 8
    for _ in range(MAX_CHUNKS):
        end = start + 12 + int.from_bytes(data[start : start + 4], "big")
        kind = data[start + 4 : start + 8]
        if end > len(data) or not kind.isalpha():
            return
        if zlib.crc32(data[start + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            return
        yield kind, slice(start, end)
        start = end


def _sound_header(chunk: bytes) -> bool:
    if len(chunk) < 25 or chunk[:8] != b"\0\0\0\x0dIHDR":
        return False
    width, height = int.from_bytes(chunk[8:12], "big"), int.from_bytes(chunk[12:16], "big")
    depth, colour, compression, filters, interlace = chunk[16:21]
    regular = depth in _DEPTHS.get(colour, ()) and compression == 0 and filters == 0 and interlace in (0, 1)
    return regular and 0 < width * height <= MAX_PIXELS
