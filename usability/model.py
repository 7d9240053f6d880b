"""The nouns of the harness: looks, states, rules, verdicts and findings; all frozen, all with a form in JSON."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Final, Literal

Kind = Literal["empty", "errors", "filled", "end"]
"""What stands in the fields of a page: nothing, what was refused, a person's answers; or the page after the last."""


class Level(StrEnum):
    """How grave a finding is. Only a failure breaks WCAG 2.2 AA; the order is that of `--fail-on`."""

    REVIEW = "needs-review"
    BEST = "best-practice"
    FAILURE = "failure"

    @property
    def rank(self) -> int:
        """The higher, the graver."""
        return list(Level).index(self)


class Answer(StrEnum):
    """What a check says of a state. Cannot tell is never a pass."""

    PASS = "pass"  # noqa: S105  a verdict
    FAIL = "fail"
    UNSURE = "unsure"
    NONE = "inapplicable"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a check looks for."""

    id: str
    title: str
    """What is wrong where it fails, in plain words."""
    wcag: tuple[str, ...]
    """Numbers of success criteria of WCAG 2.2."""
    whom: str
    """Who is kept out by it."""
    mend: str
    level: Level = Level.FAILURE
    """What a failure of it means at most."""

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses of EN 301 549 chapter 9, whose numbers are those of WCAG behind a 9."""
        return tuple(f"9.{number}" for number in self.wcag)


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is looked at."""

    width: int = 1280
    height: int = 900
    scripts: bool = True
    scheme: Literal["light", "dark"] = "light"
    forced: bool = False

    @property
    def name(self) -> str:
        """As it stands in reports."""
        words = [f"{self.width} px", "mit JavaScript" if self.scripts else "ohne JavaScript"]
        return ", ".join(words + ["dunkel"] * (self.scheme == "dark") + ["erzwungene Farben"] * self.forced)


@dataclass(frozen=True, slots=True)
class State:
    """One state of one page of a definition."""

    id: str
    """`<page>/<kind>/<number>`, the same in every run on the same revision."""
    page: str
    """The page's path."""
    title: str
    kind: Kind
    way: str
    """Whose answers lead there."""
    item: str = ""
    """The list whose item has the page to itself."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where on a page something is wrong."""

    element: str
    """The id of the element of the definition; "" for what stands around the questions."""
    selector: str = ""
    html: str = ""
    box: tuple[float, float, float, float] | None = None
    """x, y, width and height in CSS pixels from the top left of the document."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a check says of one state."""

    rule: Rule
    answer: Answer
    place: Place
    message: str
    key: str = ""
    """Tells two causes at one element apart."""

    @property
    def level(self) -> Level:
        """What it means: what nobody can tell is looked at by a person."""
        return self.rule.level if self.answer is Answer.FAIL else Level.REVIEW


@dataclass(frozen=True, slots=True)
class Fact:
    """What a check notes of one state, to be judged together with all others of the journey."""

    state: State
    look: Look
    data: Mapping[str, Any]
    """Only what JSON can hold."""

    def as_json(self) -> dict[str, Any]:
        """For the report, where the next run finds it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """One cause, with every state in which it was seen."""

    fingerprint: str
    slug: str
    rule: Rule
    level: Level
    element: str
    label: str
    """The element as an author knows it."""
    pointer: str
    """Where it stands in form.json, as a JSON Pointer; "" for what stands around the questions."""
    line: int
    """The line of that place; 0 where there is none."""
    message: str
    states: tuple[str, ...]
    looks: tuple[str, ...]
    place: Place
    picture: str = ""
    """A PNG in base64 with the place marked; "" where none could be taken."""
    accepted: str = ""
    """Why it is accepted for now; "" where it is not."""
    news: Literal["new", "same", ""] = ""
    """Compared with the run before."""

    def as_json(self) -> dict[str, Any]:
        """For the JSON report."""
        return asdict(self) | {"rule": asdict(self.rule) | {"clauses": self.rule.clauses}}


def fingerprint(slug: str, found: Found) -> str:
    """The same cause has the same one in every state and every run: rule, element, and what tells causes apart."""
    where = found.place.element or _shape(found.place.selector)
    text = "\n".join((slug if found.place.element else "", found.rule.id, where, found.key))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _shape(selector: str) -> str:
    """A selector without the numbers that differ from draft to draft."""
    return "".join(c for c in selector if not c.isdigit())


GRAVITY: Final = (Answer.NONE, Answer.PASS, Answer.UNSURE, Answer.FAIL)
"""Of several answers the last of these counts."""


def worst(answers: Iterable[Answer]) -> Answer | None:
    """The answer that counts for several states together; None where nobody was asked."""
    return max(answers, key=GRAVITY.index, default=None)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a check gave each answer."""

    counts: Mapping[Answer, int] = field(default_factory=dict)

    def plus(self, answer: Answer) -> "Tally":
        """With one more."""
        return Tally({**self.counts, answer: self.counts.get(answer, 0) + 1})
