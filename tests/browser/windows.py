"""Browser windows that note what goes wrong in them, and are used again by later tests."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

TIMEOUT: Final = 10_000
"""Milliseconds that any single wait may take on a loaded machine."""

_REFUSED: Final = re.compile(r"Failed to load resource: the server responded with a status of (4\d\d|5\d\d)")
_COUNT_ANSWERS: Final = """
window.answers = window.refreshes = 0;
document.addEventListener("htmx:finally:request", event => {
  if (event.detail.ctx.sourceElement.id === "felder") window.refreshes += 1;
  else window.answers += 1;
});
"""


@dataclass
class Window:
    """A page of its own context; `complaints` is what the browser found wrong, refused posts left out."""

    context: BrowserContext
    page: Page
    site: str
    scripts: bool
    folder: Path
    complaints: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)
    """Pages and fragments that came back, in order."""

    def __post_init__(self) -> None:
        self.page.set_default_timeout(TIMEOUT)
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._send)
        self.page.on("response", self._receive)

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not _REFUSED.match(message.text):
            self.complaints.append(message.text)

    def _send(self, request: Request) -> None:
        self.requests.append(request)

    def _receive(self, response: Response) -> None:
        if response.request.resource_type in ("document", "fetch", "xhr"):
            self.answers.append(response)

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(self.site + path)

    def file(self, name: str, body: bytes) -> Path:
        """A file on this person's disk."""
        path = Path(tempfile.mkdtemp(dir=self.folder)) / name
        path.write_bytes(body)
        return path

    def posts(self) -> list[Request]:
        """Every POST since the last `forget`."""
        return [request for request in self.requests if request.method == "POST"]

    def forget(self) -> None:
        """Begin to note anew."""
        self.complaints.clear()
        self.requests.clear()
        self.answers.clear()

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Wait until what the block sends has been answered and is shown."""
        if not self.scripts:
            with self.page.expect_navigation():
                yield
            return
        before = self.page.evaluate("window.answers")
        yield
        self.page.wait_for_function("before => window.answers > before", arg=before)

    @contextmanager
    def refreshing(self) -> Iterator[None]:
        """Wait until the page has asked the server of its own accord, and shows the answer."""
        before = self.page.evaluate("window.refreshes")
        yield
        self.page.wait_for_function("before => window.refreshes > before", arg=before)

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """Wait until the block has led to another page."""
        with self.page.expect_navigation():
            yield


class Windows:
    """Opens windows by their properties; asked again for the same, it gives the same one, wiped."""

    def __init__(self, browser: Browser, site: str, folder: Path) -> None:
        self._browser = browser
        self._site = site
        self._folder = folder
        self._open: dict[str, Window] = {}

    def shared(self, *, scripts: bool = True, width: int = 1280, **options: Any) -> Window:
        """A window that other tests use, too; drafts of one do not see those of another."""
        key = repr((scripts, width, sorted(options.items())))
        if key not in self._open:
            self._open[key] = self.fresh(scripts=scripts, width=width, **options)
        window = self._open[key]
        window.page.goto("about:blank")
        window.forget()
        return window

    def fresh(self, *, scripts: bool = True, width: int = 1280, inspectable: bool = False, **options: Any) -> Window:
        """A window of its own, with nothing in its cache; whoever asked closes it.

        In an `inspectable` one without scripts JavaScript works, so that a test can run its own, but ours never arrive.
        """
        said: dict[str, Any] = {"viewport": {"width": width, "height": 900}, "locale": "de-DE", **options}
        context = self._browser.new_context(java_script_enabled=scripts or inspectable, **said)
        if scripts:
            context.add_init_script(_COUNT_ANSWERS)
        elif inspectable:
            context.route("**/static/**/*.js", lambda route: route.fulfill(body=""))
        return Window(context, context.new_page(), self._site, scripts, self._folder)

    def close(self) -> None:
        """Close the shared ones."""
        for window in self._open.values():
            window.context.close()
