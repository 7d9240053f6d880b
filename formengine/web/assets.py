"""Static files: addressed by their hash, compressed once, cached for ever by browsers."""

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from flask import Response, request

from formengine.fields import ASSETS

FIELDS: Final = "felder"
STATIC: Final = Path(__file__).parent / "static"
_FOREVER: Final = "public, max-age=31536000, immutable"
_COMPRESSIBLE: Final = frozenset({".css", ".js", ".svg", ".json"})
_SKIPPED: Final = frozenset({".md", ".txt", ".py"})


@dataclass(frozen=True)
class Asset:
    """One file, read once; `hash` is part of its address."""

    name: str
    body: bytes

    @cached_property
    def hash(self) -> str:
        """Twelve characters of SHA-256: enough to tell two deliveries apart."""
        return hashlib.sha256(self.body).hexdigest()[:12]

    @cached_property
    def compressed(self) -> bytes | None:
        """The body as gzip, where that is worth it."""
        worth = Path(self.name).suffix in _COMPRESSIBLE
        return gzip.compress(self.body, compresslevel=9, mtime=0) if worth else None

    def response(self) -> Response:
        """The file as an answer, compressed where the browser takes it."""
        kind = mimetypes.guess_type(self.name)[0] or "application/octet-stream"
        answer = Response(self.body, mimetype=kind)
        if self.compressed is not None:
            answer.headers["Vary"] = "Accept-Encoding"
            if request.accept_encodings.quality("gzip") > 0:
                answer.set_data(self.compressed)
                answer.headers["Content-Encoding"] = "gzip"
        answer.headers["Cache-Control"] = _FOREVER
        return answer


class Assets:
    """All static files of the application: our own, the vendored ones, and the what field types bring along."""

    def __init__(self) -> None:
        self._assets = dict(self._read())

    def add(self, room: str, folder: Path) -> None:
        """Serve the files of another folder too, under the name of a room."""
        self._assets |= {f"{room}/{name}": Asset(name, path.read_bytes()) for name, path in _files(folder).items()}

    def _read(self) -> Mapping[str, Asset]:
        own = _files(STATIC)
        brought = {f"{FIELDS}/{name}": path for name, path in ASSETS.items()}
        return {name: Asset(name, path.read_bytes()) for name, path in (own | brought).items()}

    def url(self, name: str) -> str:
        """The address of a file; raises KeyError for one that is not there."""
        return f"/static/{self._assets[name].hash}/{name}"

    def get(self, name: str) -> Asset | None:
        """The file with a name. An old hash gets the new file: a page from before an update must not lose its style."""
        return self._assets.get(name)


def _files(folder: Path) -> dict[str, Path]:
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in _SKIPPED
    }
