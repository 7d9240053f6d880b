"""Terms in German: each part of a condition as a clause, relative days and named conditions included."""

from collections.abc import Mapping
from typing import Any

from builder.logic.sentences import Group, Leaf, Named, Not, Term, written
from formengine.core import conditions, dates
from formengine.core.conditions import ConditionError
from formengine.core.definition import Definition
from formengine.core.model import Path
from formengine.core.parameters import substitute
from formengine.core.phrases import Phrases, day_words, quoted

UNREADABLE = "etwas gilt, das sich nicht lesen lässt"


class Wording:
    """Speaks of the conditions of one definition; `more` are named conditions that it does not have yet."""

    def __init__(self, definition: Definition, more: Mapping[str, Any] | None = None) -> None:
        self.definition = definition
        self.named: Mapping[str, Any] = {**definition.bundle.form.get("conditions", {}), **(more or {})}
        self._phrases = Phrases(definition)

    def clause(self, term: Term, item: Path = (), *, holds: bool = True) -> str:
        """A term as it stands after *wenn*."""
        if isinstance(term, Group) and not term.parts:
            return "noch nichts gesagt ist"
        try:
            condition = conditions.parse(self._substituted(written(term)), self._node)
        except (ConditionError, KeyError, TypeError, AttributeError):
            return UNREADABLE
        condition = condition if item else conditions.rooted(condition)
        return self._phrases.clause(condition, item, holds=holds) + _aside(term)

    def title(self, name: str) -> str:
        """What a named condition is called."""
        return str(self.named.get(name, {}).get("title") or name)

    def told(self, term: Term, item: Path = (), *, holds: bool = True) -> str:
        """The same; a named condition with its title before it."""
        if isinstance(term, Named):
            return f"{quoted(self.title(term.name))}: {self.clause(term, item, holds=holds)}"
        return self.clause(term, item, holds=holds)

    def _node(self, name: str) -> Any:
        return self._substituted(self.named[name]["condition"])

    def _substituted(self, node: Any) -> Any:
        return substitute(node, self.definition.parameters, self.definition.today)


def _aside(term: Term) -> str:
    """What a relative day is relative to; the clause names the day that it comes to today."""
    leaf = term.part if isinstance(term, Not) else term
    if isinstance(leaf, Leaf) and dates.is_mark(leaf.value):
        words = day_words(leaf.value).removeprefix("Tag ")
        return f" ({words.replace('heutigen Tag', 'heute')})"
    return ""
