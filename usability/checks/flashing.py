"""Nothing flashes more than three times a second."""

from usability.acting import media, moving, prepare
from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="blitzen",
    title="Etwas blitzt oder flackert mehr als dreimal in der Sekunde",
    wcag=("2.3.1",),
    whom="Menschen mit Epilepsie: Blitze können einen Anfall auslösen",
    mend="Nehmen Sie das Flackern weg.",
)


def _evaluate(page: Page) -> Verdict:
    prepare(page)
    with moving(page), media(page, reduced_motion="no-preference"):
        return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "live", _evaluate, kinds=("filled", "end"))
