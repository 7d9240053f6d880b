"""At 320 CSS pixels (1280 at 400 %) nothing must be scrolled sideways to be read."""

from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="umbruch-320",
    title="Bei 320 Pixeln Breite (400 % Vergrößerung) muss zur Seite gerollt werden",
    wcag=("1.4.10",),
    whom="Menschen, die schlecht sehen und stark vergrößern; alle mit schmalen Bildschirmen",
    mend="Lassen Sie lange Wörter umbrechen und geben Sie nichts eine feste Breite.",
)


def _evaluate(page: Page) -> Verdict:
    before = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    try:
        return ask(page, _RULE, script(__file__))
    finally:
        if before is not None:
            page.set_viewport_size(before)


CHECK = Check(_RULE, "live", _evaluate)
