"""Conditions in German: *„Firmenname“ zeigen, wenn bei „Wer stellt den Antrag?“ „Ein Unternehmen“ gewählt ist*."""

from typing import Any, Final

from formengine.core import conditions, parameters
from formengine.core.conditions import leaves
from formengine.core.definition import Definition
from formengine.core.model import ITEM, Condition, Effect, Element, Path
from formengine.core.phrases._asked import asked, day_words
from formengine.core.phrases._bounds import bounds
from formengine.core.phrases._clause import Clause, listed
from formengine.core.phrases._subjects import Subject, Subjects, kind_of, quoted
from formengine.core.phrases._sums import Sums

__all__ = ["Clause", "Phrases", "Subject", "Subjects", "bounds", "day_words", "item_of", "kind_of", "listed", "quoted"]

_WISHES: Final = {
    "SHOW": "zeigen",
    "HIDE": "verbergen",
    "FORBID": "ausschließen",
    "ENABLE": "freigeben",
    "DISABLE": "sperren",
    "REQUIRE": "verlangen",
}
_ALWAYS: Final = "nichts weiter verlangt ist"
_NEVER: Final = "etwas gilt, das nie gelten kann"


def item_of(element: Element) -> Path:
    """The template path of the list item that an element's conditions start from, () outside lists."""
    return (*element.lists[-1], ITEM) if element.lists else ()


class Phrases:
    """Puts the conditions of one definition into words. Making one costs O(form); it is meant to be kept."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.subjects = Subjects(definition)

    def effect(self, element: Element, effect: Effect) -> str:
        """A rule as an author thinks of it: `„Firmenname“ zeigen, wenn …`."""
        clause = self.clause(effect.condition, item_of(element))
        return f"{self.subjects.label(element.id)} {_WISHES[effect.name]}, wenn {clause}"

    def subject(self, leaf: Condition, item: Path = ()) -> Subject:
        """What a leaf looks at; `item` is where its own scopes start."""
        return self.subjects.at(leaf.path if leaf.root else item + leaf.path)

    def clause(self, condition: Condition, item: Path = (), *, holds: bool = True, titles: bool = False) -> str:
        """The condition as a clause that follows *wenn*; with `holds` False its contrary.

        With `titles` a named condition of several parts is called by its title instead of by its parts.
        """
        title = self.title(condition) if titles and len([*leaves(condition)]) > 1 else ""
        if title:
            return f"{quoted(title)} {'gilt' if holds else 'nicht gilt'}"
        if condition.kind == "LEAF":
            return self._leaf(condition, item, holds)
        if condition.kind == "NOT":
            return self.clause(condition.children[0], item, holds=not holds, titles=titles)
        parts = [
            self._part(child, condition, item, holds if condition.kind != "XOR" else True, titles)
            for child in condition.children
        ]
        return _joined(condition, parts, holds)

    def raw(self, node: Any, item: Path = (), *, titles: bool = False) -> str:
        """A condition as it is written, in the same words; days that move with today stay relative.

        Raises ConditionError for a node that is no condition.
        """
        parsed = conditions.parse(parameters.marked(node), self._named)
        return self.clause(parsed if item else conditions.rooted(parsed), item, titles=titles)

    def calculation(self, tree: Any, item: Path = ()) -> str:
        """A calculation as it is written: *Summe aus …*, *ob …*. Raises ValueError, KeyError or TypeError for none."""
        return Sums(self.subjects, self.raw, item).text(tree)

    def _named(self, name: str) -> Any:
        return parameters.marked(self.definition.bundle.form.get("conditions", {})[name]["condition"])

    def title(self, condition: Condition) -> str:
        """The title of a named condition, "" for one without."""
        named = self.definition.bundle.form.get("conditions", {}).get(condition.name, {})
        return str(named.get("title", ""))

    def _leaf(self, leaf: Condition, item: Path, holds: bool) -> str:
        found = asked(self.subjects, self.subject(leaf, item), leaf.schema, leaf.parameters)
        return found.text if holds else found.denial

    def _part(self, child: Condition, around: Condition, item: Path, holds: bool, titles: bool) -> str:
        text = self.clause(child, item, holds=holds, titles=titles)
        inner = _joint(child, holds)
        titled = titles and self.title(child)
        return f"({text})" if inner not in ("", _joint(around, holds)) and not titled else text


def _joint(condition: Condition, holds: bool) -> str:
    """What joins the parts of a group once NOT is dissolved, "" where there is but one."""
    if condition.kind == "NOT":
        return _joint(condition.children[0], not holds)
    if len(condition.children) < 2 or condition.kind == "XOR":
        return "XOR" if condition.children[1:] else ""
    return "und" if (condition.kind == "AND") == holds else "oder"


def _joined(condition: Condition, parts: list[str], holds: bool) -> str:
    """The parts of a group; denied, *und* turns into *oder* and the parts are denied already."""
    if condition.kind == "XOR":
        return _one_of(parts, holds)
    every = (condition.kind == "AND") == holds
    if not parts:
        return _ALWAYS if every else _NEVER
    return listed(parts, "und" if every else "oder")


def _one_of(parts: list[str], holds: bool) -> str:
    if len(parts) < 2:
        single = parts[0] if parts else _NEVER
        return single if holds else f"nicht gilt, dass {single}"
    if len(parts) == 2 and holds:
        return f"entweder {parts[0]} oder {parts[1]}, aber nicht beides"
    how = "genau eines davon gilt" if holds else "nicht genau eines davon gilt"
    return f"{how} ({'; '.join(parts)})"
