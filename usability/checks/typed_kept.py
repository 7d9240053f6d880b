"""What was typed and refused still stands in its field, so that it can be mended."""

from typing import Final

from usability.browser import Page
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
_SEND: Final = "main form button[name=_weiter]:not([tabindex]), main form button[name=_absenden]:not([tabindex]), main form [type=submit]:not([tabindex]):not([name])"


def _evaluate(page: Page) -> Verdict:
    page.evaluate(HELPER)
    page.evaluate(script(__file__))
    typed = page.evaluate("() => window.__aw.kept.type()")
    send = page.locator(_SEND).first
    if not typed or not send.count():
        return judged(_RULE, False, [])
    page.evaluate("() => { window.__aw.before = true; }")
    send.click()
    page.wait_for_load_state()
    page.wait_for_timeout(_PAUSE)
    page.evaluate(HELPER)
    page.evaluate(script(__file__))
    missing = page.evaluate("typed => window.__aw.kept.missing(typed)", typed)
    return judged(_RULE, missing is not None, missing or [])


_PAUSE: Final = 400
"""Milliseconds for an answer that is put into the page that is there."""
CHECK = Check(_RULE, "live", _evaluate, kinds=("errors",))
