"""Which browser a run uses: Playwright's Chromium on this machine, or any engine by WebDriver, here or on a grid."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from usability.browser import CHROMIUM, Chromium, launched
from usability.engines import NAMES, Drivers, Engine, lacking_here, lacks
from usability.model import Look
from usability.proxy import Proxy
from usability.stages import Windows


class CannotRunError(Exception):
    """Nothing was checked; the message says why and what to do."""


@dataclass(frozen=True)
class Browsing:
    """A choice of browser."""

    engine: Engine = Engine.CHROMIUM
    grid: str = ""
    """The address of a Selenium Grid's hub; "" for browsers on this machine."""
    host: str = "127.0.0.1"
    """Where the nodes of a grid reach this machine."""
    chromium: Path = CHROMIUM

    @property
    def by_driver(self) -> bool:
        """Whether WebDriver drives the browser."""
        return bool(self.grid) or self.engine is not Engine.CHROMIUM

    @property
    def name(self) -> str:
        """As it stands in reports."""
        if not self.by_driver:
            return "Chromium (Playwright)"
        return NAMES[self.engine] + (", auf einem Selenium Grid" if self.grid else "")

    def require(self, looks: Sequence[Look]) -> None:
        """Say before anything is worked out what an engine of WebDriver's lacks. Raises CannotRunError."""
        lacking = [lacking_here(self.engine, self.grid), *(lacks(self.engine, look) for look in looks)]
        if self.by_driver and any(lacking):
            raise CannotRunError(next(filter(None, lacking)))

    @contextmanager
    def opened(self, proxy: Proxy) -> Iterator[Windows]:
        """The browser. Raises BrowserLostError where there is none."""
        if self.by_driver:
            yield Drivers(self.engine, proxy, self.grid, self.chromium)
            return
        with launched(proxy, self.chromium) as browser:
            yield Chromium(browser)
