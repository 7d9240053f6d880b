"""Takes pictures of pages in a process of its own (`python -m usability.photographing`): its order comes as JSON."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from usability.browser import CHROMIUM, STILL, BrowserLostError, Error, launched
from usability.proxy import filtering, host_of

HEIGHTS: Final[Mapping[int, int]] = {320: 640, 768: 1024, 1280: 900}
LOST: Final = 3
"""The exit code where there is no browser; what is missing stands in the last line of what it says."""
_TALL: Final = 900


def photograph(order: Mapping[str, Any]) -> None:
    """Take the pictures of an order. Raises BrowserLostError."""
    origin, width, folder = str(order["origin"]), int(order["width"]), Path(order["folder"])
    height = HEIGHTS.get(width, _TALL)
    cookies = [{"name": name, "value": value, "url": origin} for name, value in order["cookies"].items()]
    with filtering(frozenset({host_of(origin)})) as proxy, launched(proxy, CHROMIUM) as browser:
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="de-DE", reduced_motion="reduce", color_scheme="light"
        )
        context.add_cookies(cookies)  # type: ignore[arg-type]  # Playwright's own type names more
        page = context.new_page()
        for name, address in order["pictures"].items():
            page.goto(origin + address)
            page.evaluate(STILL)
            page.evaluate("document.fonts.ready.then(() => 0)")
            page.screenshot(path=folder / name, full_page=True)


def main() -> int:
    """Read an order from the standard input; the exit code."""
    try:
        photograph(json.load(sys.stdin))
    except (BrowserLostError, Error) as error:
        sys.stderr.write(f"\n{str(error).splitlines()[0]}")
        return LOST
    return 0


if __name__ == "__main__":
    sys.exit(main())
