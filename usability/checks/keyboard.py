"""Tab reaches every control of a page, in an order that follows the page, and gets out again."""

from typing import Any, Final

from usability.browser import Page
from usability.checks import Check, Verdict, judged, script
from usability.model import Rule
from usability.places import HELPER

_RULE = Rule(
    id="tastatur",
    title="Ein Bedienelement ist mit der Tastatur nicht zu erreichen, oder die Tastatur kommt nicht weiter",
    wcag=("2.1.1", "2.1.2", "2.4.3"),
    whom="Menschen, die keine Maus benutzen können",
    mend="Nehmen Sie echte Links, Schaltflächen und Felder; verändern Sie die Reihenfolge nicht mit „tabindex“.",
)
_MOST: Final = 400
_STILL: Final = 4
"""So often the focus may stay where it is: a calendar has several places to stop at."""
_IN_FRAME: Final = 200
"""So often it may stay in a frame, whose own places to stop at are not told."""
_FRAME: Final = "() => document.activeElement?.localName === 'iframe'"


def _evaluate(page: Page) -> Verdict:
    page.evaluate(HELPER)
    page.evaluate(script(__file__))
    count = page.evaluate("() => window.__aw.keys.start()")
    visited: list[int] = []
    for _ in range(min(_MOST, 3 * count + 10 + _IN_FRAME)):
        page.keyboard.press("Tab")
        now = page.evaluate("() => window.__aw.keys.where()")
        if now is None or (visited and now == 0 != visited[-1]):
            break
        visited.append(now)
        if _still(visited, _STILL) and (not page.evaluate(_FRAME) or _still(visited, _IN_FRAME)):
            return judged(_RULE, True, [_trap(page)])
    return judged(_RULE, count > 0, page.evaluate("() => window.__aw.keys.result()"))


def _still(visited: list[int], times: int) -> bool:
    return len(visited) > times and len({*visited[-times:]}) == 1


def _trap(page: Page) -> dict[str, Any]:
    place = page.evaluate("() => window.__aw.place(document.activeElement)")
    return {"place": place, "message": "Die Tab-Taste kommt hier nicht weiter.", "key": "falle"}


CHECK = Check(_RULE, "live", _evaluate)
