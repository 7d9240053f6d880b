"""Chromium by Playwright, the only place that imports it: behind the filtering proxy, with states in one document."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from usability.model import Look
from usability.proxy import Proxy

try:
    from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, sync_playwright
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
FLAGS: Final = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--proxy-bypass-list=<-loopback>",
)  # fmt: skip
STILL: Final = """() => {
  if (window.__awStill) return;
  const sheet = window.__awStill = new CSSStyleSheet();
  sheet.replaceSync("*, *::before, *::after {animation: none !important; transition: none !important;"
    + " caret-color: transparent !important; scroll-behavior: auto !important}");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


SHOW: Final = (Path(__file__).parent / "show.js").read_text(encoding="utf-8")


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
        status, address = self.page.evaluate(SHOW, [url, button])
        return int(status), str(address)

    def open(self, url: str, button: str = "") -> int:
        """Go to a state as a person's browser does, with the page's scripts; the status of the last answer."""
        response = self.page.goto(url)
        self.page.evaluate(STILL)
        pressed = self.page.locator(f"main form button[name={button}]:not([tabindex])") if button else None
        if pressed is None or not pressed.count():
            # An application that was sent already leads to its receipt.
            return response.status if response else 0
        with self.page.expect_response(lambda answer: answer.request.method == "POST") as sent:
            pressed.first.click()
        # What a script sent is answered before it is shown.
        self.page.wait_for_function("() => document.body && !document.querySelector('.htmx-request')")
        self.page.wait_for_load_state()
        self.page.evaluate(STILL)
        return sent.value.status


@dataclass(frozen=True)
class Chromium:
    """A browser of Playwright's that opens windows."""

    browser: Browser
    acts: bool = True

    def stage(self, origin: str, look: Look) -> AbstractContextManager[Stage]:
        """A fresh window on a page of the origin, with motion frozen."""
        return stage(self.browser, origin, look)


@dataclass
class Followed:
    """A tester's browser and, unseen, another one for copies of its pages."""

    own: BrowserContext
    copies: BrowserContext
    typed: set[str] = field(default_factory=set)
    """What was typed so far; it stays in memory, so that it can be left out of everything that is kept."""

    def first(self, url: str) -> Page:
        """Open the tester's window at an address."""
        self.own.expose_binding("__awTyped", lambda _source, text: self.typed.add(str(text).strip()))
        self.own.add_init_script(path=Path(__file__).parent / "typed.js")
        window = self.own.new_page()
        window.goto(url)
        return window

    def windows(self) -> list[Page]:
        """The tester's windows that are still open."""
        return [window for window in self.own.pages if not window.is_closed()]

    def copied(self, address: str, html: str) -> Page:
        """A page with this markup at this address, without scripts; styles and pictures come from the server."""
        self.copies.clear_cookies()
        self.copies.add_cookies(self.own.cookies())  # type: ignore[arg-type]  # what the one gives the other takes
        page = self.copies.pages[0] if self.copies.pages else self.copies.new_page()
        page.set_default_timeout(LIMIT)
        page.unroute_all()
        # Whatever the copy would go to, it is the copy again: the server is asked for styles and pictures only.
        page.route(
            "**/*",
            lambda route: (
                route.fulfill(body=html, content_type="text/html; charset=utf-8")
                if route.request.is_navigation_request()
                else route.fallback()
            ),
        )
        page.goto(address)
        page.evaluate(STILL)
        return page

    def wait(self, seconds: float) -> None:
        """Let the browsers work."""
        windows = self.windows()
        if windows:
            with suppress(Error):
                windows[0].wait_for_timeout(1000 * seconds)


@contextmanager
def followed(proxy: Proxy, chromium: Path, look: Look, *, visible: bool) -> Iterator[Followed]:
    """A visible browser and one for copies while the block runs. Raises BrowserLostError where there is none."""
    if visible and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise BrowserLostError("Es gibt hier keinen Bildschirm (DISPLAY), auf dem ein Browser zu sehen wäre.")
    with (
        _playing(chromium) as playwright,
        _launch(playwright, proxy, chromium, visible=visible) as seen,
        _launch(playwright, proxy, chromium) as unseen,
    ):
        own = seen.new_context(locale="de-DE", timezone_id="Europe/Berlin", no_viewport=visible)
        yield Followed(own, _context(unseen, replace(look, scripts=False), None))


@contextmanager
def launched(proxy: Proxy, chromium: Path = CHROMIUM) -> Iterator[Browser]:
    """A browser while the block runs. Raises BrowserLostError where there is none."""
    with _playing(chromium) as playwright, _launch(playwright, proxy, chromium) as browser:
        yield browser


@contextmanager
def _playing(chromium: Path) -> Iterator["Playwright"]:
    if MISSING is not None:
        raise BrowserLostError("Playwright fehlt. Installieren Sie es mit: pip install 'antragswerkstatt[harness]'")
    if not chromium.exists():
        raise BrowserLostError(
            f"{chromium} gibt es nicht. Installieren Sie Chromium, auf Debian: apt-get install chromium"
        )
    with sync_playwright() as playwright:
        yield playwright


@contextmanager
def _launch(playwright: "Playwright", proxy: Proxy, chromium: Path, *, visible: bool = False) -> Iterator[Browser]:
    browser = playwright.chromium.launch(
        executable_path=str(chromium),
        args=list(FLAGS),
        headless=not visible,
        proxy={"server": f"http://{proxy.address}"},
    )
    try:
        yield browser
    finally:
        if browser.is_connected():
            browser.close()


@contextmanager
def stage(browser: Browser, origin: str, look: Look, proxy: Proxy | None = None) -> Iterator[Stage]:
    """A fresh window on a page of the origin if there is one, with motion frozen.

    `proxy` where the browser was started without one.
    """
    context = _context(browser, look, proxy)
    try:
        page = context.new_page()
        page.set_default_timeout(LIMIT)
        page.goto(f"{origin}/hinweise" if origin else "about:blank")
        page.evaluate(STILL)
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
