"""Calculations in words."""

from typing import Any

import pytest

from formengine.core.operators import OPERATORS
from formengine.core.phrases import Phrases, _sums
from tests.core.forms import compiled, control, form, leaf, page

PROPERTIES = {
    "a": {"type": "number"},
    "b": {"type": "number"},
    "tag": {"type": "string", "format": "date"},
    "ende": {"type": "string", "format": "date"},
    "liste": {"type": "array", "items": {"type": "object", "properties": {"x": {"type": "number"}}}},
}
DETAIL = {"type": "Group", "elements": [control("x", label="Größe")]}
FORM = form(
    PROPERTIES,
    page(
        "p",
        control("a", label="Miete"),
        control("b", label="Heizung"),
        control("tag", label="Beginn"),
        control("ende", label="Ende"),
        control("liste", label="Räume", options={"type": "list", "detail": DETAIL}),
    ),
    parameters={"satz": {"title": "Satz", "schema": {}, "default": {"a": 1}}},
)
A, B = {"value": "#/properties/a"}, {"value": "#/properties/b"}
DAY, END = {"value": "#/properties/tag"}, {"value": "#/properties/ende"}
LARGE = {"of": "#/properties/liste", "where": leaf("x", {"minimum": 10})}


@pytest.fixture(scope="module")
def phrases() -> Phrases:
    return Phrases(compiled(FORM))


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        (1, "1"),
        ("rot", "„rot“"),
        ({"sum": [A, B]}, "Summe aus „Miete“ und „Heizung“"),
        ({"difference": [A, 5]}, "„Miete“ minus 5"),
        (
            {"round": {"value": {"quotient": [A, B]}, "digits": 0}},
            "„Miete“ geteilt durch „Heizung“, kaufmännisch gerundet auf 0 Stellen",
        ),
        ({"round": A}, "„Miete“, kaufmännisch gerundet auf 2 Stellen"),
        ({"count": LARGE}, "Anzahl der Einträge von „Räume“, für die gilt: „Größe“ mindestens 10 ist"),
        ({"count": "#/properties/liste"}, "Anzahl der Einträge von „Räume“"),
        ({"any": LARGE}, "ob bei mindestens einem Eintrag von „Räume“ „Größe“ mindestens 10 ist"),
        (
            {"sum": {"of": "#/properties/liste", "value": {"value": "#/properties/x"}}},
            "Summe aus „Größe“ über alle Einträge von „Räume“",
        ),
        ({"if": [leaf("a", {"minimum": 1}), "viel", "wenig"]}, "„viel“, wenn „Miete“ mindestens 1 ist, sonst „wenig“"),
        ({"case": [[leaf("a", {"minimum": 1}), "x"], "y"]}, "„x“, wenn „Miete“ mindestens 1 ist; sonst „y“"),
        ({"lookup": {"param": "satz", "key": A}}, "Wert aus „Satz“ für „Miete“"),
        ({"age": DAY}, "volle Jahre seit „Beginn“"),
        ({"add": [DAY, 6, "months"]}, "„Beginn“ plus 6 Monate"),
        (
            {"overlaps": [DAY, END, ["03-01", "09-30"]]},
            "ob ein Tag von „Beginn“ bis „Ende“ in der Zeit 1. März bis 30. September liegt",
        ),
        ({"less": [{"days": [DAY, END]}, 0]}, "ob Tage von „Beginn“ bis „Ende“ kleiner ist als 0"),
        (leaf("a", {"minimum": 1}), "ob „Miete“ mindestens 1 ist"),
        ({"param": "satz"}, "„Satz“"),
    ],
)
def test_a_calculation_is_said_in_words(phrases: Phrases, tree: Any, words: str) -> None:
    assert phrases.calculation(tree) == words


def test_every_operator_has_words() -> None:
    assert set(_sums._OPERATORS) == set(OPERATORS)


def test_a_raw_condition_keeps_its_relative_days(phrases: Phrases) -> None:
    node = leaf("tag", {"format": "date", "formatMinimum": "@heute+6w"})
    assert phrases.raw(node) == "„Beginn“ am Tag 6 Wochen nach heute oder später liegt"
