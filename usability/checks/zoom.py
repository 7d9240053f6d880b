"""At 200 % and 400 % nothing is cut off, lies on something else, or hides behind what stays on the screen."""

from usability.acting import prepare, sized
from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Answer, Rule

_RULE = Rule(
    id="vergroesserung",
    title="Bei 200 % oder 400 % Vergrößerung ist Text abgeschnitten oder verdeckt",
    wcag=("1.4.4", "1.4.10"),
    whom="Menschen, die schlecht sehen und stark vergrößern",
    mend="Geben Sie Kästen mit Text keine feste Höhe; lassen Sie umbrechen und mitwachsen.",
)
_SIZES = ((640, 450, "200"), (320, 225, "400"))
"""A window of 1280 by 900 pixels, as it is when enlarged."""


def _evaluate(page: Page) -> Verdict:
    prepare(page)
    for width, height, percent in _SIZES:
        with sized(page, width, height):
            verdict = ask(page, _RULE, script(__file__), percent)
            if verdict.answer is not Answer.PASS:
                return verdict
    return verdict


CHECK = Check(_RULE, "live", _evaluate)
