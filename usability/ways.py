"""Sets of answers that lead to every page and make every condition true and false: cases first, then solved ones."""

import copy
import itertools
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Any, Final

from formengine.core.cases import Case, CaseError, Expectation, read_cases, with_files
from formengine.core.definition import Definition
from formengine.core.journey import walk
from formengine.core.lint.reach import analyse
from formengine.core.model import ITEM, Document, Element, Indices, Path
from formengine.core.phrases import item_of
from formengine.core.possible import Part, Solver
from formengine.core.settling import Context, settle
from usability.completing import Filler, overlaid
from usability.values import Values

MOST_PAIRS: Final = 400
"""So many pairs of conditions are tried on one page."""
MOST_SOLVED: Final = 300
"""So many ways are solved for one definition."""

Branch = tuple[str, int, bool]
"""An element, the number of its effect, and whether its condition holds."""


@dataclass(frozen=True)
class Way:
    """Answers, and the branches that they take."""

    case: Case
    branches: frozenset[Branch]
    pages: frozenset[str]
    outcome: str
    rules: frozenset[str]
    """Rules whose message they bring up."""
    sound: bool
    """Whether nothing is wrong with them."""


@dataclass
class Ways:
    """All ways of a definition, and what they leave out."""

    ways: list[Way] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)
    """What was tried in vain, in words."""
    pairs: int = 0
    """Pairs of conditions on one page, each with both truths: so many were asked for,"""
    paired: int = 0
    """and so many were brought about."""

    def branches(self) -> frozenset[Branch]:
        """Every branch that some way takes."""
        return frozenset().union(*(way.branches for way in self.ways))


def branches(definition: Definition) -> list[Branch]:
    """Every condition of every element, true and false."""
    counted = [
        (element.id, number) for element in definition.elements.values() for number in range(len(element.effects))
    ]
    return [(id_, number, holds) for id_, number in counted for holds in (True, False)]


def find(definition: Definition, context: Context, tell: Callable[[str], None] = lambda _: None) -> Ways:
    """Work out the ways of a definition."""
    return _Search(definition, context, tell).run()


