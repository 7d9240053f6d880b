"""How the focus shows at every control of a page, measured in pixels; one of each kind that looks alike."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from usability.acting import prepare
from usability.browser import Page
from usability.pixels import Camera

_SCRIPT: Final = (Path(__file__).parent / "focus.js").read_text(encoding="utf-8")
_KNOWN: Final = "name => window.__aw.measured?.[name] ?? null"
_KEEP: Final = "([name, found]) => { (window.__aw.measured ??= {})[name] = found; }"
_MOST: Final = 40


def measure(page: Page, name: str = "fokus") -> Sequence[Any]:
    """For each control its place, the pixels that change with the focus, and how many would be a thick line around it.

    Two checks ask for it: what was measured stays in the page under that name.
    """
    prepare(page)
    known: Sequence[Any] | None = page.evaluate(_KNOWN, name)
    if known is not None:
        return known
    page.evaluate(_SCRIPT)
    # Whoever last pressed a key is shown the focus.
    page.keyboard.press("Tab")
    count, camera = page.evaluate("() => window.__aw.focus.list()"), Camera.on(page)
    found = [_one(page, camera, number) for number in range(min(count, _MOST))]
    camera.close()
    page.evaluate("() => window.__aw.focus.off()")
    page.evaluate(_KEEP, [name, found])
    return found


def _one(page: Page, camera: Camera, number: int) -> Any:
    seen = page.evaluate("number => window.__aw.focus.on(number)", number)
    focused = camera.shot(seen["clip"])
    page.evaluate("() => window.__aw.focus.off()")
    difference = camera.difference(camera.shot(seen["clip"]), focused)
    return seen | {"changed": difference.changed, "strong": difference.strong}
