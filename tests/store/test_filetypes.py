"""Kinds of file: what is recognised, what is refused although it begins well, and what is dropped from pictures."""

import io
import struct
import zipfile
import zlib
from typing import Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from formengine.store.filetype import MAX_PIXELS, Data
from formengine.store.filetypes import TYPES
from formengine.store.sniff import detect
from tests.store.helpers import picture

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 1\ntrailer << /Root 1 0 R >>\nstartxref\n55\n%%EOF\n"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
GPS = 0x8825


def archive() -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as file:
        file.writestr("../../boese.sh", "echo")
    return output.getvalue()


def cleaned(data: bytes) -> bytes:
    """What is kept of a sound file."""
    mime = detect(data)
    assert mime is not None
    pieces = TYPES[mime].clean(data)
    assert pieces is not None
    return b"".join(piece if isinstance(piece, bytes) else data[piece] for piece in pieces)


def pixels(data: bytes) -> Any:
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB").tobytes()


def exif(orientation: int | None = None) -> Image.Exif:
    """What a telephone writes: position, camera, and which way up it was held."""
    result = Image.Exif()
    result[0x0110] = "Kameramodell Geheim"
    if orientation is not None:
        result[0x0112] = orientation
    result.get_ifd(GPS)[2] = (51.0, 3.0, 44.0)
    result.get_ifd(GPS)[4] = (13.0, 44.0, 17.0)
    return result


def chunk(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(chunks)


def test_every_kind_is_found_from_its_module() -> None:
    assert sorted(TYPES) == ["application/pdf", "image/jpeg", "image/png"]


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (picture("JPEG"), "image/jpeg"),
        (picture("JPEG", progressive=True), "image/jpeg"),
        (picture("JPEG", (1, 1)), "image/jpeg"),
        (picture("PNG"), "image/png"),
        (picture("PNG", (1, 1)), "image/png"),
        (PDF, "application/pdf"),
        (PDF + b"\r\n\0\0", "application/pdf"),
    ],
)
def test_a_sound_file_is_recognised_by_its_content(data: bytes, mime: str) -> None:
    assert detect(data) == mime


