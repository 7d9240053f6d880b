"""Conditions in German: each keyword, each kind of question, both ways round, and groups of them."""

import datetime
from typing import Any

import pytest

from formengine.core.bundle import Bundle
from formengine.core.conditions import compile_test, parse
from formengine.core.definition import Definition, compile_definition
from formengine.core.model import ITEM, Condition, Effect, Path
from formengine.core.phrases import Phrases, item_of, listed, quoted
from formengine.fields import TYPES
from tests.core.forms import calculated, control, form, leaf, page

TODAY = datetime.date(2026, 11, 23)
OPTIONS = [{"const": "p", "title": "Eine Privatperson"}, {"const": "f", "title": "Ein Unternehmen"}]
BAEUME = {
    "type": "array",
    "items": {"type": "object", "properties": {"art": {"type": "string", "oneOf": OPTIONS}, "cm": {"type": "integer"}}},
}
PROPERTIES = {
    "wer": {"type": "string", "oneOf": OPTIONS},
    "wege": {"type": "array", "uniqueItems": True, "items": {"type": "string", "oneOf": OPTIONS}},
    "ja": {"type": "boolean"},
    "kasten": {"type": "boolean", "const": True},
    "cm": {"type": "integer"},
    "betrag": {"type": "number"},
    "tag": {"type": "string", "format": "date"},
    "ort": {"type": "string"},
    "baeume": BAEUME,
    "anschrift": {"type": "object", "properties": {"plz": {"type": "string"}, "ort": {"type": "string"}}},
    "foto": {"type": "array", "items": {"type": "object", "properties": {"mimeType": {"enum": ["image/png"]}}}},
    "lage": {"type": "object", "properties": {"e": {"type": "number"}, "n": {"type": "number"}}},
    "passt": {"type": "boolean"},
}
DETAIL = {
    "type": "VerticalLayout",
    "elements": [
        control("art", label="Welche Art?", id="baeume.art", options={"type": "choice"}),
        control("cm", label="Umfang", id="baeume.cm", options={"type": "number", "unit": "cm"}),
    ],
}
FORM = form(
    PROPERTIES,
    page(
        "eins",
        control("wer", label="Wer stellt den Antrag?", options={"type": "choice"}),
        control("wege", label="Welche Wege?", options={"type": "choices"}),
        control("ja", label="Gehört es Ihnen?", options={"type": "yes-no"}),
        control("kasten", label="Ich stimme zu.", options={"type": "confirm"}),
        control("cm", label="Stammumfang", options={"type": "number", "unit": "cm"}),
        control("betrag", label="Betrag", options={"type": "number"}),
        control("tag", label="Termin", options={"type": "date"}),
        control("ort", label="Ort", options={"type": "text"}),
        control("baeume", label="Bäume", options={"type": "list", "item": "Baum", "detail": DETAIL}),
        {
            "type": "Group",
            "id": "anschrift",
            "label": "Ihre Anschrift",
            "elements": [
                control("anschrift/plz", label="Postleitzahl", options={"type": "text"}),
                control("anschrift/ort", label="Ort", options={"type": "text"}),
            ],
        },
        control("foto", label="Foto", options={"type": "file"}),
        control("lage", label="Standort", options={"type": "map", "map": "musterhausen"}),
        calculated("passt", {"equals": [1, 1]}) | {"label": "Alles passt"},
    ),
    conditions={
        "firma": {"title": "Es geht um ein Unternehmen", "condition": leaf("wer", {"const": "f"})},
        "grosse_firma": {
            "title": "Ein großes Unternehmen",
            "condition": {"type": "AND", "conditions": [leaf("wer", {"const": "f"}), leaf("cm", {"minimum": 50})]},
        },
    },
    parameters={"grenze": {"title": "Kleinster Umfang", "schema": {"type": "integer"}, "default": 40}},
)


@pytest.fixture(scope="module")
def definition() -> Definition:
    return compile_definition(Bundle("probe", FORM), TYPES, TODAY)


def condition(node: Any) -> Condition:
    return parse(node, lambda name: FORM["conditions"][name]["condition"])


def words(definition: Definition, node: Any, item: Path = (), **more: bool) -> str:
    return Phrases(definition).clause(condition(node), item, **more)


def asked(definition: Definition, name: str, schema: Any) -> str:
    return words(definition, leaf(name, schema))


