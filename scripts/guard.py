"""One guard that `make mutants` takes out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guard:
    """One line of defence. `guard` must stand exactly once in `file`."""

    row: str
    """The row in docs/security.md."""
    what: str
    file: str
    guard: str
    without: str
    test: str
