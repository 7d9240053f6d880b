"""The clauses of EN 301 549, and what is known about each: from the rules of a run and from people."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from usability.model import GRAVITY, Answer, Finding, Level, Rule
from usability.record import Entry
from usability.results import Run

CHAPTERS: Final = {
    "5": "Allgemeine Anforderungen",
    "9": "Webseiten (WCAG 2.2, Stufen A und AA)",
    "10": "Dokumente",
    "11": "Software: die Werkstatt, in der Anträge gebaut werden",
    "12": "Dokumentation und Unterstützung",
}
Ruled = Literal["pass", "fail", "open", "inapplicable", "untested"]
"""What is to be said of a clause. Open: a person has to look."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause, in our own words."""

    number: str
    title: str
    asks: str
    wcag: str = ""
    """The name of the success criterion in the address of its text."""
    axe: str = ""
    """The tag of axe's rules for it."""
    whole: bool = False
    """True where rules alone decide."""
    does: tuple[str, ...] = ()
    """What the product does for it by itself, so that a person knows what is left to look at."""
    person: tuple[str, ...] = ()
    """What a person does, step by step."""
    reader: tuple[str, ...] = ()
    """What a person does with a screen reader, and what must be heard."""
    inapplicable: str = ""
    """Why it does not apply."""
    untested: str = ""
    """Why nobody can test it yet."""

    @property
    def chapter(self) -> str:
        """The number of its chapter."""
        return self.number.partition(".")[0]

    def concerns(self, rule: Rule) -> bool:
        """True for a rule that looks for a failure of it."""
        return self.number in rule.clauses and rule.level is not Level.BEST


@cache
def clauses() -> tuple[Clause, ...]:
    """Every clause, in order."""
    return tuple(_clause(each) for each in _file()["clauses"])


@cache
def standard() -> str:
    """What is tested against."""
    return str(_file()["standard"])


def _file() -> Any:
    return json.loads((Path(__file__).parent / "clauses.json").read_text(encoding="utf-8"))


def _clause(kept: Mapping[str, Any]) -> Clause:
    return Clause(**dict(kept) | {name: tuple(kept.get(name, ())) for name in ("does", "person", "reader")})


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known about a clause."""

    clause: Clause
    rules: tuple[Rule, ...]
    counts: Mapping[Answer, int]
    """How often its rules gave each answer, over all states."""
    automatic: Answer | None
    """What they say together; None where they were not all asked."""
    findings: tuple[Finding, ...]
    """Its failures, those included that are accepted."""
    entry: Entry | None
    changed: tuple[str, ...]
    """States that are not any more as the person saw them."""

    @property
    def held(self) -> Entry | None:
        """What a person said, if it still holds."""
        return self.entry if self.entry is not None and not self.changed else None

    @property
    def ruled(self) -> Ruled:
        """The verdict. What a rule fails, no person can pass; what nobody can tell is open."""
        if self.clause.untested:
            return "untested"
        if self.automatic is Answer.FAIL:
            return "fail"
        if self.held is not None:
            return self.held.verdict
        if self.clause.inapplicable:
            return "inapplicable"
        return "pass" if self.clause.whole and self.automatic is Answer.PASS else "open"


def judge(run: Run) -> tuple[Judged, ...]:
    """Every clause."""
    return tuple(_judged(run, clause) for clause in clauses())


def _judged(run: Run, clause: Clause) -> Judged:
    rules = tuple(rule for _, rule in sorted(run.rules.items()) if clause.concerns(rule))
    entry = run.record.of(clause.number)
    return Judged(
        clause=clause,
        rules=rules,
        counts=Counter(_soft(rule, answer) for rule in rules for answer in run.outcomes.get(rule.id, {}).values()),
        automatic=_automatic(run, rules),
        findings=tuple(each for each in run.findings if clause.concerns(each.rule) and each.level is Level.FAILURE),
        entry=entry,
        changed=entry.changed(run.rendered) if entry is not None else (),
    )


def _automatic(run: Run, rules: tuple[Rule, ...]) -> Answer | None:
    """The gravest answer; where a rule was not asked, or the run broke off, the rest proves nothing."""
    answers = [(rule, run.answer(rule.id)) for rule in rules]
    said = [_soft(rule, answer) for rule, answer in answers if answer is not None]
    gravest = max(said, key=GRAVITY.index, default=None)
    complete = bool(rules) and len(said) == len(rules) and not run.failed
    return gravest if complete or gravest is Answer.FAIL else None


def _soft(rule: Rule, answer: Answer) -> Answer:
    """What a rule for people to look at finds is nothing that failed."""
    return Answer.UNSURE if answer is Answer.FAIL and rule.level is Level.REVIEW else answer
