"""Whatever a click or a hovering mouse sets off, a key sets off too."""

from usability.acting import prepare
from usability.browser import Page
from usability.checks import Check, Verdict, ask, script
from usability.listening import OVER, POINTER, listen
from usability.model import Rule

_RULE = Rule(
    id="nur-maus",
    title="Etwas lässt sich nur mit der Maus bedienen",
    wcag=("2.1.1", "4.1.2"),
    whom="Menschen, die keine Maus benutzen können; Menschen mit Screenreader",
    mend="Nehmen Sie <button> oder <a href>; was beim Überfahren geschieht, soll auch beim Fokus geschehen.",
)


def _evaluate(page: Page) -> Verdict:
    prepare(page)
    listen(page)
    return ask(page, _RULE, script(__file__), list(POINTER), list(OVER))


CHECK = Check(_RULE, "live", _evaluate, kinds=("empty", "end"))
