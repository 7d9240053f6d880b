"""The desk on which rules are edited: what lies on it, and what it looks like after the next step that was posted."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from builder.logic import trees
from builder.logic.drafts import Draft, leaf_of, opened
from builder.logic.questions import Question, questions
from builder.logic.rules import At, Rule, began, changed, parse_at, part, put
from builder.logic.sentences import Named
from builder.logic.typed import Mistyped
from formengine.core.definition import Definition


@dataclass(frozen=True, slots=True)
class Posted:
    """What a form said besides the rules that it carried."""

    step: str
    draft_at: str = ""
    adding: bool = False
    question: str = ""
    offer: str = ""
    typed: tuple[str, ...] = ()
    parameter: str = ""
    asked_of: str = ""
    """The question that the form showed fields for."""
    named: Mapping[str, str] = field(default_factory=dict)
    """The named conditions that were chosen, by the place where they are to go."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The rules and, while a leaf is being made, its draft."""

    definition: Definition
    rules: tuple[Rule, ...]
    asked: tuple[Question, ...]
    draft: Draft | None = None

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The declared parameters."""
        found: Mapping[str, Any] = self.definition.bundle.form.get("parameters", {})
        return found

    @property
    def unfinished(self) -> list[int]:
        """The rules that do not say yet when."""
        return [i for i, rule in enumerate(self.rules) if trees.incomplete(rule.term)]

    def after(self, posted: Posted) -> "Desk":
        """The desk after a step. Raises Unreadable for one that cannot have been offered."""
        step, _, rest = posted.step.partition("@")
        if step == "regel":
            rules = began(self.rules, rest)
            return replace(self, rules=rules, draft=Draft(At(len(rules) - 1), adding=True))
        if step == "abbrechen":
            return replace(self, draft=None)
        if step in ("weiter", "fertig"):
            return self._drafted(posted, finish=step == "fertig")
        at = parse_at(rest)
        if step == "dazu":
            part(self.rules, at)
            return replace(self, draft=Draft(at, adding=True))
        if step == "aendern":
            return replace(self, draft=opened(at, part(self.rules, at), self.asked))
        if step == "benannt":
            return self._named(at, posted.named.get(at.key, ""))
        return replace(self, rules=changed(self.rules, step, at), draft=None)

    def _named(self, at: At, name: str) -> "Desk":
        if name not in self.definition.bundle.form.get("conditions", {}):
            return self
        return replace(self, rules=put(self.rules, at, lambda term, place: trees.added(term, place, Named(name))))

    def _drafted(self, posted: Posted, *, finish: bool) -> "Desk":
        """Take up what was chosen; where the field shown was one for something else, show the right one first."""
        at = parse_at(posted.draft_at)
        before = part(self.rules, at)
        typed = posted.typed if posted.question == posted.asked_of else ()
        draft = Draft(at, posted.adding, posted.question, posted.offer, typed, posted.parameter)
        if not finish:
            return replace(self, draft=draft)
        try:
            leaf = leaf_of(draft, self.asked, self.parameters, None if draft.adding else before)
        except Mistyped as error:
            fresh = posted.question != posted.asked_of or not posted.question
            return replace(self, draft=replace(draft, error="" if fresh and posted.question else str(error)))
        change = trees.added if draft.adding else trees.replaced
        return replace(self, rules=put(self.rules, at, lambda term, place: change(term, place, leaf)), draft=None)


def desk_of(definition: Definition, element: str, rules: tuple[Rule, ...]) -> Desk:
    """A desk with the rules of an element, or with a named condition where `element` is ""."""
    return Desk(definition, rules, questions(definition, element))
