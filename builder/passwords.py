"""Passwords: which ones will do, and their hashes. scrypt comes from werkzeug, which writes its cost into the hash."""

import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from werkzeug.exceptions import TooManyRequests
from werkzeug.security import check_password_hash, generate_password_hash

LEAST: Final = 12
MOST: Final = 200
METHOD: Final = "scrypt:32768:8:3"
"""32 MiB and about 0.3 s: one of the equivalent costs that OWASP recommends."""
_FEWEST_DIFFERENT: Final = 5
_SLOTS: Final = threading.BoundedSemaphore(2)
"""So few at a time in a process that nobody can use up its memory by trying passwords."""
_PATIENCE: Final = 5
_WORST: Final = frozenset((Path(__file__).parent / "worst_passwords.txt").read_text(encoding="utf-8").split())
"""Words that remain of the passwords that are guessed first, once digits and marks around them are taken away."""


def weakness(password: str, *names: str) -> str:
    """Why a password will not do, as a German sentence; "" where it will. There are no rules for what is in it."""
    text = _plain(password)
    if len(text) < LEAST:
        return f"Das Kennwort ist zu kurz. Nehmen Sie mindestens {LEAST} Zeichen, zum Beispiel vier zufällige Wörter."
    if len(text) > MOST:
        return f"Das Kennwort ist zu lang. Nehmen Sie höchstens {MOST} Zeichen."
    if _is_obvious(text.casefold(), {_plain(name).casefold() for name in names}):
        return "Dieses Kennwort wird sehr oft verwendet oder ist leicht zu erraten. Nehmen Sie ein anderes."
    return ""


def hashed(password: str) -> str:
    """What is kept of a password. Raises TooManyRequests."""
    with _slot():
        return generate_password_hash(_plain(password), METHOD)


def fits(kept: str | None, password: str) -> bool:
    """Whether a password is the right one; for nobody (None) it takes just as long. Raises TooManyRequests."""
    with _slot():
        return check_password_hash(kept or _decoy(), _plain(password[: 2 * MOST])) and kept is not None


def is_outdated(kept: str) -> bool:
    """Whether a hash was made at another cost than today's."""
    return not kept.startswith(f"{METHOD}$")


def _is_obvious(text: str, names: set[str]) -> bool:
    core = text.strip("0123456789!?.,;:-_+*#$%&/()= ")
    half = text[: len(text) // 2]
    return len(set(text)) < _FEWEST_DIFFERENT or text == half * 2 or core in _WORST | names or not core


def _plain(password: str) -> str:
    """The same letters are the same password on every keyboard."""
    return unicodedata.normalize("NFKC", password)


def _decoy() -> str:
    """A hash of today's cost that no password fits: no digest is that short."""
    return f"{METHOD}${'0' * 16}$0"


@contextmanager
def _slot() -> Iterator[None]:
    if not _SLOTS.acquire(timeout=_PATIENCE):
        raise TooManyRequests(retry_after=_PATIENCE)
    try:
        yield
    finally:
        _SLOTS.release()
