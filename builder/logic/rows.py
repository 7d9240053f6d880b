"""Rules as rows to show: each part of a condition with its words and with the places that its buttons name."""

from dataclasses import dataclass
from typing import Literal

from builder.logic.drafts import changeable
from builder.logic.questions import Question
from builder.logic.rules import EFFECTS, At, Rule
from builder.logic.sentences import Group, Leaf, Named, Not, Term
from builder.logic.wording import Wording
from formengine.core.model import Path

RowKind = Literal["leaf", "group", "named", "kept"]


@dataclass(frozen=True, slots=True)
class Row:
    """One part of a condition; `outer` is the place of its denial where it is denied, else its own."""

    kind: RowKind
    outer: str
    inner: str
    words: str
    denied: bool
    group: str = ""
    parts: tuple["Row", ...] = ()
    whole: bool = False
    """It is the whole condition, not a part of one."""
    changeable: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One rule."""

    number: int
    effect: str
    words: str
    sentence: str
    row: Row


class Rows:
    """Makes the rows of one element's rules."""

    def __init__(self, wording: Wording, asked: tuple[Question, ...], item: Path) -> None:
        self._wording = wording
        self._asked = asked
        self._item = item

    def card(self, number: int, rule: Rule) -> Card:
        """A rule with the row of its condition."""
        words = EFFECTS.get(rule.effect, rule.effect)
        sentence = self._wording.clause(rule.term, self._item)
        return Card(number, rule.effect, words, sentence, self._row(rule.term, At(number)))

    def _row(self, term: Term, at: At) -> Row:
        denied = isinstance(term, Not) and not isinstance(term.part, Not)
        inner = term.part if isinstance(term, Not) and denied else term
        below = At(at.rule, (*at.place, 0)) if denied else at
        words = self._wording.told(inner, self._item, holds=not denied)
        keys, whole = (at.key, below.key), not at.place
        if isinstance(inner, Group):
            parts = tuple(self._row(one, At(at.rule, (*below.place, i))) for i, one in enumerate(inner.parts))
            return Row("group", *keys, words, denied, inner.kind, parts, whole)
        if isinstance(inner, Named):
            return Row("named", *keys, words, denied, whole=whole, name=inner.name)
        if isinstance(inner, Leaf):
            return Row("leaf", *keys, words, denied, whole=whole, changeable=changeable(inner, self._asked))
        return Row("kept", *keys, words, denied, whole=whole)
