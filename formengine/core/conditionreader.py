"""Reads the conditions of a form where they stand, and collects what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from formengine.core import conditions
from formengine.core.answers import schema_at
from formengine.core.conditions import Named
from formengine.core.model import ENVIRONMENT, ITEM, Condition, Finding, Path
from formengine.core.pointer import MISSING, write_scope
from formengine.core.unwritten import Fallen, TooMany


@dataclass
class ConditionReader:
    """What a reader of a form needs for its conditions; `findings` fill up as it goes."""

    named: Named
    schema: Mapping[str, Any]
    """The data schema, references inlined and parameters substituted."""
    findings: list[Finding] = field(default_factory=list)
    fallen: Fallen | None = None
    """Completes conditions, once the whole tree is read."""

    def error(self, place: str, message: str, mend: str) -> None:
        """Note something that keeps the definition from running."""
        self.findings.append(Finding("error", "form", place, message, mend))

    def hint(self, place: str, message: str, mend: str) -> None:
        """Note something that an author should look at."""
        self.findings.append(Finding("hint", "form", place, message, mend))

    def condition(self, node: Any, place: str, lists: tuple[Path, ...] = ()) -> Condition | None:
        """Read a condition that stands outside lists or in an item of the innermost of `lists`; None after an error."""
        try:
            condition = conditions.parse(node, self.named)
        except conditions.ConditionError as error:
            self.error(place + error.place, error.message, error.mend)
            return None
        condition = condition if lists else conditions.rooted(condition)
        for leaf in conditions.leaves(condition):
            self._check_leaf(leaf, place, lists)
        return self.complete(condition, place, (*lists[-1], ITEM) if lists else ())

    def _check_leaf(self, leaf: Condition, place: str, lists: tuple[Path, ...]) -> None:
        start = (*lists[-1], ITEM) if lists and not leaf.root else ()
        if leaf.path[:1] != (ENVIRONMENT,) and schema_at(self.schema, start + leaf.path) is MISSING:
            message = f"Die Bedingung fragt nach „{write_scope(leaf.path)}“; das gibt es im Schema nicht."
            self.error(place, message, "Prüfen Sie „scope“.")
        if not leaf.fail_when_undefined:
            mend = "Ergänzen Sie es, sonst gilt sie auch ohne Antwort."
            self.hint(place, "Der Bedingung fehlt „failWhenUndefined“: true.", mend)

    def complete(self, condition: Condition, place: str, item: Path) -> Condition:
        """The condition with what decides it where an answer may have fallen away; itself after an error."""
        try:
            return condition if self.fallen is None else self.fallen.completed(condition, item)
        except TooMany:
            mend = "Machen Sie Gruppen zur Pflicht („required“) oder fragen Sie nach weniger Häkchen."
            self.error(place, "Die Bedingung hängt an zu vielen Häkchen in freiwilligen Gruppen.", mend)
            return condition
