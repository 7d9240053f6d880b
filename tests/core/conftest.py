"""Prints at the end how often each feature occurred in the generated definitions and documents."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.core.features import COUNTS


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of pytest-xdist hands its counts to the session that started it."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["features"] = dict(COUNTS)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the counts of a worker."""
    COUNTS.update(getattr(node, "workeroutput", {}).get("features", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The histogram."""
    if COUNTS:
        terminalreporter.section("generated definitions and documents")
        terminalreporter.write_line(", ".join(_entries()))


def _entries() -> Iterator[str]:
    for name, count in COUNTS.most_common():
        yield f"{name} {count}"
