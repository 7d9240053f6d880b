"""A draft of the statement on accessibility (§ 12b BGG, § 7 BITV 2.0), as far as the record says what belongs in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from usability.clauses import Judged, judge, standard
from usability.reports._words import TEMPLATES
from usability.results import Run

_MISSING: Final = "BITTE EINTRAGEN"
_LANGUAGE: Final[Mapping[str, str]] = {
    "full": "Dieser Dienst ist vollständig mit EN 301 549 vereinbar.",
    "partly": "Dieser Dienst ist teilweise mit EN 301 549 vereinbar.",
    "unknown": "Das lässt sich noch nicht sagen: Die Prüfung ist nicht abgeschlossen.",
}


@dataclass(frozen=True, slots=True)
class Barrier:
    """What is not accessible, and why."""

    clause: str
    what: str
    reason: str


def write(run: Run) -> Mapping[str, str]:
    """The page, and the same as Markdown."""
    judged = judge(run)
    said = {
        "run": run,
        "state": _LANGUAGE[_state(run, judged)],
        "barriers": list(_barriers(judged)),
        "open": [one.clause for one in judged if one.ruled == "open"],
        "untested": [one.clause for one in judged if one.ruled == "untested"],
        "people": _people(judged),
        "standard": standard(),
        "given": _Given(run.statement),
    }
    return {f"erklaerung.{kind}": TEMPLATES.get_template(f"statement.{kind}").render(said) for kind in ("html", "md")}


def _state(run: Run, judged: tuple[Judged, ...]) -> str:
    """Only a complete look at everything can say that all is well; what is known to be wrong can be said at once."""
    if any(one.ruled == "fail" for one in judged):
        return "partly"
    return "unknown" if run.failed or not run.whole or any(one.ruled == "open" for one in judged) else "full"


def _barriers(judged: tuple[Judged, ...]) -> Iterator[Barrier]:
    for one in judged:
        if one.ruled != "fail":
            continue
        number = f"{one.clause.number} {one.clause.title}"
        for finding in one.findings:
            where = f" („{finding.label}“)" if finding.label else ""
            yield Barrier(number, f"{finding.rule.title}{where}", finding.accepted or f"{_MISSING}: Grund und Frist")
        if one.held is not None and one.held.verdict == "fail":
            yield Barrier(number, one.held.note or one.clause.asks, f"{_MISSING}: Grund und Frist")


def _people(judged: tuple[Judged, ...]) -> list[str]:
    entries = [one.held for one in judged if one.held is not None]
    return sorted({f"{entry.browser} mit {entry.at}" for entry in entries})


@dataclass(frozen=True, slots=True)
class _Given:
    """What the municipality has said; what is missing says so itself."""

    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> str:
        return str(self.values.get(name) or f"{_MISSING}: {name}")
