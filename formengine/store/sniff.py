"""What an uploaded file really is: its content decides, and must agree with what its name says."""

import hashlib
import mmap
import os
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from formengine.store.errors import translated
from formengine.store.filetype import Data, FileType, Piece
from formengine.store.filetypes import TYPES
from formengine.store.names import display_name, extension

UNKNOWN = "application/octet-stream"
_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A judged file that lies aside; `path` is None when it was longer than allowed and not kept."""

    name: str
    mime: str
    size: int
    sha256: str
    path: Path | None

    def discard(self) -> None:
        """Delete the bytes, if nobody has taken them."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)


def detect(data: Data) -> str | None:
    """The media type that the content has, if it is sound; None for everything that we do not take."""
    return next((mime for mime, kind in TYPES.items() if kind.clean(data) is not None), None)


def judge_upload(name: str, stream: IO[bytes], max_bytes: int, folder: Path) -> Upload:
    """Put the stream aside in `folder` on the disk, cleaned of metadata, and say what it is.

    A type that differs from the name's extension is `application/octet-stream`. A file beyond `max_bytes` is read no
    further: its size is one more than allowed, so that the schema's own limit refuses it.
    """
    shown = display_name(name)
    with translated():
        aside = _new_file(folder)
        try:
            size = _receive(stream, aside, max_bytes)
            if size > max_bytes:
                aside.unlink()
                return Upload(shown, _claimed(shown), size, "", None)
            kind, pieces = _examine(aside, size, shown)
            if pieces is not None:
                _rewrite(aside, pieces)
            return Upload(shown, kind, aside.stat().st_size, _settle(aside), aside)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise


def _new_file(folder: Path) -> Path:
    descriptor, path = tempfile.mkstemp(dir=folder)
    os.close(descriptor)
    return Path(path)


def _receive(stream: IO[bytes], path: Path, max_bytes: int) -> int:
    size = 0
    with path.open("wb") as file:
        while size <= max_bytes and (block := stream.read(min(_BLOCK, max_bytes + 1 - size))):
            file.write(block)
            size += len(block)
    return size


def _by_extension(name: str) -> FileType | None:
    ending = extension(name).lower()
    return next((kind for kind in TYPES.values() if ending in kind.EXTENSIONS), None)


def _claimed(name: str) -> str:
    kind = _by_extension(name)
    return kind.MIME if kind else UNKNOWN


def _examine(path: Path, size: int, name: str) -> tuple[str, Sequence[Piece] | None]:
    kind = _by_extension(name)
    if kind is None or size == 0:
        return UNKNOWN, None
    with path.open("rb") as file, closing(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)) as data:
        pieces = kind.clean(data)
    return (UNKNOWN, None) if pieces is None else (kind.MIME, pieces)


def _rewrite(path: Path, pieces: Sequence[Piece]) -> None:
    """Keep only the pieces; they are in order, so the file can be copied stretch by stretch."""
    cleaned = _new_file(path.parent)
    try:
        with path.open("rb") as source, cleaned.open("wb") as target:
            for piece in pieces:
                if isinstance(piece, bytes):
                    target.write(piece)
                else:
                    _copy(source, target, piece.start, piece.stop)
        cleaned.replace(path)
    except BaseException:
        cleaned.unlink(missing_ok=True)
        raise


def _copy(source: IO[bytes], target: IO[bytes], start: int, stop: int) -> None:
    source.seek(start)
    while start < stop:
        block = source.read(min(_BLOCK, stop - start))
        target.write(block)
        start += len(block)


def _settle(path: Path) -> str:
    """Wait until the bytes are on the disk, and return their hash."""
    with path.open("rb+") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    return digest
