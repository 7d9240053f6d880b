"""A link says where it leads, and two that say the same lead to the same place."""

from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="linktexte",
    title="Ein Link sagt nicht, wohin er führt",
    wcag=("2.4.4",),
    whom="Menschen mit Screenreader, die sich Links als Liste vorlesen lassen; Menschen, die stark vergrößern",
    mend="Schreiben Sie das Ziel in den Linktext, zum Beispiel „Gebührenordnung lesen“ statt „hier“.",
)


def _evaluate(page: Page) -> Verdict:
    return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "shown", _evaluate)
