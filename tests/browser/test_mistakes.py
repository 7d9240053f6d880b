"""A page that was refused: where the focus is, where the links lead, and that nothing that was typed is lost."""

from collections.abc import Callable

import pytest

from formengine.fields import TYPES
from tests.browser.person import Person
from tests.browser.scenes import ACTIVE, Scene, each, one, scenes, uploads
from tests.browser.site import Site
from tests.browser.windows import Window
from tests.definitions.assistant import Upload
from tests.definitions.cases import cases, definitions, played, smoke
from tests.definitions.questions import asked
from tests.definitions.travel import Trip
from tests.samples import sample

pytestmark = pytest.mark.browser

_BAD = [case.id for definition in definitions().values() for case in smoke(definition) if case.expect.errors]


def _strings(person: Person, scene: Scene) -> dict[str, object]:
    """What stands in the fields of a page, files by name."""
    return {
        control.id: person.files(control) if TYPES[control.type].uploads else person.raw(control)
        for control in asked(scene.page)
    }


@one([scene for scene in scenes() if scene.demands()])
def test_the_error_summary_has_the_focus_and_leads_to_the_fields(window: Window, site: Site, scene: Scene) -> None:
    person = scene.enter(window, site)
    person.press(scene.button)
    assert person.status() == 422
    assert window.page.title().startswith("Fehler: ")
    assert window.page.evaluate(ACTIVE) == "fehlerliste"
    assert person.summary()
    for id_, _ in person.summary():
        window.page.locator(f'#fehlerliste a[href="#{id_}"]').click()
        window.page.wait_for_function("id => document.activeElement.id === id", arg=id_)
        field = window.page.locator(f'[data-field="{id_.removeprefix("f-")}"]')
        assert field.locator("label, legend").first.evaluate("label => label.getBoundingClientRect().top") >= 0


@pytest.mark.parametrize("id_", _BAD)
def test_going_back_keeps_what_was_refused(window: Window, site: Site, id_: str) -> None:
    definition, case = cases()[id_]
    wrong = {
        definition.page_by_id(control.page).path
        for control in definition.controls.values()
        if f"/{'/'.join(control.path)}" in case.expect.errors
    }
    path = next(path for path in played(id_).pages[1:] if path in wrong)
    person = Person(window)
    trip = Trip(definition, case, person, site.store)
    trip.go_to(path)
    page = definition.page(path)
    assert page is not None
    scene = Scene(definition, page)
    trip.send(page, case.answers)
    assert person.status() == 422
    typed = _strings(person, scene)
    person.press("_zurueck")
    assert person.place()[1] == played(id_).pages[played(id_).pages.index(path) - 1]
    person.press("_weiter")
    assert person.place()[1] == path
    assert _strings(person, scene) == typed


@one([scene for scene in scenes() if scene.page is not scene.definition.pages[-1]])
def test_the_buttons_of_the_browser_keep_what_was_accepted(window: Window, site: Site, scene: Scene) -> None:
    trip = scene.trip(window, site)
    trip.go_to(scene.page.path)
    person, page = trip.assistant, window.page
    trip.visit(scene.page.path)
    after = person.place()

    def leaf(step: Callable[[], object], path: str) -> None:
        with page.expect_event("load"):
            step()
        page.wait_for_url(f"**/{path}")

    leaf(page.go_back, scene.page.path)
    there = _strings(person, scene)
    assert any(there.values())
    leaf(page.reload, scene.page.path)
    assert _strings(person, scene) == there
    leaf(page.go_forward, after[1])
    assert person.heading() != ""
    leaf(page.go_back, scene.page.path)
    assert _strings(person, scene) == there


@each([scene for scene in scenes() if uploads(scene) and scene.demands()])
def test_an_upload_survives_a_mistake_elsewhere_and_can_be_removed(window: Window, site: Site, scene: Scene) -> None:
    person = scene.enter(window, site)
    for control in uploads(scene):
        mime = control.schema["items"]["properties"]["mimeType"]["enum"][0]
        name = f"Bild von vorn.{mime.rpartition('/')[2]}"
        person.attach(control, [Upload(name, mime, sample(mime))])
        person.press(scene.button)
        assert person.status() == 422
        assert person.files(control) == [name]
        person.press(scene.button)
        assert person.files(control) == [name]
        person.remove(control, name)
        assert person.files(control) == []
        rows = site.store.drafts.pages(person.place()[0])
        assert (rows[scene.page.id].pending or {}).get("files") == {}
