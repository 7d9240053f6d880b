"""What was typed and refused still stands in its field, so that it can be mended."""

from typing import Final

from usability.browser import Error, Page
from usability.checks import Check, Verdict, judged, script
from usability.model import Rule
from usability.places import HELPER

_RULE = Rule(
    id="eingaben-bleiben",
    title="Nach einem Fehler ist weg, was eingegeben war",
    wcag=("3.3.1", "3.3.3"),
    whom="Menschen, denen Tippen schwerfällt; alle, die einen Tippfehler nur verbessern wollen",
    mend="Zeigen Sie jede Eingabe wieder an, auch eine falsche. Nur Passwörter und Dateien dürfen fehlen.",
)
_SEND: Final = ", ".join(
    f"main form {button}:not([tabindex]):visible"
    for button in ("button[name=_weiter]", "button[name=_absenden]", "[type=submit]:not([name])")
)
_PATIENCE: Final = 8_000
"""Milliseconds in which a page answers what is sent."""
_ANSWERED: Final = "() => document.readyState === 'complete' && !document.querySelector('[data-aw-gesendet]')"


def _evaluate(page: Page) -> Verdict:
    page.evaluate(HELPER)
    page.evaluate(script(__file__))
    typed = page.evaluate("() => window.__aw.kept.type()")
    send = page.locator(_SEND).first
    if not typed or not send.count():
        return judged(_RULE, False, [])
    send.click()
    try:
        page.wait_for_function(_ANSWERED, timeout=_PATIENCE)
    except Error:
        # The browser itself held back what it found wrong: nothing was sent, and nothing is lost.
        return judged(_RULE, False, [])
    page.evaluate(HELPER)
    page.evaluate(script(__file__))
    missing = page.evaluate("typed => window.__aw.kept.missing(typed)", typed)
    return judged(_RULE, missing is not None, missing or [])


CHECK = Check(_RULE, "live", _evaluate, kinds=("errors",))