REFUSED = {
    "nothing": b"",
    "text": b"Hallo",
    "virus test": EICAR,
    "archive": archive(),
    "page": b"<!DOCTYPE html><script>alert(1)</script>",
    "vector picture": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "gif": picture("GIF"),
    "jpeg beginning": b"\xff\xd8\xff",
    "jpeg beginning before a page": b"\xff\xd8\xff\xe0<html><script>alert(1)</script>",
    "jpeg without an end": picture("JPEG")[:-2],
    "jpeg cut in half": picture("JPEG")[: len(picture("JPEG")) // 2],
    "jpeg without pixels": b"\xff\xd8\xff\xd9",
    "jpeg with an impossible length": b"\xff\xd8\xff\xe0\x00\x01" + picture("JPEG")[2:],
    "png beginning": b"\x89PNG\r\n\x1a\n",
    "png cut in half": picture("PNG")[: len(picture("PNG")) // 2],
    "png without pixels": png(2, 2, chunk(b"IEND")),
    "png without an end": png(2, 2, chunk(b"IDAT", b"x")),
    "png with a damaged chunk": picture("PNG")[:50] + b"\0\0\0\0" + picture("PNG")[54:],
    "png with an unknown critical chunk": png(2, 2, chunk(b"EVIL"), chunk(b"IDAT", b"x"), chunk(b"IEND")),
    "png without a width": png(0, 2, chunk(b"IDAT", b"x"), chunk(b"IEND")),
    "png bomb": png(60_000, 60_000, chunk(b"IDAT", b"x"), chunk(b"IEND")),
    "png of a million empty chunks": png(2, 2, *[chunk(b"tEXt")] * 100_000, chunk(b"IDAT", b"x"), chunk(b"IEND")),
    "pdf beginning": b"%PDF-1.7\n",
    "pdf of no version": PDF.replace(b"1.7", b"9.x"),
    "pdf cut in half": PDF[:60],
    "pdf behind a page": b"<html>" + PDF,
    "pdf with an archive behind it": PDF + archive(),
    "pdf with an archive before its end": PDF.replace(b"%%EOF\n", b"") + archive() + PDF[-30:],
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_unsound_or_something_else_is_refused(data: bytes) -> None:
    assert detect(data) is None


def test_a_jpeg_bomb_is_refused_and_the_largest_picture_is_not() -> None:
    small = picture("JPEG")
    frame = small.index(b"\xff\xc0") + 5

    def sized(height: int, width: int) -> bytes:
        return small[:frame] + struct.pack(">HH", height, width) + small[frame + 4 :]

    assert detect(sized(MAX_PIXELS // 10_000, 10_000)) == "image/jpeg"
    assert detect(sized(MAX_PIXELS // 10_000 + 1, 10_000)) is None
    assert detect(sized(0, 100)) is None


def test_a_jpeg_of_endless_scans_is_refused() -> None:
    data = picture("JPEG")
    scan = data[data.index(b"\xff\xda") : -2]
    assert detect(data[:-2] + scan * 10 + data[-2:]) == "image/jpeg"
    assert detect(data[:-2] + scan * 300 + data[-2:]) is None


def test_megabytes_of_fill_bytes_are_judged_at_once() -> None:
    data = picture("JPEG")
    start = data.index(b"\xff\xda") + 14
    assert detect(data[:start] + b"\xff" * 5_000_000) is None
    assert detect(data[:2] + b"\xff" * 5_000_000) is None


@pytest.mark.parametrize("orientation", [None, 1, 3, 6, 8])
def test_a_jpeg_loses_its_position_and_stays_the_right_way_up(orientation: int | None) -> None:
    original = picture("JPEG", exif=exif(orientation), comment=b"aufgenommen bei Oma")
    assert b"Geheim" in original
    kept = cleaned(original)
    assert b"Geheim" not in kept
    assert b"Oma" not in kept
    with Image.open(io.BytesIO(kept)) as image:
        found = image.getexif()
        assert not found.get_ifd(GPS)
        assert dict(found) == ({} if orientation in (None, 1) else {0x0112: orientation})
    assert pixels(kept) == pixels(original)


@pytest.mark.parametrize("order", [">", "<"])
def test_the_orientation_is_read_in_both_byte_orders(order: str) -> None:
    mark = b"MM" if order == ">" else b"II"
    tiff = struct.pack(f"{order}2sHIHHHIHHI", mark, 42, 8, 1, 0x0112, 3, 1, 6, 0, 0)
    original = picture("JPEG", exif=b"Exif\0\0" + tiff)
    with Image.open(io.BytesIO(cleaned(original))) as image:
        assert image.getexif() == {0x0112: 6}


@pytest.mark.parametrize("damage", [b"", b"II*\0", b"MM\0*\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\xff\xff", b"XX" * 9])
def test_damaged_exif_data_is_dropped_with_the_picture_kept(damage: bytes) -> None:
    body = b"Exif\0\0" + damage
    original = picture("JPEG")
    segment = b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    assert pixels(cleaned(original[:2] + segment + original[2:])) == pixels(original)


@pytest.mark.parametrize("code", [0xE1, 0xE2, 0xE3, 0xED, 0xEF, 0xFE])
def test_a_jpeg_keeps_no_other_segment(code: int) -> None:
    original = picture("JPEG")
    segment = bytes([0xFF, code]) + struct.pack(">H", 12) + b"versteckt!"
    assert cleaned(original[:2] + segment + original[2:]) == original


def test_colours_survive_the_cleaning() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "PNG"):
        original = picture(kind, icc_profile=profile)
        with Image.open(io.BytesIO(cleaned(original))) as image:
            assert image.info["icc_profile"] == profile
        assert pixels(cleaned(original)) == pixels(original)
    printed = io.BytesIO()
    Image.linear_gradient("L").convert("CMYK").save(printed, "JPEG")
    assert b"Adobe" in printed.getvalue()
    assert cleaned(printed.getvalue()) == printed.getvalue()


def test_a_progressive_jpeg_survives_the_cleaning() -> None:
    original = picture("JPEG", (200, 150), progressive=True, exif=exif(6))
    assert pixels(cleaned(original)) == pixels(original)


def test_a_png_loses_texts_times_and_positions() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "Geheim eins")
    texts.add_text("Author", "Geheim zwei", zip=True)
    texts.add_itxt("XML:com.adobe.xmp", "Geheim drei")
    original = picture("PNG", pnginfo=texts, exif=exif(6))
    kept = cleaned(original)
    assert not [kind for kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME") if kind in kept]
    assert b"Geheim" not in kept
    assert pixels(kept) == pixels(original)


def test_transparency_and_palette_survive_the_cleaning() -> None:
    output = io.BytesIO()
    Image.linear_gradient("L").convert("P").save(output, "PNG", transparency=3)
    assert cleaned(output.getvalue()) == output.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("trailer", [archive(), b"<script>alert(1)</script>", EICAR, b"\xff\xd9\xff\xd9", PDF])
def test_what_follows_the_end_of_a_picture_is_cut_off(kind: str, trailer: bytes) -> None:
    original = picture(kind)
    assert cleaned(original + trailer) == original


def test_cleaning_twice_changes_nothing_more() -> None:
    for original in (picture("JPEG", exif=exif(6), comment=b"x"), picture("PNG", exif=exif(6))):
        once = cleaned(original)
        assert once != original
        assert cleaned(once) == once


def test_no_cut_and_no_flipped_byte_crashes_a_kind() -> None:
    for original in (picture("JPEG", exif=exif(6)), picture("PNG"), PDF):
        data: Data
        for position in range(0, len(original), 3):
            data = original[:position]
            assert detect(data) in (None, detect(original))
            data = original[:position] + bytes([original[position] ^ 0xFF]) + original[position + 1 :]
            assert detect(data) in (None, detect(original))
