"""Which nodes of a page listen to which events, as the browser knows it."""

from typing import Any, Final

from usability.browser import Page

POINTER: Final = ("click", "mousedown", "mouseup", "dblclick", "pointerdown", "pointerup", "touchstart", "touchend")
OVER: Final = ("mouseover", "mouseenter", "pointerover", "pointerenter", "mousemove")
_NOTE: Final = "function (types) { (window.__aw.heard ??= new Map()).set(this, types); }"


def listen(page: Page) -> None:
    """Note in the page, as `__aw.heard`, the types that every node with a listener for the pointer listens to."""
    page.evaluate("() => { window.__aw.heard = new Map(); }")
    session = page.context.new_cdp_session(page)
    try:
        session.send("DOM.enable")
        document = session.send("Runtime.evaluate", {"expression": "document"})["result"]["objectId"]
        asked = {"objectId": document, "depth": -1, "pierce": True}
        listeners: list[Any] = session.send("DOMDebugger.getEventListeners", asked)["listeners"]
        types: dict[int, list[str]] = {}
        for each in listeners:
            if "backendNodeId" in each:
                types.setdefault(each["backendNodeId"], []).append(each["type"])
        for number, listed in types.items():
            if {*listed} & {*POINTER, *OVER}:
                node = session.send("DOM.resolveNode", {"backendNodeId": number})["object"]["objectId"]
                call = {"objectId": node, "functionDeclaration": _NOTE, "arguments": [{"value": listed}]}
                session.send("Runtime.callFunctionOn", call)
    finally:
        session.detach()
