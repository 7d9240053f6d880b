"""What can go wrong in the store, as the few kinds that a caller answers differently."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


class StoreError(Exception):
    """The store could not do what was asked; nothing was half done."""


class StoreFull(StoreError):
    """No space left: what is stored stays readable (507)."""


class StoreBusy(StoreError):
    """Somebody else held the write lock for longer than the busy time-out: trying again helps (503)."""


class StoreUnavailable(StoreError):
    """The disk is read-only, gone or failing (503)."""


class StoreRefused(StoreError):
    """The database file is damaged, foreign or newer than this program; it was left as it is."""


class Unstorable(StoreError):
    """The value has no form in UTF-8 JSON (a lone surrogate, NaN, a foreign type): the input is at fault."""


class TooLarge(StoreError):
    """A draft, or its files together, would become larger than is allowed; it is as it was."""


class NoDraft(StoreError):
    """There is no such draft (any more)."""


class Submitted(StoreError):
    """The draft has been submitted and no longer changes."""


_BY_SQLITE_CODE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_FULL: StoreFull,
    sqlite3.SQLITE_BUSY: StoreBusy,
    sqlite3.SQLITE_LOCKED: StoreBusy,
    sqlite3.SQLITE_PROTOCOL: StoreBusy,
    sqlite3.SQLITE_READONLY: StoreUnavailable,
    sqlite3.SQLITE_IOERR: StoreUnavailable,
    sqlite3.SQLITE_CANTOPEN: StoreUnavailable,
    sqlite3.SQLITE_PERM: StoreUnavailable,
    sqlite3.SQLITE_CORRUPT: StoreRefused,
    sqlite3.SQLITE_NOTADB: StoreRefused,
    sqlite3.SQLITE_TOOBIG: Unstorable,
}
_BY_ERRNO: dict[int, type[StoreError]] = {
    errno.ENOSPC: StoreFull,
    errno.EDQUOT: StoreFull,
    errno.EROFS: StoreUnavailable,
    errno.EACCES: StoreUnavailable,
    errno.EIO: StoreUnavailable,
}


@contextmanager
def translated() -> Iterator[None]:
    """Turn the errors of SQLite and of the file system into ours; programming errors pass unchanged."""
    try:
        yield
    except sqlite3.Error as error:
        kind = _BY_SQLITE_CODE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if kind is None:
            raise
        raise kind(str(error)) from error
    except OSError as error:
        kind = _BY_ERRNO.get(error.errno or 0)
        if kind is None:
            raise
        raise kind(str(error)) from error
    except UnicodeDecodeError:
        raise StoreRefused("a stored text is damaged; restore a backup") from None
    except (UnicodeEncodeError, OverflowError) as error:
        raise Unstorable(str(error)) from error
