"""Files that people upload, and files that nobody should."""

import io
import struct
import zipfile
import zlib

from PIL import Image

from tests.store.helpers import picture

PNG = picture("PNG")
JPEG = picture("JPEG")
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 1\ntrailer << /Root 1 0 R >>\nstartxref\n55\n%%EOF\n"
HTML = b"<!doctype html><script>alert(document.domain)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PLACE, CAMERA = 0x8825, b"Kameramodell Geheim"


def archive(inside: bytes, name: str = "../../boese.sh") -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, inside)
    return output.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that says it unpacks to 40,000 by 40,000 pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1_000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def photo() -> bytes:
    """What a telephone writes: a picture with position and camera."""
    exif = Image.Exif()
    exif[0x0110] = CAMERA.decode()
    exif.get_ifd(PLACE)[2] = (51.0, 3.0, 44.0)
    exif.get_ifd(PLACE)[4] = (13.0, 44.0, 17.0)
    return picture("JPEG", exif=exif)


HOSTILE: dict[str, tuple[bytes, str]] = {
    "SVG": (SVG, "bild.svg"),
    "SVG as PNG": (SVG, "bild.png"),
    "HTML": (HTML, "seite.html"),
    "HTML as JPG": (HTML, "bild.jpg"),
    "EICAR": (EICAR, "eicar.com"),
    "EICAR as PDF": (EICAR, "rechnung.pdf"),
    "ZIP": (archive(b"echo"), "alles.zip"),
    "ZIP as PNG": (archive(b"echo"), "alles.png"),
    "ZIP in a ZIP": (archive(archive(bytes(100_000)), "innen.zip"), "aussen.zip"),
    "ZIP as a word processor's file": (archive(b"<w/>", "word/document.xml"), "brief.docx"),
    "nothing": (b"", "leer.pdf"),
    "PNG as JPG": (PNG, "bild.jpg"),
    "JPG as PDF": (JPEG, "bild.pdf"),
    "a picture that unpacks to gigabytes": (bomb(), "klein.png"),
    "half a picture": (PNG[: len(PNG) // 2], "halb.png"),
    "a double extension": (PNG, "bild.png.exe"),
    "no extension": (PNG, "bild"),
    "only an extension": (PNG, ".png"),
    "a program": (b"MZ" + bytes(200), "bild.png"),
    "a script after the magic number": (b"\x89PNG\r\n\x1a\n" + HTML, "bild.png"),
}

NAMES: dict[str, str] = {
    "a way out": "../../../etc/x.png",
    "a way out on Windows": "..\\..\\system32\\x.png",
    "an absolute path": "/etc/x.png",
    "decomposed": "Ju\u0308rgen.png",
    "right to left": "gpj.\u202egnp.png",
    "300 letters": "x" * 296 + ".png",
    "300 bytes": "ä" * 148 + ".png",
    "a device": "CON.png",
    "line ends as browsers send them": "a%0D%0ASet-Cookie: boese=1%0D%0A.png",
    "quotes": 'a"; filename="b.html.png',
    "an element": "<img src=x onerror=alert(1)>.png",
    "NUL": "a\0.html.png",
    "dots": "...png.png",
    "a blank at the end": "x.png ",
    "Cyrillic": "Фото.png",
    "an emoji": "📷.png",
}
"""Names of sound pictures, which are kept, but not under these names."""
