"""The single place that opens the SQLite file: how it is created, checked, refused and written to."""

import os
import shutil
import sqlite3
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlite_utils

from formengine.store import disk
from formengine.store.errors import StoreBusy, StoreFull, StoreRefused, translated
from formengine.store.migrations import MIGRATIONS, migrate, version

APPLICATION_ID = 0x41574B53
BUSY_SECONDS = 5.0
RESERVE_BYTES = 2 * 1024 * 1024
_MAGIC = b"SQLite format 3\0"
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    # What a person deleted must not survive in free pages.
    "PRAGMA secure_delete = ON",
)
_T = TypeVar("_T")


class Database:
    """One database file, one connection a thread."""

    def __init__(self, path: Path) -> None:
        """Open the file, creating it if it is missing; a file that cannot be trusted raises `StoreRefused`."""
        self.path = path
        self._local = threading.local()
        self._connections: weakref.WeakSet[sqlite_utils.Database] = weakref.WeakSet()
        self._reserve = path.with_name("reserve")
        with translated():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not path.exists():
                _create(path)
            _check(path)
            self._migrate()
            disk.keep_reserve(self._reserve, RESERVE_BYTES)

    def connection(self) -> sqlite_utils.Database:
        """This thread's connection; a forked child gets its own, since SQLite's locks do not survive a fork."""
        db: sqlite_utils.Database | None = getattr(self._local, "db", None)
        if db is None or self._local.pid != os.getpid():
            with translated():
                db = connect(self.path)
            self._local.db, self._local.pid = db, os.getpid()
            self._connections.add(db)
        return db

    def rows(self, sql: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """All rows of a constant SELECT; what people typed goes into `parameters` only."""
        with translated():
            return fetch(self.connection(), sql, parameters)

    def row(self, sql: str, parameters: Mapping[str, Any]) -> dict[str, Any] | None:
        """The first row of a constant SELECT."""
        return next(iter(self.rows(sql, parameters)), None)

    @contextmanager
    def transaction(self) -> Iterator[sqlite_utils.Database]:
        """Hold the write lock from the first statement on; everything inside happens, or nothing."""
        db = self.connection()
        with translated():
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.commit()
            except BaseException:
                db.rollback()
                raise

    def write_at_all_costs(self, work: Callable[[sqlite_utils.Database], _T]) -> _T:
        """Run a transaction that must not fail for want of space: on a full disk it gives up the reserve, once."""
        try:
            with self.transaction() as db:
                result = work(db)
        except StoreFull:
            # In WAL mode even deleting needs space, so without a reserve nothing could ever make room again.
            if not disk.release_reserve(self._reserve):
                raise
            with self.transaction() as db:
                result = work(db)
        disk.keep_reserve(self._reserve, RESERVE_BYTES)
        return result

    def checkpoint(self) -> None:
        """Empty the write-ahead log, so that deleted content does not linger there."""
        with translated():
            self.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close the connections of all threads."""
        for db in list(self._connections):
            db.close()
        self._local = threading.local()

    def _migrate(self) -> None:
        with closing(connect(self.path)) as db:
            found, newest = version(db), len(MIGRATIONS)
            if not 1 <= found <= newest:
                known = f"has schema version {found}, but this program knows only 1 to {newest}"
                raise StoreRefused(
                    f"{self.path} {known}; it was left untouched. Start a newer release or restore a backup."
                )
            try:
                migrate(db, lambda old: _keep_copy(self.path, old), MIGRATIONS)
            except sqlite3.Error as error:
                raise StoreRefused(
                    f"{self.path} could not be brought up to date ({error}); it is as it was. Restore a backup."
                ) from error


def connect(path: Path, mode: str = "rw") -> sqlite_utils.Database:
    """A connection with our settings; mode `rw` creates no file, so a deleted database does not come back empty."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    # SQLite's own complaint about damaged text quotes the text, which is somebody's and ends up in a log.
    connection.text_factory = _text
    try:
        db = sqlite_utils.Database(connection, execute_plugins=False)
        for pragma in _PRAGMAS:
            db.execute(pragma)
        return db
    except BaseException:
        connection.close()
        raise


def fetch(db: sqlite_utils.Database, sql: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Rows as dictionaries, read completely so that no read lock stays behind."""
    cursor = db.execute(sql, dict(parameters))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


def _text(raw: bytes) -> str:
    return raw.decode("utf-8")


def _create(path: Path) -> None:
    """Build the file aside and move it in place complete, so that an empty file is always a damaged one."""
    if path.with_name(path.name + "-wal").exists():
        raise StoreRefused(
            f"{path} is missing, but its write-ahead log {path.name}-wal is there; restore the two together."
        )
    with tempfile.TemporaryDirectory(prefix=".new-", dir=path.parent) as folder:
        fresh = Path(folder) / path.name
        with closing(connect(fresh, "rwc")) as db:
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrate(db, lambda old: None, MIGRATIONS)
            db.enable_wal()
        disk.sync_file(fresh)
        disk.move_new(fresh, path)


def _check(path: Path) -> None:
    with path.open("rb") as file:
        header = file.read(100)
    if not header.startswith(_MAGIC) or len(header) < 100:
        raise StoreRefused(f"{path} is not a SQLite database or has lost its beginning; it was left untouched.")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise StoreRefused(f"{path} is a SQLite database of another program; it was left untouched.")
    try:
        # Read-only: closing the last writing connection would checkpoint into the very file that we refuse.
        with translated(), closing(connect(path, "ro")) as db:
            found = _patiently(lambda: db.execute("PRAGMA integrity_check(1)").fetchone()[0])
    except (StoreRefused, sqlite3.Error) as error:
        # Whatever a sound file could not make these two constant statements say.
        found = error
    if found != "ok":
        raise StoreRefused(
            f"{path} is damaged ({' '.join(str(found).split())}); it was left untouched. Restore a backup."
        )


def _patiently(work: Callable[[], _T]) -> _T:
    """Opening a WAL that another process is recovering answers "locked" without honouring the busy time-out."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            with translated():
                return work()
        except StoreBusy:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _keep_copy(path: Path, old: int) -> None:
    """Copy the file as it was before a migration to backups/; one that already shows the new version is no use."""
    folder = path.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"{path.stem}-v{old}.db"
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as aside:
        copy = Path(aside) / target.name
        with closing(connect(path)) as source, closing(connect(copy, "rwc")) as backup:
            source.conn.backup(backup.conn)
            usable = version(backup) == old
        if usable and not target.exists():
            disk.sync_file(copy)
            shutil.move(copy, target)
            disk.sync_folder(folder)
