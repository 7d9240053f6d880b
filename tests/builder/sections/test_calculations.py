"""Calculations: each operator has words, each shape is read and written without loss, the rest is kept."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.operations import perform
from builder.refusals import Refused
from builder.sections import SECTIONS, Subject
from builder.sections._calculation import sentence
from builder.sections._operands import Operands
from builder.sections._shapes import SHAPES, shape_of
from formengine.core.bundle import Bundle
from formengine.core.operators import OPERATORS
from formengine.core.pointer import MISSING
from tests.builder.editing import compiled
from tests.builder.views.garden import SLUG, form
from tests.core.forms import leaf

NAME, NUMBER, DAY = ({"value": f"#/properties/{name}"} for name in ("name", "anzahl", "tag"))
HEIGHT = {"value": "#/properties/hoehe"}
OAKS = leaf("art", {"const": "Eiche"})
FELLING: dict[str, Any] = {"$ref": "#/conditions/faellen"}

WORDS: dict[str, tuple[Any, str]] = {
    "value": (NUMBER, "„Wie viele Bäume?“"),
    "param": ({"param": "gebuehr"}, "„Gebühr in Euro“"),
    "env": ({"env": "vertrauen"}, "die Angabe „vertrauen“ der Umgebung"),
    "now": ({"now": True}, "jetzt"),
    "today": ({"today": True}, "heute"),
    "sum": ({"sum": [NUMBER, 2]}, "„Wie viele Bäume?“ plus 2"),
    "product": ({"product": [NUMBER, 2.5]}, "„Wie viele Bäume?“ mal 2,5"),
    "difference": ({"difference": [NUMBER, 1]}, "„Wie viele Bäume?“ minus 1"),
    "quotient": ({"quotient": [NUMBER, 2]}, "„Wie viele Bäume?“ geteilt durch 2"),
    "round": (
        {"round": {"value": NUMBER, "digits": 0, "mode": "up"}},
        "„Wie viele Bäume?“, aufgerundet auf ganze Zahlen",
    ),
    "min": ({"min": [NUMBER, 3]}, "der kleinste Wert von „Wie viele Bäume?“ und 3"),
    "max": ({"max": {"of": "#/properties/baeume", "value": HEIGHT}}, "der größte Wert von „Höhe“ in „Bäume“"),
    "count": ({"count": {"of": "#/properties/baeume"}}, "die Anzahl der Einträge von „Bäume“"),
    "any": (
        {"any": {"of": "#/properties/baeume", "where": OAKS}},
        "ob bei mindestens einem Eintrag von „Bäume“ bei „Art“ „Eiche“ steht",
    ),
    "all": (
        {"all": {"of": "#/properties/baeume", "where": OAKS}},
        "ob bei jedem Eintrag von „Bäume“ bei „Art“ „Eiche“ steht",
    ),
    "if": (
        {"if": [FELLING, "hoch", "normal"]},
        "„hoch“, wenn bei „Was haben Sie vor?“ „Fällen“ gewählt ist, sonst „normal“",
    ),
    "case": (
        {"case": [[FELLING, 1], 2]},
        "1, wenn bei „Was haben Sie vor?“ „Fällen“ gewählt ist; sonst 2",
    ),
    "lookup": ({"lookup": {"param": "preise", "key": NAME}}, "der Wert aus „Preis nach Art“ zu „Ihr Name“"),
    "age": ({"age": DAY}, "das Alter in Jahren aus „Beginn“, heute"),
    "days": ({"days": [DAY, {"today": True}]}, "die Zahl der Tage von „Beginn“ bis heute"),
    "months": ({"months": [DAY, {"today": True}]}, "die Zahl der vollen Monate von „Beginn“ bis heute"),
    "date": ({"date": [2026, 1, 2]}, "der Tag aus Jahr 2026, Monat 1 und Tag 2"),
    "add": ({"add": [DAY, -3, "weeks"]}, "3 Wochen vor „Beginn“"),
    "overlaps": (
        {"overlaps": [DAY, DAY, ["03-01", "09-30"]]},
        "ob die Zeit von „Beginn“ bis „Beginn“ zwischen 1. März und 30. September liegt",
    ),
    "length": ({"length": NAME}, "die Länge von „Ihr Name“"),
    "equals": ({"equals": [NUMBER, 3]}, "ob „Wie viele Bäume?“ gleich 3 ist"),
    "less": ({"less": [NUMBER, 3]}, "ob „Wie viele Bäume?“ kleiner als 3 ist"),
}

TREES: dict[str, Any] = {
    "wert": {"param": "gebuehr"},
    "zwei": {"quotient": [NUMBER, {"param": "gebuehr"}]},
    "summe": {"sum": [NUMBER, {"param": "gebuehr"}, {"param": "preise"}]},
    "listensumme": {"sum": {"of": "#/properties/baeume", "value": HEIGHT, "where": OAKS}},
    "eintraege": {"count": {"of": "#/properties/baeume", "where": OAKS}},
    "wenn": {"if": [FELLING, 1, NUMBER]},
    "faelle": {"case": [[FELLING, 1], [{"type": "NOT", "conditions": [FELLING]}, NUMBER], 3]},
    "alter": {"age": [DAY, {"today": True}]},
    "spanne": {"months": [DAY, {"today": True}]},
    "tag": {"add": [DAY, 6, "weeks"]},
    "tabelle": {"lookup": {"param": "preise", "key": NAME, "at": DAY}},
    "vergleich": {"less": [NUMBER, 3]},
}


def subject() -> Subject:
    bundle = Bundle(SLUG, form())
    return Subject(bundle, compiled(bundle), dict, lambda _slug: None)


SUBJECT = subject()


def with_calc(tree: Any) -> Subject:
    """The garden, its number of trees worked out otherwise."""
    bundle = perform(SUBJECT.bundle, "set_calc", {"element": "wie_viele", "calc": tree})
    return Subject(bundle, compiled(bundle), dict, lambda _slug: None)


def test_every_operator_has_an_example_here() -> None:
    assert WORDS.keys() == OPERATORS.keys()
    assert TREES.keys() == SHAPES.keys()


@pytest.mark.parametrize("name", WORDS)
def test_a_calculation_is_put_into_words(name: str) -> None:
    tree, words = WORDS[name]
    assert sentence(SUBJECT, tree) == words


@pytest.mark.parametrize("tree", [{}, {"nichts": 1}, {"if": [1]}, {"count": {}}, {"add": [1, 2, "eons"]}, [1], None])
def test_what_is_no_calculation_has_words_too(tree: Any) -> None:
    assert sentence(SUBJECT, tree) == "eine Rechnung"


@pytest.mark.parametrize("name", TREES)
def test_each_shape_knows_its_own(name: str) -> None:
    operands = Operands(SUBJECT, None)
    assert shape_of(operands, TREES[name]) == name


@pytest.mark.parametrize("name", TREES)
def test_a_shape_is_saved_as_it_was_opened(name: str) -> None:
    of, section = with_calc(TREES[name]), SECTIONS["berechnet"]
    fields = section.fields(of, "wie_viele")
    assert section.wish(of, "wie_viele", fields.answers) is None
    wish = section.wish(of, "wie_viele", {**fields.answers, "zeigen": True})
    assert wish is not None
    assert wish.arguments["calc"] == TREES[name]
    assert wish.arguments["display"] is True


@pytest.mark.parametrize(
    "tree",
    [
        {"round": {"value": NUMBER, "digits": 0}},
        {"sum": [NUMBER, {"product": [2, NUMBER]}, 4]},
        {"sum": [NUMBER, NUMBER, NUMBER]},
        {"if": [{"equals": [NUMBER, 3]}, 1, 2]},
        {"overlaps": [DAY, DAY, ["03-01", "09-30"]]},
    ],
)
def test_what_no_shape_can_say_is_kept(tree: Any) -> None:
    of, section = with_calc(tree), SECTIONS["berechnet"]
    fields = section.fields(of, "wie_viele")
    assert [*fields.answers] == ["verhalten", "zeigen"] or [*fields.answers] == ["verhalten"]
    wish = section.wish(of, "wie_viele", {"verhalten": "proposal", "zeigen": True})
    assert wish is not None
    assert wish.arguments["calc"] == tree


def test_a_part_that_no_field_can_say_is_kept_inside_of_a_shape() -> None:
    inner = {"round": {"value": NUMBER, "digits": 0}}
    of, section = with_calc({"difference": [inner, 1]}), SECTIONS["berechnet"]
    answers = section.fields(of, "wie_viele").answers
    assert answers["a"] == "bleibt"
    wish = section.wish(of, "wie_viele", {**answers, "b_fest": "2"})
    assert wish is not None
    assert wish.arguments["calc"] == {"difference": [inner, 2]}


def test_a_fixed_value_that_is_left_out_is_refused() -> None:
    section = SECTIONS["berechnet"]
    with pytest.raises(Refused, match="Ein fester Wert fehlt"):
        section.wish(SUBJECT, "wie_viele/wert", {"a": "fest", "a_fest": " ", "verhalten": "fixed"})


def test_half_a_case_is_refused() -> None:
    section = SECTIONS["berechnet"]
    with pytest.raises(Refused, match=r"Der 1\. Fall ist unvollständig"):
        section.wish(SUBJECT, "wie_viele/faelle", {"wenn1": "ist:faellen", "verhalten": "fixed"})


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from([*OPERATORS, "of", "where", "scope", "type", "$ref"]), inner)
        ),
    )
)
def test_no_tree_is_too_strange_to_be_listed(tree: Any) -> None:
    assert tree is MISSING or sentence(SUBJECT, tree)
    shape_of(Operands(SUBJECT, None), tree)
