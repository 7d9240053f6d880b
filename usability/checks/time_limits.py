"""Nothing leads away, sends or reloads by itself after a while."""

from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="zeitbegrenzung",
    title="Die Seite lädt, sendet oder wechselt nach einer Zeit von selbst",
    wcag=("2.2.1",),
    whom="Menschen, die langsam lesen oder tippen; Menschen mit Screenreader",
    mend=(
        "Lassen Sie die Person entscheiden, wann es weitergeht. Muss es eine Frist geben, dann warnen Sie vorher "
        "und lassen Sie verlängern."
    ),
)


def _evaluate(page: Page) -> Verdict:
    return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "shown", _evaluate)
