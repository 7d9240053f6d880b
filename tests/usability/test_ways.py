"""The walker reaches what can be reached, says what it did not reach, and claims nothing that is not so."""

from dataclasses import replace

import pytest

from formengine.core.cases import with_files
from formengine.core.definition import Definition
from formengine.core.journey import walk
from formengine.core.settling import Context
from tests.definitions.cases import NOW, definitions
from usability.states import enumerate_states, smoke
from usability.values import Values
from usability.ways import Ways, branches, coverage, find

CONTEXT = Context(NOW)


def without_cases(definition: Definition) -> Definition:
    return replace(definition, bundle=replace(definition.bundle, cases=None))


@pytest.fixture(scope="module")
def found() -> dict[str, Ways]:
    return {slug: find(definition, CONTEXT) for slug, definition in definitions().items()}


@pytest.mark.parametrize("slug", definitions())
def test_every_page_branch_rule_and_outcome_of_a_shipped_definition_is_reached(
    found: dict[str, Ways], slug: str
) -> None:
    reached = coverage(definitions()[slug], found[slug])
    for some, every in (reached.pages, reached.branches, reached.rules, reached.outcomes):
        assert some == every
    assert reached.missing == ()


@pytest.mark.parametrize("slug", definitions())
def test_without_any_case_the_pages_are_solved(slug: str) -> None:
    definition = without_cases(definitions()[slug])
    reached = coverage(definition, find(definition, CONTEXT))
    # A page that hangs on what a calculation makes of a date is not found without a case, and that is said.
    unsaid = [page for page in definition.pages if f"Seite „{page.path}“" not in reached.missing]
    assert reached.pages[0] == len(unsaid) >= len(definition.pages) - 1


@pytest.mark.parametrize("slug", definitions())
def test_a_sound_way_has_no_mistake_and_every_branch_exists(found: dict[str, Ways], slug: str) -> None:
    definition, known = definitions()[slug], set(branches(definitions()[slug]))
    for way in found[slug].ways:
        document = with_files(definition, way.case, way.case.answers)
        assert bool(walk(definition, document, CONTEXT).mistakes) is not way.sound
        assert way.branches <= known


@pytest.mark.parametrize("slug", definitions())
def test_a_second_walk_finds_the_same_states(found: dict[str, Ways], slug: str) -> None:
    definition = definitions()[slug]
    once = enumerate_states(definition, found[slug].ways, CONTEXT)
    again = enumerate_states(definition, find(definition, CONTEXT).ways, CONTEXT)
    assert [placed.state for placed in once.placed] == [placed.state for placed in again.placed]
    assert len({placed.state.id for placed in once.placed}) == len(once.placed)


@pytest.mark.parametrize("slug", definitions())
def test_every_page_is_looked_at_empty_refused_and_filled(found: dict[str, Ways], slug: str) -> None:
    definition = definitions()[slug]
    states = list(smoke(enumerate_states(definition, found[slug].ways, CONTEXT)))
    for page in definition.pages:
        kinds = {placed.state.kind for placed in states if placed.state.page == page.path and not placed.state.item}
        assert {"empty", "filled"} <= kinds
    assert "end" in {placed.state.kind for placed in states}


def test_an_answer_fits_its_question() -> None:
    for definition in definitions().values():
        values = Values(definition, CONTEXT)
        for control in definition.controls.values():
            if control.type not in ("list", "calculated", "file") and not control.fixed:
                assert definition.judges[control.id].ok(values.one(control)), control.id
