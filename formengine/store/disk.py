"""Files that are really on the disk when we say so, and a reserve for the day when it is full."""

import os
import shutil
from pathlib import Path

from formengine.store.errors import StoreFull, translated


def sync_file(path: Path) -> None:
    """Wait until the content of the file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Wait until the names in the folder are on the disk: a rename is durable only then."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(path: Path) -> None:
    """Make the folder and its missing parents, durably."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
        sync_folder(path.parent)


def move_new(source: Path, target: Path) -> None:
    """Move a complete file to a name that is still free; whoever comes second keeps the first one's file."""
    try:
        os.link(source, target)
    except FileExistsError:
        return
    except OSError:
        # Some network and memory-stick file systems know no hard links.
        if not target.exists():
            source.replace(target)
    sync_folder(target.parent)


def write_file(path: Path, content: bytes) -> None:
    """Replace a file in one step: readers see the old content or the new, never a part."""
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(content)
    sync_file(aside)
    aside.replace(path)
    sync_folder(path.parent)


def keep_reserve(path: Path, size: int) -> None:
    """Occupy `size` bytes for later; does nothing on a disk that is nearly full, where others need them now."""
    if path.exists():
        return
    try:
        with translated():
            if shutil.disk_usage(path.parent).free > 2 * size:
                path.write_bytes(bytes(size))
                sync_file(path)
    except StoreFull:
        path.unlink(missing_ok=True)


def release_reserve(path: Path) -> bool:
    """Give the reserve up; False when there is none left."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    return True
