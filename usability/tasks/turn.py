"""A turn at one page: what is typed there, how the page looks with that, and what it cost."""

import copy
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from formengine.core import dates, pointer
from formengine.core.cases import Case
from formengine.core.model import ITEM, Indices, Page, Path
from formengine.core.settling import Settled
from formengine.web.filled import FileAnswer, Filled
from formengine.web.forms import PageForms
from formengine.web.places import Standing, element_of, item_of, list_names, own_page, standing
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
    forms: PageForms
    maps: frozenset[str]

    def see(self, item: Indices = ()) -> Sight:
        """What can be seen of the page, or of the page of an item."""
        items = {each.prefix.split("/")[-2]: each.indices for each in standing(self.forms, self.filled.raw)}
        return see(self.answer.tree, self.settled.visible, items, item)

    def added(self, prefix: str = "") -> int:
        """How many items were added to lists on the page, or on the page of an item whose names begin so."""
        here = [name for name in list_names(self.forms, self.filled.raw) if own_page(self.forms, name) == prefix]
        there = {name: self.forms.lists[element_of(name)].begins for name in here}
        return sum(max(0, len(self.filled.raw.get(name, ())) - begins) for name, begins in there.items())

    def own_pages(self) -> Iterator[tuple[str, str, Standing]]:
        """Items with pages of their own: what each is called, its address, where it stands; inner ones first."""
        own = [each for each in standing(self.forms, self.filled.raw) if each.each.on_own_pages]
        for each in sorted(own, key=lambda each: (*each.indices, math.inf)):
            item = item_of(self.forms, each.each.control.id, each.prefix)
            names = [self.forms.lists[list_].control.options.get("item", "Eintrag") for list_, _ in item.steps]
            called = ", ".join(f"{name} {i + 1}" for name, i in zip(names, each.indices, strict=True))
            yield called, f"{self.page.path}/{item.address}", each

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
    """What is typed wrongly first, by JSON Pointer."""
    _left: Mapping[str, Any] = field(init=False)
    _last: Typing | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._left = self.slips

    def before(self) -> dict[str, list[str]]:
        """What stands in the fields when the page is opened."""
        answer = self.desk.open(self.page.path)
        if answer.status != SEEN:
            raise StuckError(f"Die Seite „{self.page.title}“ lässt sich nicht öffnen.")
        return strings(answer.tree)

    def mend(self, case: Case, item: Standing | None) -> None:
        """Type the right answers on the page of an item, or of the step; slips on other pages are not seen yet."""
        self._left = {key: value for key, value in self._left.items() if item is not None and not _is_in(key, item)}
        self.type(case)

    def _slipped(self, case: Case) -> Case:
        """The case with what is still typed wrongly."""
        answers = copy.deepcopy(dict(case.answers))
        for key, value in self._left.items():
            place = tuple(int(part) if part.isdigit() else part for part in pointer.split(key))
            if value is None:
                pointer.remove(answers, place)
            else:
                pointer.put(answers, place, dates.resolve_all(value, case.now.date()))
        return replace(case, answers=answers)

    def type(self, case: Case) -> Typing:
        """Leave the answers of a case in the fields, slips that nobody mended included."""
        filled, settled = self.desk.type(self.page, self._slipped(case))
        maps = frozenset(control.id for control in self.page.controls if control.type == "map")
        forms = self.desk.form.pages[self.page.id]
        answer = self.desk.open(self.page.path)
        self._last = Typing(self.page.path, filled, settled, answer, self.page, forms, maps)
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


def path_of(key: str) -> Path:
    """The path that a JSON Pointer leads along, items of lists told from names."""
    return tuple(ITEM if part.isdigit() else part for part in pointer.split(key))


def _is_in(key: str, item: Standing) -> bool:
    around = (*item.each.control.path, ITEM)
    indices = tuple(int(part) for part in pointer.split(key) if part.isdigit())
    return path_of(key)[: len(around)] == around and indices[: len(item.indices)] == item.indices


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
