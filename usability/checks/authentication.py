"""Whoever must log in need not remember, copy by hand or solve a puzzle."""

from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="anmeldung",
    title="Eine Anmeldung verlangt, sich etwas zu merken, abzutippen oder ein Rätsel zu lösen",
    wcag=("3.3.8",),
    whom="Menschen, die sich Zeichen schlecht merken, sie verwechseln oder Rätsel nicht lösen können",
    mend="Lassen Sie einfügen und Passwörter speichern. Verzichten Sie auf Rätsel; bieten Sie einen Weg ohne Abtippen.",
)


def _evaluate(page: Page) -> Verdict:
    return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "live", _evaluate, kinds=("empty",))
