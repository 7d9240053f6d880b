"""The pictures of a storyboard as one file: made in the background, one order at a time, by whoever has a browser."""

import shutil
import tempfile
import threading
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol

LIMIT: Final = 300.0
"""Seconds that an order may take."""
_RUNNING: Final = "laeuft"


@dataclass(frozen=True, slots=True)
class Order:
    """Pictures to be taken of pages of this application, as somebody who is signed in sees them."""

    origin: str
    cookies: Mapping[str, str]
    pictures: Mapping[str, str]
    """The address of each by its file name."""
    width: int
    folder: Path
    """Where the files go."""
    seconds: float = LIMIT


class NoPictures(Exception):
    """There are no pictures: what is missing, and how to get it; German sentences."""


class Photographer(Protocol):
    """Takes pictures of pages."""

    def __call__(self, order: Order) -> None:
        """Put the pictures into the folder of the order. Raises NoPictures."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What there is of an order."""

    kind: Literal["none", "busy", "ready", "failed"]
    message: str = ""


@dataclass(frozen=True)
class Studio:
    """The orders of one installation; they lie in a folder, since every process may be asked for them."""

    folder: Path
    ticks: Callable[[], float]
    photographer: Photographer | None = None

    def shelf(self, name: str) -> Shelf:
        """What there is under a name."""
        if self._running() == name:
            return Shelf("busy")
        if self._zip(name).exists():
            return Shelf("ready")
        with suppress(OSError):
            return Shelf("failed", self._failure(name).read_text(encoding="utf-8"))
        return Shelf("none")

    def file(self, name: str) -> Path | None:
        """The finished file."""
        return self._zip(name) if self._zip(name).exists() else None

    def take(self, name: str, order: Callable[[Path], Order], done: Callable[[], None]) -> bool:
        """Have the pictures of an order made and kept under a name; False where another order is at work.

        `order` gets the folder for the files; `done` is called when all is over.
        """
        if not self._begin(name):
            return False
        self._failure(name).unlink(missing_ok=True)
        threading.Thread(target=self._work, args=(name, order, done), daemon=True).start()
        return True

    def _work(self, name: str, order: Callable[[Path], Order], done: Callable[[], None]) -> None:
        files = Path(tempfile.mkdtemp(dir=self.folder))
        try:
            if self.photographer is None:
                raise NoPictures("Diese Installation kann keine Bilder machen.")
            wanted = order(files)
            self.photographer(wanted)
            self._pack(name, [files / picture for picture in wanted.pictures])
        except NoPictures as missing:
            self._failure(name).write_text(str(missing), encoding="utf-8")
        except OSError as error:
            self._failure(name).write_text(f"Die Bilder ließen sich nicht speichern ({error.strerror}).", "utf-8")
        finally:
            shutil.rmtree(files, ignore_errors=True)
            (self.folder / _RUNNING).unlink(missing_ok=True)
            done()

    def _pack(self, name: str, pictures: list[Path]) -> None:
        """One file of all pictures; what was made of the definition before gives way."""
        fresh = self._zip(name).with_suffix(".neu")
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_STORED) as packed:
            for picture in pictures:
                packed.write(picture, picture.name)
        for old in self.folder.glob(f"{name.partition('.')[0]}.*.zip"):
            old.unlink(missing_ok=True)
        fresh.rename(self._zip(name))

    def _begin(self, name: str) -> bool:
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self._running():
            (self.folder / _RUNNING).unlink(missing_ok=True)
        try:
            with (self.folder / _RUNNING).open("x", encoding="utf-8") as mark:
                mark.write(f"{self.ticks()} {name}")
        except FileExistsError:
            return False
        return True

    def _running(self) -> str:
        """The name of the order at work; one that outlived its limit died with its process."""
        try:
            since, _, name = (self.folder / _RUNNING).read_text(encoding="utf-8").partition(" ")
            age = self.ticks() - float(since)
        except (OSError, ValueError):
            return ""
        return name if 0 <= age <= LIMIT + 30 else ""

    def _zip(self, name: str) -> Path:
        return self.folder / f"{name}.zip"

    def _failure(self, name: str) -> Path:
        return self.folder / f"{name}.fehler"
