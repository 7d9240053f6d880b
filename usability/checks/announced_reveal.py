"""Fields that an answer brings up are announced to whoever cannot see them come."""

from usability.browser import Page
from usability.checks import Check, Verdict, judged
from usability.model import Level, Rule
from usability.reveals import STAGE, measure

_RULE = Rule(
    id="einblenden-angesagt",
    title="Neue Felder erscheinen, ohne dass es angesagt wird",
    wcag=("4.1.3",),
    whom="Menschen mit Screenreader",
    mend="Schreiben Sie in einen Bereich mit „role=status“, welche Frage dazugekommen ist.",
    level=Level.BEST,
)


def _evaluate(page: Page) -> Verdict:
    seen = measure(page)
    wrong = [
        {"place": each["place"], "message": f"Die Auswahl „{each['name']}“ blendet Felder ein; angesagt wird nichts."}
        for each in seen
        if not each["said"]
    ]
    return judged(_RULE, bool(seen), wrong)


CHECK = Check(_RULE, "live", _evaluate, kinds=("empty",), stage=STAGE)
