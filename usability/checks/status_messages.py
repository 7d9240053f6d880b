"""What a page reports without being left stands in a live region, and stays."""

from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="statusmeldungen",
    title="Eine Meldung wird nicht vorgelesen oder verschwindet von selbst",
    wcag=("4.1.3", "2.2.1"),
    whom="Menschen mit Screenreader; Menschen, die langsam lesen oder stark vergrößern",
    mend=(
        'Schreiben Sie Meldungen in einen Bereich mit role="status" oder role="alert" und lassen Sie sie '
        "stehen, bis die Person sie schließt."
    ),
)


def _evaluate(page: Page) -> Verdict:
    return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "shown", _evaluate)
