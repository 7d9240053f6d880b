"""The page says its language, and so does every passage in another one."""

from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="sprache",
    title="Die Sprache der Seite oder eines Abschnitts ist nicht oder falsch angegeben",
    wcag=("3.1.1", "3.1.2"),
    whom="Menschen mit Screenreader: Die Stimme spricht sonst falsch aus; Menschen, die sich Seiten übersetzen lassen",
    mend=(
        'Geben Sie <html lang="de"> an und lang am Abschnitt in der anderen Sprache, oder schreiben Sie ihn '
        "auf Deutsch."
    ),
)


def _evaluate(page: Page) -> Verdict:
    return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "shown", _evaluate)
