"""What holds for all tests: what they measured is shown at the end."""

import os
from typing import Any

from hypothesis import settings

# A busy machine is no mistake: no test is judged by the clock.
settings.register_profile("patient", deadline=None)
# What nobody changed must not fail there by another draw; on a developer's machine each run looks elsewhere.
settings.register_profile("repeatable", settings.get_profile("patient"), derandomize=True)
settings.load_profile("repeatable" if "CI" in os.environ else "patient")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One line for each thing that a test measured (`record_property`), from all workers."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.getreports(outcome)]
    lines = [f"{report.nodeid}: {name}: {value}" for report in reports for name, value in report.user_properties]
    if lines:
        terminalreporter.section("measured")
        for line in sorted(lines):
            terminalreporter.line(line[:400])
