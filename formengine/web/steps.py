"""The step list: all steps of a short form, the sections of a long one, else only where one stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from markupsafe import Markup

from formengine.core.journey import Step
from formengine.core.model import CHECK_PAGE, Page
from formengine.web.drafting import Working, address, page_url
from formengine.web.words import Words

ALL_STEPS: Final = "schritte"
MANY: Final = 10
"""More steps than this are a list that nobody reads."""
_REMARKED: Final = frozenset({"done", "attention"})


class StepItem(NamedTuple):
    """An entry of the step list; without an address it is the current one, or waits for its turn."""

    label: str
    mark: str
    """What stands in the circle: the number, or nothing where a picture does."""
    url: str
    state: str
    remark: str = ""
    """The picture in words."""
    lang: str = ""
    """The language of the label, where it is not that of the page."""

    @property
    def current(self) -> bool:
        """True for the step that is shown."""
        return self.state == "current"


class StepList(NamedTuple):
    """The entries, and where all of them stand if these are not all."""

    items: Sequence[StepItem]
    all_url: str = ""
    html: Markup = Markup()
    """The entries as they are shown, twice: small screens fold them."""


@dataclass(frozen=True)
class Path:
    """The steps of a draft from one page."""

    working: Working
    step: Step
    current: Page | None = None
    """None on the check page and on the list of all steps."""
    checking: bool = False
    """On a check page that asks nothing."""

    @property
    def has_check(self) -> bool:
        """The check page counts as a step even where it asks nothing."""
        definition = self.working.form.definition
        return definition.kind != "klaerung" and (not self.step.path or self.step.path[-1].path != CHECK_PAGE)

    @property
    def total(self) -> int:
        """How many steps a person sees."""
        return len(self.step.path) + self.has_check

    @property
    def number(self) -> int:
        """Where the current page stands, from one."""
        return self.total if self.current is None else self.step.number or self.total

    def all(self) -> StepList:
        """Every step."""
        return StepList(self._items(range(self.total)))

    def beside(self) -> StepList:
        """What stands beside a page."""
        if self.total <= MANY + 1:
            return self.all()
        items = self._sections() or self._near()
        return StepList(items, f"{address(self.working)}/{ALL_STEPS}" if self.working.draft.number else "")

    def _near(self) -> list[StepItem]:
        """The previous step, this one, and the next."""
        here = self.number - 1
        return self._items(range(max(0, here - 1), min(self.total, here + 2)))

    def _sections(self) -> list[StepItem]:
        """The sections, and the pages that stand in none; nothing where there are none, or too many."""
        groups = [
            (section, [index for index, _ in members])
            for section, members in groupby(enumerate(self.step.path), key=_section_of)
        ]
        entries = sum(1 if section else len(members) for section, members in groups) + self.has_check
        if entries > MANY + 2 or not any(section for section, _ in groups):
            return []
        items: list[StepItem] = []
        for section, members in groups:
            items += [self._section(section, members, len(items) + 1)] if section else self._items(members)
        return items + self._items(range(len(self.step.path), self.total))

    def _section(self, label: str, members: list[int], number: int) -> StepItem:
        inside = self._items(members)
        states = {item.state for item in inside}
        otherwise = "done" if states == {"done"} else "open"
        state = next((one for one in ("current", "attention") if one in states), otherwise)
        url, lang = (
            "" if state == "current" else inside[0].url,
            self._words.foreign(self.step.path[members[0]].language),
        )
        return StepItem(label, _mark(state, number), url, state, self._remark(state), lang)

    def _items(self, indices: Sequence[int]) -> list[StepItem]:
        return [self._item(index) for index in indices]

    def _item(self, index: int) -> StepItem:
        if index == len(self.step.path):
            state = "current" if self.checking else "open"
            return StepItem(self._words.say("check.title"), str(index + 1), self._url(index, CHECK_PAGE, state), state)
        page = self.step.path[index]
        state = "current" if page is self.current else self._state(page)
        checks, url = page.path == CHECK_PAGE, self._url(index, page.path, state)
        label, lang = (
            (self._words.say("check.title"), "") if checks else (page.title, self._words.foreign(page.language))
        )
        return StepItem(label, _mark(state, index + 1), url, state, self._remark(state), lang)

    @property
    def _words(self) -> Words:
        return self.working.form.words

    def _remark(self, state: str) -> str:
        return self._words.say(f"steps.{state}") if state in _REMARKED else ""

    def _state(self, page: Page) -> str:
        if self._is_done(page):
            return "done"
        return "attention" if page.id in self.working.progress.begun else "open"

    def _is_done(self, page: Page) -> bool:
        return self.step.flags[page.id][1] and page.id not in self.working.snapshot.open

    def _url(self, index: int, path: str, state: str) -> str:
        """Done steps can be visited again, later ones wait for their turn."""
        return page_url(self.working, path) if state != "current" and index <= self.step.turn else ""


def _section_of(entry: tuple[int, Page]) -> str:
    return entry[1].section


def _mark(state: str, number: int) -> str:
    return str(number) if state in ("open", "current") else ""
