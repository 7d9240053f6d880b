"""The shipped definitions hold before axe and every check of ours: some states each time, all of them at leisure."""

from collections.abc import Callable

import pytest

from formengine.web.settings import shipped_definitions
from tests.definitions.cases import NOW, definitions
from usability.checks import CHECKS
from usability.looking import AXE
from usability.model import Level
from usability.results import Run
from usability.runner import Order, run

pytestmark = pytest.mark.browser

READING = (AXE, *(id_ for id_, check in CHECKS.items() if check.scope in ("shown", "journey")))
"""What judges a page as it stands, which is quick."""


def barriers(found: Run) -> list[str]:
    assert found.failed == ""
    assert found.states
    return [f"{each.rule.id} {each.element}: {each.message}" for each in found.at_least(Level.FAILURE)]


def order(slug: str, *, only: tuple[str, ...] = (), smoke: bool = False) -> Order:
    return Order(slug, shipped_definitions(), "musterhausen", NOW, only=only, smoke=smoke)


@pytest.mark.parametrize("slug", definitions())
def test_no_page_of_a_shipped_definition_has_a_barrier_that_can_be_read(slug: str) -> None:
    assert barriers(run(order(slug, only=READING, smoke=True))) == []


@pytest.mark.slow
@pytest.mark.parametrize("slug", definitions())
def test_no_state_of_a_shipped_definition_has_a_barrier(
    slug: str, record_property: Callable[[str, object], None]
) -> None:
    found = run(order(slug))
    record_property("harness", f"{slug}: {len(found.states)} states, {len(CHECKS) + 1} checks in {found.seconds:.0f} s")
    assert barriers(found) == []
    assert found.coverage.pages[0] == found.coverage.pages[1]
    assert found.coverage.branches[0] == found.coverage.branches[1]
