"""Reads a bundle once for everybody who asks about it in turn: the operation, the workshop, and the preview."""

import datetime
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from formengine.core.bundle import Bundle
from formengine.core.definition import Definition, read_definition
from formengine.core.model import Finding
from formengine.fields import TYPES

_KEPT: Final = 4
_DAY: ContextVar[datetime.date] = ContextVar("day", default=datetime.date(2026, 1, 1))
"""What parameters and relative bounds amount to depends on the day, not whether a definition can be read."""
Reading = tuple[Definition | None, tuple[Finding, ...]]
_known: dict[tuple[str, datetime.date], Reading] = {}
_lock = threading.Lock()


@contextmanager
def on(day: datetime.date) -> Iterator[None]:
    """Whatever is read inside is read for that day."""
    token = _DAY.set(day)
    try:
        yield
    finally:
        _DAY.reset(token)


def read(bundle: Bundle) -> Reading:
    """The definition, None where it does not run, and what keeps it from running."""
    key = bundle.hash, _DAY.get()
    found = _known.get(key)
    if found is None:
        definition, findings = read_definition(bundle, TYPES, key[1])
        found = definition, tuple(finding for finding in findings if finding.level == "error")
        with _lock:
            while len(_known) >= _KEPT:
                _known.pop(next(iter(_known)))
            _known[key] = found
    return found
