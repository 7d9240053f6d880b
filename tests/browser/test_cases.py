"""Every case in Chromium, with JavaScript and without it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.person import Person
from tests.browser.site import Site, running
from tests.browser.windows import Windows
from tests.definitions import inline
from tests.definitions.cases import cases, cases_of, definitions, smoke
from tests.definitions.travel import Trip

pytestmark = pytest.mark.browser

_SMOKE = {case.id for definition in definitions().values() for case in smoke(definition)}
_CASES = [pytest.param(id_, marks=[] if id_ in _SMOKE else [pytest.mark.slow]) for id_ in cases()]


@pytest.mark.parametrize("id_", _CASES)
def test_a_case_comes_out_the_same_in_a_browser(windows: Windows, site: Site, scripts: bool, id_: str) -> None:
    definition, case = cases()[id_]
    window = windows.shared(scripts=scripts)
    Trip(definition, case, Person(window), site.store).run()
    assert window.complaints == []


_LISTED = [
    pytest.param(case.id, marks=[] if case is smoke(definition)[0] else [pytest.mark.slow])
    for definition in map(definitions().__getitem__, inline.with_items_of_their_own())
    for case in cases_of(definition)
]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return inline.write(tmp_path_factory.mktemp("definitionen") / "alle")


@pytest.fixture(scope="module")
def inline_site(tmp_path_factory: pytest.TempPathFactory, elsewhere: Path) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("daten"), elsewhere) as started:
        yield started


@pytest.fixture(scope="module")
def inline_windows(browser: Browser, inline_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    opened = Windows(browser, inline_site.address, tmp_path_factory.mktemp("dateien"))
    yield opened
    opened.close()


@pytest.mark.parametrize("id_", _LISTED)
def test_a_case_comes_out_the_same_with_all_items_on_the_page(
    inline_windows: Windows, inline_site: Site, elsewhere: Path, scripts: bool, id_: str
) -> None:
    definition, case = inline.case(elsewhere, id_)
    window = inline_windows.shared(scripts=scripts)
    Trip(definition, case, Person(window), inline_site.store).run()
    assert window.complaints == []
