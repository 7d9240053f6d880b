"""Nothing moves by itself for longer than five seconds without a button that stops it."""

from typing import Final

from usability.acting import media, moving, prepare
from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="bewegung",
    title="Etwas bewegt sich von selbst und lässt sich nicht anhalten",
    wcag=("2.2.2",),
    whom="Menschen, die sich schwer konzentrieren; Menschen mit Bildschirmlupe oder Leseschwäche",
    mend="Lassen Sie die Bewegung weg oder nach wenigen Sekunden enden, oder bieten Sie eine Schaltfläche „Anhalten“.",
)
_WATCHED: Final = 900
"""Milliseconds that a page is watched; what a script moves rarely is not seen."""


def _evaluate(page: Page) -> Verdict:
    prepare(page)
    page.evaluate(script(__file__))
    with moving(page), media(page, reduced_motion="no-preference"):
        page.evaluate("() => window.__aw.motion.watch()")
        page.wait_for_timeout(_WATCHED)
        return ask(page, _RULE, "() => window.__aw.motion.result()")


CHECK = Check(_RULE, "live", _evaluate, kinds=("filled", "end"))
