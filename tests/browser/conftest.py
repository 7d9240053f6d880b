"""One server and one browser for all browser tests of a worker."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.site import Site, running
from tests.browser.windows import Window, Windows
from tests.chromium import browser

__all__ = ["browser"]


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