LEAVES: list[tuple[str, Any, str, str]] = [
    (
        "wer",
        {"const": "f"},
        "bei „Wer stellt den Antrag?“ „Ein Unternehmen“ gewählt ist",
        "bei „Wer stellt den Antrag?“ nicht „Ein Unternehmen“ gewählt ist",
    ),
    (
        "wer",
        {"enum": ["p", "f"]},
        "bei „Wer stellt den Antrag?“ „Eine Privatperson“ oder „Ein Unternehmen“ gewählt ist",
        "bei „Wer stellt den Antrag?“ weder „Eine Privatperson“ noch „Ein Unternehmen“ gewählt ist",
    ),
    (
        "wer",
        {"not": {"const": "f"}},
        "bei „Wer stellt den Antrag?“ etwas anderes als „Ein Unternehmen“ gewählt ist",
        "nicht gilt, dass bei „Wer stellt den Antrag?“ etwas anderes als „Ein Unternehmen“ gewählt ist",
    ),
    (
        "wer",
        {"type": "string"},
        "„Wer stellt den Antrag?“ beantwortet ist",
        "„Wer stellt den Antrag?“ nicht beantwortet ist",
    ),
    (
        "wege",
        {"contains": {"const": "p"}},
        "bei „Welche Wege?“ „Eine Privatperson“ angekreuzt ist",
        "bei „Welche Wege?“ nicht „Eine Privatperson“ angekreuzt ist",
    ),
    (
        "wege",
        {"minItems": 2},
        "bei „Welche Wege?“ mindestens 2 Antworten angekreuzt sind",
        "bei „Welche Wege?“ nicht mindestens 2 Antworten angekreuzt sind",
    ),
    ("ja", {"const": True}, "bei „Gehört es Ihnen?“ „Ja“ gewählt ist", "bei „Gehört es Ihnen?“ nicht „Ja“ gewählt ist"),
    ("kasten", {"const": True}, "„Ich stimme zu.“ angekreuzt ist", "„Ich stimme zu.“ nicht angekreuzt ist"),
    (
        "kasten",
        {"const": False},
        "„Ich stimme zu.“ nicht angekreuzt ist",
        "„Ich stimme zu.“ angekreuzt oder noch offen ist",
    ),
    ("cm", {"minimum": 50}, "„Stammumfang“ mindestens 50\xa0cm ist", "„Stammumfang“ nicht mindestens 50\xa0cm ist"),
    (
        "cm",
        {"minimum": 50, "exclusiveMaximum": 100},
        "„Stammumfang“ mindestens 50\xa0cm und weniger als 100\xa0cm ist",
        "„Stammumfang“ nicht zugleich mindestens 50\xa0cm und weniger als 100\xa0cm ist",
    ),
    (
        "cm",
        {"type": "integer", "not": {"minimum": 50}},
        "„Stammumfang“ weniger als 50\xa0cm ist",
        "nicht gilt, dass „Stammumfang“ weniger als 50\xa0cm ist",
    ),
    ("betrag", {"const": 2.5}, "„Betrag“ genau 2,5 ist", "„Betrag“ nicht genau 2,5 ist"),
    ("betrag", {"multipleOf": 5}, "„Betrag“ durch 5 teilbar ist", "„Betrag“ nicht durch 5 teilbar ist"),
    (
        "tag",
        {"format": "date", "formatMinimum": "2027-03-01"},
        "„Termin“ am 1. März 2027 oder später liegt",
        "„Termin“ nicht am 1. März 2027 oder später liegt",
    ),
    (
        "tag",
        {"not": {"formatMinimum": "2027-03-01"}},
        "„Termin“ vor dem 1. März 2027 liegt",
        "nicht gilt, dass „Termin“ vor dem 1. März 2027 liegt",
    ),
    (
        "tag",
        {"const": "2026-12-24"},
        "„Termin“ am 24. Dezember 2026 liegt",
        "„Termin“ nicht am 24. Dezember 2026 liegt",
    ),
    ("baeume", {"minItems": 1}, "„Bäume“ mindestens 1 Eintrag hat", "„Bäume“ nicht mindestens 1 Eintrag hat"),
    ("baeume", {"type": "array"}, "„Bäume“ mindestens einen Eintrag hat", "„Bäume“ keinen Eintrag hat"),
    (
        "baeume",
        {"contains": {"properties": {"cm": {"minimum": 50}}, "required": ["cm"]}},
        "bei mindestens einem Eintrag von „Bäume“ „Umfang“ mindestens 50\xa0cm ist",
        "bei keinem Eintrag von „Bäume“ „Umfang“ mindestens 50\xa0cm ist",
    ),
    (
        "anschrift",
        {"type": "object"},
        "in „Ihre Anschrift“ etwas angegeben ist",
        "in „Ihre Anschrift“ nichts angegeben ist",
    ),
    (
        "anschrift",
        {"required": ["plz"]},
        "„Postleitzahl“ beantwortet ist",
        "„Postleitzahl“ nicht beantwortet ist",
    ),
    (
        "foto",
        {"contains": {"required": ["nachreichen"]}},
        "„Foto“ nachgereicht wird",
        "„Foto“ nicht nachgereicht wird",
    ),
    (
        "lage",
        {"properties": {"e": {"minimum": 4}}},
        "„Standort“ in den vorgegebenen Grenzen liegt",
        "„Standort“ nicht in den vorgegebenen Grenzen liegt",
    ),
    ("passt", {"const": True}, "„Alles passt“ „Ja“ ergibt", "„Alles passt“ nicht „Ja“ ergibt"),
    ("passt", {"type": "boolean"}, "„Alles passt“ einen Wert hat", "„Alles passt“ keinen Wert hat"),
]


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
