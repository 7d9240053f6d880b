"""Every case in Chromium, with JavaScript and without it."""

import pytest

from tests.browser.person import Person
from tests.browser.site import Site
from tests.browser.windows import Windows
from tests.definitions.cases import cases, definitions, smoke
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
