"""How much one browser or account may ask for: writes, drafts, edits. A room shares one address: it never counts."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

_REMEMBERED: Final = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and so many more a second."""

    burst: int
    a_second: float


@dataclass(frozen=True, slots=True)
class Quotas:
    """What an installation allows. Rates are kept by each process for itself."""

    writes: Rate = Rate(60, 20)
    """Of one draft."""
    drafts: Rate = Rate(40, 1 / 30)
    """Of one browser."""
    all_drafts: Rate = Rate(1_000, 10)
    """Of all browsers together: cookies are easily thrown away."""
    edits: Rate = Rate(120, 2)
    """Of definitions, by one account."""
    imports: Rate = Rate(20, 1 / 15)
    """Documents and archives that one account hands in."""
    draft_bytes: int = 1_000_000
    """Answers and what was typed, of one draft."""
    file_bytes: int = 100_000_000
    """All uploads of one draft."""


@dataclass
class Buckets:
    """Counts by name against one rate; names that were not seen for long are forgotten."""

    rate: Rate
    ticks: Callable[[], float]
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, name: str) -> bool:
        """Count one; False where that is one too many."""
        now = self.ticks()
        with self._lock:
            left, then = self._left.pop(name, (float(self.rate.burst), now))
            left = min(float(self.rate.burst), left + (now - then) * self.rate.a_second)
            allowed = left >= 1
            self._left[name] = (left - 1 if allowed else left, now)
            while len(self._left) > _REMEMBERED:
                self._left.pop(next(iter(self._left)))
            return allowed


class Limiter:
    """The buckets of one application."""

    def __init__(self, quotas: Quotas, ticks: Callable[[], float]) -> None:
        self._writes = Buckets(quotas.writes, ticks)
        self._drafts = Buckets(quotas.drafts, ticks)
        self._all_drafts = Buckets(quotas.all_drafts, ticks)
        self._edits = Buckets(quotas.edits, ticks)
        self._imports = Buckets(quotas.imports, ticks)

    def may_write(self, draft: str) -> bool:
        """Whether a draft may be changed once more; ask only for whom the draft is open."""
        return self._writes.take(draft)

    def may_begin(self, browser: str) -> bool:
        """Whether a browser may begin one more draft."""
        return self._drafts.take(browser) and self._all_drafts.take("")

    def may_edit(self, account: str) -> bool:
        """Whether an account may change a definition once more."""
        return self._edits.take(account)

    def may_import(self, account: str) -> bool:
        """Whether an account may hand in one more document or archive: reading it costs seconds."""
        return self._imports.take(account)
