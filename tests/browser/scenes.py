"""Brings a person to the pages that a behaviour shows on, found in the definitions, whatever they are about."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pytest

from formengine.core.definition import Definition
from formengine.core.journey import judge_page
from formengine.core.model import CHECK_PAGE, Control, Page
from formengine.core.settling import Context
from formengine.fields import TYPES, token
from formengine.web.reveal import Chosen, page_reveal
from tests.browser.person import Person
from tests.browser.site import Site
from tests.browser.windows import Window
from tests.definitions.cases import NOW, definitions, played, visiting
from tests.definitions.questions import asked
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
    """A page of a definition."""

    definition: Definition
    page: Page

    def __str__(self) -> str:
        return f"{self.definition.slug}/{self.page.path}"

    def enter(self, window: Window, site: Site) -> Person:
        """A person who has just arrived there."""
        trip = self.trip(window, site)
        trip.go_to(self.page.path)
        return trip.assistant

    def trip(self, window: Window, site: Site) -> Trip[Person]:
        """The way of a case that leads there."""
        case = next(case for case in visiting(self.definition) if self.page.path in played(case.id).pages)
        return Trip(self.definition, case, Person(window), site.store)

    @property
    def button(self) -> str:
        """The button that leads on."""
        return "_absenden" if self.page.path == CHECK_PAGE else "_weiter"

    def demands(self) -> bool:
        """Whether something is missing on it while nobody has touched it."""
        return bool(judge_page(self.definition, {}, self.page, Context(NOW))[1].mistakes)

    def reveals(self) -> Iterator[Reveal]:
        """What choices on the page show."""
        terms = page_reveal(self.definition, self.page).terms
        for control in (control for control in asked(self.page) if control.id in terms):
            chosen = (next(iter(term)) for term in terms[control.id] if len(term) == 1)
            for atom, holds in chosen:
                if isinstance(atom, Chosen) and holds:
                    chooser = self.definition.controls[atom.control]
                    others = [token(choice.value) for choice in chooser.choices]
                    off = next((value for value in others if value not in atom.tokens), "")
                    yield Reveal(control, chooser, min(atom.tokens), off)


def scenes() -> list[Scene]:
    """Every page of every definition."""
    return [Scene(definition, page) for definition in definitions().values() for page in definition.pages]


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
    return [control for control in asked(scene.page) if TYPES[control.type].uploads]


def maps(scene: Scene) -> list[Control]:
    """The questions of a page that ask for a point on a map."""
    return [control for control in asked(scene.page) if control.type == "map"]


def choose(person: Person, control: Control, value: str) -> None:
    """Choose an option by hand ("" takes the tick of a box away)."""
    box = person.inputs(control)
    if control.type == "select":
        box.select_option(value)
    elif value:
        person.field(control).locator(f'[value="{value}"]').check()
    else:
        box.first.uncheck()
