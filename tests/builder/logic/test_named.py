"""Named conditions: where they are used, and names for new ones."""

import re

import pytest

from builder.logic.named import fresh_name, uses
from tests.builder.editing import SLUGS, shipped, small
from tests.core.forms import leaf


def test_a_condition_names_the_elements_that_use_it() -> None:
    [use] = uses(small().form)["faellen"]
    assert (use.words, use.path) == ("„Wie viele Bäume?“", "logik/anzahl")


def test_rules_outcomes_and_other_conditions_use_them_too() -> None:
    ref = {"$ref": "#/conditions/faellen"}
    more = {
        "conditions": {
            "faellen": {"title": "Es wird gefällt", "condition": leaf("zweck", {"const": "faellen"})},
            "beides": {"title": "Beides", "condition": {"type": "AND", "conditions": [ref, leaf("name", {})]}},
        },
        "rules": [{"id": "R1", "require": {"type": "NOT", "conditions": [ref]}, "at": ["zweck"], "message": "Nein."}],
    }
    words = [use.words for use in uses(small(more=more).form)["faellen"]]
    assert words == ["„Wie viele Bäume?“", "Bedingung „Beides“", "Regel „R1“"]


def test_a_condition_that_nobody_uses_is_listed_all_the_same() -> None:
    assert uses({"conditions": {"frei": {"condition": {}}}}) == {"frei": ()}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_condition_of_the_shipped_definitions_is_used(slug: str) -> None:
    assert all(uses(shipped(slug).form).values())


@pytest.mark.parametrize("title", ["Größe über 20 m", "20 Bäume", "???", "x" * 200, "Ätzend – ja!"])
def test_a_name_is_made_of_the_title(title: str) -> None:
    assert re.fullmatch("[a-z][a-z0-9_]{0,63}", fresh_name(title, ()))


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert fresh_name("Es wird gefällt", {"es_wird_gefaellt"}) == "es_wird_gefaellt_2"


def test_no_condition_is_called_what_stands_for_a_new_one_in_addresses() -> None:
    assert fresh_name("Neu", ()) == "neu_2"
