"""Brings a person to the pages that a behaviour shows on, found in the definitions, whatever they are about."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import pytest

from formengine.core import pointer
from formengine.core.cases import Case
from formengine.core.definition import Definition
from formengine.core.journey import judge_page, walk
from formengine.core.model import CHECK_PAGE, Control, Document, Page
from formengine.core.settling import Context
from formengine.fields import TYPES, token
from formengine.web.reveal import Chosen, item_reveal, page_reveal
from tests.browser.person import Person
from tests.browser.site import Site
from tests.browser.windows import Window
from tests.definitions.cases import NOW, cases, definitions, good_cases, played, visiting
from tests.definitions.questions import asked, asked_inside, lists_of, on_own_pages, under
from tests.definitions.travel import Trip

ACTIVE: Final = "document.activeElement.id || document.activeElement.tagName"


@dataclass(frozen=True)
class Reveal:
    """A question that the stylesheet shows when an option of another one is chosen."""

    control: Control
    chooser: Control
    on: str
    off: str


@dataclass(frozen=True)
class Scene:
    """A page of a definition, or the page of an item of a list."""

    definition: Definition
    page: Page
    list_: Control | None = None

    def __str__(self) -> str:
        return f"{self.definition.slug}/{self.page.path}" + (f"/{self.list_.id}" if self.list_ else "")

    def enter(self, window: Window, site: Site) -> Person:
        """A person who has just arrived there."""
        return self.trip(window, site).assistant

    def trip(self, window: Window, site: Site, showing: Control | None = None) -> Trip[Person]:
        """The way of a case that leads there, where the person has just arrived, and where a question is asked."""
        cases = [*visiting(self.definition), *good_cases(self.definition)]
        case = next(case for case in cases if self.page.path in played(case.id).pages and shows(case, showing))
        trip = Trip(self.definition, case, Person(window), site.store)
        trip.go_to(self.page.path)
        if self.list_ is not None:
            trip.assistant.change(f"add:{self.list_.id}")
        return trip

    def item(self, person: Person) -> str:
        """The item whose page the person sees, "" for none."""
        return person.place()[1].rpartition("/")[2] if self.list_ else ""

    def questions(self, item: str = "") -> list[Control]:
        """The questions that a person answers there, the ids of those in an item with its id."""
        found = asked_inside(self.page, self.list_) if self.list_ else list(asked(self.page))
        return [placed(control, item) for control in found]

    @property
    def button(self) -> str:
        """The button that leads on."""
        return "_absenden" if self.page.path == CHECK_PAGE else "_weiter"

    def demands(self, document: Document | None = None) -> bool:
        """Whether something is missing on it while nobody has answered more than this."""
        answers = dict(document or {})
        if self.list_:
            pointer.put(answers, self.list_.path, [{**answers}])
        return bool(judge_page(self.definition, {self.page.id: answers}, self.page, Context(NOW))[1].mistakes)

    def reveals(self, item: str = "") -> Iterator[Reveal]:
        """What choices on the page show, in this item."""
        found = item_reveal(self.definition, self.page, self.list_) if self.list_ else None
        terms = (found or page_reveal(self.definition, self.page)).terms
        for control in (control for control in self.questions() if control.id in terms):
            chosen = (next(iter(term)) for term in terms[control.id] if len(term) == 1)
            for atom, holds in chosen:
                if isinstance(atom, Chosen) and holds:
                    chooser = self.definition.controls[atom.control]
                    others = [token(choice.value) for choice in chooser.choices]
                    off = next((value for value in others if value not in atom.tokens), "")
                    yield Reveal(placed(control, item), placed(chooser, item), min(atom.tokens), off)


def placed(control: Control, item: str) -> Control:
    """A question in an item, "" for none."""
    return under(control, f"{item}/") if item else control


def shows(case: Case, control: Control | None) -> bool:
    """Whether a question is asked on the way of a case."""
    if control is None:
        return True
    definition, _ = cases()[case.id]
    visible = walk(definition, played(case.id).document, Context(case.now, case.environment)).settled.visible
    return any(id_ == control.id for id_, _ in visible)


def pages() -> list[Scene]:
    """Every page of every definition."""
    return [Scene(definition, page) for definition in definitions().values() for page in definition.pages]


def scenes() -> list[Scene]:
    """Every page of every definition, and the page of an item of every list that has such pages."""
    found = []
    for scene in pages():
        own = [list_ for list_ in lists_of(scene.page) if on_own_pages(list_)]
        found += [scene, *(replace(scene, list_=list_) for list_ in own)]
    return found


def each(found: list[Scene]) -> pytest.MarkDecorator:
    """A test for each of these pages; there must be some, or the test would say nothing."""
    assert found
    return pytest.mark.parametrize("scene", found, ids=str)


def one(found: list[Scene]) -> pytest.MarkDecorator:
    """Likewise, but only the first page of each definition belongs to the smoke set."""
    assert found
    first = {scene.definition.slug: scene for scene in reversed(found)}.values()
    marked = [pytest.param(scene, marks=[] if scene in first else [pytest.mark.slow]) for scene in found]
    return pytest.mark.parametrize("scene", marked, ids=str)


def uploads(scene: Scene) -> list[Control]:
    """The questions of a page that ask for files."""
    return [control for control in scene.questions() if TYPES[control.type].uploads]


def maps(scene: Scene) -> list[Control]:
    """The questions of a page that ask for a point on a map."""
    return [control for control in scene.questions() if control.type == "map"]


def show(person: Person, scene: Scene, control: Control) -> None:
    """Bring a question up by a choice, where it is not there."""
    for reveal in scene.reveals(scene.item(person)):
        if reveal.control.id == control.id and not person.sees(control):
            choose(person, reveal.chooser, reveal.on)
            person.field(control).wait_for(state="visible")


def choose(person: Person, control: Control, value: str) -> None:
    """Choose an option by hand ("" takes the tick of a box away)."""
    box = person.inputs(control)
    if control.type == "select":
        box.select_option(value)
    elif value:
        person.field(control).locator(f'[value="{value}"]').check()
    else:
        box.first.uncheck()
