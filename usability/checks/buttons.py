"""A button's name says what happens, and no two of the same name do different things."""

from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="schaltflaechen",
    title="Eine Schaltfläche sagt nicht, was sie tut",
    wcag=("2.4.6", "4.1.2"),
    whom="Menschen mit Screenreader und mit Sprachsteuerung; alle, die sich vor Folgen fürchten",
    mend=(
        "Schreiben Sie auf die Schaltfläche, was geschieht, zum Beispiel „Antrag absenden“; bei mehreren gleichen "
        "auch, worauf sie wirkt."
    ),
)


def _evaluate(page: Page) -> Verdict:
    return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "shown", _evaluate)
