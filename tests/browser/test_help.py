"""Help for the room in a browser: a jump, an example and a sample file, with and without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from formengine.core.examples import examples
from formengine.core.model import CHECK_PAGE, Control
from tests.browser import axe
from tests.browser.person import Person
from tests.browser.scenes import Scene, scenes, uploads
from tests.browser.windows import Window, Windows
from tests.definitions.cases import definitions

pytestmark = pytest.mark.browser

_ANTRAEGE = [slug for slug, definition in definitions().items() if definition.kind == "antrag"]
_UPLOADS = [scene for scene in scenes() if uploads(scene)]


def _always_asked() -> Iterator[tuple[Scene, Control]]:
    """Questions for files that hang on no other answer."""
    for scene in _UPLOADS:
        for control in uploads(scene):
            if not control.lists and not scene.definition.elements[control.id].effects:
                yield scene, control


def jump(window: Window, slug: str, path: str) -> Person:
    """Begin, and jump to a page as the last example of the definition."""
    person = Person(window)
    person.begin(slug)
    window.page.get_by_text("Hilfe für die Werkstatt").click()
    window.page.get_by_label("Beispielperson").select_option(examples(definitions()[slug])[0].case)
    window.page.get_by_label("Seite", exact=True).select_option(path)
    with window.sending():
        window.page.get_by_role("button", name="Zu Seite springen").click()
    window.page.wait_for_url(f"**/{path}?hinweis=gesprungen")
    return person


@pytest.mark.parametrize("slug", _ANTRAEGE)
def test_a_jump_to_the_check_page_and_an_example_for_it_make_an_application(window: Window, slug: str) -> None:
    person = jump(window, slug, CHECK_PAGE)
    if definitions()[slug].page(CHECK_PAGE) is not None:
        window.page.get_by_text("Hilfe für die Werkstatt").click()
        with window.sending():
            window.page.get_by_role("button", name="Mit Beispieldaten füllen").click()
        window.page.wait_for_url("**?hinweis=beispiel")
    person.press("_absenden")
    window.page.wait_for_url("**/eingang")


def test_a_sample_file_is_one_click_and_the_focus_stays_at_its_question(window: Window, scripts: bool) -> None:
    scene, control = next(_always_asked())
    person = Person(window)
    person.begin(scene.definition.slug)
    if person.place()[1] != scene.page.path:
        person = jump(window, scene.definition.slug, scene.page.path)
    before = person.files(control)
    with window.sending():
        person.field(control).get_by_role("button", name="Beispieldatei verwenden").click()
    assert len(person.files(control)) == len(before) + 1
    if scripts:
        expect(person.field(control).locator("input[type=file]")).to_be_focused()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("slug", definitions())
def test_the_help_passes_axe_and_fits(windows: Windows, slug: str, width: int) -> None:
    window = windows.fresh(width=width)
    Person(window).begin(slug)
    window.page.get_by_text("Hilfe für die Werkstatt").click()
    assert list(axe.sentences(axe.scan(window.page)["violations"])) == []
    assert window.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    window.context.close()
