"""axe-core finds nothing on any page in any state, wide and narrow, with and without scripts; nothing sticks out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final

import pytest
from playwright.sync_api import Page

from formengine.core import model
from formengine.core.cases import Case
from formengine.core.definition import Definition
from formengine.core.journey import judge_page
from formengine.core.model import CHECK_PAGE, Document
from tests.browser import axe
from tests.browser.person import Person
from tests.browser.site import Site
from tests.browser.windows import Window, Windows
from tests.definitions.cases import definitions, good_cases, smoke, sparing, visiting
from tests.definitions.filling import Spot
from tests.definitions.questions import items_in, lists_of
from tests.definitions.travel import Trip

pytestmark = pytest.mark.browser

_LOOKS: Final[dict[str, dict[str, Any]]] = {
    "wide": {"width": 1280},
    "narrow-no-scripts": {"width": 320, "scripts": False, "inspectable": True},
    "narrow": {"width": 320},
    "wide-no-scripts": {"width": 1280, "scripts": False, "inspectable": True},
    "dark": {"width": 1280, "color_scheme": "dark"},
    "forced-colours": {"width": 1280, "forced_colors": "active"},
}


_MOST_ITEMS: Final = 5
_SMOKE: Final = 2
"""The first two looks show both widths and both renderings; the others take their time."""

_PARAMS: Final = [
    pytest.param(options, id=name, marks=[] if position < _SMOKE else [pytest.mark.slow])
    for position, (name, options) in enumerate(_LOOKS.items())
]
_FIELDS: Final = "fields => fields.filter(field => field.checkVisibility()).map(field => field.dataset.field)"


@dataclass
class Inspector:
    """Collects what axe finds, by what the page was when it was found; a state that was seen before is passed over."""

    page: Page
    note: Callable[[str, object], None]
    violations: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def look(self, state: str = "") -> None:
        """Scan the page as it is now."""
        fields = self.page.locator("[data-field]").evaluate_all(_FIELDS)
        items = self.page.locator("[id^=eintrag-]").count()
        where = f"{self.page.title()} {state} {fields} {items}"
        if where in self.seen:
            return
        self.seen.add(where)
        found = axe.scan(self.page)
        sticking_out = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        self.violations += [f"{where}: {sticking_out} px wider than the window"] if sticking_out > 0 else []
        self.violations += [f"{where}: {line}" for line in axe.sentences(found["violations"])]
        self.unsure += [f"{where}: {line}" for line in axe.sentences(found["incomplete"])]

    def conclude(self) -> None:
        """No violations; what axe could not decide is noted for a person to look at."""
        if self.unsure:
            rules = sorted({line.rpartition("]: ")[2].partition(" (")[0] for line in self.unsure})
            self.note("axe", f"undecided on {len(self.unsure)} of {len(self.seen)} states: {'; '.join(rules)}")
        assert self.seen
        assert self.violations == []


class Inspected(Person):
    """A person who scans each page as filled, before it is sent."""

    def __init__(self, window: Window, inspector: Inspector) -> None:
        super().__init__(window)
        self.inspector = inspector

    def press(self, name: str) -> None:
        self.inspector.look("filled")
        super().press(name)

    def change(self, what: str) -> None:
        self.inspector.look("filled")
        super().change(what)


class CarelessTrip(Trip[Person]):
    """Every page is looked at empty and sent untouched first, where something on it is required."""

    def __init__(self, *said: Any, inspector: Inspector) -> None:
        super().__init__(*said)
        self.inspector = inspector

    def visit(self, path: str) -> None:
        page = self.definition.page(path)
        assert page is not None
        self.inspector.look("empty")
        if judge_page(self.definition, self.accepted, page, self.context)[1].mistakes:
            self.assistant.press("_absenden" if path == CHECK_PAGE else "_weiter")
            assert self.assistant.status() == 422
            self.inspector.look("errors")
        super().visit(path)

    def visit_item(self, page: model.Page, spot: Spot, document: Document) -> None:
        if spot.list is not None and spot.indices == (0,):
            self.inspector.look("empty")
            self.assistant.press("_weiter")
            assert self.assistant.status() == 422
            self.inspector.look("errors")
            self.assistant.press("_zurueck")
            self.inspector.look("unfinished")
            self.assistant.press("_weiter")
            assert self.assistant.status() == 422
            self.inspector.look("errors")
            self.assistant.change(f"open:{spot.list.id}:{self.items[spot.list.id][0]}")
        super().visit_item(page, spot, document)


def _longest_lists(definition: Definition) -> list[Case]:
    """The good case with the most items in lists, those left out that take too long."""
    lists = [list_ for page in definition.pages for list_ in lists_of(page)]
    counted = [(sum(len(items_in(case.answers, list_)) for list_ in lists), case) for case in good_cases(definition)]
    fitting = [each for each in counted if 0 < each[0] <= _MOST_ITEMS]
    return [max(fitting, key=itemgetter(0))[1]] if fitting else []


@pytest.fixture(params=_PARAMS)
def window(request: pytest.FixtureRequest, windows: Windows) -> Window:
    """A window of each look."""
    return windows.shared(**request.param)


@pytest.fixture
def inspector(window: Window, record_property: Callable[[str, object], None]) -> Inspector:
    """Whoever inspects it."""
    return Inspector(window.page, record_property)


@pytest.mark.parametrize("slug", sparing(definitions()))
def test_every_page_of_a_definition_empty_with_errors_and_filled(
    window: Window, inspector: Inspector, site: Site, slug: str
) -> None:
    definition = definitions()[slug]
    chosen = [*visiting(definition), *smoke(definition), *_longest_lists(definition)]
    cases = {case.id: case for case in chosen if not case.expect.errors}
    CarelessTrip(definition, visiting(definition)[0], Person(window), site.store, inspector=inspector).run()
    for case in cases.values():
        Trip(definition, case, Inspected(window, inspector), site.store).run()
        inspector.look("the end")
    inspector.conclude()


def test_the_pages_around_the_assistant(window: Window, inspector: Inspector) -> None:
    for path in ["/", "/hinweise", *(f"/dienste/{slug}" for slug in definitions())]:
        window.open(path)
        for summary in window.page.locator("main summary").all():
            summary.click()
        inspector.look()
    inspector.conclude()


def test_the_pages_that_say_what_went_wrong(window: Window, inspector: Inspector) -> None:
    slug = next(iter(definitions()))
    for path, status in [("/gibt-es-nicht", 404), ("/antrag/aaaaaaaa/was", 404)]:
        window.open(path)
        assert window.answers[-1].status == status
        inspector.look()
    window.open(f"/dienste/{slug}")
    window.page.locator("[name=_csrf]").first.evaluate("token => token.value = 'falsch'")
    with window.leaving():
        window.page.locator("main form button").first.click()
    assert window.answers[-1].status == 403
    inspector.look()
    inspector.conclude()


@pytest.mark.parametrize("slug", definitions())
def test_the_notices_above_a_page(window: Window, inspector: Inspector, slug: str) -> None:
    person = Person(window)
    person.begin(slug)
    person.press("_speichern")
    window.page.get_by_role("heading", name="Ihr Entwurf ist gespeichert").wait_for()
    inspector.look("saved")
    number, _ = person.place()
    if len(definitions()[slug].pages) > 1:
        window.open(f"/antrag/{number}/{definitions()[slug].pages[1].path}")
        window.page.get_by_role("heading", name="Diese Seite kommt vorher").wait_for()
        inspector.look("not yet")
    if definitions()[slug].kind != "klaerung":
        window.open(f"/antrag/{number}/{CHECK_PAGE}")
        window.page.get_by_role("heading", name="Hier fehlt noch etwas").wait_for()
        inspector.look("unfinished")
    inspector.conclude()


def test_axe_sees_what_is_wrong(windows: Windows) -> None:
    page = windows.shared().page
    page.set_content("<html lang=de><title>Bild</title><main><h1>Bild</h1><img src='data:,'></main>")
    assert [finding["id"] for finding in axe.scan(page)["violations"]] == ["image-alt"]
    assert next(axe.sentences(axe.scan(page)["violations"])).startswith("image-alt: Abbildungen")


def test_a_scan_without_rules_is_no_success(windows: Windows) -> None:
    page = windows.shared().page
    with pytest.raises(RuntimeError, match="axe ran no rule"):
        axe.scan(page, tags=["wcag99"])


def test_an_error_of_axe_is_no_success(windows: Windows) -> None:
    page = windows.shared().page
    with pytest.raises(RuntimeError, match="no-such-rule"):
        axe.scan(page, rules=["no-such-rule"])
