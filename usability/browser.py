"""Chromium by Playwright, the only place that imports it: behind the filtering proxy, with states in one document."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from usability.model import Look
from usability.proxy import Proxy

try:
    from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright
except ModuleNotFoundError as missing:
    # The commands of a plain installation are listed all the same; whoever calls this one is told what to do.
    if TYPE_CHECKING:
        raise
    MISSING = missing
    Browser = BrowserContext = Page = Error = Exception  # type: ignore[misc]  # stand-ins
else:
    MISSING = None

__all__ = ["Browser", "Error", "Page"]

CHROMIUM: Final = Path(os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium")
"""The browser: the one that CHROMIUM names, else the one on the PATH."""
LIMIT: Final = 20_000
"""Milliseconds that any single wait may take."""
_FLAGS: Final = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--proxy-bypass-list=<-loopback>",
)  # fmt: skip
_STILL: Final = """() => {
  if (window.__awStill) return;
  const sheet = window.__awStill = new CSSStyleSheet();
  sheet.replaceSync("*, *::before, *::after {animation: none !important; transition: none !important;"
    + " caret-color: transparent !important; scroll-behavior: auto !important}");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


_SHOW: Final = (Path(__file__).parent / "show.js").read_text(encoding="utf-8")


class BrowserLostError(Exception):
    """The browser is gone in the middle of a run."""


@dataclass(frozen=True)
class Stage:
    """A page in a browser on which one state after the other is shown."""

    page: Page
    look: Look

    def show(self, url: str, button: str = "") -> tuple[int, str]:
        """Show a state in the document that is there already: nothing that was injected is compiled again.

        The server's own page is taken, as a browser without scripts shows it. The status and the address at the end.
        """
        status, address = self.page.evaluate(_SHOW, [url, button])
        return int(status), str(address)

    def open(self, url: str, button: str = "") -> int:
        """Go to a state as a person's browser does, with the page's scripts; the status of the last answer."""
        response = self.page.goto(url)
        self.page.evaluate(_STILL)
        pressed = self.page.locator(f"main form button[name={button}]:not([tabindex])") if button else None
        if pressed is None or not pressed.count():
            # An application that was sent already leads to its receipt.
            return response.status if response else 0
        with self.page.expect_response(lambda answer: answer.request.method == "POST") as sent:
            pressed.first.click()
        # What a script sent is answered before it is shown.
        self.page.wait_for_function("() => document.body && !document.querySelector('.htmx-request')")
        self.page.wait_for_load_state()
        self.page.evaluate(_STILL)
        return sent.value.status


@contextmanager
def launched(proxy: Proxy, chromium: Path = CHROMIUM) -> Iterator[Browser]:
    """A browser while the block runs. Raises BrowserLostError where there is none."""
    if MISSING is not None:
        raise BrowserLostError("Playwright fehlt. Installieren Sie es mit: pip install 'antragswerkstatt[harness]'")
    if not chromium.exists():
        raise BrowserLostError(
            f"{chromium} gibt es nicht. Installieren Sie Chromium, auf Debian: apt-get install chromium"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium), args=list(_FLAGS), proxy={"server": f"http://{proxy.address}"}
        )
        try:
            yield browser
        finally:
            if browser.is_connected():
                browser.close()


@contextmanager
def stage(browser: Browser, origin: str, look: Look, proxy: Proxy | None = None) -> Iterator[Stage]:
    """A fresh window on a page of the origin, with motion frozen; `proxy` where the browser was started without one."""
    context = _context(browser, look, proxy)
    try:
        page = context.new_page()
        page.set_default_timeout(LIMIT)
        page.goto(f"{origin}/hinweise")
        page.evaluate(_STILL)
        yield Stage(page, look)
    finally:
        if browser.is_connected():
            context.close()


def _context(browser: Browser, look: Look, proxy: Proxy | None) -> BrowserContext:
    through = {"proxy": {"server": f"http://{proxy.address}", "bypass": "<-loopback>"}} if proxy else {}
    options: Mapping[str, Any] = through | {
        "viewport": {"width": look.width, "height": look.height},
        "color_scheme": look.scheme,
        "reduced_motion": "reduce",
        "locale": "de-DE",
        "timezone_id": "Europe/Berlin",
        "forced_colors": "active" if look.forced else "none",
    }
    context = browser.new_context(**options)
    if not look.scripts:
        # Looking into a page takes scripts: they are allowed, but none of the page's own arrives.
        context.route("**/*.js", lambda route: route.abort())
    return context
