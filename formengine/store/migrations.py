"""The tables, as numbered steps that run once each; the number reached stands in PRAGMA user_version."""

from collections.abc import Callable

import sqlite_utils

_FIRST = """
CREATE TABLE part (hash TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;
CREATE TABLE revision (
    slug TEXT NOT NULL,
    number INTEGER NOT NULL,
    hash TEXT NOT NULL,
    parts TEXT NOT NULL CHECK (json_valid(parts)),
    origin TEXT NOT NULL CHECK (origin IN ('shipped', 'edited')),
    base INTEGER NOT NULL,
    created TEXT NOT NULL,
    PRIMARY KEY (slug, number)
) STRICT;
CREATE INDEX revision_by_hash ON revision (hash);
CREATE TABLE bundle (
    slug TEXT PRIMARY KEY,
    head INTEGER NOT NULL,
    published INTEGER NOT NULL,
    FOREIGN KEY (slug, head) REFERENCES revision (slug, number),
    FOREIGN KEY (slug, published) REFERENCES revision (slug, number)
) STRICT;
CREATE TABLE draft (
    number TEXT PRIMARY KEY,
    secret_hash BLOB NOT NULL,
    slug TEXT NOT NULL,
    revision TEXT NOT NULL,
    created TEXT NOT NULL,
    touched TEXT NOT NULL,
    expires TEXT NOT NULL,
    flags TEXT NOT NULL CHECK (json_valid(flags)),
    rev INTEGER NOT NULL,
    reference TEXT
) STRICT;
CREATE INDEX draft_by_expiry ON draft (expires);
CREATE TABLE draft_page (
    draft TEXT NOT NULL REFERENCES draft (number) ON DELETE CASCADE,
    page TEXT NOT NULL,
    answers TEXT CHECK (answers IS NULL OR json_valid(answers)),
    pending TEXT CHECK (pending IS NULL OR json_valid(pending)),
    rev INTEGER NOT NULL,
    PRIMARY KEY (draft, page)
) STRICT;
CREATE TABLE upload (
    draft TEXT NOT NULL REFERENCES draft (number) ON DELETE CASCADE,
    id TEXT NOT NULL,
    page TEXT NOT NULL,
    control TEXT NOT NULL,
    name TEXT NOT NULL,
    mime TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    created TEXT NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (draft, id)
) STRICT;
CREATE INDEX upload_by_hash ON upload (sha256);
CREATE TABLE counter (
    prefix TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (prefix, year)
) STRICT;
CREATE TABLE submission (
    reference TEXT PRIMARY KEY,
    draft TEXT NOT NULL UNIQUE,
    slug TEXT NOT NULL,
    version TEXT NOT NULL,
    revision TEXT NOT NULL,
    created TEXT NOT NULL,
    document TEXT NOT NULL CHECK (json_valid(document)),
    receipt TEXT NOT NULL CHECK (json_valid(receipt))
) STRICT;
CREATE TABLE obligation (
    submission TEXT NOT NULL REFERENCES submission (reference) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    recipient TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL CHECK (json_valid(payload)),
    PRIMARY KEY (submission, position)
) STRICT;
CREATE TABLE submission_file (
    submission TEXT NOT NULL REFERENCES submission (reference) ON DELETE CASCADE,
    id TEXT NOT NULL,
    page TEXT NOT NULL,
    control TEXT NOT NULL,
    name TEXT NOT NULL,
    mime TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (submission, id)
) STRICT;
CREATE INDEX submission_file_by_hash ON submission_file (sha256);
"""

_SECOND = """
ALTER TABLE draft ADD COLUMN code INTEGER NOT NULL DEFAULT 0;
CREATE TABLE draft_browser (
    draft TEXT NOT NULL REFERENCES draft (number) ON DELETE CASCADE,
    secret_hash BLOB NOT NULL,
    created TEXT NOT NULL,
    UNIQUE (draft, secret_hash)
) STRICT;
CREATE TABLE draft_guess (
    draft TEXT PRIMARY KEY REFERENCES draft (number) ON DELETE CASCADE,
    wrong INTEGER NOT NULL,
    since TEXT NOT NULL
) STRICT;
"""

