"""What hovering or the focus brings up goes by Esc, can be pointed at, and stays as long as it is wanted."""

from collections.abc import Iterator
from typing import Any, Final

from usability.acting import prepare
from usability.browser import Page
from usability.checks import Check, Verdict, judged, script
from usability.listening import listen
from usability.model import Rule

_RULE = Rule(
    id="eingeblendetes",
    title="Was beim Überfahren oder beim Fokus erscheint, lässt sich nicht schließen oder verschwindet zu früh",
    wcag=("1.4.13",),
    whom="Menschen mit Bildschirmlupe, mit zitternden Händen oder mit wenig Sehkraft",
    mend="Lassen Sie Esc das Eingeblendete schließen, und lassen Sie es stehen, solange die Maus darauf zeigt.",
)
_MOST: Final = 6
_SHORT: Final = 250
_STAYS: Final = 1_500


def _evaluate(page: Page) -> Verdict:
    prepare(page)
    listen(page)
    page.evaluate(script(__file__))
    count = page.evaluate("() => window.__aw.hover.list()")
    if not count:
        return judged(_RULE, False, [])
    # Hidden titles and menus aside, a page where nothing comes up has passed.
    found = [entry for number in range(min(count, _MOST)) for entry in _one(page, number)]
    page.mouse.move(0, 0)
    page.evaluate("() => { document.activeElement?.blur?.(); scrollTo(0, 0); }")
    return judged(_RULE, True, found)


def _one(page: Page, number: int) -> Iterator[dict[str, Any]]:
    if not _shown(page, number):
        return
    if page.evaluate("() => window.__aw.hover.covers()"):
        page.keyboard.press("Escape")
        page.wait_for_timeout(_SHORT)
        if page.evaluate("() => window.__aw.hover.there()"):
            yield _entry(page, "Esc schließt nicht, was erscheint, und es verdeckt anderes", "esc")
    if page.evaluate("() => window.__aw.hover.byMouse()") and _shown(page, number) and not _reached(page):
        yield _entry(page, "Was erscheint, verschwindet, sobald die Maus darauf zeigen will", "hinzeigen")
    if _shown(page, number):
        page.wait_for_timeout(_STAYS)
        if not page.evaluate("() => window.__aw.hover.there()"):
            yield _entry(page, "Was erscheint, verschwindet von selbst", "bleibt")


def _shown(page: Page, number: int) -> bool:
    """Bring the content up; false where nothing comes."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(_SHORT // 2)
    at = page.evaluate("number => window.__aw.hover.begin(number)", number)
    if at is not None:
        page.mouse.move(*at)
    page.wait_for_timeout(_SHORT)
    return bool(page.evaluate("() => window.__aw.hover.came()"))


def _reached(page: Page) -> bool:
    """Move the mouse slowly from the trigger onto what came up."""
    there = page.evaluate("() => window.__aw.hover.middle()")
    if there is None:
        return True
    for x, y in there:
        page.mouse.move(x, y, steps=8)
    page.wait_for_timeout(_SHORT)
    return bool(page.evaluate("() => window.__aw.hover.there()"))


def _entry(page: Page, message: str, key: str) -> dict[str, Any]:
    seen = page.evaluate("() => window.__aw.hover.about()")
    return {"place": seen["place"], "message": f"{message}: „{seen['text']}“ bei „{seen['name']}“.", "key": key}


CHECK = Check(_RULE, "live", _evaluate, kinds=("empty", "end"))
