"""A window driven by WebDriver, with the part of Playwright's page that every engine offers."""

import base64
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from usability.browser import SHOW, STILL, BrowserLostError
from usability.model import Look
from usability.stages import NotInThisEngineError

try:
    from axe_selenium_python import Axe
    from selenium.common.exceptions import WebDriverException
    from urllib3.exceptions import HTTPError
except ModuleNotFoundError:
    if TYPE_CHECKING:
        raise
    Axe = object
    WebDriverException = HTTPError = OSError  # type: ignore[misc]  # stand-ins

from formengine.web.assets import STATIC

LIMIT: Final = 20.0
"""Seconds that any single wait may take."""
_AXE: Final = STATIC / "vendor/axe/axe.min.js"
_CALL: Final = """const done = arguments[arguments.length - 1], given = arguments[0];
Promise.resolve().then(() => {{ const it = (
{script}
); return typeof it === "function" ? it(given) : it; }})
.then(ok => done({{ok: ok === undefined ? null : ok}}), error => done({{error: String(error?.message || error)}}));"""
_FRAME: Final = (Path(__file__).parent / "frame.js").read_text(encoding="utf-8")
_UNFRAME: Final = "() => document.getElementById('aw-ausschnitt')?.remove()"
_QUIET: Final = "() => document.readyState === 'complete' && document.body && !document.querySelector('.htmx-request')"


class OwnAxe(Axe):  # type: ignore[misc]  # it has no types
    """axe-selenium-python with the vendored axe-core, and with errors that arrive as errors."""

    def __init__(self, tab: "Tab") -> None:
        super().__init__(tab.driver, script_url=str(_AXE))
        self._tab = tab

    def run(self, context: str | None = None, options: object = None) -> Any:
        """Run the script `context`, which calls axe, with these options."""
        # The original waits for a promise that it never sees rejected, and writes options as Python would.
        return self._tab.evaluate(context or "options => axe.run(document, options)", options)


@contextmanager
def translated() -> Iterator[None]:
    """A driver that fails is a browser that is lost."""
    try:
        yield
    except (WebDriverException, HTTPError, OSError) as error:
        raise BrowserLostError(str(getattr(error, "msg", None) or error).splitlines()[0]) from error


