"""Lists in lists and references between lists: rules for inner items, sums over them, and choices out of a list."""

from typing import Any

import pytest

from formengine.core.submission import derive
from formengine.core.validation import Judge
from tests.core.forms import calculated, codes, compiled, control, errors, form, leaf, page, travel

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}


def rows(name: str, *elements: Any, **options: Any) -> dict[str, Any]:
    """A list with questions."""
    detail = {"type": "VerticalLayout", "elements": list(elements)}
    return control(name, options={"type": "list", "detail": detail} | options)


def items(**properties: Any) -> dict[str, Any]:
    """The schema of a list."""
    return {"type": "array", "items": {"type": "object", "properties": properties}}


def reference(id_: str, name: str, **source: Any) -> dict[str, Any]:
    """A choice of an item."""
    return control(name, id=id_, options={"type": "reference", "from": source})


HOUSES = {"haeuser": items(n=NUMBER, raeume=items(m=NUMBER, zweck=TEXT), summe=NUMBER, hat=TEXT), "grenze": NUMBER}


def houses(*inner: Any, outer: tuple[Any, ...] = (), **more: Any) -> dict[str, Any]:
    """Houses with rooms."""
    rooms = rows("raeume", control("m"), control("zweck"), *inner)
    return form(HOUSES, page("s", control("grenze"), rows("haeuser", control("n"), rooms, *outer)), **more)


TWO: dict[str, Any] = {
    "haeuser": [{"n": 1, "raeume": [{"m": 10, "zweck": "bad"}, {"m": 30}]}, {"n": 2, "raeume": [{"m": 50}]}]
}


def test_a_rule_for_each_item_of_a_list_in_a_list_names_the_inner_item() -> None:
    rule = {"id": "R1", "each": "raeume", "at": ["m"], "message": "Zu groß.", "require": leaf("m", {"maximum": 20})}
    content = houses(rules=[rule])
    journey = travel(content, TWO)
    assert codes(journey) == {"/haeuser/0/raeume/1/m": "regel:R1", "/haeuser/1/raeume/0/m": "regel:R1"}
    assert not Judge(derive(compiled(content))).ok(journey.document)
    fine = travel(content, {"haeuser": [{"raeume": [{"m": 20}]}, {}]})
    assert fine.mistakes == ()
    assert Judge(derive(compiled(content))).ok(fine.document)


def test_a_rule_for_each_inner_item_may_stand_at_its_list_but_not_at_another_question_of_the_outer_item() -> None:
    rule = {
        "id": "R1",
        "each": "raeume",
        "at": ["raeume"],
        "message": "Zu groß.",
        "require": leaf("m", {"maximum": 20}),
    }
    journey = travel(houses(rules=[rule]), TWO)
    assert codes(journey) == {"/haeuser/0/raeume": "regel:R1", "/haeuser/1/raeume": "regel:R1"}
    wrong = errors(houses(rules=[rule | {"at": ["n"]}]))
    assert wrong == [("/rules/0/at", "„at“ nennt eine Frage aus einer Liste.")]


def test_an_inner_rule_compares_with_the_document() -> None:
    rule = {
        "id": "R1",
        "each": "raeume",
        "at": ["zweck"],
        "message": "Wozu?",
        "when": leaf("grenze", {"minimum": 5}, **{"from": "root"}),
        "require": leaf("zweck", True),
    }
    content = houses(rules=[rule])
    journey = travel(content, TWO | {"grenze": 7})
    assert set(codes(journey)) == {"/haeuser/0/raeume/1/zweck", "/haeuser/1/raeume/0/zweck"}
    assert not Judge(derive(compiled(content))).ok(journey.document)
    assert travel(content, TWO | {"grenze": 4}).mistakes == ()


def test_an_item_sums_over_its_own_inner_items_only() -> None:
    tree = {"sum": {"of": "#/properties/raeume", "value": {"value": "#/properties/m"}, "where": leaf("zweck", True)}}
    journey = travel(houses(outer=(calculated("summe", tree),)), TWO)
    assert [house["summe"] for house in journey.document["haeuser"]] == [10, 0]


