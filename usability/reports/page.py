"""The run as one self-contained page for people: what, where, for whom, how to mend, with a picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from usability.model import Finding, Level
from usability.reports import protocol
from usability.reports._words import ANSWERS, KINDS, LEVELS, TEMPLATES
from usability.results import Run

NAME: Final = "bericht.html"
FRAME: Final = "Rahmen der Seite"
NEWS: Final = {"new": "neu", "same": "wie zuletzt", "": ""}


@dataclass(frozen=True, slots=True)
class Group:
    """The open findings of one element, to be shown alone."""

    key: str
    """A name for an anchor and a class."""
    label: str
    findings: tuple[Finding, ...]

    def count(self, level: Level) -> int:
        """How many are of a level."""
        return sum(finding.level is level for finding in self.findings)


def write(run: Run) -> Mapping[str, str]:
    """The page."""
    groups = grouped(run)
    return {
        NAME: TEMPLATES.get_template("page.html").render(
            run=run,
            levels=LEVELS,
            answers=ANSWERS,
            kinds=KINDS,
            news=NEWS,
            frame=FRAME,
            protocol=protocol.PAGE,
            groups=groups,
            keys={finding.fingerprint: group.key for group in groups for finding in group.findings},
            states={state.id: state for state in run.states},
        )
    }


def grouped(run: Run) -> list[Group]:
    """The elements that have open findings, those with the gravest and the most first."""
    found: dict[str, list[Finding]] = {}
    for finding in run.open:
        found.setdefault(finding.element, []).append(finding)
    several = sorted(found.items(), key=lambda item: (*(-_count(item[1], level) for level in LEVELS), item[0]))
    return [Group(f"e{n}", each[0].label or FRAME, tuple(each)) for n, (_, each) in enumerate(several, 1)]


def _count(several: list[Finding], level: Level) -> int:
    return sum(finding.level is level for finding in several)