@dataclass
class _Search:
    definition: Definition
    context: Context
    tell: Callable[[str], None]

    def __post_init__(self) -> None:
        self.found = Ways()
        self.solver = Solver(self.definition)
        self.values = Values(self.definition, self.context)
        self.bases: list[Case] = []

    def run(self) -> Ways:
        """Cases, then every branch, every outcome, every rule, then pairs."""
        for case in self._cases():
            self._add(case)
        if not any(way.sound for way in self.found.ways):
            self._complete("durchgang", {}, ())
        self.bases = [way.case for way in self.found.ways if way.sound] or [self._case("leer", {}, "leer")]
        taken = set(self.found.branches())
        for branch in branches(self.definition):
            if branch not in taken:
                self._branch(branch)
                taken = set(self.found.branches())
        self._outcomes()
        self._rules()
        for page in self.definition.pages:
            self._pairs(page.element)
        return self.found

    def _cases(self) -> list[Case]:
        if not self.definition.bundle.cases:
            return []
        try:
            cases = read_cases(self.definition)
        except CaseError as error:
            self.found.given_up.append(str(error))
            return []
        return [replace(case, now=self.context.now) for case in cases if not case.environment]

    def _case(self, id_: str, answers: Document, title: str) -> Case:
        return Case(id_, f"Ausgerechneter Weg: {title}", "", answers, answers, {}, {}, Expectation(), self.context.now)

    def _add(self, case: Case) -> Way:
        """Note where a case leads."""
        document = with_files(self.definition, case, case.answers)
        journey = walk(self.definition, document, self.context)
        rules = {
            m.code.removeprefix("regel:") for m in (*journey.mistakes, *journey.hints) if m.code.startswith("regel:")
        }
        way = Way(
            case,
            frozenset(self._taken(document)),
            frozenset(page.path for page in journey.path),
            journey.outcome.id if journey.outcome else "",
            frozenset(rules),
            not journey.mistakes,
        )
        self.found.ways.append(way)
        return way

    def _taken(self, document: Document) -> set[Branch]:
        taken: set[Branch] = set()

        def watch(element: Element, _: Indices, seen: Document, item: Document | None) -> None:
            taken.update((element.id, number, effect.test(seen, item)) for number, effect in enumerate(element.effects))

        settle(self.definition, document, self.context, watch=watch)
        return taken

    def _around(self, element: Element) -> list[Part]:
        return self.solver.visible(element.parent) if element.parent else []

    def _part(self, branch: Branch) -> Part:
        element = self.definition.elements[branch[0]]
        return Part(element.effects[branch[1]].condition, item_of(element), branch[2])

    def _branch(self, branch: Branch) -> None:
        element = self.definition.elements[branch[0]]
        parts = [*self._around(element), self._part(branch)]
        lists = element.lists
        if not self._solved(f"{branch[0]}-{branch[1]}-{'ja' if branch[2] else 'nein'}", parts, lists, {branch}):
            said = "erfüllt" if branch[2] else "nicht erfüllt"
            self.found.given_up.append(f"{element.label or element.id}: Bedingung {branch[1] + 1} {said}")

    def _outcomes(self) -> None:
        reached = {way.outcome for way in self.found.ways}
        before: list[Part] = []
        for outcome in self.definition.outcomes:
            if outcome.id not in reached:
                self._solved(f"ergebnis-{outcome.id}", [Part(outcome.condition), *before], (), ())
            before.append(Part(outcome.condition, holds=False))

    def _rules(self) -> None:
        for rule in self.definition.rules:
            if any(rule.id in way.rules for way in self.found.ways):
                continue
            item: Path = (*rule.each, ITEM) if rule.each else ()
            page = self.definition.page_by_id(rule.page).element
            parts = [*self.solver.visible(page.id), Part(rule.when, item), Part(rule.require, item, holds=False)]
            lists = (rule.each,) if rule.each else ()
            if not self._solved(f"regel-{rule.id}", parts, lists, (), broken=rule.id):
                self.found.given_up.append(f"Meldung der Regel „{rule.id}“")

    def _pairs(self, page: Element) -> None:
        """Every two conditions of a page, each true and false, as far as they can hold together."""
        own = [branch for branch in branches(self.definition) if self._is_on(branch[0], page)]
        several = (pair for pair in itertools.combinations(own, 2) if pair[0][:2] != pair[1][:2])
        for one, other in itertools.islice(several, MOST_PAIRS):
            self.found.pairs += 1
            if any({one, other} <= way.branches for way in self.found.ways):
                self.found.paired += 1
                continue
            if len(self.found.ways) >= MOST_SOLVED:
                continue
            first, second = (self.definition.elements[branch[0]] for branch in (one, other))
            parts = [*self._around(first), *self._around(second), self._part(one), self._part(other)]
            if self.solver.ask(parts) == "cannot":
                self.found.pairs -= 1
                continue
            name = "-und-".join(f"{b[0]}-{b[1]}-{'ja' if b[2] else 'nein'}" for b in (one, other))
            self.found.paired += self._solved(name, parts, first.lists or second.lists, {one, other})

    def _is_on(self, id_: str, page: Element) -> bool:
        while id_ and id_ != page.id:
            id_ = self.definition.elements[id_].parent
        return bool(id_)

    def _solved(
        self, name: str, parts: list[Part], lists: tuple[Path, ...], wanted: Collection[Branch], broken: str = ""
    ) -> bool:
        """A way on which the parts hold; false where there is none or none was found."""
        if self.solver.ask(parts) == "cannot":
            return False
        example, absent = dict(self.solver.example), self.solver.absent
        for base in self.bases[:3]:
            document = copy.deepcopy(dict(base.answers))
            pinned = overlaid(document, example, absent, lists)
            way = self._complete(f"weg-{name}", document, pinned, broken)
            if way is None:
                continue
            if set(wanted) <= way.branches and (not broken or broken in way.rules):
                return True
            self.found.ways.remove(way)
        return False

    def _complete(self, id_: str, document: dict[str, Any], pinned: Collection[Path], broken: str = "") -> Way | None:
        """Answer whatever is still asked; None where that leads nowhere."""
        filler = Filler(self.definition, self.context, self.values, pinned, broken)
        answers = filler.run(self._case(id_, document, id_))
        return None if answers is None else self._add(self._case(id_, answers, id_))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a definition the ways reach: each pair is reached and of how many."""

    pages: tuple[int, int]
    branches: tuple[int, int]
    outcomes: tuple[int, int]
    rules: tuple[int, int]
    pairs: tuple[int, int]
    missing: tuple[str, ...]
    """What is not reached, and why, in words."""


def coverage(definition: Definition, found: Ways) -> Coverage:
    """Count what is reached; what nobody can reach is said so."""
    every, taken = branches(definition), found.branches()
    pages = {page.path for page in definition.pages}
    seen = set().union(*(way.pages for way in found.ways))
    outcomes, ends = {outcome.id for outcome in definition.outcomes}, {way.outcome for way in found.ways}
    rules, said = {rule.id for rule in definition.rules}, set().union(*(way.rules for way in found.ways))
    missing = [f"Seite „{path}“" for path in sorted(pages - seen)]
    missing += [f"Ergebnis „{id_}“" for id_ in sorted(outcomes - ends)]
    missing += found.given_up
    if missing:
        missing += [f"bewiesen unmöglich: {insight.finding.message}" for insight in analyse(definition).insights]
    return Coverage(
        (len(pages & seen), len(pages)),
        (len(taken & set(every)), len(every)),
        (len(outcomes & ends), len(outcomes)),
        (len(rules & said), len(rules)),
        (found.paired, found.pairs),
        tuple(missing),
    )
