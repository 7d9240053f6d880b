"""On paper nothing is cut off, and nothing stands there that only a screen can use."""

from usability.acting import media, prepare, sized
from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Level, Rule

_RULE = Rule(
    id="druck",
    title="Gedruckt fehlt etwas, oder auf dem Papier steht, was nur am Bildschirm nützt",
    wcag=(),
    whom="Alle, die ihre Angaben auf Papier mitnehmen oder vorlegen",
    mend="Blenden Sie in „@media print“ Menüs aus und lassen Sie Kästen mit Text mitwachsen.",
    level=Level.BEST,
)
_WIDTH = 680
"""CSS pixels of a sheet of A4 between its margins."""


def _evaluate(page: Page) -> Verdict:
    prepare(page)
    with media(page, media="print"), sized(page, _WIDTH, 960):
        return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "live", _evaluate, kinds=("filled", "end"))