@dataclass(frozen=True)
class Tab:
    """A page under Playwright's names, as far as every engine goes; whoever asks for more is told."""

    driver: Any
    engine: str

    def __getattr__(self, name: str) -> Any:
        raise NotInThisEngineError(f"„{name}“ gibt es in {self.engine} nicht.")

    @property
    def url(self) -> str:
        """The address."""
        with translated():
            return str(self.driver.current_url)

    @property
    def viewport_size(self) -> dict[str, int]:
        """The inner size of the window."""
        width, height = self.evaluate("() => [innerWidth, innerHeight]")
        return {"width": int(width), "height": int(height)}

    def title(self) -> str:
        """The title."""
        return str(self.evaluate("() => document.title"))

    def evaluate(self, script: str, argument: object = None) -> Any:
        """What an expression is, or what a function says of an argument. Raises BrowserLostError."""
        with translated():
            answer: Mapping[str, Any] = self.driver.execute_async_script(_CALL.format(script=script), argument)
        if "error" in answer:
            raise BrowserLostError(str(answer["error"]))
        return answer["ok"]

    def axe(self, script: str, options: object, locale: object = None) -> Any:
        """Run axe through axe-selenium-python."""
        own = OwnAxe(self)
        if not self.evaluate("'axe' in window"):
            with translated():
                own.inject()
            self.evaluate("locale => axe.configure({locale})", locale)
        return own.run(script, options)

    def set_viewport_size(self, size: Mapping[str, int]) -> None:
        """Give the window an inner size. Raises NotInThisEngineError where it has a smallest one."""
        if self.engine == "chromium":
            shape = {**size, "deviceScaleFactor": 1, "mobile": False}
            self.devtools("Emulation.setDeviceMetricsOverride", shape)
        else:
            self._resize(size)
        if self.viewport_size["width"] != size["width"]:
            raise NotInThisEngineError(f"Kleiner als {self.viewport_size['width']} Pixel wird dieses Fenster nicht.")

    def _resize(self, size: Mapping[str, int]) -> None:
        with translated():
            # What stands around a page is known only once the window has a size; it differs when that was corrected.
            for _ in range(3):
                inner, outer = self.viewport_size, self.driver.get_window_size()
                if inner == size:
                    return
                self.driver.set_window_size(
                    outer["width"] + size["width"] - inner["width"], outer["height"] + size["height"] - inner["height"]
                )
                self.wait("([width, height]) => innerWidth === width && innerHeight === height", [*size.values()], 2.0)

    def wait(self, condition: str, argument: object = None, seconds: float = LIMIT) -> bool:
        """Wait until a condition holds, and say whether it does."""
        script = """async ([argument, until]) => {{
          const holds = {condition};
          for (const end = performance.now() + until; performance.now() < end;) {{
            if (holds(argument)) return true;
            await new Promise(done => setTimeout(done, 30));
          }}
          return false;
        }}"""
        return bool(self.evaluate(script.format(condition=condition), [argument, 1000 * min(seconds, LIMIT - 2)]))

    def devtools(self, command: str, parameters: Mapping[str, Any]) -> None:
        """Tell Chromium something that WebDriver has no word for."""
        with translated():
            self.driver.execute("executeCdpCommand", {"cmd": command, "params": dict(parameters)})

    def dress(self, look: Look) -> None:
        """Look at pages in this way from now on."""
        if self.engine == "chromium":
            features = {
                "prefers-color-scheme": look.scheme,
                "prefers-reduced-motion": "reduce",
                "forced-colors": "active" if look.forced else "none",
            }
            wanted = [{"name": name, "value": value} for name, value in features.items()]
            self.devtools("Emulation.setEmulatedMedia", {"features": wanted})
            self.devtools("Emulation.setLocaleOverride", {"locale": "de-DE"})
            self.devtools("Emulation.setTimezoneOverride", {"timezoneId": "Europe/Berlin"})
            if not look.scripts:
                self.devtools("Network.enable", {})
                self.devtools("Network.setBlockedURLs", {"urls": ["*.js"]})
        try:
            self.set_viewport_size({"width": look.width, "height": look.height})
        except NotInThisEngineError as error:
            raise BrowserLostError(f"--viewport {look.width}x{look.height}: {error}") from error

    def try_to_open(self, url: str) -> None:
        """Go to an address that may be refused."""
        try:
            with translated():
                self.driver.get(url)
        except BrowserLostError:
            return

    def screenshot(self, *, clip: Mapping[str, float] | None = None, full_page: bool = False) -> bytes:
        """A picture of the window, or of a part of the page."""
        del full_page
        with translated():
            if clip is None:
                return base64.b64decode(self.driver.get_screenshot_as_base64())
            self.evaluate(_FRAME, [clip[side] for side in ("x", "y", "width", "height")])
            try:
                frame = self.driver.find_element("id", "aw-ausschnitt")
                return base64.b64decode(frame.screenshot_as_base64)
            finally:
                self.evaluate(_UNFRAME)


@dataclass(frozen=True)
class WebStage:
    """A window of WebDriver's on which one state after the other is shown."""

    page: Tab
    look: Look

    def show(self, url: str, button: str = "") -> tuple[int, str]:
        """Show a state in the document that is there already."""
        status, address = self.page.evaluate(SHOW, [url, button])
        return int(status), str(address)

    def open(self, url: str, button: str = "") -> int:
        """Go to a state with the page's scripts; WebDriver tells no status."""
        with translated():
            self.page.driver.get(url)
            self.page.evaluate(STILL)
            pressed = self.page.driver.find_elements("css selector", _PRESSED.format(button)) if button else []
            if pressed:
                self.page.evaluate("() => { document.body.dataset.awVorher = '1'; }")
                pressed[0].click()
                self.page.wait(f"() => !document.body?.dataset.awVorher || ({_ANSWERED})()", seconds=5.0)
                self.page.wait(_QUIET)
                self.page.evaluate(STILL)
        return 0


_PRESSED: Final = "main form button[name={}]:not([tabindex])"
_ANSWERED: Final = "() => document.querySelector('main [role=alert]')"
