"""Deletes by rule what has expired, now and then while the application runs; nobody has to restart it for that."""

import datetime
import threading
from typing import Final

from formengine.store import Store

EVERY: Final = datetime.timedelta(hours=1)


class Housekeeping:
    """Looks after a store: the first time it is asked, and then at most once an hour in each process."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: datetime.datetime | None = None
        self._lock = threading.Lock()

    def look(self, now: datetime.datetime) -> bool:
        """Purge if it is time; says whether it did."""
        with self._lock:
            if self._last is not None and self._last <= now < self._last + EVERY:
                return False
            self._last = now
        self._store.purge(now)
        return True
