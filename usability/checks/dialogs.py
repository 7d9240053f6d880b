"""A dialog takes the focus, keeps it, goes away by Esc, and gives the focus back to what opened it."""

from collections.abc import Iterator
from typing import Any, Final

from usability.acting import prepare
from usability.browser import Page
from usability.checks import LAST, Check, Verdict, judged, script
from usability.model import Rule

_RULE = Rule(
    id="dialoge",
    title="Ein Dialog nimmt den Fokus nicht, hält ihn nicht oder gibt ihn nicht zurück",
    wcag=("2.4.3", "2.1.2"),
    whom="Menschen mit Screenreader oder ohne Maus",
    mend="Nehmen Sie <dialog> mit showModal(), und geben Sie beim Schließen den Fokus dahin zurück, wo er war.",
)
_MOST: Final = 12
_SHORT: Final = 150


def _evaluate(page: Page) -> Verdict:
    prepare(page)
    page.evaluate(script(__file__))
    count = page.evaluate("() => window.__aw.dialogs.list()")
    opened, found = 0, list[dict[str, Any]]()
    for number in range(min(count, _MOST)):
        if _opens(page, number):
            opened += 1
            found += _one(page)
    return judged(_RULE, opened > 0, found)


def _opens(page: Page, number: int) -> bool:
    page.evaluate("number => window.__aw.dialogs.at(number)", number)
    page.keyboard.press("Enter")
    page.wait_for_timeout(_SHORT)
    return bool(page.evaluate("() => window.__aw.dialogs.opened()"))


def _one(page: Page) -> Iterator[dict[str, Any]]:
    about = page.evaluate("() => window.__aw.dialogs.about()")

    def entry(message: str, key: str) -> dict[str, Any]:
        return {"place": about["place"], "message": f"Dialog „{about['name']}“: {message}", "key": key}

    if not page.evaluate("() => window.__aw.dialogs.inside()"):
        yield entry("Der Fokus geht nicht hinein, wenn er sich öffnet.", "hinein")
    elif about["modal"]:
        for _ in range(int(about["controls"]) + 2):
            page.keyboard.press("Tab")
            if not page.evaluate("() => window.__aw.dialogs.inside() || window.__aw.dialogs.nowhere()"):
                yield entry("Die Tab-Taste führt hinaus auf die Seite dahinter.", "hinaus")
                page.evaluate("() => window.__aw.dialogs.enter()")
                break
    page.keyboard.press("Escape")
    page.wait_for_timeout(_SHORT)
    if page.evaluate("() => window.__aw.dialogs.opened()"):
        yield entry("Esc schließt ihn nicht.", "esc")
        page.evaluate("() => window.__aw.dialogs.close()")
    elif not page.evaluate("() => window.__aw.dialogs.back()"):
        yield entry("Nach dem Schließen steht der Fokus nicht wieder auf der Schaltfläche, die ihn öffnete.", "zurück")


CHECK = Check(_RULE, "live", _evaluate, kinds=("filled", "end"), stage=LAST)
