"""In the high contrast of the system the focus, what is chosen and what a picture says can still be seen."""

from collections.abc import Iterator
from typing import Any, Final

from usability.acting import media, prepare
from usability.browser import Page
from usability.checks import Check, Verdict, judged, script
from usability.focus import measure
from usability.model import Level, Rule
from usability.pixels import Camera

_RULE = Rule(
    id="erzwungene-farben",
    title="Im Kontrastmodus des Systems ist ein Zustand, der Fokus oder ein Zeichen nicht zu sehen",
    wcag=("1.4.11", "2.4.7"),
    whom="Menschen, die schlecht sehen und den Kontrastmodus benutzen",
    mend="Zeichnen Sie Zustände in „@media (forced-colors: active)“ mit Rahmen oder Systemfarben.",
    level=Level.BEST,
)
_LEAST: Final = 8
"""Pixels that must differ between chosen and not chosen."""
_SEEN: Final = 1.5


def _evaluate(page: Page) -> Verdict:
    prepare(page)
    page.evaluate(script(__file__))
    camera = Camera.on(page)
    icons = page.evaluate("() => window.__aw.forced.icons()")
    # Only what shows a picture without forced colours can lose it.
    drawn = [icon for icon in icons if camera.colours(_shot(camera, page, "icon", icon["number"])) >= _SEEN]
    with media(page, forced_colors="active"):
        found = [*_states(page, camera), *_icons(page, camera, drawn), *_focus(page)]
    camera.close()
    return judged(_RULE, True, found)


def _shot(camera: Camera, page: Page, what: str, number: int) -> str:
    return camera.shot(tuple(page.evaluate("([what, n]) => window.__aw.forced.clip(what, n)", [what, number])))


def _states(page: Page, camera: Camera) -> Iterator[dict[str, Any]]:
    for state in page.evaluate("() => window.__aw.forced.states()"):
        number = state["number"]
        page.evaluate("number => window.__aw.forced.turn(number, true)", number)
        on = _shot(camera, page, "state", number)
        page.evaluate("number => window.__aw.forced.turn(number, false)", number)
        off = _shot(camera, page, "state", number)
        # What is chosen decides which other questions are there.
        page.evaluate("() => window.__aw.forced.restore()")
        if camera.difference(on, off).changed < _LEAST:
            message = f"Mit erzwungenen Farben ist nicht zu sehen, ob „{state['name']}“ gewählt ist."
            yield {"place": state["place"], "message": message, "key": "zustand"}


def _icons(page: Page, camera: Camera, drawn: list[Any]) -> Iterator[dict[str, Any]]:
    for icon in drawn:
        if camera.colours(_shot(camera, page, "icon", icon["number"])) < _SEEN:
            message = f"Mit erzwungenen Farben ist das Zeichen bei „{icon['name']}“ nicht zu sehen."
            yield {"place": icon["place"], "message": message, "key": "zeichen"}


def _focus(page: Page) -> Iterator[dict[str, Any]]:
    for seen in measure(page, "fokus-kontrastmodus"):
        if seen["changed"] < max(12.0, 0.1 * seen["around"]):
            message = f"Mit erzwungenen Farben ist der Fokus an „{seen['name']}“ nicht zu sehen."
            yield {"place": seen["place"], "message": message, "key": "fokus"}


CHECK = Check(_RULE, "live", _evaluate, kinds=("errors", "filled", "end"))
