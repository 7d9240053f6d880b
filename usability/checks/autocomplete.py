"""Fields for data about the person say so by the token that browsers fill them by."""

from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="ausfuellhilfe",
    title="Ein Feld für Angaben zur Person sagt dem Browser nicht oder falsch, was es ist",
    wcag=("1.3.5",),
    whom="Menschen, denen Tippen schwerfällt oder die sich Angaben schlecht merken; alle am Handy",
    mend=(
        "Geben Sie der Frage „autocomplete“ mit dem passenden Wort, zum Beispiel given-name, family-name, email, "
        "tel, bday."
    ),
)


def _evaluate(page: Page) -> Verdict:
    return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "shown", _evaluate)
