"""The focus does not only show, it is easy to find: as large as a line of two pixels around the control, in 3:1."""

from collections.abc import Mapping
from typing import Any, Final

from usability.browser import Page
from usability.checks import Check, Verdict, judged
from usability.focus import measure
from usability.model import Level, Rule

_RULE = Rule(
    id="fokus-deutlich",
    title="Der Fokus ist zu sehen, aber schwer zu finden",
    wcag=("2.4.13",),
    whom="Menschen, die schlecht sehen und mit der Tastatur arbeiten",
    mend="Zeigen Sie den Fokus als Linie von mindestens 2 Pixeln mit einem Kontrast von 3:1 zum Grund.",
    level=Level.BEST,
)
_LINE: Final = 2 * 0.8
"""Two pixels around the control; round corners and soft edges take some of it."""


def _wrong(seen: Mapping[str, Any]) -> dict[str, Any] | None:
    if seen["strong"] >= _LINE * seen["around"]:
        return None
    thick = f"{seen['strong'] / max(1.0, seen['around']):.1f}".replace(".", ",")
    message = f"„{seen['name']}“: Der Fokus ändert so viel wie eine Linie von {thick} Pixeln mit gutem Kontrast."
    return {"place": seen["place"], "message": message}


def _evaluate(page: Page) -> Verdict:
    seen = measure(page)
    return judged(_RULE, bool(seen), list(filter(None, map(_wrong, seen))))


CHECK = Check(_RULE, "live", _evaluate, kinds=("errors", "filled", "end"))
