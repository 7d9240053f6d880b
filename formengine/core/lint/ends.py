"""Whether every way through an Anliegensklärung ends in an outcome, and whether every outcome has a way to it."""

import copy
import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from formengine.core import pointer
from formengine.core.definition import Definition
from formengine.core.journey import demanded, first_outcome, page_verdict
from formengine.core.lint._subject import Subject, error, hint
from formengine.core.lint._values import candidates, read_leaves
from formengine.core.model import ALWAYS, Control, Finding
from formengine.core.pointer import MISSING
from formengine.core.settling import Context, Settled, settle

MAX_STATES: Final = 20_000
MAX_WORK: Final = 3_000_000
"""States times elements and leaves: each state settles the whole form."""


def check(subject: Subject) -> Iterator[Finding]:
    """Tries out every combination of answers that conditions can tell apart."""
    definition = subject.definition
    if definition.kind != "klaerung":
        return
    if not definition.outcomes:
        yield error("/outcomes", "Der Anliegensklärung fehlen Ergebnisse.", "Ergänzen Sie „outcomes“.")
        return
    yield from _twice(definition)
    tried, unclear = candidates(definition, read_leaves(definition))
    walk = _Walk(definition, tried)
    if not unclear:
        walk.run()
    if walk.stray:
        message = f"Bei {len(walk.stray)} Wegen gibt es kein Ergebnis, zum Beispiel: {walk.stray[0]}."
        yield error("/outcomes", message, "Ergänzen Sie ein Ergebnis, zum Beispiel am Ende eines ohne „when“.")
    if unclear or walk.exhausted:
        yield from _untold(definition, unclear)
    else:
        yield from _unreached(definition, walk.reached)


def _twice(definition: Definition) -> Iterator[Finding]:
    ids = [outcome.id for outcome in definition.outcomes]
    for i, outcome in enumerate(definition.outcomes):
        if outcome.id in ids[:i]:
            message = f"Das Ergebnis „{outcome.id}“ gibt es zweimal."
            yield error(f"{outcome.pointer}/id", message, "Geben Sie jedem Ergebnis eine eigene Kennung.")


def _untold(definition: Definition, unclear: list[str]) -> Iterator[Finding]:
    if any(outcome.condition == ALWAYS for outcome in definition.outcomes):
        return
    why = f"Beliebig viele Werte hat {', '.join(unclear)}." if unclear else f"Es sind mehr als {MAX_STATES} Wege."
    message = f"Ob jeder Weg zu einem Ergebnis führt, lässt sich nicht prüfen. {why}"
    yield hint("/outcomes", message, "Ergänzen Sie am Ende ein Ergebnis ohne „when“ oder prüfen Sie es mit Fällen.")


def _unreached(definition: Definition, reached: set[str]) -> Iterator[Finding]:
    for outcome in definition.outcomes:
        if outcome.id not in reached:
            message = f"Zum Ergebnis „{outcome.id}“ führt kein Weg."
            yield hint(outcome.pointer, message, "Prüfen Sie „when“ und die Reihenfolge: Das erste, das gilt, gewinnt.")


@dataclass(frozen=True, slots=True)
class _State:
    """Some answers, and the questions that are settled (an absent answer is settled as well)."""

    answers: Mapping[str, Any]
    settled: frozenset[str]


@dataclass
class _Walk:
    """A depth-first walk, question by question, in the order of the form."""

    definition: Definition
    tried: Mapping[str, list[Any]]
    reached: set[str] = field(default_factory=set)
    stray: list[str] = field(default_factory=list)
    """Ways without an outcome, in words."""
    exhausted: bool = False

    def run(self) -> None:
        """Walk until there is nothing left or the states run out."""
        noon = datetime.datetime.combine(self.definition.today, datetime.time(12), datetime.UTC)
        context, stack = Context(noon), [_State({}, frozenset())]
        looks = len(self.definition.nodes) + len(read_leaves(self.definition))
        for _ in range(min(MAX_STATES, MAX_WORK // looks)):
            if not stack:
                return
            state = stack.pop()
            settled = settle(self.definition, state.answers, context)
            control = self._open(state, settled)
            if control is None:
                self._end(settled)
            else:
                stack += self._answered(state, settled, control)
        self.exhausted = bool(stack)

    def _open(self, state: _State, settled: Settled) -> Control | None:
        """The first visible question that is not settled."""
        return next(
            (
                control
                for control in self.definition.controls.values()
                if control.id in self.tried and control.id not in state.settled and (control.id, ()) in settled.visible
            ),
            None,
        )

    def _answered(self, state: _State, settled: Settled, control: Control) -> Iterator[_State]:
        done = state.settled | {control.id}
        if not demanded(self.definition, settled, control, ()):
            yield _State(state.answers, done)
        if (control.id, ()) not in settled.disabled:
            for value in reversed(self.tried[control.id]):
                answers = copy.deepcopy(dict(state.answers))
                pointer.put(answers, control.path, value)
                yield _State(answers, done)

    def _end(self, settled: Settled) -> None:
        """Note where a way leads; one on which a rule or a missing answer holds people up is no end."""
        mistakes = (m for page in self.definition.pages for m in page_verdict(self.definition, settled, page).mistakes)
        if any(mistake.code == "pflicht" or mistake.problem is None for mistake in mistakes):
            return
        outcome = first_outcome(self.definition, settled.document)
        if outcome is None:
            self.stray.append(self._words(settled))
        else:
            self.reached.add(outcome.id)

    def _words(self, settled: Settled) -> str:
        chosen = (
            (control.id, pointer.get(settled.document, control.path))
            for control in self.definition.controls.values()
            if not control.lists and len(self.tried.get(control.id, ())) > 1
        )
        return ", ".join(f"{id_} = {value}" for id_, value in chosen if value is not MISSING) or "ohne Antworten"