def test_a_condition_looks_through_two_lists() -> None:
    bath = {"contains": {"properties": {"zweck": {"const": "bad"}}, "required": ["zweck"]}}
    some = {"contains": {"properties": {"raeume": bath}, "required": ["raeume"]}}
    note = control("hat", rule={"effect": "SHOW", "condition": leaf("raeume", bath)})
    answers = {"haeuser": [{**house, "hat": "ja"} for house in TWO["haeuser"]]}
    journey = travel(houses(outer=(note,)), answers)
    assert ["hat" in house for house in journey.document["haeuser"]] == [True, False]
    content = form(HOUSES | {"x": TEXT}, *houses()["uischema"]["elements"], page("t", control("x", rule=[])))
    content["uischema"]["elements"][1]["elements"][0]["rule"] = {"effect": "SHOW", "condition": leaf("haeuser", some)}
    assert travel(content, TWO | {"x": "1"}).document["x"] == "1"
    assert "x" not in travel(content, {"haeuser": [{"raeume": [{"zweck": "flur"}]}], "x": "1"}).document


TREES = {
    "baeume": items(art=TEXT, ast=items(name=TEXT), bester=TEXT, nachbar=TEXT),
    "welcher": TEXT,
    "pflege": items(baum=TEXT),
}


def trees(*more: Any, inner: tuple[Any, ...] = ()) -> dict[str, Any]:
    """Trees, and something that refers to them."""
    return form(TREES, page("s", rows("baeume", control("art"), rows("ast", control("name")), *inner), *more))


FOREST: dict[str, Any] = {
    "baeume": [{"_id": "a2", "art": "Birke", "ast": [{"_id": "x2"}]}, {"_id": "b3", "ast": [{"_id": "y3"}]}]
}
WHICH = reference("welcher", "welcher", scope="#/properties/baeume", title="{art}")


def test_a_reference_names_an_item_of_its_list() -> None:
    assert travel(trees(WHICH), FOREST | {"welcher": "b3"}).mistakes == ()
    for lost in ("c4", "x2", ""):
        assert codes(travel(trees(WHICH), FOREST | {"welcher": lost})) == ({"/welcher": "verweis"} if lost else {})
    assert codes(travel(trees(WHICH), {"welcher": "b3"})) == {"/welcher": "verweis"}


def test_a_reference_of_the_wrong_type_fails_as_any_answer_does() -> None:
    assert codes(travel(trees(WHICH), FOREST | {"welcher": ["b3"]})) == {"/welcher": "format"}


def test_a_reference_in_an_item_looks_at_the_item_or_from_the_root() -> None:
    best = reference("bester", "bester", scope="#/properties/ast")
    content = trees(inner=(best,))
    fine = {"baeume": [dict(tree, bester=tree["ast"][0]["_id"]) for tree in FOREST["baeume"]]}
    assert travel(content, fine).mistakes == ()
    crossed = {"baeume": [dict(tree, bester="x2") for tree in FOREST["baeume"]]}
    assert codes(travel(content, crossed)) == {"/baeume/1/bester": "verweis"}
    care = rows("pflege", reference("p.baum", "baum", scope="#/properties/baeume", **{"from": "root"}))
    journey = travel(trees(care), FOREST | {"pflege": [{"baum": "a2"}, {"baum": "q9"}]})
    assert codes(journey) == {"/pflege/1/baum": "verweis"}


def test_an_item_may_refer_to_another_item_of_its_own_list() -> None:
    near = reference("nachbar", "nachbar", scope="#/properties/baeume", **{"from": "root"})
    answers = {"baeume": [{"_id": "a2", "nachbar": "b3"}, {"_id": "b3", "nachbar": "c4"}]}
    assert codes(travel(trees(inner=(near,)), answers)) == {"/baeume/1/nachbar": "verweis"}


def test_the_derived_schema_says_that_it_cannot_tell_references() -> None:
    schema = derive(compiled(trees(WHICH)))
    assert [entry["element"] for entry in schema["x-relaxed"]] == ["welcher"]
    assert Judge(schema).ok(travel(trees(WHICH), FOREST | {"welcher": "c4"}).document)


@pytest.mark.parametrize(
    ("options", "place"),
    [
        (
            {"type": "reference", "from": {"scope": "#/properties/welcher"}},
            "/uischema/elements/0/elements/1/options/from",
        ),
        ({"type": "reference"}, "/uischema/elements/0/elements/1/options/type"),
        ({"type": "text", "from": {"scope": "#/properties/baeume"}}, "/uischema/elements/0/elements/1/options/type"),
    ],
)
def test_a_reference_without_a_list_is_refused(options: Any, place: str) -> None:
    assert place in [found for found, _ in errors(trees(control("welcher", options=options)))]


def test_a_reference_to_a_list_of_a_later_page_is_refused() -> None:
    content = form(TREES, page("s", WHICH), page("t", rows("baeume", control("art"))))
    assert errors(content) == [
        ("/uischema/elements/0/elements/0", "Die Bedingung fragt nach „baeume“ auf einer späteren Seite.")
    ]
