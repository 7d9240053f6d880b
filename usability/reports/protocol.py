"""The record per clause of EN 301 549: what rules decided, what people found, what is still to be looked at."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from usability.clauses import CHAPTERS, Judged, Ruled, judge, standard
from usability.reports._words import ANSWERS, TEMPLATES
from usability.results import Run

RULED: Final[Mapping[Ruled, str]] = {
    "fail": "nicht erfüllt",
    "open": "noch zu prüfen",
    "pass": "erfüllt",
    "inapplicable": "nicht anwendbar",
    "untested": "nicht geprüft",
}
PAGE: Final = "pruefprotokoll.html"


def write(run: Run) -> Mapping[str, str]:
    """The page, and the same for programs."""
    judged = judge(run)
    return {
        PAGE: TEMPLATES.get_template("protocol.html").render(
            run=run,
            chapters={name: [one for one in judged if one.clause.chapter == number] for number, name in _names()},
            failing=[one for one in judged if one.ruled == "fail"],
            counts=Counter(one.ruled for one in judged),
            ruled=RULED,
            answers=ANSWERS,
            standard=standard(),
        ),
        "pruefprotokoll.json": json.dumps(_as_json(run, judged), ensure_ascii=False, indent=1) + "\n",
    }


def _names() -> list[tuple[str, str]]:
    return [(number, f"{number} {name}") for number, name in CHAPTERS.items()]


def _as_json(run: Run, judged: tuple[Judged, ...]) -> dict[str, Any]:
    counts = Counter(one.ruled for one in judged)
    return {
        "format": "antragswerkstatt-protocol/1",
        "standard": standard(),
        "slug": run.slug,
        "title": run.title,
        "revision": run.revision,
        "started": run.started.isoformat(),
        "whole": run.whole,
        "failed": run.failed,
        "counts": {name: counts[name] for name in RULED},
        "clauses": [_clause(one) for one in judged],
    }


def _clause(judged: Judged) -> dict[str, Any]:
    clause, entry = judged.clause, judged.entry
    return {
        "number": clause.number,
        "title": clause.title,
        "verdict": judged.ruled,
        "does": list(clause.does),
        "automatic": judged.automatic or "untested",
        "counts": dict(sorted(judged.counts.items())),
        "rules": [rule.id for rule in judged.rules],
        "findings": [finding.fingerprint for finding in judged.findings],
        "manual": asdict(entry) | {"date": entry.date.isoformat(), "seen": dict(entry.seen)} if entry else None,
        "stale": list(judged.changed),
        "reason": clause.inapplicable or clause.untested,
    }
