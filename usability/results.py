"""What a run comes to: one finding per cause, what is new since the last run, how much was looked at."""

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from formengine.core.definition import Definition
from usability.accepted import Accepted, reason
from usability.looking import Looked, Seen
from usability.model import Fact, Finding, Level, Look, Place, Rule, State, Tally
from usability.ways import Coverage

FILE: Final = "ergebnis.json"


@dataclass(frozen=True)
class Run:
    """The result for one definition."""

    slug: str
    title: str
    revision: str
    started: datetime.datetime
    seconds: float
    engine: str
    looks: tuple[Look, ...]
    states: tuple[State, ...]
    hashes: Mapping[str, str]
    """Of each state's rendered page, by its id."""
    skipped: tuple[str, ...]
    """Ids of states that were not looked at, since their page is the same as in the run before."""
    coverage: Coverage
    left_out: Mapping[str, int]
    findings: tuple[Finding, ...]
    gone: tuple[str, ...]
    """Fingerprints of the run before that were not found again."""
    tallies: Mapping[str, Tally]
    failed: str = ""
    refused: tuple[str, ...] = field(default=())
    """Addresses outside that a page asked for."""
    facts: Mapping[str, Sequence[Fact]] = field(default_factory=dict)
    """By rule: what was noted of every state; the next run needs it for the states that it skips."""

    @property
    def open(self) -> tuple[Finding, ...]:
        """What is not accepted."""
        return tuple(finding for finding in self.findings if not finding.accepted)

    def at_least(self, level: Level) -> tuple[Finding, ...]:
        """Open findings of this level or graver."""
        return tuple(finding for finding in self.open if finding.level.rank >= level.rank)

    def as_json(self) -> dict[str, Any]:
        """For the JSON report; pictures included."""
        return {
            "format": "antragswerkstatt-check/1",
            "slug": self.slug,
            "title": self.title,
            "revision": self.revision,
            "started": self.started.isoformat(),
            "seconds": round(self.seconds, 1),
            "engine": self.engine,
            "looks": [asdict(look) | {"name": look.name} for look in self.looks],
            "states": [asdict(state) | {"hash": self.hashes.get(state.id, "")} for state in self.states],
            "skipped": list(self.skipped),
            "coverage": asdict(self.coverage),
            "left_out": dict(self.left_out),
            "findings": [finding.as_json() for finding in self.findings],
            "gone": list(self.gone),
            "checks": {id_: dict(tally.counts) for id_, tally in sorted(self.tallies.items())},
            "failed": self.failed,
            "refused": list(self.refused),
            "facts": {id_: [fact.as_json() for fact in facts] for id_, facts in sorted(self.facts.items())},
        }


@dataclass(frozen=True)
class Before:
    """What an earlier run left behind."""

    revision: str = ""
    hashes: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Its findings by fingerprint."""
    facts: Mapping[str, Sequence[Fact]] = field(default_factory=dict)


def before(folder: Path) -> Before:
    """The last run that was reported into a folder; an empty one where there is none."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
        hashes = {state["id"]: state["hash"] for state in found["states"]}
        facts = {id_: [_fact(fact) for fact in kept] for id_, kept in found["facts"].items()}
        return Before(found["revision"], hashes, {each["fingerprint"]: each for each in found["findings"]}, facts)
    except (OSError, ValueError, KeyError, TypeError):
        return Before()


def _fact(kept: Mapping[str, Any]) -> Fact:
    return Fact(State(**kept["state"]), Look(**kept["look"]), kept["data"])


def merged(looked: Iterable[Looked]) -> Looked:
    """What several windows saw, as one."""
    result = Looked()
    for part in looked:
        result.seen += part.seen
        result.pictures = {**part.pictures, **{mark: shot for mark, shot in result.pictures.items() if shot}}
        result.looked_at += part.looked_at
        for id_, facts in part.facts.items():
            result.facts.setdefault(id_, []).extend(facts)
        result.failed = result.failed or part.failed
        for id_, tally in part.tallies.items():
            for answer, count in tally.counts.items():
                known = result.tallies.get(id_, Tally())
                result.tallies[id_] = Tally({**known.counts, answer: known.counts.get(answer, 0) + count})
    return result


def findings(
    definition: Definition, looked: Looked, accepted: Mapping[str, Accepted], earlier: Before, today: datetime.date
) -> tuple[Finding, ...]:
    """One finding for each cause, the gravest first."""
    grouped: dict[str, list[Seen]] = {}
    for seen in looked.seen:
        grouped.setdefault(seen.fingerprint, []).append(seen)
    found = [_finding(definition, mark, several, looked, accepted, earlier, today) for mark, several in grouped.items()]
    return tuple(sorted(found, key=lambda each: (-each.level.rank, each.rule.id, each.element, each.fingerprint)))


def _finding(
    definition: Definition,
    mark: str,
    several: Sequence[Seen],
    looked: Looked,
    accepted: Mapping[str, Accepted],
    earlier: Before,
    today: datetime.date,
) -> Finding:
    several = sorted(several, key=lambda seen: (-seen.found.level.rank, seen.state.id, seen.look.name))
    first = several[0].found
    element = definition.elements.get(first.place.element)
    known = "same" if mark in earlier.seen else "new"
    return Finding(
        fingerprint=mark,
        slug=definition.slug,
        rule=first.rule,
        level=first.level,
        element=first.place.element,
        label=(element.label or element.id) if element is not None else "",
        message=first.message,
        states=tuple(sorted({seen.state.id for seen in several})),
        looks=tuple(sorted({seen.look.name for seen in several})),
        place=first.place,
        picture=looked.pictures.get(mark, ""),
        accepted=reason(accepted, mark, today),
        news=known if earlier.revision else "",  # type: ignore[arg-type]  # one of the two words
    )


def read_finding(kept: Mapping[str, Any]) -> Finding:
    """A finding of an earlier report."""
    rule = {name: value for name, value in kept["rule"].items() if name != "clauses"}
    place = kept["place"]
    fields = dict(kept) | {
        "rule": Rule(**rule | {"wcag": tuple(rule["wcag"]), "level": Level(rule["level"])}),
        "level": Level(kept["level"]),
        "states": tuple(kept["states"]),
        "looks": tuple(kept["looks"]),
        "place": Place(**place | {"box": tuple(place["box"]) if place["box"] else None}),
    }
    return Finding(**fields)