_THIRD = """
CREATE TABLE bundle_next (
    slug TEXT PRIMARY KEY,
    head INTEGER NOT NULL,
    published INTEGER,
    FOREIGN KEY (slug, head) REFERENCES revision (slug, number),
    FOREIGN KEY (slug, published) REFERENCES revision (slug, number)
) STRICT;
INSERT INTO bundle_next SELECT slug, head, published FROM bundle;
DROP TABLE bundle;
ALTER TABLE bundle_next RENAME TO bundle;
CREATE TABLE account (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    display TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('admin', 'designer', 'qa', 'moderator')),
    password TEXT NOT NULL,
    totp TEXT,
    totp_step INTEGER NOT NULL DEFAULT 0,
    created TEXT NOT NULL,
    closed TEXT
) STRICT;
CREATE TABLE recovery (
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    code_hash BLOB NOT NULL,
    PRIMARY KEY (account, code_hash)
) STRICT;
CREATE TABLE invitation (
    secret_hash BLOB PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('admin', 'designer', 'qa', 'moderator')),
    account TEXT REFERENCES account (id) ON DELETE CASCADE,
    author TEXT NOT NULL,
    created TEXT NOT NULL,
    expires TEXT NOT NULL
) STRICT;
CREATE TABLE signed_in (
    secret_hash BLOB PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
    created TEXT NOT NULL,
    touched TEXT NOT NULL,
    expires TEXT NOT NULL
) STRICT;
CREATE INDEX signed_in_by_account ON signed_in (account);
CREATE TABLE attempt (
    target BLOB PRIMARY KEY,
    wrong INTEGER NOT NULL,
    since TEXT NOT NULL
) STRICT;
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    account TEXT NOT NULL,
    action TEXT NOT NULL,
    slug TEXT NOT NULL,
    revision INTEGER NOT NULL,
    details TEXT NOT NULL CHECK (json_valid(details))
) STRICT;
CREATE INDEX audit_by_slug ON audit (slug, id);
CREATE TABLE theme (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    colour TEXT NOT NULL,
    shield TEXT NOT NULL,
    mime TEXT NOT NULL,
    arms BLOB NOT NULL
) STRICT;
CREATE TABLE edit (
    slug TEXT NOT NULL,
    number INTEGER NOT NULL,
    parent INTEGER NOT NULL,
    account TEXT NOT NULL,
    operation TEXT NOT NULL,
    arguments TEXT NOT NULL CHECK (json_valid(arguments)),
    undoes INTEGER,
    summary TEXT NOT NULL,
    PRIMARY KEY (slug, number),
    FOREIGN KEY (slug, number) REFERENCES revision (slug, number)
) STRICT;
CREATE INDEX edit_by_account ON edit (slug, account, number);
CREATE TABLE milestone (
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    number INTEGER NOT NULL,
    account TEXT NOT NULL,
    created TEXT NOT NULL,
    PRIMARY KEY (slug, name),
    FOREIGN KEY (slug, number) REFERENCES revision (slug, number)
) STRICT;
CREATE TABLE presence (
    slug TEXT NOT NULL,
    account TEXT NOT NULL,
    tab TEXT NOT NULL,
    element TEXT NOT NULL,
    seen TEXT NOT NULL,
    PRIMARY KEY (slug, tab)
) STRICT;
CREATE TABLE preview_finding (
    slug TEXT NOT NULL,
    revision TEXT NOT NULL,
    state TEXT NOT NULL,
    findings TEXT NOT NULL CHECK (json_valid(findings)),
    created TEXT NOT NULL,
    PRIMARY KEY (slug, revision, state)
) STRICT;
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _SECOND, _THIRD)
"""Step n takes a file from version n to n+1. A step that was once released never changes."""


def version(db: sqlite_utils.Database) -> int:
    """The number of steps that this file has behind it."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite_utils.Database, before: Callable[[int], None], steps: tuple[str, ...]) -> None:
    """Run the missing steps, one transaction each; `before` is called once with the old version if there are any."""
    old = version(db)
    if old < len(steps):
        before(old)
    for number in range(old, len(steps)):
        _step(db, number, steps[number])


def _step(db: sqlite_utils.Database, number: int, script: str) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        # Another worker that starts at the same moment may have taken this step while we waited for the lock.
        if version(db) == number:
            db.executescript(script)
            db.execute(f"PRAGMA user_version = {number + 1}")
        db.commit()
    except BaseException:
        db.rollback()
        raise
