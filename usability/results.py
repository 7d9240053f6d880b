"""What a run comes to: one finding per cause, what is new since the last run, how much was looked at."""

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol

from formengine.core.textlines import line_of
from usability.accepted import Accepted, lapsed, reason, unknown
from usability.looking import Looked, Seen
from usability.model import Answer, Fact, Finding, Level, Look, Place, Rule, State, Tally, worst
from usability.record import Record
from usability.ways import Coverage

FILE: Final = "ergebnis.json"
FORMAT: Final = "antragswerkstatt-check/2"
_LETTERS: Final = {Answer.PASS: "p", Answer.FAIL: "f", Answer.UNSURE: "u", Answer.NONE: "n"}
_NOT_ASKED: Final = "."
Outcomes = Mapping[str, Mapping[str, Answer]]
"""What each rule says of each state: by the id of the rule and of the state."""


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
    not_here: tuple[str, ...] = field(default=())
    """Ids of checks that ask for more than the engine offers; they could not tell."""
    facts: Mapping[str, Sequence[Fact]] = field(default_factory=dict)
    """By rule: what was noted of every state; the next run needs it for the states that it skips."""
    whole: bool = True
    """False where only some checks were asked, or only some of the states."""
    rules: Mapping[str, Rule] = field(default_factory=dict)
    """Every rule that could be asked, by its id."""
    outcomes: Outcomes = field(default_factory=dict)
    spoken: Mapping[str, str] = field(default_factory=dict)
    """What a screen reader would say, by the id of the state."""
    lapsed: tuple[Accepted, ...] = ()
    """Entries of accepted.json that are over."""
    unknown: tuple[Accepted, ...] = ()
    """Entries of accepted.json that fit nothing that was found."""
    record: Record = field(default_factory=Record)
    """What people found."""
    rendered: Mapping[str, str] = field(default_factory=dict)
    """The hashes of what a person looks at, at the moment of the record."""
    statement: Mapping[str, Any] = field(default_factory=dict)
    """What the municipality says for its statement on accessibility (`barrierefreiheit` in `_parameters`)."""
    subject: str = "http://127.0.0.1:8000"
    """The origin under which the service is known to others."""
    today: datetime.date = datetime.date.min
    plain: bool = False
    """Whether the pages come from no definition."""
    took: Mapping[str, float] = field(default_factory=dict)
    """Seconds that each check took, all windows together."""

    @property
    def open(self) -> tuple[Finding, ...]:
        """What is not accepted."""
        return tuple(finding for finding in self.findings if not finding.accepted)

    def at_least(self, level: Level) -> tuple[Finding, ...]:
        """Open findings of this level or graver."""
        return tuple(finding for finding in self.open if finding.level.rank >= level.rank)

    @property
    def address(self) -> str:
        """Where the service begins."""
        return f"{self.subject}/dienste/{self.slug}"

    def answer(self, rule: str, page: str = "") -> Answer | None:
        """What a rule says of a page, or of all pages together; None where nobody asked it."""
        said = self.outcomes.get(rule, {})
        return worst(said[state.id] for state in self.states if page in ("", state.page) and state.id in said)

    def as_json(self) -> dict[str, Any]:
        """For the JSON report; pictures included."""
        return {
            "format": FORMAT,
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
            "rules": {id_: asdict(rule) | {"clauses": rule.clauses} for id_, rule in sorted(self.rules.items())},
            "outcomes": {id_: self._letters(said) for id_, said in sorted(self.outcomes.items())},
            "whole": self.whole,
            "accepted_lapsed": [entry.fingerprint for entry in self.lapsed],
            "accepted_unknown": [entry.fingerprint for entry in self.unknown],
            "took": {what: round(seconds, 2) for what, seconds in sorted(self.took.items())},
            "failed": self.failed,
            "refused": list(self.refused),
            "not_here": list(self.not_here),
            "facts": {id_: [fact.as_json() for fact in facts] for id_, facts in sorted(self.facts.items())},
        }

    def _letters(self, said: Mapping[str, Answer]) -> str:
        """One letter for each state, in the order of the states: an answer for each would be a file of megabytes."""
        return "".join(_LETTERS[said[state.id]] if state.id in said else _NOT_ASKED for state in self.states)


@dataclass(frozen=True)
class Before:
    """What an earlier run left behind."""

    revision: str = ""
    hashes: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Its findings by fingerprint."""
    facts: Mapping[str, Sequence[Fact]] = field(default_factory=dict)
    outcomes: Outcomes = field(default_factory=dict)
    rules: Mapping[str, Rule] = field(default_factory=dict)


def before(folder: Path) -> Before:
    """The last run that was reported into a folder; an empty one where there is none."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if found["format"] != FORMAT:
            return Before()
        hashes = {state["id"]: state["hash"] for state in found["states"]}
        seen = {each["fingerprint"]: each for each in found["findings"]}
        facts = {id_: [_fact(fact) for fact in kept] for id_, kept in found["facts"].items()}
        rules = {id_: read_rule(rule) for id_, rule in found["rules"].items()}
        return Before(found["revision"], hashes, seen, facts, _read_outcomes(found, tuple(hashes)), rules)
    except (OSError, ValueError, KeyError, TypeError):
        return Before()


