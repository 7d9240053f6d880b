"""An answer that brings up more fields leaves the focus where it is."""

from collections.abc import Mapping
from typing import Any

from usability.browser import Page
from usability.checks import Check, Verdict, judged
from usability.model import Rule
from usability.reveals import STAGE, measure

_RULE = Rule(
    id="fokus-nach-auswahl",
    title="Eine Auswahl, die Felder einblendet, nimmt den Fokus weg",
    wcag=("3.2.2",),
    whom="Menschen mit Screenreader, mit Bildschirmlupe oder ohne Maus",
    mend="Lassen Sie den Fokus auf der Auswahl; neue Felder stehen dahinter und werden angesagt.",
)


def _wrong(seen: Mapping[str, Any]) -> dict[str, Any]:
    where = f"bei „{seen['where']}“" if seen["where"] else "am Anfang der Seite"
    message = f"Nach der Auswahl „{seen['name']}“ erscheinen neue Felder, und der Fokus steht {where}."
    return {"place": seen["place"], "message": message}


def _evaluate(page: Page) -> Verdict:
    seen = measure(page)
    return judged(_RULE, bool(seen), [_wrong(each) for each in seen if not each["stayed"]])


CHECK = Check(_RULE, "live", _evaluate, kinds=("empty",), stage=STAGE)
