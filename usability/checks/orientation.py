"""A page shows the same upright and across; nobody has to turn the screen."""

from usability.acting import prepare, sized
from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="ausrichtung",
    title="Hochkant oder quer fehlt etwas, oder die Seite verlangt, den Bildschirm zu drehen",
    wcag=("1.3.4",),
    whom="Menschen, deren Bildschirm fest angebracht ist, zum Beispiel am Rollstuhl",
    mend="Zeigen Sie hochkant und quer dasselbe; drehen Sie nichts und blenden Sie nichts aus.",
)


def _evaluate(page: Page) -> Verdict:
    prepare(page)
    page.evaluate(script(__file__))
    # The shorter side is the same: only the direction differs.
    with sized(page, 700, 900):
        page.evaluate("() => window.__aw.orientation.note()")
    with sized(page, 900, 700):
        return ask(page, _RULE, "() => window.__aw.orientation.compare()")


CHECK = Check(_RULE, "live", _evaluate, kinds=("filled", "end"))
