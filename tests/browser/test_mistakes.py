"""A page that was refused: where the focus is, where the links lead, and that nothing that was typed is lost."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from formengine.core import pointer
from formengine.fields import TYPES
from tests.browser.person import Person
from tests.browser.scenes import ACTIVE, Scene, each, one, pages, placed, scenes, show, uploads
from tests.browser.site import Site
from tests.browser.windows import Window
from tests.definitions.assistant import Upload
from tests.definitions.cases import cases, definitions, played, smoke
from tests.definitions.questions import asked_inside, instance_at, lists_of, on_own_pages, under
from tests.definitions.travel import Trip
from tests.samples import sample

pytestmark = pytest.mark.browser

_BAD = [case.id for definition in definitions().values() for case in smoke(definition) if case.expect.errors]


def _strings(person: Person, scene: Scene) -> dict[str, object]:
    """What stands in the fields of a page, files by name, lists by their items and what stands in those."""
    questions = scene.questions()
    found: dict[str, object] = {}
    for list_ in lists_of(scene.page):
        found[list_.id] = [person.page.locator(f"#eintrag-{item}").inner_text() for item in person.items(list_)]
        if not on_own_pages(list_):
            own = asked_inside(scene.page, list_)
            questions += [under(control, f"{item}/") for item in person.items(list_) for control in own]
    for control in questions:
        uploads_ = TYPES[control.type].uploads
        found[control.id] = person.files(control) if uploads_ else person.raw(control)
    return found


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
        field = window.page.locator("[data-field]", has=window.page.locator(f'[id="{id_}"]')).last
        assert field.locator("label, legend, h2").first.evaluate("label => label.getBoundingClientRect().top") >= 0


@pytest.mark.parametrize("id_", _BAD)
def test_going_back_keeps_what_was_refused(window: Window, site: Site, id_: str) -> None:
    definition, case = cases()[id_]
    questions = [instance_at(definition, place)[0] for place in case.expect.errors]
    wrong = {definition.page_by_id(definition.controls[id_].page).path for id_ in questions}
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


@one([scene for scene in pages() if scene.page is not scene.definition.pages[-1]])
def test_the_buttons_of_the_browser_keep_what_was_accepted(window: Window, site: Site, scene: Scene) -> None:
    trip = scene.trip(window, site)
    person, page = trip.assistant, window.page
    trip.visit(scene.page.path)
    after = person.place()

    def leaf(step: Callable[[], object], path: str) -> None:
        with page.expect_event("load"):
            step()
        page.wait_for_url(re.compile(rf"/{path}([?#].*)?$"))

    leaf(page.go_back, scene.page.path)
    there = _strings(person, scene)
    assert any(there.values())
    leaf(page.reload, scene.page.path)
    assert _strings(person, scene) == there
    leaf(page.go_forward, after[1])
    assert person.heading() != ""
    leaf(page.go_back, scene.page.path)
    assert _strings(person, scene) == there


def _fails_beside(scene: Scene) -> bool:
    """Whether a page is refused even when its questions for files are answered, and the choices that bring them up."""
    document: dict[str, Any] = {}
    for control in uploads(scene):
        path = control.path[len(scene.list_.path) + 1 :] if scene.list_ else control.path
        pointer.put(document, path, [{"nachreichen": True}])
    for reveal in scene.reveals():
        if not scene.list_ and reveal.control in uploads(scene):
            pointer.put(document, reveal.chooser.path, reveal.on)
    return scene.demands(document)


@each([scene for scene in scenes() if uploads(scene) and _fails_beside(scene)])
def test_an_upload_survives_a_mistake_elsewhere_and_can_be_removed(window: Window, site: Site, scene: Scene) -> None:
    person = scene.enter(window, site)
    for control in (placed(question, scene.item(person)) for question in uploads(scene)):
        show(person, scene, control)
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
