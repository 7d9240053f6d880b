"""Questions that depend on a choice come and go at once, without the network, and lose nothing."""

from collections.abc import Callable

import pytest

from formengine.core.model import Control
from tests.browser.person import Person
from tests.browser.scenes import ACTIVE, Reveal, Scene, choose, one, scenes
from tests.browser.site import Site
from tests.browser.windows import Window
from tests.definitions.questions import mark

pytestmark = pytest.mark.browser

_LISTEN = """() => {
  window.said = [];
  const box = document.querySelector("#ansage");
  const note = () => { if (box.textContent) window.said.push(box.textContent); };
  new MutationObserver(note).observe(box, {childList: true});
}"""
_TEXT = ":is(input[type=text], input[type=email], input[type=tel], textarea)"
_TYPED = "a@b.de"


def _hide(person: Person, reveal: Reveal) -> None:
    choose(person, reveal.chooser, reveal.off)
    person.field(reveal.control).wait_for(state="hidden")


def _show(person: Person, reveal: Reveal) -> None:
    choose(person, reveal.chooser, reveal.on)
    person.field(reveal.control).wait_for(state="visible")


def _announced(act: Callable[[Person, Reveal], None], person: Person, reveal: Reveal) -> str:
    """What is said because of a choice; once, and the focus is where it was."""
    page = person.page
    before = page.evaluate("window.said.length")
    act(person, reveal)
    focused = page.evaluate(ACTIVE)
    page.wait_for_function("before => window.said.length > before", arg=before)
    assert page.evaluate(ACTIVE) == focused
    said: list[str] = page.evaluate("window.said")
    assert len(said) == before + 1
    return said[-1]


@one([scene for scene in scenes() if list(scene.reveals())])
def test_a_choice_shows_and_hides_a_question_without_the_network(window: Window, site: Site, scene: Scene) -> None:
    person = scene.enter(window, site)
    for reveal in scene.reveals(scene.item(person)):
        if person.sees(reveal.control):
            _hide(person, reveal)
        window.forget()
        _show(person, reveal)
        assert _posts(window) == []
        typed = person.field(reveal.control).locator(_TEXT)
        if typed.count() == 1:
            typed.fill(_TYPED)
        _hide(person, reveal)
        _show(person, reveal)
        assert typed.count() != 1 or typed.input_value() == _TYPED
        assert _posts(window) == []


def _posts(window: Window) -> list[str]:
    """What was sent, with what it asked for; only a typed field that is left may ask for its message."""
    sent = [request for request in window.posts() if "x-blick" not in request.headers]
    return [f"{request.url} {request.post_data_buffer!r}" for request in sent]


def _check_words(words: str, came: list[Control], went: list[Control]) -> None:
    """All questions that appeared and vanished are named, and each change is told once."""
    for controls, single, several in ((came, "Neue Frage: ", "Neue Fragen: "), (went, "Entfällt: ", "Entfallen: ")):
        told = several if len(controls) > 1 else single
        assert (told in words) is bool(controls)
        assert all(control.label in words.partition(told)[2] for control in controls)


@one([scene for scene in scenes() if list(scene.reveals())])
def test_what_came_and_went_is_said_once_and_the_focus_stays(scripted: Window, site: Site, scene: Scene) -> None:
    person = scene.enter(scripted, site)
    questions = scene.questions(scene.item(person))
    scripted.page.evaluate(_LISTEN)
    for reveal in scene.reveals(scene.item(person)):
        if person.sees(reveal.control):
            _announced(_hide, person, reveal)
        for act in (_show, _hide):
            before = [control for control in questions if person.sees(control)]
            words = _announced(act, person, reveal)
            after = [control for control in questions if person.sees(control)]
            assert (reveal.control in after) is (act is _show)
            came = [control for control in after if control not in before]
            _check_words(words, came, [control for control in before if control not in after])


@one([scene for scene in scenes() if any(control.type == "choice" for control in scene.questions())])
def test_arrowing_through_radio_buttons_asks_the_server_once(scripted: Window, site: Site, scene: Scene) -> None:
    person, page = scene.enter(scripted, site), scripted.page
    questions = [control for control in scene.questions(scene.item(person)) if control.type == "choice"]
    control = next(filter(person.sees, questions))
    own = control.id.rpartition("/")[2]
    page.locator("form.aw-form").evaluate("(form, id) => { form.dataset.refresh = id; }", own)
    scripted.forget()
    person.inputs(control).first.focus()
    with scripted.refreshing():
        for _ in control.choices:
            page.keyboard.press("ArrowDown")
    assert ["_aktualisieren" in (request.post_data or "") for request in scripted.posts()] == [True]
    assert page.evaluate(ACTIVE).startswith(mark(control, "f"))
