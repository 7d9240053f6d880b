"""Completes answers: what conditions demand is put in, and whatever is still asked or refused is answered."""

import copy
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from formengine.core import pointer
from formengine.core.cases import Case, with_files
from formengine.core.definition import Definition
from formengine.core.journey import Mistake, walk
from formengine.core.model import ITEM, Control, Path
from formengine.core.pointer import MISSING
from formengine.core.settling import Context
from formengine.fields import TYPES
from formengine.web.samples import sample_for
from usability.values import Values

MOST_TRIES: Final = 80
"""So many answers are put in before a way is given up."""


def overlaid(
    document: dict[str, Any], example: Mapping[Path, Any], absent: Iterable[Path], lists: tuple[Path, ...]
) -> frozenset[Path]:
    """Put answers into a document, those in lists into the first item; the places that must stay so."""
    for around in (*lists, *(path[:i] for path in example for i, name in enumerate(path) if name == ITEM)):
        place = pointer.place(around, (0,) * around.count(ITEM))
        if not isinstance(pointer.at(document, place), list) or not pointer.at(document, place):
            pointer.put(document, place, [{}])
    for path, value in sorted(example.items(), key=lambda entry: len(entry[0])):
        place = pointer.place(path, (0,) * path.count(ITEM))
        if not isinstance(value, list) or ITEM not in str(path) or pointer.at(document, place) is MISSING:
            pointer.put(document, place, copy.deepcopy(value))
    for path in absent:
        pointer.remove(document, pointer.place(path, (0,) * path.count(ITEM)))
    return frozenset((*example, *absent))


@dataclass
class Filler:
    """Answers one question after the other, until nothing is wrong any more."""

    definition: Definition
    context: Context
    values: Values
    pinned: Collection[Path]
    broken: str
    tried: dict[str, Iterator[Any]] = field(default_factory=dict)

    def run(self, case: Case) -> dict[str, Any] | None:
        """The answers of the case, completed."""
        document = copy.deepcopy(dict(case.answers))
        for _ in range(MOST_TRIES):
            journey = walk(self.definition, with_files(self.definition, case, document), self.context)
            wrong = [m for m in journey.mistakes if not self.broken or m.code != f"regel:{self.broken}"]
            if not wrong:
                return document
            if not any(self._mended(document, mistake, firm) for firm in (True, False) for mistake in wrong[:4]):
                return None
        return None

    def _mended(self, document: dict[str, Any], mistake: Mistake, firm: bool) -> bool:
        """Put another answer in; while `firm`, what was solved stays. Whoever asked looks at what came out."""
        control = self.definition.controls.get(mistake.element)
        if control is None or control.fixed or (firm and control.path in self.pinned):
            return False
        value = next(self._options(control, mistake.pointer), MISSING)
        if value is MISSING:
            return False
        place = pointer.place(control.path, mistake.indices)
        pointer.put(document, place, copy.deepcopy(value))
        return True

    def _options(self, control: Control, where: str) -> Iterator[Any]:
        if where not in self.tried:
            self.tried[where] = self._of(control)
        return self.tried[where]

    def _of(self, control: Control) -> Iterator[Any]:
        if control.type in TYPES and TYPES[control.type].uploads:
            sample = sample_for(control)
            return iter([[sample.name]] if sample else [])
        return self.values.several(control)
