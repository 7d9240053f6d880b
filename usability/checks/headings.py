"""Headings are there, in steps, not empty, and the first says what the page is."""

from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="ueberschriften",
    title="Überschriften fehlen, sind leer, überspringen eine Stufe oder sagen nichts",
    wcag=("1.3.1", "2.4.6"),
    whom="Menschen mit Screenreader, die von Überschrift zu Überschrift springen; alle, die Seiten überfliegen",
    mend=(
        "Geben Sie der Seite genau einen Titel, der sagt, worum es geht, und Gruppen eine Überschrift der "
        "nächsten Stufe."
    ),
)


def _evaluate(page: Page) -> Verdict:
    return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "shown", _evaluate)
