"""Answers by keyboard that bring up more fields: where the focus is afterwards, and whether anything was announced."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from usability.acting import prepare
from usability.browser import Page

STAGE: Final = "auswahl"
_SCRIPT: Final = (Path(__file__).parent / "reveals.js").read_text(encoding="utf-8")
_MOST: Final = 3
"""So many of the questions of a page are tried."""
_PATIENCE: Final = 2_000
"""Milliseconds that a page has to say what is new."""


def measure(page: Page) -> Sequence[Any]:
    """One entry for each choice that reveals fields; two checks ask, and the page remembers."""
    prepare(page)
    known: Sequence[Any] | None = page.evaluate("() => window.__aw.measured?.reveals ?? null")
    if known is not None:
        return known
    page.evaluate(_SCRIPT)
    count = page.evaluate("() => window.__aw.reveals.list()")
    found = [seen for number in range(min(count, _MOST)) if (seen := _one(page, number)) is not None]
    page.evaluate("found => { (window.__aw.measured ??= {}).reveals = found; }", found)
    return found


def _one(page: Page, number: int) -> Any:
    key = page.evaluate("number => window.__aw.reveals.begin(number)", number)
    for _ in range(int(key["times"])):
        page.keyboard.press(key["press"])
    page.wait_for_function(f"() => window.__aw.reveals.settled({_PATIENCE})")
    return page.evaluate("() => window.__aw.reveals.end()")
