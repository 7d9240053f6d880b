"""Leaving and continuing in a browser: a code for another device, and a warning where a draft is open twice."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.person import Person
from tests.browser.windows import Window, Windows
from tests.definitions.cases import definitions

pytestmark = pytest.mark.browser

_SLUG = next(slug for slug, definition in definitions().items() if definition.kind != "klaerung")
_TWICE = "Dieser Entwurf ist auch in einem anderen Fenster offen"


def leave(window: Window) -> tuple[str, str]:
    """Begin, press *Später weitermachen*; the number of the draft and its code."""
    person = Person(window)
    person.begin(_SLUG)
    person.press("_speichern")
    window.page.get_by_role("heading", name="Ihr Entwurf ist gespeichert").wait_for()
    return person.place()[0], window.page.locator("#code").inner_text()


def warning(page: Page) -> int:
    """How many warnings the page shows."""
    return page.get_by_role("group", name=_TWICE).count()


def test_a_code_opens_the_draft_on_another_device(windows: Windows, window: Window, scripts: bool) -> None:
    number, code = leave(window)
    other = windows.fresh(scripts=scripts, width=320)
    other.open("/weitermachen")
    other.page.get_by_label("Ihr Code").fill(code.lower().replace("-", " "))
    other.page.get_by_role("button", name="Entwurf öffnen").click()
    other.page.wait_for_url(f"**/antrag/{number}/*")
    assert Person(other).place() == (number, definitions()[_SLUG].pages[0].path)
    other.context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_for_leaving_and_continuing_pass_axe_and_fit(windows: Windows, width: int) -> None:
    window = windows.fresh(width=width)

    def look() -> None:
        found = axe.scan(window.page)["violations"]
        assert list(axe.sentences(found)) == []
        assert window.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    leave(window)
    window.page.get_by_text("Ich möchte alles löschen").click()
    look()
    with window.leaving():
        window.page.get_by_role("button", name="neuen Code zeigen").click()
    look()
    window.open("/weitermachen")
    look()
    with window.leaving():
        window.page.get_by_role("button", name="Entwurf öffnen").click()
    expect(window.page.locator("#fehlerliste")).to_be_focused()
    look()
    assert [line for line in window.complaints if "422" not in line] == []
    window.context.close()


def test_two_windows_on_a_draft_warn_each_other_until_one_is_closed(windows: Windows) -> None:
    window = windows.fresh()
    person = Person(window)
    person.begin(_SLUG)
    second = window.context.new_page()
    second.goto(window.page.url)
    for page in (window.page, second):
        page.get_by_role("group", name=_TWICE).wait_for()
    assert window.page.locator("#ansage").inner_text() == _TWICE
    assert list(axe.sentences(axe.scan(second)["violations"])) == []
    second.reload()
    second.get_by_role("group", name=_TWICE).wait_for()
    assert warning(window.page) == warning(second) == 1
    second.close()
    window.page.get_by_role("group", name=_TWICE).wait_for(state="detached")
    assert window.complaints == []
    window.context.close()


def test_a_window_with_another_draft_is_none_of_its_business(windows: Windows) -> None:
    window = windows.fresh()
    Person(window).begin(_SLUG)
    second = window.context.new_page()
    second.goto(f"{window.page.url.split('/antrag')[0]}/dienste/{_SLUG}")
    second.locator(f'form[action="/dienste/{_SLUG}"] button').click()
    second.wait_for_url("**/antrag/**")
    third = window.context.new_page()
    third.goto(window.page.url)
    third.get_by_role("group", name=_TWICE).wait_for()
    assert warning(second) == 0
    window.context.close()


def test_the_warning_stays_when_the_page_goes_on(windows: Windows) -> None:
    window = windows.fresh()
    person = Person(window)
    person.begin(_SLUG)
    second = window.context.new_page()
    second.goto(window.page.url)
    second.get_by_role("group", name=_TWICE).wait_for()
    person.press("_weiter")
    assert warning(window.page) == 1
    window.context.close()
