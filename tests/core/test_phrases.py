"""Conditions in German: each keyword, each kind of question, both ways round, and groups of them."""

from typing import Any

import pytest

from formengine.core.bundle import Bundle
from formengine.core.conditions import compile_test, parse
from formengine.core.definition import Definition, compile_definition
from formengine.core.model import ITEM, Condition, Effect, Path
from formengine.core.phrases import Phrases, item_of, listed, quoted
from formengine.fields import TYPES
from tests.core.forms import control, form, leaf, page
from tests.core.phrased import FORM, LEAVES, TODAY


@pytest.fixture(scope="module")
def definition() -> Definition:
    return compile_definition(Bundle("probe", FORM), TYPES, TODAY)


def condition(node: Any) -> Condition:
    return parse(node, lambda name: FORM["conditions"][name]["condition"])


def words(definition: Definition, node: Any, item: Path = (), **more: bool) -> str:
    return Phrases(definition).clause(condition(node), item, **more)


def asked(definition: Definition, name: str, schema: Any) -> str:
    return words(definition, leaf(name, schema))


@pytest.mark.parametrize(("name", "schema", "text", "denied"), LEAVES)
def test_a_leaf_reads_as_a_clause_and_can_be_denied(
    definition: Definition, name: str, schema: Any, text: str, denied: str
) -> None:
    assert asked(definition, name, schema) == text
    assert words(definition, leaf(name, schema), holds=False) == denied


def test_questions_of_the_same_wording_are_told_apart_by_what_stands_around_them(definition: Definition) -> None:
    assert asked(definition, "ort", {"pattern": "^[A-Z]"}) == "„Ort“ („Seite“) die verlangte Form hat"
    assert asked(definition, "anschrift/ort", {"const": "Ulm"}) == "bei „Ort“ („Ihre Anschrift“) „Ulm“ steht"


def test_the_environment_is_named_by_its_key(definition: Definition) -> None:
    node = {"scope": "#/properties/_umgebung/properties/stufe", "schema": {"const": "hoch"}}
    assert words(definition, node) == "bei „stufe“ der Umgebung „hoch“ steht"
    assert words(definition, {**node, "schema": {"type": "string"}}) == "es zu „stufe“ der Umgebung etwas gibt"


WHO, CM, YES = leaf("wer", {"const": "f"}), leaf("cm", {"minimum": 5}), leaf("ja", {"const": True})
A, B, C = (
    "bei „Wer stellt den Antrag?“ „Ein Unternehmen“ gewählt ist",
    "„Stammumfang“ mindestens 5\xa0cm ist",
    "bei „Gehört es Ihnen?“ „Ja“ gewählt ist",
)
NOT_A, NOT_B = (
    "bei „Wer stellt den Antrag?“ nicht „Ein Unternehmen“ gewählt ist",
    "„Stammumfang“ nicht mindestens 5\xa0cm ist",
)


def group(kind: str, *conditions: Any) -> dict[str, Any]:
    return {"type": kind, "conditions": list(conditions)}


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (group("AND", WHO, CM), f"{A} und {B}"),
        (group("OR", WHO, CM), f"{A} oder {B}"),
        (group("AND", WHO, CM, YES), f"{A}, {B} und {C}"),
        (group("NOT", WHO), NOT_A),
        (group("NOT", group("NOT", WHO)), A),
        (group("NOT", group("AND", WHO, CM)), f"{NOT_A} oder {NOT_B}"),
        (group("NOT", group("OR", WHO, CM)), f"{NOT_A} und {NOT_B}"),
        (group("AND", YES, group("OR", WHO, CM)), f"{C} und ({A} oder {B})"),
        (group("AND", YES, group("NOT", group("AND", WHO, CM))), f"{C} und ({NOT_A} oder {NOT_B})"),
        (group("AND", YES, group("AND", WHO, CM)), f"{C} und {A} und {B}"),
        (group("XOR", WHO, CM), f"entweder {A} oder {B}, aber nicht beides"),
        (group("XOR", WHO, CM, YES), f"genau eines davon gilt ({A}; {B}; {C})"),
        (group("NOT", group("XOR", WHO, CM)), f"nicht genau eines davon gilt ({A}; {B})"),
        (group("XOR", WHO), A),
        (group("AND"), "nichts weiter verlangt ist"),
        (group("OR"), "etwas gilt, das nie gelten kann"),
        (group("NOT", group("OR")), "nichts weiter verlangt ist"),
    ],
)
def test_groups_are_joined_and_not_is_dissolved(definition: Definition, node: Any, text: str) -> None:
    assert words(definition, node) == text


def test_a_named_condition_of_several_parts_is_called_by_its_title_where_that_is_wanted(definition: Definition) -> None:
    large, firm = {"$ref": "#/conditions/grosse_firma"}, {"$ref": "#/conditions/firma"}
    assert words(definition, large, titles=True) == "„Ein großes Unternehmen“ gilt"
    assert words(definition, large, titles=True, holds=False) == "„Ein großes Unternehmen“ nicht gilt"
    assert words(definition, large) == f"{A} und „Stammumfang“ mindestens 50\xa0cm ist"
    assert words(definition, firm, titles=True) == A


def test_a_scope_in_a_list_item_starts_from_the_item(definition: Definition) -> None:
    node = leaf("cm", {"maximum": 5})
    assert words(definition, node, ("baeume", ITEM)) == "„Umfang“ höchstens 5\xa0cm ist"
    assert words(definition, {**node, "from": "root"}, ("baeume", ITEM)) == "„Stammumfang“ höchstens 5\xa0cm ist"


def test_a_bound_names_the_parameter_that_sets_it() -> None:
    bounded = leaf("cm", {"type": "integer", "exclusiveMaximum": 1, "x-param": {"exclusiveMaximum": "grenze"}})
    deep = leaf("cm", {"not": {"minimum": 1, "x-param": {"minimum": "grenze"}}})
    rules = [{"effect": "SHOW", "condition": bounded}, {"effect": "HIDE", "condition": deep}]
    content = form(
        {"cm": {"type": "integer"}, "b": {"type": "string"}},
        page("eins", control("cm", label="Umfang"), control("b", label="Grund", rule=rules)),
        parameters=FORM["parameters"],
    )
    definition = compile_definition(Bundle("probe", content), TYPES, TODAY)
    phrases, element = Phrases(definition), definition.elements["b"]
    assert [phrases.effect(element, effect) for effect in element.effects] == [
        "„Grund“ zeigen, wenn „Umfang“ weniger als 40 („Kleinster Umfang“) ist",
        "„Grund“ verbergen, wenn „Umfang“ weniger als 40 („Kleinster Umfang“) ist",
    ]


@pytest.mark.parametrize(
    ("name", "wish"),
    [
        ("SHOW", "zeigen"),
        ("FORBID", "ausschließen"),
        ("ENABLE", "freigeben"),
        ("DISABLE", "sperren"),
        ("REQUIRE", "verlangen"),
    ],
)
def test_a_rule_reads_as_a_wish(definition: Definition, name: Any, wish: str) -> None:
    parsed = condition(WHO)
    effect = Effect(name, parsed, compile_test(parsed))
    assert Phrases(definition).effect(definition.elements["cm"], effect) == f"„Stammumfang“ {wish}, wenn {A}"
    assert item_of(definition.elements["baeume.cm"]) == ("baeume", ITEM)


def test_quotations_stay_short_on_one_line_and_closed() -> None:
    assert quoted("Der „Antrag“\nvon gestern") == "„Der \u201aAntrag‘ von gestern“"
    assert quoted("x" * 200) == f"„{'x' * 78} …“"
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "oder") == "a, b oder c"