def _fact(kept: Mapping[str, Any]) -> Fact:
    return Fact(State(**kept["state"]), Look(**kept["look"]), kept["data"])


def _read_outcomes(found: Mapping[str, Any], ids: Sequence[str]) -> Outcomes:
    answers = {letter: answer for answer, letter in _LETTERS.items()}
    return {
        rule: {id_: answers[letter] for id_, letter in zip(ids, letters, strict=True) if letter in answers}
        for rule, letters in found["outcomes"].items()
    }


def merged(looked: Iterable[Looked]) -> Looked:
    """What several windows saw, as one."""
    result = Looked()
    for part in looked:
        result.seen += part.seen
        result.pictures = {**part.pictures, **{mark: shot for mark, shot in result.pictures.items() if shot}}
        result.looked_at += part.looked_at
        result.states += part.states
        for id_, facts in part.facts.items():
            result.facts.setdefault(id_, []).extend(facts)
        result.failed = result.failed or part.failed
        result.not_here |= part.not_here
        result.rules |= part.rules
        result.spoken |= part.spoken
        for rule, said in part.outcomes.items():
            for id_, answer in said.items():
                result.answered(rule, id_, answer)
        for what, seconds in part.seconds.items():
            result.seconds[what] = result.seconds.get(what, 0.0) + seconds
        for id_, tally in part.tallies.items():
            for answer, count in tally.counts.items():
                known = result.tallies.get(id_, Tally())
                result.tallies[id_] = Tally({**known.counts, answer: known.counts.get(answer, 0) + count})
    return result


class Named(Protocol):
    """What findings belong to: a definition, or pages that come from none."""

    @property
    def slug(self) -> str:
        """The name of its folder."""

    @property
    def elements(self) -> Mapping[str, Any]:
        """By id."""

    @property
    def today(self) -> datetime.date:
        """Which day it is."""


@dataclass(frozen=True)
class Against:
    """What is known besides what was seen."""

    definition: Named
    lines: Mapping[str, int]
    """The line of every place in form.json."""
    accepted: Mapping[str, Accepted]
    earlier: Before

    @property
    def today(self) -> datetime.date:
        """The day of the run."""
        return self.definition.today

    def finding(self, several: Sequence[Seen], picture: str) -> Finding:
        """One cause, from every time that it was seen."""
        several = sorted(several, key=lambda seen: (-seen.found.level.rank, seen.state.id, seen.look.name))
        mark, first = several[0].fingerprint, several[0].found
        element = self.definition.elements.get(first.place.element)
        known = "same" if mark in self.earlier.seen else "new"
        return Finding(
            fingerprint=mark,
            slug=self.definition.slug,
            rule=first.rule,
            level=first.level,
            element=first.place.element,
            label=(element.label or element.id) if element is not None else "",
            pointer=element.pointer if element is not None else "",
            line=line_of(self.lines, element.pointer) if element is not None else 0,
            message=first.message,
            states=tuple(sorted({seen.state.id for seen in several})),
            looks=tuple(sorted({seen.look.name for seen in several})),
            place=first.place,
            picture=picture,
            accepted=reason(self.accepted, mark, self.definition.today),
            news=known if self.earlier.revision else "",  # type: ignore[arg-type]  # one of the two words
        )


def findings(against: Against, looked: Looked) -> tuple[Finding, ...]:
    """One finding for each cause, the gravest first."""
    grouped: dict[str, list[Seen]] = {}
    for seen in looked.seen:
        grouped.setdefault(seen.fingerprint, []).append(seen)
    found = [against.finding(several, looked.pictures.get(mark, "")) for mark, several in grouped.items()]
    return tuple(sorted(found, key=lambda each: (-each.level.rank, each.rule.id, each.element, each.fingerprint)))


def told(against: Against, looked: Looked, kept: tuple[Finding, ...] = ()) -> dict[str, Any]:
    """What every run says of what was seen, as fields of `Run`; `kept` are findings of before that still hold."""
    found = findings(against, looked) + kept
    marks = {finding.fingerprint for finding in found}
    return {
        "findings": found,
        "gone": tuple(sorted(against.earlier.seen.keys() - marks)),
        "lapsed": lapsed(against.accepted, against.today),
        "unknown": unknown(against.accepted, marks),
        "tallies": looked.tallies,
        "failed": looked.failed,
        "not_here": tuple(sorted(looked.not_here)),
        "facts": looked.facts,
        "took": looked.seconds,
        "today": against.today,
    }


def read_rule(kept: Mapping[str, Any]) -> Rule:
    """A rule of an earlier report."""
    rule = {name: value for name, value in kept.items() if name != "clauses"}
    return Rule(**rule | {"wcag": tuple(rule["wcag"]), "level": Level(rule["level"])})


def read_finding(kept: Mapping[str, Any]) -> Finding:
    """A finding of an earlier report."""
    place = kept["place"]
    fields = dict(kept) | {
        "rule": read_rule(kept["rule"]),
        "level": Level(kept["level"]),
        "states": tuple(kept["states"]),
        "looks": tuple(kept["looks"]),
        "place": Place(**place | {"box": tuple(place["box"]) if place["box"] else None}),
    }
    return Finding(**fields)
