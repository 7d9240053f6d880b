"""What is said in words stays until somebody sends it away: no message goes by itself."""

from typing import Final

from usability.acting import prepare
from usability.browser import Page
from usability.checks import CLOCK, Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="verschwindende-meldungen",
    title="Eine Meldung verschwindet nach wenigen Sekunden von selbst",
    wcag=("2.2.1",),
    whom="Menschen, die langsam lesen; Menschen mit Screenreader oder Bildschirmlupe",
    mend="Lassen Sie Meldungen stehen, bis jemand sie schließt oder weitergeht.",
)
_STEPS: Final = (4_000, 8_000, 20_000)
"""Milliseconds that the page's clock is turned forward, one after the other."""


def _evaluate(page: Page) -> Verdict:
    prepare(page)
    page.evaluate(script(__file__))
    page.evaluate("() => window.__aw.vanishing.note()")
    for step in _STEPS:
        page.clock.fast_forward(step)
        page.evaluate("() => window.__aw.vanishing.look()")
    return ask(page, _RULE, "() => window.__aw.vanishing.result()")


CHECK = Check(_RULE, "live", _evaluate, kinds=("errors", "filled", "end"), stage=CLOCK)
