"""Words are text and no pictures of it."""

from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="bilder-von-text",
    title="Worte stehen in einem Bild statt als Text da",
    wcag=("1.4.5",),
    whom="Menschen, die Schrift vergrößern oder mit eigenen Farben und Schriften lesen",
    mend=(
        "Schreiben Sie den Text als Text und gestalten Sie ihn. Nur Logos und Bilder, bei denen es auf das "
        "Aussehen ankommt, dürfen Text enthalten."
    ),
)


def _evaluate(page: Page) -> Verdict:
    return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "shown", _evaluate)
