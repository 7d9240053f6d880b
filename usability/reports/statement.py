"""A draft of the statement on accessibility (§ 12b BGG, § 7 BITV 2.0), as far as the record says what belongs in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from usability.clauses import Judged, judge, standard
from usability.reports._words import TEMPLATES
from usability.reports.protocol import PAGE
from usability.results import Run

_MISSING: Final = "BITTE EINTRAGEN"
_REASON: Final = f"{_MISSING} (Grund, und bis wann es behoben ist)"
_WANTED: Final = {
    "stelle": "Name der Stelle, die den Dienst anbietet",
    "kontakt": "E-Mail und Telefon für Hinweise auf Barrieren",
    "durchsetzung": "Name und Anschrift der Durchsetzungsstelle des Landes",
    "alternativen": "wie man den Antrag ohne diesen Dienst stellt",
}
"""The names of the values in `barrierefreiheit`, and what belongs there."""
_LANGUAGE: Final[Mapping[str, str]] = {
    "full": "Dieser Dienst ist vollständig mit EN 301 549 vereinbar.",
    "partly": "Dieser Dienst ist teilweise mit EN 301 549 vereinbar.",
    "unknown": "Das lässt sich noch nicht sagen: Die Prüfung ist nicht abgeschlossen.",
}


@dataclass(frozen=True, slots=True)
class Barrier:
    """What is not accessible, and why."""

    what: str
    reason: str
    clauses: tuple[str, ...]


def write(run: Run) -> Mapping[str, str]:
    """The page, and the same as Markdown."""
    judged = judge(run)
    said = {
        "run": run,
        "state": _LANGUAGE[_state(run, judged)],
        "barriers": list(_barriers(judged)),
        "open": sum(one.ruled == "open" for one in judged),
        "all": len(judged),
        "protocol": PAGE,
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
    """Each cause once, with the clauses that it breaks: first what rules found, then what people found."""
    failed = [one for one in judged if one.ruled == "fail"]
    causes = {finding.fingerprint: finding for one in failed for finding in one.findings}
    for finding in causes.values():
        where = f" („{finding.label}“)" if finding.label else ""
        broken = tuple(one.clause.number for one in failed if finding in one.findings)
        yield Barrier(f"{finding.rule.title}{where}", finding.accepted or _REASON, broken)
    for one in failed:
        if one.held is not None and one.held.verdict == "fail":
            yield Barrier(one.held.note.rstrip("."), _REASON, (one.clause.number,))


def _people(judged: tuple[Judged, ...]) -> list[str]:
    entries = [one.held for one in judged if one.held is not None]
    return sorted({f"{entry.browser} mit {entry.at}" for entry in entries})


@dataclass(frozen=True, slots=True)
class _Given:
    """What the municipality has said; what is missing says so itself."""

    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> str:
        return str(self.values.get(name) or f"{_MISSING} ({_WANTED[name]})")
