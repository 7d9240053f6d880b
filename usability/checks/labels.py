"""Labels say what belongs into a field, and no two fields of a group share one."""

from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="beschriftung-eindeutig",
    title="Eine Beschriftung sagt nicht, was gemeint ist, oder zwei Felder heißen gleich",
    wcag=("2.4.6", "3.3.2"),
    whom="Menschen mit Screenreader und mit Sprachsteuerung; alle, die eine Frage nicht gleich verstehen",
    mend=(
        "Geben Sie jeder Frage eine eigene Beschriftung („label“), die sagt, was einzutragen ist. Fassen Sie "
        "gleiche Fragen in benannte Gruppen."
    ),
)


def _evaluate(page: Page) -> Verdict:
    return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "shown", _evaluate)
