"""Values as people type them."""

from typing import Any

import pytest

from builder.logic.offers import Takes
from builder.logic.typed import Mistyped, key_of, shown, value_of
from tests.builder.editing import compiled, shipped

TREES = compiled(shipped())


@pytest.mark.parametrize(
    ("takes", "typed", "value"),
    [
        ("number", "50", 50),
        ("number", "1,5", 1.5),
        ("count", "3", 3),
        ("date", "1.3.2027", "2027-03-01"),
        ("date", "2027-03-01", "2027-03-01"),
        ("date", "heute", "@heute"),
        ("date", "@heute+42d", "@heute+42d"),
        ("years", "16", "@heute-16j"),
        ("text", "  Eiche ", "Eiche"),
        ("texts", "Eiche\n\n Buche\nEiche", ["Eiche", "Buche"]),
    ],
)
def test_a_value_is_read_as_it_is_meant(takes: Takes, typed: str, value: Any) -> None:
    found = value_of(takes, [typed], None)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("takes", "typed"),
    [
        ("number", "viel"),
        ("number", ""),
        ("count", "-1"),
        ("count", "1,5"),
        ("date", "31.02.2027"),
        ("date", "bald"),
        ("years", "999"),
        ("text", "   "),
    ],
)
def test_what_does_not_fit_says_what_to_write(takes: Takes, typed: str) -> None:
    with pytest.raises(Mistyped, match="Schreiben Sie"):
        value_of(takes, [typed], None)


def test_only_answers_of_the_question_can_be_chosen() -> None:
    control = TREES.controls["eigentum"]
    chosen = control.choices[0].value
    assert value_of("choice", [key_of("erfunden"), key_of(chosen)], control) == chosen
    with pytest.raises(Mistyped):
        value_of("choices", [key_of("erfunden")], control)


@pytest.mark.parametrize(
    ("takes", "value"),
    [
        ("number", 1234567),
        ("number", 0.5),
        ("date", "2027-03-01"),
        ("date", "@heute-1m"),
        ("years", "@heute-16j"),
        ("texts", ["a", "b"]),
    ],
)
def test_what_is_shown_is_read_again_as_the_same(takes: Takes, value: Any) -> None:
    assert value_of(takes, shown(takes, value), None) == value
