"""Nothing that stays on the screen while the page rolls covers the control that has the focus."""

from usability.acting import prepare, sized
from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Answer, Rule

_RULE = Rule(
    id="fokus-verdeckt",
    title="Das Bedienelement mit dem Fokus liegt ganz hinter etwas, das stehen bleibt",
    wcag=("2.4.11",),
    whom="Menschen, die mit der Tastatur arbeiten und sehen",
    mend="Lassen Sie Kopf- und Fußleisten mitrollen, oder halten Sie mit „scroll-padding“ Platz für sie frei.",
)


def _evaluate(page: Page) -> Verdict:
    prepare(page)
    verdict = ask(page, _RULE, script(__file__))
    if verdict.answer is Answer.PASS:
        # At 200 % the window holds half as much, and what stays in it covers twice as much.
        with sized(page, 640, 450):
            return ask(page, _RULE, script(__file__))
    return verdict


CHECK = Check(_RULE, "live", _evaluate, kinds=("errors", "filled", "end"))
