"""Reads a bundle once for everybody who asks about it in turn: the operation, the workshop, and the preview."""

import datetime
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from builder.refusals import Refused
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


@contextmanager
def relying_on(*bundles: Bundle) -> Iterator[None]:
    """What is done inside may rely on bundles that run; one that does not may be too broken for it. Raises Refused."""
    try:
        yield
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        found = [finding for bundle in bundles for finding in read(bundle)[1]]
        if isinstance(error, Refused) or not found:
            raise
        message = f"Solange die Definition nicht läuft, geht das nicht: {found[0].message}"
        raise Refused(message, found[0].mend) from error


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
