"""Whoever asks their system for less motion gets less: no animation, no gliding, no rolling along."""

from usability.acting import media, moving, prepare
from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Level, Rule

_RULE = Rule(
    id="weniger-bewegung",
    title="Die Seite bewegt etwas, obwohl „weniger Bewegung“ eingestellt ist",
    wcag=("2.3.3",),
    whom="Menschen, denen von Bewegung schwindlig oder übel wird",
    mend="Schalten Sie Animationen und Übergänge in „@media (prefers-reduced-motion: reduce)“ ab.",
    level=Level.BEST,
)


def _evaluate(page: Page) -> Verdict:
    prepare(page)
    with moving(page), media(page, reduced_motion="reduce"):
        return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "live", _evaluate, kinds=("filled", "end"))
