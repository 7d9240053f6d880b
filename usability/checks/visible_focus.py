"""Whoever goes through a page by keyboard sees at every control that the focus is there: pixels with and without it."""

from collections.abc import Mapping
from typing import Any, Final

from usability.browser import Page
from usability.checks import Check, Verdict, judged
from usability.focus import measure
from usability.model import Rule

_RULE = Rule(
    id="fokus-sichtbar",
    title="An einem Bedienelement ist nicht zu sehen, dass der Fokus dort steht",
    wcag=("2.4.7",),
    whom="Menschen, die mit der Tastatur arbeiten und sehen",
    mend="Nehmen Sie „outline“ nicht weg; zeigen Sie bei :focus-visible eine Linie, die sich vom Grund abhebt.",
)
_LEAST: Final = 0.1
"""So much of a line one pixel wide around the control must change."""


def _wrong(seen: Mapping[str, Any]) -> dict[str, Any] | None:
    if seen["changed"] >= max(12.0, _LEAST * seen["around"]):
        return None
    return {"place": seen["place"], "message": f"„{seen['name']}“ sieht mit dem Fokus genauso aus wie ohne ihn."}


def _evaluate(page: Page) -> Verdict:
    seen = measure(page)
    return judged(_RULE, bool(seen), list(filter(None, map(_wrong, seen))))


CHECK = Check(_RULE, "live", _evaluate, kinds=("errors", "filled", "end"))
