"""A message says what to do, not only that something is wrong."""

from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.model import Rule

_RULE = Rule(
    id="fehler-hilft-weiter",
    title="Eine Fehlermeldung sagt nicht, was zu tun ist",
    wcag=("3.3.1", "3.3.3"),
    whom="Alle, die nicht raten wollen; Menschen, denen Lesen und Schreiben schwerfällt",
    mend=(
        "Schreiben Sie in der Meldung, was einzutragen ist, am besten mit einem Beispiel: „Bitte geben Sie die "
        "Postleitzahl mit 5 Ziffern ein.“"
    ),
)


def _evaluate(page: Page) -> Verdict:
    return ask(page, _RULE, script(__file__))


CHECK = Check(_RULE, "shown", _evaluate, kinds=("errors",))
