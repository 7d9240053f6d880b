"""Every field has a label that can be seen, and whose words are in its accessible name."""

from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="sichtbare-beschriftung",
    title="Ein Feld hat keine sichtbare Beschriftung, oder sein Name für Hilfsmittel enthält sie nicht",
    wcag=("2.5.3", "3.3.2"),
    whom="Menschen, die nach dem Eintippen vergessen, was gefragt war; Menschen, die den Computer mit Sprache bedienen",
    mend="Geben Sie der Frage eine Beschriftung („label“). Ein Platzhalter im Feld ersetzt sie nicht.",
)


def _evaluate(page: Page) -> Verdict:
    return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "shown", _evaluate)
