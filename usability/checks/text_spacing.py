"""With the distances between letters, words and lines that WCAG names, all text is still there."""

from typing import Final

from usability.acting import prepare, styled
from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="textabstaende",
    title="Mit größeren Abständen zwischen Buchstaben und Zeilen ist Text abgeschnitten oder verdeckt",
    wcag=("1.4.12",),
    whom="Menschen mit Leseschwäche, die Abstände vergrößern",
    mend="Geben Sie Kästen mit Text keine feste Höhe oder Breite; lassen Sie sie mit dem Text wachsen.",
)
_CSS: Final = """
*:not(svg *) {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}
p {margin-bottom: 2em !important}
"""


def _evaluate(page: Page) -> Verdict:
    prepare(page)
    # What was cut off before is the business of other checks.
    page.evaluate("() => { window.__aw.spoiltBefore = window.__aw.alreadySpoilt(); }")
    with styled(page, _CSS):
        return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "live", _evaluate)
