"""Without JavaScript a page asks for the same, and its button leads on."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from usability.acting import prepare
from usability.browser import LIMIT, Error, Page
from usability.checks import LAST, Check, Verdict, judged, script
from usability.model import Level, Rule

_RULE = Rule(
    id="ohne-javascript",
    title="Ohne JavaScript fehlt etwas, oder es geht nicht weiter",
    wcag=(),
    whom="Menschen mit schlechtem Netz, alten Geräten oder strengen Einstellungen",
    mend="Lassen Sie den Server alle Felder und eine Schaltfläche zum Absenden schicken; Skripte verbessern sie nur.",
    level=Level.BEST,
)
_SETTLE: Final = 1_500


def _evaluate(page: Page) -> Verdict:
    prepare(page)
    page.evaluate(script(__file__))
    before: Mapping[str, Any] = page.evaluate("() => window.__aw.bare.look()")
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page.reload()
        prepare(page)
        page.evaluate(script(__file__))
        found = page.evaluate("before => window.__aw.bare.missing(before)", before)
        if before["form"] and not found:
            found += _sent(page)
        return judged(_RULE, bool(before["fields"] or before["form"]), found)
    finally:
        session.send("Emulation.setScriptExecutionDisabled", {"value": False})
        session.detach()


def _sent(page: Page) -> list[dict[str, Any]]:
    """Press the button that leads on."""
    about = page.evaluate("() => window.__aw.bare.button()")
    if about is None:
        return [
            {"message": "Ohne JavaScript gibt es keine Schaltfläche, die das Formular absendet.", "key": "absenden"}
        ]
    status = 0
    with suppress(Error), page.expect_navigation(timeout=min(LIMIT, _SETTLE * 4)) as sent:
        page.evaluate("() => window.__aw.bare.press()")
    with suppress(Error):
        status = sent.value.status
    if 0 < status < 500:
        return []
    said = f"Der Server antwortet mit {status}." if status else "Es geschieht nichts."
    message = f"Ohne JavaScript führt „{about['name']}“ nicht weiter: {said}"
    return [{"place": about["place"], "message": message, "key": "absenden"}]


CHECK = Check(_RULE, "live", _evaluate, kinds=("filled",), stage=LAST)
