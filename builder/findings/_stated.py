"""A finding of the core, as a finding at an element."""

from builder.findings._subject import Elements
from builder.findings.finding import Finding, Level
from formengine.core.model import Finding as Found


def stated(found: Found, elements: Elements) -> Finding:
    """What the core found, at its element."""
    level: Level = "error" if found.level == "error" else "warning"
    return Finding(elements.at(found.part, found.place), level, "Aufbau", found.message, found.mend)
