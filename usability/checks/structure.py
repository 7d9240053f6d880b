"""Tables and lists are marked up as what they are, and nothing else is."""

from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="tabellen-und-listen",
    title="Etwas sieht aus wie eine Tabelle oder Liste, ist aber keine, oder umgekehrt",
    wcag=("1.3.1",),
    whom="Menschen mit Screenreader: Sie hören sonst nicht, was zusammengehört",
    mend=(
        "Nehmen Sie für Aufzählungen Listen, für Paare aus Name und Wert eine Beschreibungsliste (dl) und für "
        "Daten Tabellen mit Kopfzellen (th)."
    ),
)


def _evaluate(page: Page) -> Verdict:
    return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "shown", _evaluate)
