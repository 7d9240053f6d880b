"""Whatever is refused is named in words at its field, tied to it, and listed above with a link that leads there."""

from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="fehler-benannt",
    title="Ein Fehler ist nicht in Worten am Feld benannt oder nicht mit ihm verbunden",
    wcag=("3.3.1", "3.3.3"),
    whom="Menschen mit Screenreader; alle, die nicht wissen, was falsch war",
    mend="Geben Sie der Regel eine Meldung mit dem Ort („at“), die sagt, was zu tun ist.",
)


def _evaluate(page: Page) -> Verdict:
    return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "shown", _evaluate, kinds=("errors",))
