"""JPEG: keeps what makes the picture and which way up it is; positions, comments, previews and trailers are dropped."""

import re
import struct
from collections.abc import Iterator, Sequence

from formengine.store.filetype import MAX_PIXELS, Data, Piece

MIME = "image/jpeg"
EXTENSIONS = ("jpg", "jpeg")
MAGIC = b"\xff\xd8\xff"
MAX_SEGMENTS = 10_000
MAX_SCANS = 200
_EOI, _SOS, _APP1 = 0xD9, 0xDA, 0xE1
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_TABLES = frozenset({0xC4, 0xDB, 0xDD, _SOS}) | _FRAMES
_WITHOUT_LENGTH = frozenset({0x00, 0x01, *range(0xD0, 0xD9), 0xFF})
_KEPT_APPLICATIONS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
# No repetition in the pattern: a run of 0xFF bytes must not cost more than its length.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_EXIF = b"Exif\0\0"
_ORIENTATION_TAG = 0x0112


def clean(data: Data) -> Sequence[Piece] | None:
    """The segments to keep up to the end of the first image, or None if the file is not a sound JPEG."""
    if data[:3] != MAGIC:
        return None
    pieces: list[Piece] = [slice(0, 2)]
    frames = scans = 0
    for code, where in _segments(data):
        if code == _EOI:
            return [*pieces, where] if frames == 1 and scans else None
        frames += code in _FRAMES
        scans += code == _SOS
        if scans > MAX_SCANS or (code in _FRAMES and not _sound_frame(data[where.start + 4 : where.start + 9])):
            return None
        pieces += _kept(data, code, where)
    return None


def _segments(data: Data) -> Iterator[tuple[int, slice]]:
    """Code and place of each segment, scans with their pixels, up to the end of the image or the first damage."""
    start = 2
    for _ in range(MAX_SEGMENTS):
        head = data[start : start + 4]
        if head[:2] == b"\xff\xd9":
            yield _EOI, slice(start, start + 2)
            return
        if len(head) < 4 or head[0] != 0xFF or head[1] in _WITHOUT_LENGTH:
            return
        length = int.from_bytes(head[2:], "big")
        end = start + 2 + length
        if head[1] == _SOS:
            following = _MARKER.search(data, end)
            end = following.start() if following else len(data)
        if length < 2 or end > len(data):
            return
        yield head[1], slice(start, end)
        start = end


def _sound_frame(body: bytes) -> bool:
    height, width = int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big")
    return 0 < height * width <= MAX_PIXELS


def _kept(data: Data, code: int, where: slice) -> list[Piece]:
    if code in _TABLES:
        return [where]
    body = data[where.start + 4 : where.stop]
    beginning = _KEPT_APPLICATIONS.get(code)
    if beginning is not None and body.startswith(beginning):
        return [where]
    orientation = _orientation(body) if code == _APP1 else None
    return [_only_orientation(orientation)] if orientation else []


def _orientation(body: bytes) -> int | None:
    """The Orientation (2 to 8) that an Exif segment states; a picture that stands upright needs none."""
    tiff = body.removeprefix(_EXIF)
    if tiff is body or tiff[:4] not in (b"II*\0", b"MM\0*"):
        return None
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        (directory,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, directory)
        for position in range(directory + 2, directory + 2 + 12 * count, 12):
            tag, kind, number, value = struct.unpack_from(f"{order}HHIH", tiff, position)
            if (tag, kind, number) == (_ORIENTATION_TAG, 3, 1):
                return value if 2 <= value <= 8 else None
    except struct.error:
        return None
    return None


def _only_orientation(value: int) -> bytes:
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION_TAG, 3, 1, value, 0, 0)
    return b"\xff\xe1" + (2 + len(_EXIF) + len(tiff)).to_bytes(2, "big") + _EXIF + tiff
