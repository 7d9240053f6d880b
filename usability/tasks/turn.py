"""A turn at one page: what is typed there, how the page looks with that, and what it cost."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from formengine.core import dates, pointer
from formengine.core.cases import Case
from formengine.core.model import Page
from formengine.core.settling import Settled
from formengine.web.filled import FileAnswer, Filled
from usability.tasks import effort
from usability.tasks.desk import Answer, Desk
from usability.tasks.effort import Effort
from usability.tasks.markup import Node, main_form, sent
from usability.tasks.seeing import Sight, see

SEEN: Final = 200


class StuckError(Exception):
    """The person cannot go on; the message says why."""


@dataclass
class Typing:
    """What stands in the fields of a page, and the page as it is rendered with that."""

    place: str
    filled: Filled
    settled: Settled
    answer: Answer
    page: Page
    lists: tuple[str, ...]
    maps: frozenset[str]

    def see(self, position: int | None) -> Sight:
        """What can be seen of the page, or of the page of an item."""
        items = [id_ for list_ in self.lists for id_ in self.filled.raw.get(list_, ())]
        return see(self.answer.tree, self.settled.visible, items, position)

    def cost(self, sight: Sight, before: Mapping[str, Sequence[str]], kept: Filled | None = None) -> Effort:
        """What it costs to type it over what stood there, files included that were not kept already."""
        names = {box.name for box in sight.boxes if box.kind == "file"}
        there = {name: _kept(kept.files.get(name, ())) for name in names} if kept else {}
        new = sum(len(_kept(self.filled.files.get(name, ())) - there.get(name, set())) for name in names)
        points = len(self._points(sight, before)) * effort.MAP_CLICKS
        boxes = [box for box in sight.boxes if box.field not in self.maps]
        return effort.filling(boxes, before) + Effort(clicks=new * effort.FILE_CLICKS + points)

    def _points(self, sight: Sight, before: Mapping[str, Sequence[str]]) -> set[str]:
        """The maps on which a point was set, by input name."""
        shown = {box.name.partition(":")[0] for box in sight.boxes if box.field in self.maps}
        changed = {name.partition(":")[0] for name, values in self.filled.raw.items() if values != before.get(name)}
        return shown & changed

    def standing(self) -> dict[str, list[str]]:
        """The strings in the inputs."""
        return strings(self.answer.tree)


@dataclass
class Turn:
    """One page's turn."""

    desk: Desk
    page: Page
    slips: Mapping[str, Any]
    _last: Typing | None = None

    def before(self) -> dict[str, list[str]]:
        """What stands in the fields when the page is opened."""
        answer = self.desk.open(self.page.path)
        if answer.status != SEEN:
            raise StuckError(f"Die Seite „{self.page.title}“ lässt sich nicht öffnen.")
        return strings(answer.tree)

    def slips_case(self, case: Case) -> Case:
        """The case with what is typed first, wrongly."""
        answers = copy.deepcopy(dict(case.answers))
        for key, value in self.slips.items():
            place = tuple(int(part) if part.isdigit() else part for part in pointer.split(key))
            if value is None:
                pointer.remove(answers, place)
            else:
                pointer.put(answers, place, dates.resolve_all(value, case.now.date()))
        return replace(case, answers=answers)

    def type(self, case: Case) -> Typing:
        """Leave the answers of a case in the fields."""
        filled, settled = self.desk.type(self.page, case)
        maps = frozenset(control.id for control in self.page.controls if control.type == "map")
        lists = tuple(self.desk.form.pages[self.page.id].items)
        answer = self.desk.open(self.page.path)
        self._last = Typing(self.page.path, filled, settled, answer, self.page, lists, maps)
        return self._last

    def latest(self, place: str) -> Typing:
        """What stands in the fields now, as the page at a place shows it."""
        return replace(self.typed, answer=self.desk.open(place), place=place)

    @property
    def typed(self) -> Typing:
        """What was typed last."""
        if self._last is None:
            raise LookupError(self.page.path)
        return self._last


def _kept(files: Sequence[FileAnswer]) -> set[str]:
    """The names of files that were taken."""
    return {str(file["name"]) for file in files if "sha256" in file}


def strings(tree: Node) -> dict[str, list[str]]:
    """The strings in the inputs of a page, by name."""
    found: dict[str, list[str]] = {}
    form = main_form(tree)
    for name, value in sent(form) if form else ():
        found.setdefault(name, []).append(value)
    return found
