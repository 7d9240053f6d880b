"""Other ways to use the assistant: by keyboard alone, by a click on the map without scripts, enlarged, on paper."""

from typing import Final

import pytest

from formengine.core.model import CHECK_PAGE
from tests.browser.keyboard import KeyboardPerson
from tests.browser.person import Person
from tests.browser.scenes import Scene, each, maps, placed, scenes
from tests.browser.site import Site
from tests.browser.windows import Window, Windows
from tests.definitions.cases import definitions, sparing, visiting
from tests.definitions.travel import Trip

pytestmark = pytest.mark.browser

_ANTRAEGE: Final = [slug for slug, definition in definitions().items() if definition.kind != "klaerung"]


@pytest.mark.parametrize("slug", definitions())
def test_a_whole_journey_by_keyboard_alone(scripted: Window, site: Site, slug: str) -> None:
    definition = definitions()[slug]
    Trip(definition, visiting(definition)[0], KeyboardPerson(scripted), site.store).run()


@pytest.mark.parametrize("width", [320, 1280])
@each([scene for scene in scenes() if maps(scene)])
def test_a_click_on_the_map_sets_the_point_without_scripts(
    windows: Windows, site: Site, scene: Scene, width: int
) -> None:
    window = windows.fresh(scripts=False, width=width)
    (asked_,) = maps(scene)
    trip = scene.trip(window, site, showing=asked_)
    person = trip.assistant
    item = scene.item(person)
    control = placed(asked_, item)
    if scene.list_ is None:
        trip.fill_page(scene.page, trip.case.answers)
    else:
        trip.items[scene.list_.id] = [item]
        questions = [(each, (0,)) for each in scene.questions(item)]
        trip.fill_all(scene.page, questions, trip.case.answers)
    before = person.raw(control)
    picture = person.field(control).locator("input[type=image]:visible")
    box = picture.bounding_box()
    assert box is not None
    across, down = 0.5, 0.25
    with window.leaving():
        picture.click(position={"x": box["width"] * across, "y": box["height"] * down})
    edge = {
        side: int(person.field(control).locator("[data-karte]").get_attribute(f"data-{side}") or 0)
        for side in ("west", "east", "south", "north")
    }
    metres = (edge["east"] - edge["west"]) / box["width"] + 1
    (e,), (n,) = (person.raw(control)[name] for name in "en")
    assert {"e": [e], "n": [n]} != {name: before.get(name) for name in "en"}
    assert abs(int(e) - (edge["west"] + (edge["east"] - edge["west"]) * across)) <= metres
    assert abs(int(n) - (edge["north"] - (edge["north"] - edge["south"]) * down)) <= metres
    assert person.sees(control)
    here = person.place()[1]
    person.press("_weiter")
    assert person.place()[1] != here
    if scene.list_ is not None:
        person.press("_weiter")
    answers = site.store.drafts.pages(person.place()[0])[scene.page.id].answers or {}
    assert str(answers).count(f"'e': {e}, 'n': {n}") == 1
    window.context.close()


@pytest.mark.parametrize("slug", sparing(definitions()))
def test_a_whole_journey_at_four_times_the_size(windows: Windows, site: Site, slug: str) -> None:
    window = windows.fresh(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    definition = definitions()[slug]
    Trip(definition, visiting(definition)[0], _Measuring(window), site.store).run()
    window.context.close()


class _Measuring(Person):
    """Looks at each page before leaving it: nothing may stand out to the side."""

    def press(self, name: str) -> None:
        widest = self.page.evaluate("document.documentElement.scrollWidth")
        assert widest <= 320, f"{self.page.title()} is {widest} px wide"
        super().press(name)


@pytest.mark.parametrize("slug", sparing(_ANTRAEGE))
def test_on_paper_the_receipt_has_answers_and_no_navigation(window: Window, site: Site, slug: str) -> None:
    definition = definitions()[slug]
    person = Person(window)
    Trip(definition, visiting(definition)[0], person, site.store).run()
    assert window.page.locator("nav:visible").count() > 0
    window.page.emulate_media(media="print")
    assert window.page.locator(":is(nav, button, .aw-skip):visible").count() == 0
    assert window.page.locator("h1").is_visible()
    assert window.page.locator("[data-answer]:visible").count() == len(person.rows()) > 0


@pytest.mark.parametrize("slug", sparing(_ANTRAEGE))
def test_on_paper_the_check_page_has_answers_and_no_buttons(window: Window, site: Site, slug: str) -> None:
    definition = definitions()[slug]
    person = Person(window)
    Trip(definition, visiting(definition)[0], person, site.store).go_to(CHECK_PAGE)
    window.page.emulate_media(media="print")
    assert window.page.locator(":is(nav, button:not([tabindex]), .aw-row__change):visible").count() == 0
    assert window.page.locator("[data-answer]:visible").count() == len(person.rows()) > 0
