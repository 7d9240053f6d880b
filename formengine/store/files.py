"""Uploaded files: their bytes lie under their hash and are on the disk before a row names them."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import sqlite_utils

from formengine.store import disk
from formengine.store.database import Database, fetch
from formengine.store.drafts import open_draft
from formengine.store.errors import Unstorable, translated
from formengine.store.room import UNLIMITED, Room
from formengine.store.sniff import Upload, judge_upload
from formengine.store.values import is_id, new_id, stamp

_ASIDE_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A kept file and the question that it answers."""

    id: str
    name: str
    mime: str
    size: int
    sha256: str
    page: str
    control: str


class Files:
    """The files of drafts and submissions."""

    def __init__(self, database: Database, folder: Path, room: Room = UNLIMITED) -> None:
        self._database = database
        self._room = room
        self._folder = folder
        self._aside = folder / "tmp"
        with translated():
            disk.make_folder(self._aside)

    def judge(self, name: str, stream: IO[bytes], max_bytes: int) -> Upload:
        """Receive a file without keeping it yet; whoever does not `add` it discards it."""
        return judge_upload(name, stream, max_bytes, self._aside)

    def add(self, number: str, page: str, control: str, upload: Upload, now: datetime) -> StoredFile:
        """Keep a judged file as part of a draft."""
        if upload.path is None:
            raise Unstorable("a file beyond the limit has no bytes to keep")
        values: dict[str, str | int] = {"draft": number, "page": page, "control": control, "created": stamp(now)}
        values |= {"name": upload.name, "mime": upload.mime, "size": upload.size, "sha256": upload.sha256}
        with self._database.transaction() as db:
            open_draft(db, number)
            self._room.check_files(db, number, upload.size)
            # Under the write lock, since the purge deletes bytes without a row under the same lock.
            self._place(upload.path, upload.sha256)
            identity = new_id()
            while db.execute(_INSERT, {"id": identity, **values}).rowcount == 0:
                identity = new_id()
        return StoredFile(identity, upload.name, upload.mime, upload.size, upload.sha256, page, control)

    def get(self, number: str, id: str) -> StoredFile | None:
        """A file of this draft that has not been removed."""
        if not is_id(id):
            return None
        row = self._database.row(_ONE, {"draft": number, "id": id})
        return stored(row) if row else None

    def list(self, number: str) -> list[StoredFile]:
        """The files of this draft, oldest first."""
        return [stored(row) for row in self._database.rows(_ALL, {"draft": number})]

    def remove(self, number: str, id: str) -> None:
        """Take a file out of the draft; its bytes go with the next purge."""
        sql = "UPDATE upload SET removed = 1 WHERE draft = :draft AND id = :id"
        with self._database.transaction() as db:
            open_draft(db, number)
            db.execute(sql, {"draft": number, "id": id})

    def path(self, file: StoredFile) -> Path:
        """Where the bytes lie; the name that a person gave is never part of it."""
        return self._path(file.sha256)

    def purge(self) -> int:
        """Forget removed files that no answer names any more, then delete the bytes that nobody refers to."""
        self._database.write_at_all_costs(lambda db: db.execute(_FORGET))
        deleted = sum(self._delete_unused(folder) for folder in sorted(self._folder.glob("??")))
        self._clear_aside()
        return deleted

    def _clear_aside(self) -> None:
        """Delete what was received but never added; ages are measured by the clock that the disk itself writes."""
        with tempfile.NamedTemporaryFile(dir=self._aside) as fresh:
            eldest = Path(fresh.name).stat().st_mtime - _ASIDE_SECONDS
            for path in self._aside.iterdir():
                if path.stat().st_mtime < eldest:
                    path.unlink(missing_ok=True)

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256

    def _place(self, source: Path, sha256: str) -> None:
        target = self._path(sha256)
        if target.exists():
            source.unlink(missing_ok=True)
            return
        disk.make_folder(target.parent)
        source.replace(target)
        disk.sync_folder(target.parent)

    def _delete_unused(self, folder: Path) -> int:
        with self._database.transaction() as db:
            used = {row["sha256"] for row in fetch(db, _USED, {"prefix": folder.name})}
            unused = [path for path in folder.iterdir() if path.name not in used]
            for path in unused:
                path.unlink()
        return len(unused)


def stored(row: Mapping[str, Any]) -> StoredFile:
    """A row of `upload` or `submission_file` as a value."""
    names = ("id", "name", "mime", "size", "sha256", "page", "control")
    return StoredFile(*(row[name] for name in names))


def hand_over(db: sqlite_utils.Database, number: str, reference: str, ids: str) -> int:
    """Make the named files of the draft (a JSON list of ids) the submission's own; returns how many there were."""
    return db.execute(_HAND_OVER, {"draft": number, "submission": reference, "ids": ids}).rowcount


_ONE = "SELECT * FROM upload WHERE draft = :draft AND id = :id AND removed = 0"
_ALL = "SELECT * FROM upload WHERE draft = :draft AND removed = 0 ORDER BY created, rowid"
_INSERT = (
    "INSERT INTO upload (draft, id, page, control, name, mime, size, sha256, created) "
    "VALUES (:draft, :id, :page, :control, :name, :mime, :size, :sha256, :created) ON CONFLICT (draft, id) DO NOTHING"
)
# A removed file stays as long as an accepted page still names it: the person may not have sent the page without it yet.
_FORGET = """
DELETE FROM upload WHERE removed = 1 AND NOT EXISTS (
    SELECT 1 FROM draft_page AS p WHERE p.draft = upload.draft
    AND (instr(coalesce(p.answers, ''), upload.id) OR instr(coalesce(p.pending, ''), upload.id)))
"""
_USED = (
    "SELECT sha256 FROM upload WHERE substr(sha256, 1, 2) = :prefix "
    "UNION SELECT sha256 FROM submission_file WHERE substr(sha256, 1, 2) = :prefix"
)
_HAND_OVER = (
    "INSERT INTO submission_file (submission, id, name, mime, size, sha256, page, control) "
    "SELECT :submission, id, name, mime, size, sha256, page, control FROM upload "
    "WHERE draft = :draft AND id IN (SELECT value FROM json_each(:ids))"
)
