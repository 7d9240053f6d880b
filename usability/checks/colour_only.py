"""Nothing is told by colour alone: links in text, errors, what must be answered, what an instruction points at."""

from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="nur-farbe",
    title="Etwas ist nur an seiner Farbe zu erkennen",
    wcag=("1.4.1",),
    whom="Menschen, die Farben nicht unterscheiden; alle mit Graustufen, Sonne auf dem Bildschirm oder eigenen Farben",
    mend="Unterstreichen Sie Links im Text. Sagen Sie Fehler und Pflichtfelder auch mit Worten oder einem Zeichen.",
)


def _evaluate(page: Page) -> Verdict:
    return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "shown", _evaluate)
