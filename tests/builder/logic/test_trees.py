"""Parts of conditions are added, denied, grouped and removed at their place."""

import pytest
from hypothesis import assume, given

from builder.logic import trees
from builder.logic.sentences import Group, Leaf, Named, Not, Term
from builder.logic.trees import EMPTY
from tests.builder.logic.terms import terms

A, B, C = Named("a"), Named("b"), Leaf("#/properties/c", "answered")


def test_the_first_condition_stands_alone() -> None:
    assert trees.added(EMPTY, (), A) == A


def test_a_second_condition_makes_a_group() -> None:
    assert trees.added(A, (), B) == Group("AND", (A, B))


def test_a_further_condition_joins_the_group() -> None:
    assert trees.added(Group("OR", (A, B)), (), C) == Group("OR", (A, B, C))


def test_a_condition_is_added_deep_inside() -> None:
    before = Group("AND", (A, Not(Group("OR", (B,)))))
    assert trees.added(before, (1, 0), C) == Group("AND", (A, Not(Group("OR", (B, C)))))


@given(terms())
def test_denied_twice_is_as_before(term: Term) -> None:
    assume(not isinstance(term, Not))
    assert trees.denied(trees.denied(term, ()), ()) == term


def test_a_denied_part_goes_with_its_denial() -> None:
    assert trees.removed(Group("AND", (A, Not(B))), (1, 0)) == Group("AND", (A,))


def test_the_last_part_leaves_an_empty_condition() -> None:
    assert trees.removed(Not(A), (0,)) == EMPTY


@given(terms())
def test_a_group_around_a_part_dissolves_again(term: Term) -> None:
    assert trees.dissolved(trees.grouped(term, ()), ()) == term


def test_an_inner_group_dissolves_into_the_one_around_it() -> None:
    before = Group("OR", (A, Group("AND", (B, C))))
    assert trees.dissolved(before, (1,)) == Group("OR", (A, B, C))


def test_a_group_that_has_nothing_around_it_stays() -> None:
    assert trees.dissolved(Group("AND", (A, B)), ()) == Group("AND", (A, B))


@pytest.mark.parametrize("term", [EMPTY, Group("OR", (A, EMPTY)), Not(EMPTY)])
def test_an_empty_group_says_nothing(term: Term) -> None:
    assert trees.incomplete(term)


def test_what_is_said_in_full_is_complete() -> None:
    assert not trees.incomplete(Group("AND", (A, Not(C))))


@pytest.mark.parametrize("place", [(3,), (0, 0), (1, 5)])
def test_a_place_that_is_not_there_is_an_error(place: tuple[int, ...]) -> None:
    with pytest.raises(KeyError):
        trees.at(Group("AND", (A, Group("OR", ()))), place)


def test_named_conditions_are_found_wherever_they_stand() -> None:
    assert [*trees.names(Group("AND", (A, Not(Group("OR", (B, C))))))] == ["a", "b"]
