"""After refused answers the focus is where help begins: in the list of errors, or in the first wrong field."""

from usability.acting import prepare
from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Level, Rule

_RULE = Rule(
    id="fokus-nach-fehler",
    title="Nach einem Fehler steht der Fokus nicht dort, wo es weitergeht",
    wcag=("3.3.1", "4.1.3"),
    whom="Menschen mit Screenreader, mit Bildschirmlupe oder ohne Maus",
    mend="Setzen Sie den Fokus nach dem Absenden auf die Liste der Fehler oder in das erste falsche Feld.",
    level=Level.BEST,
)


def _evaluate(page: Page) -> Verdict:
    prepare(page)
    return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "live", _evaluate, kinds=("errors",))
