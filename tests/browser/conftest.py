"""One server and one browser for all browser tests of a worker."""

import os
import shutil
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.site import Site, running
from tests.browser.windows import Window, Windows

_FLAGS: Final = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _chromium() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the one that CHROMIUM names, else the one on the PATH."""
    path = _chromium()
    if path is None:
        reason = "no Chromium: `make browser` installs it, CHROMIUM=… names another"
        if "CI" in os.environ:
            pytest.fail(reason)
        pytest.skip(reason)
    # As root Chromium has no sandbox to offer.
    flags = [*_FLAGS, *(["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else [])]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=flags)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The application, served from an empty data folder."""
    with running(tmp_path_factory.mktemp("daten")) as started:
        yield started


@pytest.fixture(scope="session")
def windows(browser: Browser, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    """Windows on the site."""
    opened = Windows(browser, site.address, tmp_path_factory.mktemp("dateien"))
    yield opened
    opened.close()


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """With JavaScript and without."""
    return bool(request.param)


@pytest.fixture
def window(windows: Windows, scripts: bool) -> Iterator[Window]:
    """A fresh window, with JavaScript and without; what the browser complains about fails the test."""
    opened = windows.fresh(scripts=scripts)
    yield opened
    complaints = list(opened.complaints)
    opened.context.close()
    assert complaints == []


@pytest.fixture
def scripted(windows: Windows) -> Iterator[Window]:
    """A fresh window with JavaScript; what the browser complains about fails the test."""
    opened = windows.fresh()
    yield opened
    complaints = list(opened.complaints)
    opened.context.close()
    assert complaints == []
