"""What must be answered is told in words from what may be left out."""

from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="pflicht-in-worten",
    title="Nichts sagt in Worten, was ausgefüllt werden muss und was nicht",
    wcag=("3.3.2",),
    whom="Alle, die nur das Nötigste angeben wollen; Menschen, die Farben oder Zeichen nicht deuten können",
    mend=(
        "Schreiben Sie „freiwillig“ hinter freiwillige oder „Pflichtfeld“ hinter nötige Fragen. Erklären Sie ein "
        "Sternchen vor dem ersten Feld."
    ),
)


def _evaluate(page: Page) -> Verdict:
    return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "shown", _evaluate)
