"""Every case through the journey alone, and nothing in a definition that no case reaches."""

import dataclasses
from collections.abc import Iterable, Iterator

import pytest

from formengine.core.cases import Case, differences, play
from formengine.core.definition import Definition
from tests.definitions.cases import NOW, cases, cases_of, definitions, played


def unreached(definition: Definition, chosen: Iterable[Case]) -> Iterator[str]:
    """Pages, outcomes, rules and messages that none of the cases reaches."""
    results = [(case, played(case.id)) for case in chosen]
    pages = {path for _, result in results for path in result.pages}
    outcomes = {result.outcome for _, result in results}
    messages = {id_ for _, result in results for id_ in result.messages}
    rules = {id_ for _, result in results for id_ in result.hints}
    rules |= {code.removeprefix("regel:") for _, result in results for code in result.errors.values()}
    yield from (f"page {page.path}" for page in definition.pages if page.path not in pages)
    yield from (f"outcome {outcome.id}" for outcome in definition.outcomes if outcome.id not in outcomes)
    yield from (f"message {message.id}" for message in definition.messages if message.id not in messages)
    yield from (f"rule {rule.id}" for rule in definition.rules if rule.id not in rules)


@pytest.mark.parametrize("id_", cases())
def test_a_case_comes_out_as_it_says(id_: str) -> None:
    definition, case = cases()[id_]
    assert list(differences(case, play(definition, case))) == []


@pytest.mark.parametrize("slug", definitions())
def test_every_page_outcome_message_and_rule_is_reached_by_a_case(slug: str) -> None:
    definition = definitions()[slug]
    assert list(unreached(definition, cases_of(definition))) == []


@pytest.mark.parametrize("slug", definitions())
def test_without_cases_everything_counts_as_unreached(slug: str) -> None:
    definition = definitions()[slug]
    parts = [*definition.pages, *definition.outcomes, *definition.messages, *definition.rules]
    assert len(list(unreached(definition, []))) == len(parts) > 0


@pytest.mark.parametrize("slug", definitions())
def test_a_case_that_expects_something_else_is_seen(slug: str) -> None:
    definition = definitions()[slug]
    for case in cases_of(definition):
        wrong = dataclasses.replace(case.expect, errors={"/nirgends": "pflicht"}, pages=("nirgends",))
        assert len(list(differences(dataclasses.replace(case, expect=wrong), played(case.id)))) >= 2


def test_all_cases_assume_the_time_of_the_test_server() -> None:
    assert {case.now for _, case in cases().values()} == {NOW}
